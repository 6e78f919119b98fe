"""What others have written about the same: for who began a conversation, about its own first words (E3)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from hearten.kernel import clock
from hearten.kernel.seat import Seat
from hearten.reading.danger import touches_danger
from hearten.search import reading
from hearten.search.finding import Hit, Result, hits_of, read_in_order
from hearten.search.fusing import CANDIDATES, SIMILAR, TUNING, fused
from hearten.search.reading import Asked
from hearten.search.sources import Found

BY_PEOPLE = ("post", "card")
WORDS = 12  # the rarest of the conversation's own
BOTH_MENTION = 2  # words that two texts must share, where their meaning is not near


class _Telling(NamedTuple):
    """A word of the opening post that tells much: few of the seat's groups' entries have it."""

    word: str
    said: str


class _Own(NamedTuple):
    entry: UUID | None
    vector: str | None
    waits: bool  # its words come to the index a moment after it was written, and its meaning a moment after them


class _Offer(NamedTuple):
    may: str


_OWN = """
SELECT e.id, (SELECT m.vector::text FROM search_meaning m WHERE m.entry_id = e.id ORDER BY m.part LIMIT 1),
  p.made_at > now() - interval '2 minutes' AND (e.id IS NULL OR e.language LIKE 'en%%')
FROM threads_post p LEFT JOIN search_entry e ON e.item = p.id AND e.kind = 'post'
WHERE p.thread_id = %s AND p.opens"""
# Rarity as far as 200 entries, so that common words cost no more than rare ones. A word that one in twenty texts has
# tells nothing: "both mention: back, went" is no reason.
_TELLING = """
SELECT w.word, w.said FROM search_word w CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
  SELECT 1 FROM search_word x WHERE x.word = w.word {in_sight} LIMIT 200) y) c
WHERE w.id = %s AND length(w.said) > 2 AND c.n < 200
  AND c.n <= greatest(3, (SELECT count(*) / 20 FROM (
    SELECT 1 FROM search_entry e WHERE true {entry_seen} LIMIT 10000) e))
ORDER BY w.weight / (c.n + 5) DESC, w.word LIMIT %s"""


def may_offer(seat: Seat, thread_id: UUID) -> str:
    """Whether other people's words may stand beside this conversation of the seat's own: "yes", "wait" or "no".

    Not while anything that the seat wrote there waits to be read for danger, nor while it may speak of danger: then
    people come first, not texts.
    """
    return seat.read(_Offer, "SELECT search_may_offer(%s)", thread_id)[0].may


def similar_to(seat: Seat, thread_id: UUID) -> list[Result] | None:
    """Return up to three things by others that are like the seat's own conversation; None until it is indexed."""
    own = next(iter(seat.read(_Own, _OWN, thread_id)), None)
    if own is None or own.entry is None:
        return None if own and own.waits else []
    hits = {key: hit for key, hit in _like(seat, own).items() if hit.within != thread_id and _alike(hit)}
    by_words = {key: hit.score for key, hit in hits.items() if hit.score}
    order = fused(by_words, {key: hit.near for key, hit in hits.items() if hit.near})
    results = read_in_order(seat, [hits[key] for key in order], SIMILAR, fit=_fit)
    if not results and own.vector is None and own.waits and settings.HEARTEN_MODELS:
        return None
    return _said_why(results, hits)


def _like(seat: Seat, own: _Own) -> dict[UUID, Hit]:
    apart = reading.keeps_apart(seat)
    telling = seat.read(_Telling, reading.narrowed_by_sight(_TELLING, "x.id", apart), own.entry, WORDS)
    asked = Asked([one.word for one in telling], list(range(len(telling))), [], [], apart=apart)
    by_words = reading.scored(seat, asked, CANDIDATES) if telling else []
    by_meaning = reading.near(seat, own.vector, asked, CANDIDATES) if own.vector else []
    return hits_of(by_words, by_meaning)


def _fit(found: Found) -> bool:
    """Whether a text may be offered to somebody who did not look for it: by others, and nothing in it touches danger.

    Decided by the text alone, which the reader sees anyway, and never by whether somebody is worried about its writer:
    what is missing here and found by a search would tell. A minute old: by then it was read, and held if it had to be.
    """
    settled = found.at < clock.now() - timedelta(minutes=1)
    return settled and not found.mine and not touches_danger(f"{found.title}\n{found.body}")


def _alike(hit: Hit) -> bool:
    return hit.kind in BY_PEOPLE and (hit.near >= TUNING.near or hit.terms >= BOTH_MENTION)


def _said_why(results: Sequence[Result], hits: dict[UUID, Hit]) -> list[Result]:
    by_item = {hit.item: hit for hit in hits.values()}
    return [one.because(because(by_item[one.found.item])) for one in results]


def because(hit: Hit) -> str:
    """Return why two texts are called alike."""
    if hit.terms >= BOTH_MENTION:
        return _("Because both mention: %(words)s") % {"words": ", ".join(hit.said[:3])}
    return _("Because both are about nearly the same")
