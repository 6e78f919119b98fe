"""Marks on a draft: every word once, overlaps named together, and no slip marked as doing well."""

from typing import Any

from hearten.coach.marks import marks


def carries(*spans: tuple[int, int], level: int = 2) -> dict[str, Any]:
    return {"level": level, "rationales": list(spans)}


def test_every_word_stands_once_and_overlaps_are_named_together() -> None:
    draft = "I am sorry. It sounds hard."
    found = marks(draft, {"emotional_reactions": carries((0, 27)), "interpretations": carries((12, 27))}, [])
    assert "".join(mark.text for mark in found) == draft
    assert [(mark.text.strip(), len(mark.kinds)) for mark in found] == [("I am sorry.", 1), ("It sounds hard.", 2)]


def test_a_slip_is_not_marked_as_doing_well() -> None:
    draft = "I am sorry. Just think positive."
    slips = [{"kind": "minimising", "start": 12, "end": 32}]
    found = marks(draft, {"emotional_reactions": carries((0, 32))}, slips)
    assert [(mark.text, mark.kinds) for mark in found] == [
        ("I am sorry. ", ("emotional_reactions",)),
        ("Just think positive.", ()),
    ]


def test_what_is_not_claimed_to_be_there_is_not_marked() -> None:
    assert [mark.kinds for mark in marks("Ok then.", {"explorations": carries((0, 8), level=0)}, [])] == [()]
    assert marks("", {}, []) == []
