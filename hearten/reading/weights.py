"""The weights that hearten ships: where they lie, and whether they are the ones that were tested.

`weights/manifest.json` names each file with its SHA-256. A file that is missing or different is never loaded: readings
fall back to rules, and `hearten check` says so.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "weights"


class WeightsUnfit(Exception):
    """A file of weights is missing, or is not the one that was tested. Says which and how to mend it."""


@dataclass(frozen=True)
class Weights:
    """One entry of the manifest. `made` says from what and by which command."""

    file: str
    sha256: str
    size: int
    made: str


def manifest(folder: Path = FOLDER) -> dict[str, Weights]:
    """Return what is shipped, by name. Raises WeightsUnfit when the manifest itself cannot be read."""
    try:
        return {name: Weights(**entry) for name, entry in json.loads((folder / "manifest.json").read_text()).items()}
    except (OSError, ValueError, TypeError) as error:
        raise WeightsUnfit(f"{folder / 'manifest.json'} cannot be read: restore it with `git checkout`.") from error


@lru_cache
def verified(name: str, folder: Path = FOLDER) -> Path:
    """Return the path of a file of weights after checking its hash. Raises WeightsUnfit."""
    entry = manifest(folder).get(name)
    path = folder / entry.file if entry else folder / name
    if entry is None or not path.is_file():
        raise WeightsUnfit(f"{path} is missing: restore it with `git checkout`, or train it (docs/models/).")
    with path.open("rb") as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    if found != entry.sha256:
        raise WeightsUnfit(f"{path} is not the file that was tested: restore it with `git checkout`.")
    return path


def record(name: str, path: Path, made: str, folder: Path = FOLDER) -> None:
    """Write a freshly made file into the manifest."""
    entries = json.loads((folder / "manifest.json").read_text()) if (folder / "manifest.json").exists() else {}
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    entries[name] = {"file": path.name, "sha256": digest, "size": path.stat().st_size, "made": made}
    (folder / "manifest.json").write_text(json.dumps(dict(sorted(entries.items())), indent=1) + "\n")
    verified.cache_clear()
