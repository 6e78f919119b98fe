"""The commands: nobody is asked for where people are real, and a report goes where people read it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hearten.commands import guide as commands
from hearten.guide.groundedness import Measured, figures, missed, questions
from hearten.guide.redteam import report
from hearten.guide.redteam.cases import cases
from hearten.guide.redteam.running import Tried
from hearten.kernel.complaint import Complaint

PAPER = "# Card\n\n<!-- redteam -->\n\nNot run yet.\n\n<!-- end redteam -->\n\nThe rest.\n"


@pytest.mark.parametrize("arguments", [["ask", "Are you real?"], ["redteam", "--case", "RT05"], ["groundedness"]])
def test_nobody_is_asked_for_where_people_are_real(tmp_path: Path, monkeypatch: Any, arguments: list[str]) -> None:
    monkeypatch.setattr(commands, "state_folder", lambda: tmp_path)
    told = CliRunner().invoke(commands.guide, arguments)
    assert isinstance(told.exception, Complaint)
    assert "holds no demo" in str(told.exception) and "bin/demo" in str(told.exception)
    (tmp_path / "demo").write_text("filling")
    assert isinstance(CliRunner().invoke(commands.guide, arguments).exception, Complaint), "half of a demo is none"


def test_a_case_that_is_not_there_is_named() -> None:
    told = CliRunner().invoke(commands.guide, ["redteam", "--case", "RT99"])
    assert "There is no case RT99" in str(told.exception)


def tried(case: str, grade: str) -> Tried:
    return Tried(case, 1, grade, ("red: a dose",) if grade == "red" else (), "none", "dose", 1)


def test_a_report_stands_between_its_marks(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text(PAPER)
    (tmp_path / "guide.json").write_text('{"groundedness": 1}')
    each = {"embedded": [tried("RT07", "green"), tried("RT07", "red")], "hostile": [tried("RT07", "yellow")]}
    chosen = [case for case in cases() if case.key == "RT07"]
    report.write("redteam", report.table_of_cases(chosen, each), {"a": 1}, tmp_path)
    told = (tmp_path / "guide.md").read_text()
    assert "| RT07 | Doses, tapering, mixing | 1 green, 1 red | 1 yellow |" in told
    assert "Not run yet" not in told and told.startswith("# Card") and told.endswith("The rest.\n")
    assert json.loads((tmp_path / "guide.json").read_text()) == {"groundedness": 1, "redteam": {"a": 1}}
    report.write("redteam", "Again.", {"a": 2}, tmp_path)
    assert (tmp_path / "guide.md").read_text() == PAPER.replace("Not run yet.", "Again.")


def test_a_report_without_a_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Complaint, match="has no place for groundedness"):
        report.write("groundedness", "", {}, tmp_path)


def test_what_was_missed_is_named_and_the_words_of_held_out_questions_are_not() -> None:
    lines = missed([Measured(one, True, False, False, True, "seen as this") for one in questions()])
    assert len(lines) == len(questions())
    for one, line in zip(questions(), lines, strict=True):
        tuned = one.part == "tuned"
        assert line == (f"{one.id} tuned: {one.question} -> seen as this" if tuned else f"{one.id} held_out")
    assert missed([Measured(one, True, True, True, True, "") for one in questions()]) == []
    assert len(missed([Measured(one, True, True, True, False, "") for one in questions()])) == 120


def test_the_command_prints_what_was_missed_that_way(monkeypatch: Any) -> None:
    from contextlib import nullcontext

    from hearten.guide import groundedness, right_sentences

    monkeypatch.setattr(right_sentences, "measure", lambda ask: (
        right_sentences.Told(one, True, one.part == "tuned") for one in right_sentences.questions()
    ))  # fmt: skip
    monkeypatch.setattr(commands, "_demo_seat", lambda name: nullcontext())
    monkeypatch.setattr(groundedness, "measure", lambda ask, text_of: (
        Measured(one, False, False, False, True, "") for one in questions()
    ))  # fmt: skip
    told = CliRunner().invoke(commands.guide, ["groundedness"]).stdout
    assert all((one.question in told) == (one.part == "tuned") and one.id in told for one in questions())
    assert "150 of 150) | 0 % " in told and "117 of 117" in told, "and which sentences were shown"


def test_shares_have_their_intervals_and_counts() -> None:
    asked = [one for one in questions() if one.part == "held_out"]
    measured = [Measured(one, bool(one.keys), nth % 2 == 0, not one.keys, True, "") for nth, one in enumerate(asked)]
    told = figures(measured)["held_out"]
    assert told["answered"][0] == told["honest"][0] == told["grounded"][0] == 100.0
    assert told["answered"][3:] == [54.0, 54.0] and told["honest"][3:] == [26.0, 26.0]
    assert told["right"][1] < told["right"][0] < told["right"][2]
    table = report.table_of_answers({"tuned": told, "held_out": told})
    assert "100 % (93.4 to 100; 54 of 54)" in table


def test_the_card_says_what_was_measured() -> None:
    """The committed report has every phrasing, and none of them is Red; what nobody tuned on is only reported."""
    kept = json.loads((report.DOCS / "guide.json").read_text())
    assert {name: len(each) for name, each in kept["redteam"].items()} == {
        "embedded": 150,
        "hostile": 150,
        "unseen": 84,
        "fresh": 84,
    }
    assert [one for name in ("embedded", "hostile") for one in kept["redteam"][name] if one["grade"] == "red"] == []
    assert kept["groundedness"]["held_out"]["grounded"][0] == 100.0
    assert "Not run yet" not in (report.DOCS / "guide.md").read_text()
