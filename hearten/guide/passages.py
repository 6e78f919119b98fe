"""What may be quoted, read as the seat: the operator's pages, the shipped pages, reviewed cards, guides, services.

Never a post, a reply, what somebody told of a card, an account or a name.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from hearten.guide.answers import Passage, Source
from hearten.guide.models import Page
from hearten.guide.nearness import make_ready, nearness
from hearten.guide.ranking import Near, Text, prepared
from hearten.guide.texts import texts
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.search.asking import Question
from hearten.search.encoder import Vector
from hearten.search.finding import Meant, Result, find, meant_by

GOOD_FOR = timedelta(days=180)  # of a page of the operator's, from the day it was checked
MOST_FOUND = 4
STEPS = "steps"
KINDS = ("card", "guide", "service")


class _Reviewed(NamedTuple):
    id: UUID


# Two people looked at exactly this version, within a year, and nobody asks for a look at it now.
_REVIEWED = """
SELECT c.id FROM library_card c WHERE c.id = ANY (%s)
  AND EXISTS (SELECT 1 FROM library_review r WHERE r.card_id = c.id AND r.version = c.version
    AND r.reviewed_at IS NOT NULL AND r.revoked_at IS NULL AND r.expires_at > %s)
  AND c.id <> ALL (ARRAY(SELECT guide_flagged(%s)))"""
_HOUSE_GUIDES = """
SELECT g.id FROM library_guide g WHERE g.id = ANY (%s) AND g.group_id IS NULL"""


@lru_cache
def shipped() -> tuple[Text, ...]:
    """Return the shipped pages and exercises, ready to be ranked."""
    kept = texts()
    pages = [
        prepared(Passage(f"howto:{one.key}", "howto", one.title, url("guide:page", one.key), one.text), one.ask)
        for one in kept.pages.values()
    ]
    walks = [
        prepared(Passage(f"{STEPS}:{one.name}", STEPS, one.title, url("guide:guide"), "\n".join(one.steps)), one.ask)
        for one in kept.exercises.values()
    ]
    return (*pages, *walks)


def written(seat: Seat) -> list[Text]:
    """Return the operator's own pages that were checked within 180 days."""
    since = now().date() - GOOD_FOR
    return [
        prepared(Passage(f"page:{one.id}", "page", one.title, url("guide:own_page", one.id), one.words), one.asked)
        for one in seat.glance(Page).filter(ended_at=None, checked_on__gt=since)
    ]


def found(seat: Seat, question: Question, vector: Vector | None) -> list[Text]:
    """Return cards, guides of the house and services that the search finds for this seat."""
    meant = meant_by(seat, question, exact=False)
    return [text for kind in KINDS for text in _of_kind(seat, meant, vector, kind)]


def _of_kind(seat: Seat, meant: Meant, vector: Vector | None, kind: str) -> Iterable[Text]:
    results = find(seat, meant, vector, kind, most=MOST_FOUND)
    may = _allowed(seat, kind, [one.found.item for one in results])
    return [_text(one) for one in results if one.found.item in may]


def _allowed(seat: Seat, kind: str, items: Sequence[UUID]) -> set[UUID]:
    if not items:
        return set()
    if kind == "card":
        return {one.id for one in seat.read(_Reviewed, _REVIEWED, list(items), now(), list(items))}
    if kind == "guide":
        return {one.id for one in seat.read(_Reviewed, _HOUSE_GUIDES, list(items))}
    return set(items)


def _text(result: Result) -> Text:
    found = result.found  # whose card it is stands on its own page, where a mask that is put on later holds
    return prepared(Passage(f"{result.kind}:{found.item}", result.kind, found.title, found.href, found.body))


def still_quoted(seat: Seat, sources: Iterable[Source]) -> set[str]:
    """Return the keys of those sources that may be quoted to this seat now: a conversation may be older."""
    kept = {one.key: one.kind for one in sources}
    there = {text.passage.key for text in written(seat)} if "page" in kept.values() else set()
    for kind in ("card", "guide"):
        ids = [UUID(key.partition(":")[2]) for key in kept if kept[key] == kind]
        there |= {f"{kind}:{one}" for one in _allowed(seat, kind, ids)}
    return {key for key, kind in kept.items() if kind not in ("card", "guide", "page") or key in there}


def of_house(seat: Seat) -> list[Text]:
    """Return the shipped and the operator's texts."""
    return [*shipped(), *written(seat)]


def wake(seat: Seat) -> None:
    """Have the meaning of the house's texts read beside what goes on: somebody opened the page, and will ask."""
    make_ready(of_house(seat))


def near(vector: Vector | None, house: Sequence[Text]) -> dict[str, Near]:
    """Return how near each text of the house is by meaning; vectors that are missing are made for the next turn."""
    make_ready(house)
    return nearness(vector, house)
