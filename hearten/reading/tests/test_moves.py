"""What each sentence of a reply does."""

import pytest

from hearten.reading.moves import MOVES, moves
from hearten.reading.training.rules_report import report


@pytest.mark.parametrize(
    "sentence, kind",
    [
        ("What was that like for you?", "question"),
        ("who was with you", "question"),
        ("I wonder how the evenings are for you.", "question"),
        ("So she rang twice and nobody answered.", "restatement"),
        ("That sounds so lonely.", "reflection"),
        ("You must have been terrified.", "reflection"),
        ("I lost my dad the same year.", "self_disclosure"),
        ("It took courage to write that.", "affirmation"),
        ("Have you tried writing it down?", "suggestion"),
        ("You should ring the surgery.", "suggestion"),
        ("Don't wait, tell your manager.", "suggestion"),
        ("The office is open until eight.", "information"),
        ("Hi everyone.", "other"),
        ("lol", "other"),
    ],
)
def test_names_what_a_sentence_does(sentence: str, kind: str) -> None:
    assert [move.kind for move in moves(sentence)] == [kind]


@pytest.mark.parametrize("text", ["", " ", "🙂", "..."])
def test_without_words_there_are_none(text: str) -> None:
    assert moves(text) == []


def test_each_sentence_has_one_in_code_points() -> None:
    text = "😔 That sounds lonely. What helps?"
    found = moves(text)
    assert [text[move.start : move.end] for move in found] == ["😔 That sounds lonely.", "What helps?"]
    assert [move.kind for move in found] == ["reflection", "question"]


def test_floors_hold_on_dev() -> None:
    figures = report("dev")["moves"]
    assert figures["all right"]["rate"] >= 0.85
    assert not [kind for kind in MOVES if figures[kind]["recall"] < 0.7]
