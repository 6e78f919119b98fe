"""Which waiting conversations may fit the seat: worked out when it looks, as the seat, and kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from hearten.answering.queue import Waiting
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.members.content_notes import folds_away
from hearten.members.models import Profile
from hearten.offers import reading
from hearten.offers.fitting import Call, Met, Offered, Suggested, in_order, pause
from hearten.offers.topics import about
from hearten.offers.wording import paused, why

FEW = 3  # above the queue; the page of all of them shows more
MANY = 30
_BODIES = "SELECT p.thread_id, p.body FROM threads_post p WHERE p.opens AND p.thread_id = ANY(%s)"


class _Body(NamedTuple):
    thread_id: UUID
    body: str


@dataclass(frozen=True)
class Line:
    """One suggestion: what waits, and why it may fit, in sentences."""

    waits: Waiting
    why: list[str]
    folded: bool  # whether this reader asked for content with this note to be folded


@dataclass(frozen=True)
class Suggestions:
    """What one person sees above the queue. `paused`: sentences, one for each group where it is enough for now."""

    wanted: bool = True
    offered: bool = False  # something was said for a group in which they help
    here: bool = False  # on duty now in one of these, or with time now
    until: datetime | None = None  # with time now, until then
    paused: Sequence[str] = ()
    lines: Sequence[Line] = ()
    more: int = 0


def suggestions(seat: Seat, waiting: Sequence[Waiting], most: int, *, anyway: bool = False) -> Suggestions:
    """Return what may fit the seat, of what waits, in groups where it helps, is there now and said something of itself.

    `anyway`: it asked to see this though it rests, met enough, or has no duty now.
    """
    if reading.wants_none(seat):
        return Suggestions(wanted=False)
    titles = {place.group_id: place.title for place in reading.places(seat)}
    offers = {row.group_id: reading.told(row) for row in reading.kept(seat) if row.group_id in titles}
    until = reading.time_until(seat)
    here = set(offers) if until or anyway else set(offers) & reading.on_duty_for(seat)
    met = reading.met_lately(seat) if here else {}
    moment = localtime(now())
    halts = {group: pause(offers[group], met.get(group, Met()), moment) for group in here}
    found = _found(seat, waiting, {group: offers[group] for group in here if anyway or not halts[group]}, moment)
    enough = [paused(halts[one], met.get(one, Met()), titles[one]) for one in titles if halts.get(one)]
    return Suggestions(
        True, bool(offers), bool(here), until, () if anyway else enough, found[:most], max(0, len(found) - most)
    )


def _found(seat: Seat, waiting: Sequence[Waiting], offers: dict[UUID, Offered], moment: datetime) -> list[Line]:
    """Return what waits in these groups, over all of them in one order. Limits were looked at before."""
    by_id = {one.thread_id: one for one in waiting if one.group_id in offers}
    bodies = {row.thread_id: row.body for row in seat.read(_Body, _BODIES, list(by_id))} if by_id else {}
    ranked: list[Suggested] = []
    for group, offer in offers.items():
        here = (one for one in by_id.values() if one.group_id == group)
        calls = [_call(one, bodies.get(one.thread_id, ""), offer) for one in here]
        ranked += in_order(calls, offer, Met(), moment, anyway=True)
    ranked.sort(key=lambda one: one.rank)
    folds = seat.glance(Profile).filter(member_id=seat.me).values_list("folds", flat=True).first()
    found = [(by_id[UUID(str(one.call.id))], one) for one in ranked]
    return [Line(waits, why(one.reasons, mine=waits.mine), folds_away(waits.note, folds)) for waits, one in found]


def _call(one: Waiting, body: str, offer: Offered) -> Call:
    return Call(
        one.thread_id, one.asked_at, one.kind, one.wish, one.newcomer, one.writing_name is not None,
        about(f"{one.title}\n{body}", offer.lived),
    )  # fmt: skip
