"""The trial of an operator's own model from the command line, and what `hearten check` says of one (decision 0105)."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from hearten.coach.tests.stub import bytes_of, stub
from hearten.commands import guide_trial
from hearten.guide import generating, patterns
from hearten.guide.answers import Answer, Generator, MadeBy, Turn
from hearten.guide.tests.test_tried import CALM, asking, named, passed, state
from hearten.kernel.complaint import Complaint

__all__ = ["named", "state"]


def test_the_check_names_the_cause_and_the_command(named: Any, monkeypatch: Any) -> None:
    from hearten.commands.check import _in_guide

    ((cause, mend),) = _in_guide()
    assert "was not tried" in cause and "hearten guide redteam --generator --keep /" in mend
    passed()
    assert list(_in_guide()) == []
    monkeypatch.setattr(patterns, "version", lambda: "another list")
    ((cause, _mend),) = _in_guide()
    assert "is not what was tried (rules changed)" in cause


def test_the_command_notes_what_passed_and_takes_back_what_does_not_any_more(
    named: Any, tmp_path: Path, capsys: Any
) -> None:
    at = tmp_path / "guide-tried.json"
    bad = Answer(MadeBy("1", "1"), fixed="scope", words="Take 50 mg.")
    guide_trial.try_model([], asking(), tmp_path)
    assert "its words were shown 120 times" in capsys.readouterr().out
    assert at.exists() and generating.operators_model() is not None
    with pytest.raises(typer.Exit):
        guide_trial.try_model([], asking(bad), tmp_path)
    assert not at.exists() and generating.operators_model() is None, "the same name, and another model behind it"
    guide_trial.try_model([], asking(), tmp_path)
    with pytest.raises(Complaint, match="nothing was noted"):
        guide_trial.try_model([], asking(generated=False), tmp_path)
    assert not at.exists()


def test_a_folder_that_cannot_be_written_is_said_before_the_trial(named: Any, tmp_path: Path) -> None:
    with pytest.raises(Complaint, match="cannot be written"):
        guide_trial.try_model([], asking(), tmp_path / "not-there")


def test_an_endpoint_that_does_not_answer_was_not_tried(monkeypatch: Any, state: Path) -> None:
    monkeypatch.setattr(generating, "settings", SimpleNamespace(HEARTEN_MODELS=True))

    def ask(said: str, before: Sequence[Turn], generator: Generator | None) -> Answer:
        assert generator is not None
        generating.phrased(generator, said, [])
        return CALM

    with stub(bytes_of(b"no", status=500)) as here:
        monkeypatch.setenv("HEARTEN_GUIDE_ENDPOINT", here.address)
        monkeypatch.setenv("HEARTEN_GUIDE_MODEL", "small")
        generating.named_model.cache_clear()
        with pytest.raises(Complaint, match="nothing was noted"):
            guide_trial.try_model([], ask, state)
    generating.named_model.cache_clear()


def test_without_a_model_there_is_nothing_to_try(monkeypatch: Any, state: Path) -> None:
    monkeypatch.delenv("HEARTEN_GUIDE_ENDPOINT", raising=False)
    generating.named_model.cache_clear()
    with pytest.raises(Complaint, match="No model is named"):
        guide_trial.try_model([], asking(), state)
