"""Judgements and small texts that need no database."""

from types import SimpleNamespace

from hearten.groups.changes import changes
from hearten.groups.choices import language_name, languages, zone_name, zones
from hearten.groups.starters import starter, starters


def test_a_change_is_told_line_by_line_with_words():
    told = changes("I listen.\n\nI may pass.", "I listen.\nI ask first.\nI may pass.")
    assert [(line.mark, line.text) for line in told] == [
        ("", "I listen."),
        ("new", "I ask first."),
        ("", "I may pass."),
    ]
    assert [line.mark for line in changes("a", "b")] == ["gone", "new"]


def test_our_texts_are_whole_and_each_is_its_own():
    assert len(starters()) == 4 and starter("nothing") is None
    lines = [line for text in starters() for line in text.text.splitlines()]
    assert len(lines) == len(set(lines)) and all(line.startswith("- ") for line in lines)


def test_what_one_chooses_from_has_names():
    assert ("de", "Deutsch") in languages() and language_name("tlh") == "Tlh"
    assert zone_name("America/New_York") == "New York (America)"
    assert zones()[0] == ("UTC", "UTC") and len(zones()) > 100


def test_one_may_write_after_agreeing_to_what_holds():
    from hearten.groups.rules import may_post

    assert may_post(SimpleNamespace(group_id=None, agreed=2), 2)
    assert not may_post(None, 1).seen
