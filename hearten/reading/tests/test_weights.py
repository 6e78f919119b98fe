"""The shipped weights are the tested ones, or they are not used."""

import json
import shutil
from pathlib import Path

import pytest

from hearten.reading import weights
from hearten.reading.reader import reader
from hearten.reading.weights import FOLDER, WeightsUnfit, manifest, verified

MOST_BYTES = 64 * 1024 * 1024


def test_every_file_is_named_and_every_name_has_its_file() -> None:
    there = {path.name for path in FOLDER.iterdir()} - {"manifest.json"}
    assert there == {entry.file for entry in manifest().values()}
    assert {"tokenizer", "empathy-encoder", "empathy-judges", "meaning-lower", "meaning-upper"} <= set(manifest())


@pytest.mark.parametrize("name", sorted(manifest()))
def test_a_file_is_the_one_that_was_tested(name: str) -> None:
    assert verified(name).stat().st_size == manifest()[name].size


def test_all_weights_together_are_small() -> None:
    assert sum(entry.size for entry in manifest().values()) <= MOST_BYTES


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "weights"
    shutil.copytree(FOLDER, folder)
    return folder


@pytest.mark.parametrize("harm", ["changed", "missing", "unnamed", "manifest"])
def test_a_file_that_is_not_the_tested_one_is_refused(copy: Path, harm: str) -> None:
    judges = copy / "empathy-judges.npz"
    if harm == "changed":
        judges.write_bytes(judges.read_bytes()[:-1] + b"x")
    elif harm == "missing":
        judges.unlink()
    elif harm == "unnamed":
        (copy / "manifest.json").write_text("{}")
    else:
        (copy / "manifest.json").write_text(json.dumps({"empathy-judges": {"file": 3}}))
    with pytest.raises(WeightsUnfit, match="git checkout"):
        verified("empathy-judges", copy)


def test_without_fit_weights_rules_read_and_say_so(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy / "empathy-encoder.onnx").write_bytes(b"not a model")
    real = weights.verified.__wrapped__
    monkeypatch.setattr("hearten.reading.empathy.verified", lambda name: real(name, copy))
    made = reader()
    assert made.by_rules
    assert made.read("I lost my job.", "I am so sorry to read that.")["emotional_reactions"].level > 0


def test_serving_needs_no_training_package() -> None:
    """What reads drafts imports neither PyTorch nor scikit-learn, nor anything that speaks to a network of its own."""
    import subprocess
    import sys

    look = "import sys, hearten.coach.mind.thinking; print(sorted({name.split('.')[0] for name in sys.modules}))"
    names = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout
    for name in ("torch", "sklearn", "lightgbm", "django", "psycopg", "huggingface_hub", "requests", "httpx"):
        assert f"'{name}'" not in names
