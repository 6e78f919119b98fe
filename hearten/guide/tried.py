"""Whether the operator's own model was tried as it would write here (AI-10): else it writes for nobody.

`hearten guide redteam --generator` writes one small file. It names the model, the prompt, and everything that judges
what the model says; when one of them changed since, or the trial is long ago, the Guide quotes until it was tried anew.
The file holds no words and no secret.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from hearten.guide import patterns
from hearten.guide.answers import Generator
from hearten.guide.texts import texts
from hearten.kernel.clock import now
from hearten.kernel.complaint import Complaint
from hearten.reading.weights import manifest

NAME = "guide-tried.json"
# A provider may put another model behind the same name and tell nobody: what was seen is believed for so long.
VALID_FOR = timedelta(days=90)
_HEARTEN = Path(__file__).parents[1]
CASES = ("guide/tests/data/redteam.yaml", "guide/tests/data/questions.jsonl")
# All that decides whether a model is asked, what it is given, and what is shown of what it says.
JUDGED_BY = (
    "guide/*.py", "guide/*.yaml", "guide/redteam/*", "reading/*.py", "reading/lexicon/*", "coach/endpoint.py",
    "coach/errand.py",
)  # fmt: skip


def kept_at() -> Path:
    """Return where this installation keeps it."""
    return Path(settings.HEARTEN_STATE) / NAME


def versions(generator: Generator) -> dict[str, str]:
    """Return what a trial is of: each part by a short name that changes whenever the part does."""
    risk = "".join(one.sha256 for name, one in sorted(manifest().items()) if name.startswith("risk"))
    return {
        "generator": generator.name,
        "prompt": generator.prompt,
        "rules": patterns.version(),
        "texts": texts().version,
        "reader": _short(risk.encode()),
        "judge": _files(JUDGED_BY),
        "cases": _files(CASES),
    }


@lru_cache
def _files(patterns: tuple[str, ...]) -> str:
    """Return a short name for the state of files. Read once: a process that runs knows what it was started with."""
    found = sorted(path for pattern in patterns for path in _HEARTEN.glob(pattern) if path.is_file())
    return _short(b"".join(path.name.encode() + path.read_bytes() for path in found))


def _short(what: bytes) -> str:
    return sha256(what).hexdigest()[:12]


def keep(generator: Generator, shown: dict[str, int], at: Path) -> None:
    """Write down that this generator passed, with the counts of what was seen."""
    told = {"on": now().date().isoformat(), "of": versions(generator), "seen": shown}
    new = at.with_suffix(".new")
    new.write_text(f"{json.dumps(told, indent=1, sort_keys=True)}\n", encoding="utf-8")
    new.chmod(0o644)  # the server may be another account; nothing in it is anybody's
    new.replace(at)


def forget(at: Path) -> None:
    """Take back what was noted: a trial begins, and what it finds is all that counts. Raises Complaint."""
    try:
        at.unlink(missing_ok=True)
        at.with_suffix(".new").touch()
        at.with_suffix(".new").unlink()
    except OSError as no:
        raise Complaint(f"{at} cannot be written ({no.strerror}): run this as who owns {at.parent}.") from None


def why_not(generator: Generator, at: Path | None = None) -> str:
    """Return "" where this generator was tried as it would write now; else untried, changed, or old."""
    kept = _kept(at or kept_at())
    if kept is None:
        return "untried"
    if kept["of"] != versions(generator):
        return "changed"
    if kept["on"] > now().date():
        return "untried"  # nobody tried it on a day that is still to come
    return "" if now().date() - kept["on"] <= VALID_FOR else "old"


def changed(generator: Generator, at: Path | None = None) -> Iterator[str]:
    """Yield the parts that are others than when it was tried, for whoever has to try it again."""
    kept = _kept(at or kept_at()) or {"of": {}}
    yield from (name for name, now_is in versions(generator).items() if kept["of"].get(name) != now_is)


def _kept(at: Path) -> dict[str, Any] | None:
    """Return what the file says, or None where there is none, or none that can be read."""
    try:
        told = json.loads(at.read_text(encoding="utf-8"))
        return {"of": dict(told["of"]), "on": date.fromisoformat(told["on"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None
