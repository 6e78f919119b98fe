"""What finding reads: the groups that everybody may read about, as this seat, with what their doors may say of them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from hearten.answering.typical import Typical, typical_of
from hearten.finding.fitting import Candidate, Waits
from hearten.groups.models import Openness
from hearten.groups.rules import ASK_AGAIN_AFTER
from hearten.groups.standing import my_groups
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat

MOST = 300
SHOWN_FIRST = 12  # topics: about what a phone shows at once
_ANSWERED = {Typical.HOUR: "hour", Typical.HOURS: "hours", Typical.DAY: "day", Typical.LONGER: "longer"}


class _Listed(NamedTuple):
    id: UUID
    title: str
    purpose: str
    who_for: str
    topics: list[str]
    formats: list[str]
    language: str
    openness: str
    starts_on: date | None
    ends_on: date | None


class _WayIn(NamedTuple):
    group_id: UUID
    free: int | None
    asking: str


class _Before(NamedTuple):
    """What was between this person and a group: what they last asked (None: nothing), and how their last stay ended."""

    group_id: UUID
    answer: str | None
    answered_at: datetime | None
    left_at: datetime | None
    left_how: str | None


class _Meets(NamedTuple):
    group_id: UUID
    at: datetime


class Offered(NamedTuple):
    """What the listed groups say of themselves, so that no answer leads nowhere."""

    topics: tuple[str, ...]
    languages: tuple[str, ...]
    common: frozenset[str] = frozenset()  # of the topics: those of the most groups, which are shown first


# The group's own policy holds. It shows people a group by invitation that they are in: here it is never found.
_LISTED = """
SELECT g.id, g.title, g.purpose, g.who_for, g.topics, g.formats, g.language, g.openness, g.starts_on, g.ends_on
FROM groups_group g
WHERE g.closed_at IS NULL AND g.openness <> 'invitation' AND (g.ends_on IS NULL OR g.ends_on >= current_date)
ORDER BY g.title, g.id LIMIT %s"""


_BEFORE = """
SELECT group_id, r.answer, r.answered_at, s.ended_at, s.ended_how FROM (SELECT DISTINCT ON (group_id) *
  FROM groups_joinrequest WHERE member_id = %s ORDER BY group_id, made_at DESC) r
FULL JOIN (SELECT DISTINCT ON (group_id) *
  FROM groups_membership WHERE member_id = %s AND ended_at IS NOT NULL ORDER BY group_id, ended_at DESC) s
USING (group_id)"""


def candidates(seat: Seat) -> list[Candidate]:
    """Return every listed group with when it meets and what makes one wait. Six queries, whatever their number.

    Without those where a facilitator ended this person's stay and that ask nobody first: they would not be let in.
    """
    listed = seat.read(_Listed, _LISTED, MOST)
    ids = [one.id for one in listed]
    meets = _meets(seat, ids)
    waits = _waits(seat, listed, ids)
    return [
        Candidate(
            one.id, one.title, one.purpose, one.who_for, tuple(one.topics), tuple(one.formats) or ("forum",),
            one.language, tuple(meets.get(one.id, ())), waits[one.id],
        )
        for one in listed
        if one.id in waits
    ]  # fmt: skip


def offered(groups: Sequence[Candidate]) -> Offered:
    """Return what one may choose from."""
    counts = Counter(topic for group in groups for topic in set(group.topics))
    topics = tuple(sorted(counts, key=str.casefold))
    common = frozenset(sorted(topics, key=lambda topic: -counts[topic])[:SHOWN_FIRST])  # stable: then by the list
    return Offered(topics, tuple(sorted({group.language for group in groups})), common)


def _meets(seat: Seat, ids: list[UUID]) -> dict[UUID, list[datetime]]:
    found: dict[UUID, list[datetime]] = {}
    for one in seat.read(_Meets, "SELECT * FROM finding_meets(%s)", ids):
        found.setdefault(one.group_id, []).append(one.at)
    return found


def _waits(seat: Seat, listed: Sequence[_Listed], ids: list[UUID]) -> dict[UUID, Waits]:
    ways = {one.group_id: one for one in seat.read(_WayIn, "SELECT * FROM finding_ways_in(%s)", ids)}
    mine = {place.group_id for place in my_groups(seat)}
    before, soon = _before(seat), typical_of(seat, ids)
    open_to_them = (one for one in listed if one.id in mine or not _turned_away(one, before.get(one.id)))
    return {
        one.id: _wait(one, ways[one.id], one.id in mine, before.get(one.id), soon.get(one.id))
        for one in open_to_them
        if one.id in ways  # it may have been closed between two questions
    }


def _turned_away(one: _Listed, before: _Before | None) -> bool:
    return one.openness != Openness.ASK and before is not None and before.left_how == "removed"


def _wait(one: _Listed, way: _WayIn, mine: bool, before: _Before | None, soon: Typical | None) -> Waits:
    word = "mine" if mine else "full" if way.free == 0 else str(one.openness)
    if word == Openness.ASK and before is not None:
        word = _asked_before(before)
    return Waits(word, way.asking, _ANSWERED[soon] if soon else "", one.starts_on, one.ends_on, way.free)


def _asked_before(before: _Before) -> str:
    """Return how somebody stands with a group that is asked first. A welcome counts for one stay (groups_join)."""
    if before.answer == "":
        return "asked"
    if before.answer is None or before.answered_at is None:
        return "ask"
    if before.answer == "welcome":
        return "welcome" if before.left_at is None or before.answered_at > before.left_at else "ask"
    return "not_now" if now() < before.answered_at + ASK_AGAIN_AFTER else "ask"


def _before(seat: Seat) -> dict[UUID, _Before]:
    if not seat.signed_in:
        return {}
    return {one.group_id: one for one in seat.read(_Before, _BEFORE, seat.me, seat.me)}
