"""What may be quoted of what members wrote: cards that two people reviewed and nobody flagged, in one's own groups."""

from typing import Any
from uuid import UUID

from hearten.guide.passages import _allowed
from hearten.library.tests.conftest import card_of, write

REVIEW = """
INSERT INTO library_review (id, group_id, card_id, version, first_id, reason, asked_at, second_id, second_words,
  reviewed_at, expires_at, revoked_reason)
SELECT gen_random_uuid(), c.group_id, c.id, c.version, %(ada)s, 'x', now(), %(ben)s, 'x', now(),
  now() + interval '1 year', ''
FROM library_card c WHERE c.id = %(card)s"""
FLAG = """
INSERT INTO library_flag (id, group_id, card_id, version, member_id, concern, words, at, answer, answer_words)
SELECT gen_random_uuid(), c.group_id, c.id, c.version, %(cleo)s, 'wrong', '', now(), '', '' FROM library_card c
WHERE c.id = %(card)s"""


def test_only_reviewed_cards_that_nobody_flagged_are_quoted(guided: Any, as_seat: Any, superuser: Any) -> None:
    card = UUID(card_of(write(guided.ben, guided.group)))
    ids = {"card": card, "ada": guided.ada_in_group.id, "ben": guided.ben_in_group.id, "cleo": guided.cleo.id}

    def may(person: Any) -> set[UUID]:
        with as_seat(person) as seat:
            return _allowed(seat, "card", [card])

    assert may(guided.ada) == may(guided.ben) == set(), "two people have not looked at it yet"
    superuser.execute(REVIEW, ids)
    assert may(guided.ada) == may(guided.ben) == {card}
    assert may(guided.cleo) == may(guided.dov) == set(), "of another group"
    superuser.execute(FLAG, ids)
    assert may(guided.ada) == may(guided.ben) == set(), "also for who wrote it and who leads the group"
    superuser.execute("UPDATE library_flag SET closed_at = now(), answer = 'stays'")
    assert may(guided.ada) == {card}
    superuser.execute("UPDATE library_card SET version = version + 1")
    assert may(guided.ada) == set(), "another version than was looked at"


def test_a_quotation_goes_with_its_source_and_names_nobody(guided: Any, as_seat: Any, superuser: Any) -> None:
    from hearten.guide import actions
    from hearten.guide.answers import Answer, MadeBy, Passage, Quoted
    from hearten.guide.keeping import kept_in
    from hearten.guide.models import Talk
    from hearten.guide.passages import _text
    from hearten.search.finding import Result
    from hearten.search.library import cards

    card = UUID(card_of(write(guided.ben, guided.group)))
    superuser.execute(REVIEW, {"card": card, "ada": guided.ada_in_group.id, "ben": guided.ben_in_group.id})
    quoted, own = Passage(f"card:{card}", "card", "Tea", "/x/", ""), Passage("howto:break", "howto", "B", "/y/", "")
    with as_seat(guided.ada) as seat:
        told = next(iter(cards(seat, [card]).values()))
        assert "Ben" in told.name and "Ben" not in _text(Result("card", "Card", told, [], [])).passage.title
        said = (Quoted("I drink tea.", quoted.key), Quoted("Breaks are fine.", own.key))
        shown = Answer(MadeBy("1", "1"), sentences=said, sources=(quoted.source, own.source))
        actions.remember(seat, "tea?", shown, UUID(int=7))

    def kept() -> Answer:
        with as_seat(guided.ada) as seat:
            (one,) = kept_in(seat, seat.glance(Talk).get(member_id=seat.me))
            return one.answer

    assert kept() == shown
    superuser.execute("UPDATE library_review SET revoked_at = now()")
    assert [one.text for one in kept().sentences] == ["Breaks are fine."] and kept().refused == ("gone",)
    assert [one.key for one in kept().sources] == [own.key]
