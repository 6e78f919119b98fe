"""Which waiting conversations may fit somebody who helps: an order over plain values. No Django, no database.

Who waits longest comes first, in steps, as in the queue of everybody who waits (answering/order.py): less than an hour,
one, two, four, eight hours, a day and more. Among those that wait about as long, what fits best comes first, then what
may need somebody most, then who asked first. A conversation to which somebody writes an answer right now comes after
all others. People decide: this only orders.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

STEPS = tuple(timedelta(hours=hours) for hours in (1, 2, 4, 8, 24))  # a test holds them to those of answering
A_DAY, A_WEEK = 3, 10  # conversations that somebody meets, unless they say otherwise
FEWEST, MOST = 1, 10
_MOST_TAGS = 2  # a third thing in common says no more than two: long posts mention much
_NEED = {"setback": 3, "support": 2, "hello": 1}

Rank = tuple[bool, int, int, int, datetime, str]


class Call(NamedTuple):
    """One waiting conversation: when it was asked, what is wished for, and what its words seem to be about."""

    id: Hashable
    asked_at: datetime
    kind: str
    wish: str
    newcomer: bool = False
    being_answered: bool = False  # somebody writes an answer now
    about: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Offered:
    """What somebody said of themself for one group. Everything may be left empty."""

    lived: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    welcomes: bool = False  # wants to welcome newcomers
    a_day: int = A_DAY
    a_week: int = A_WEEK
    resting_until: date | None = None  # the first day on which they would like to be shown something again
    out: bool = False  # wants no suggestions


class Met(NamedTuple):
    """How many conversations somebody answered: today, and in the last seven days."""

    today: int = 0
    week: int = 0


class Reason(NamedTuple):
    """Why a conversation stands where it stands: waits, lived, wish, newcomer, need or answered; `what` it is about."""

    code: str
    what: str = ""


class Suggested(NamedTuple):
    """One conversation with its place (a smaller rank comes first, over groups too) and the reasons for it."""

    call: Call
    rank: Rank
    reasons: tuple[Reason, ...]


def in_order(
    waiting: Iterable[Call], offer: Offered, met: Met, moment: datetime, *, anyway: bool = False
) -> list[Suggested]:
    """Return what waits in the order for this person; nothing while they rest, want none, or met enough.

    `moment` is in the person's own zone: their days begin and end there. `anyway`: they asked to be shown all the same.
    """
    if pause(offer, met, moment) and not anyway:
        return []
    ranked = sorted(((_rank(call, offer, moment), call) for call in waiting), key=lambda pair: pair[0])
    return [Suggested(call, rank, _reasons(call, offer)) for rank, call in ranked]


def pause(offer: Offered, met: Met, moment: datetime) -> str:
    """Return why nothing is shown: "out", "resting", "week", "day", or "" while something may be."""
    if offer.out:
        return "out"
    if offer.resting_until is not None and moment.date() < offer.resting_until:
        return "resting"
    if met.week >= offer.a_week:
        return "week"
    return "day" if met.today >= offer.a_day else ""


def step(waited: timedelta) -> int:
    """Return how many of the steps a wait has reached: 0 for less than an hour, 5 for a day and more."""
    return sum(waited >= each for each in STEPS)


def fit(call: Call, offer: Offered) -> int:
    """Return how well a conversation fits, 0 to 4: the wish, up to two things lived through, and welcoming."""
    shared = len(call.about & offer.lived)
    return (call.wish in offer.wants) + min(shared, _MOST_TAGS) + (call.newcomer and offer.welcomes)


def need(call: Call) -> int:
    """Return how much somebody may need an answer, 0 to 7: after a setback most, and among those as a newcomer."""
    return 2 * _NEED.get(call.kind, 0) + call.newcomer


def _rank(call: Call, offer: Offered, moment: datetime) -> Rank:
    waited = step(moment - call.asked_at)
    return (call.being_answered, -waited, -fit(call, offer), -need(call), call.asked_at, str(call.id))


def _reasons(call: Call, offer: Offered) -> tuple[Reason, ...]:
    lived = [Reason("lived", tag) for tag in sorted(call.about & offer.lived)]
    wish = [Reason("wish", call.wish)] if call.wish in offer.wants else []
    welcome = [Reason("newcomer")] if call.newcomer and offer.welcomes else []
    hard = [Reason("need", call.kind)] if call.kind == "setback" else []
    held = [Reason("answered")] if call.being_answered else []
    return (Reason("waits"), *held, *lived, *wish, *welcome, *hard)
