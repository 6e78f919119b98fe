"""Finding what fits, and whose accounts are counted."""

from datetime import timedelta
from typing import Any

import pytest

from hearten.library.tests.conftest import CARD, card_of, page, told, write
from hearten.moderation.tests.conftest import joined


@pytest.fixture
def three(shared: Any) -> Any:
    """Two more cards of Ada's that differ in everything one can look for."""
    cast = shared.cast
    shared.walk = card_of(write(
        cast.ada, cast.group, title="A walk to the bus", topic="systems", situations=["after_setback"], energy="high",
        minutes="30", company="together", cost="some",
    ))  # fmt: skip
    shared.law = card_of(write(
        cast.ada, cast.group, title="Asking for your file", topic="speaking_up", situations=["appointments"],
        energy="medium", minutes="1", company="either", label="information", source="A law", source_on="2024-05-06",
    ))  # fmt: skip
    return shared


@pytest.mark.parametrize(("query", "found"), [
    ("", "card masked walk law"), ("topic=systems", "walk"), ("situation=appointments", "law"),
    ("energy=low", "card masked"),
    ("minutes=1", "law"), ("minutes=10", "card masked law"), ("company=alone", "card masked law"),
    ("company=together", "walk law"), ("free=1", "card masked law"), ("after_setback=1", "walk"),
    ("label=information", "law"),
    ("topic=nonsense&minutes=99&energy=<b>", "card masked walk law"), ("topic=systems&free=1", ""), ("reviewed=1", ""),
])  # fmt: skip
def test_what_fits_is_found(three: Any, query: str, found: str) -> None:
    text = page(three.cast.dov, f"/groups/{three.cast.group.id}/library/?{query}")
    shown = {name for name in ("card", "masked", "walk", "law") if f"/cards/{getattr(three, name)}/" in text}
    assert shown == set(found.split())
    assert bool(found) or "Nothing here fits all of that" in text


def test_what_was_tried_after_a_setback_is_found_by_that(three: Any) -> None:
    cast = three.cast
    told(cast.ben, three.law, context="after_setback")
    assert f"/cards/{three.law}/" in page(cast.dov, f"/groups/{cast.group.id}/library/?after_setback=1")


def test_people_like_the_reader_are_counted_beside_everybody(three: Any) -> None:
    cast = three.cast
    told(cast.ben, three.walk, backgrounds=["parent", "rural"])
    told(cast.dov, three.walk, outcome="did_not_help", backgrounds=["student"])
    text = page(cast.dov, f"/groups/{cast.group.id}/library/?like=parent&like=working&first=same")
    assert "1 of 2 people here say it helped." in text
    assert "1 of 1 person who says this about themselves says it helped: Parent, Working." in text
    assert "for people who say the same about themselves" in text
    card = page(cast.dov, f"/cards/{three.walk}/?like=student")
    assert "0 of 1 person who says this" in card and "1 of 2 people here say it helped." in card
    assert "for people who say other things" in page(
        cast.dov, f"/groups/{cast.group.id}/library/?like=parent&first=different"
    )


def test_a_row_says_when_somebody_told_last(three: Any, clock: Any) -> None:
    cast = three.cast
    where = f"/groups/{cast.group.id}/library/?topic=systems"
    assert "Last told:" not in page(cast.dov, where)
    told(cast.ben, three.walk)
    clock.pass_(timedelta(days=3))
    told(cast.dov, three.walk)
    at = clock.now()
    clock.pass_(timedelta(days=3))
    row = page(cast.dov, where).split("Last told:")
    assert len(row) == 2 and row[1].lstrip().startswith(f'<time datetime="{at:%Y-%m-%d}')


def test_who_says_nothing_about_themselves_is_not_said_to_be_different(three: Any) -> None:
    """Three people tried each: of one card they say nothing about themselves, of the other that they are students."""
    cast = three.cast
    joined(cast, cast.cleo, cast.group)
    people = (cast.ben, cast.dov, cast.cleo)
    for person in people:
        told(person, three.walk)
        told(person, three.law, outcome="mixed", backgrounds=["student"])
    assert order_of(cast.dov, three, "like=parent&first=different")[0] == "law"
    assert order_of(cast.dov, three)[0] == "walk"


def test_a_card_is_found_by_what_its_writer_says_about_themselves_and_no_number_changes(three: Any) -> None:
    cast = three.cast
    edit = {"title": "A list for the morning", "backgrounds": ["parent", "rural"]}
    assert cast.ben.client.post(f"/cards/{three.masked}/edit/", CARD | edit).status_code == 302
    told(cast.dov, three.walk)
    says = "Whoever wrote it says the same about themselves: Parent."
    asked = "like=parent&like=working&first=same"
    text = page(cast.dov, f"/groups/{cast.group.id}/library/?{asked}")
    assert text.count(says) == 1 and "cards by people who say the same come first." in text
    assert order_of(cast.dov, three) == ["law", "walk", "masked", "card"], "the newest first: few tried any"
    assert order_of(cast.dov, three, asked) == ["masked", "law", "walk", "card"]
    assert order_of(cast.dov, three, "like=student&first=different")[0] == "masked"
    assert order_of(cast.dov, three, "like=parent") == ["law", "walk", "masked", "card"]
    card = page(cast.dov, f"/cards/{three.masked}/?like=parent")
    assert says in card and "Nobody here has said yet how it went." in card
    assert "Nobody who says this about themselves has said how it went: Parent." in card
    assert "says the same" not in page(cast.dov, f"/cards/{three.masked}/")


def order_of(person: Any, shared: Any, asked: str = "") -> list[str]:
    """The names of the cards in the order in which they stand for somebody."""
    text = page(person, f"/groups/{shared.cast.group.id}/library/?{asked}")
    return sorted(("card", "masked", "walk", "law"), key=lambda name: text.index(f"/cards/{getattr(shared, name)}/"))


def test_an_empty_library_is_kind(cast: Any) -> None:
    text = page(cast.cleo, f"/groups/{cast.other_group.id}/library/")
    assert "Nothing here yet" in text and "Share the first one" in text


def test_the_order_is_said_and_is_one_for_all(three: Any) -> None:
    cast = three.cast
    told(cast.ben, three.walk, outcome="did_not_help")
    told(cast.dov, three.law)

    assert "First comes what helped most people here." in page(cast.dov, f"/groups/{cast.group.id}/library/")
    assert order_of(cast.ada, three) == order_of(cast.ben, three) == order_of(cast.dov, three)


def test_a_group_leads_to_its_library(cast: Any) -> None:
    assert f"/groups/{cast.group.id}/library/" in page(cast.ben, f"/groups/{cast.group.id}/")
