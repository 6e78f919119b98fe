"""What who looks after people reads: concerns, and who is on call. Each under its reader's own row-level security."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from hearten.kernel.seat import Seat
from hearten.safety.models import ConcernNote

ORDER = "array_position(ARRAY['L4', 'L3', 'unread', 'L2', 'L1'], c.level::text)"


class OpenConcern(NamedTuple):
    """One concern in the list, with what runs for it next."""

    id: UUID
    kind: str
    about: UUID
    group_id: UUID | None
    group_title: str | None
    level: str
    whose: str
    source: str
    opened_at: datetime
    owner_id: UUID | None
    owner_name: str
    said_not_at: datetime | None
    wants_person_at: datetime | None
    next_step: str | None
    next_at: datetime | None


_OPEN = f"""
SELECT c.id, c.kind, c.about, c.group_id, g.title, c.level, c.whose, c.source, c.opened_at, c.owner_id, c.owner_name,
  c.said_not_at, c.wants_person_at, t.step, t.due_at
FROM safety_concern c LEFT JOIN groups_group g ON g.id = c.group_id
LEFT JOIN LATERAL (SELECT x.step, x.due_at FROM safety_timer x WHERE x.concern_id = c.id AND x.done_at IS NULL
  ORDER BY x.due_at LIMIT 1) t ON true
WHERE c.closed_at IS NULL ORDER BY {ORDER}, c.opened_at"""


def open_concerns(seat: Seat) -> Sequence[OpenConcern]:
    """Return the concerns that this seat looks after, the gravest and oldest first."""
    return seat.read(OpenConcern, _OPEN)


class Cover(NamedTuple):
    """Whether somebody else is on duty now, and when the next one is (CR-09: only what is true is said)."""

    now: bool
    until: datetime | None
    next_at: datetime | None


def cover_of(seat: Seat, group_id: UUID | None) -> Cover:
    """Return who else than this seat is there for a group that it is in, or, without one, for the install."""
    return seat.read(Cover, "SELECT * FROM safety_cover(%s)", group_id)[0]


class _Bit(NamedTuple):
    on: bool


def degraded(seat: Seat) -> bool:
    """Whether the program does not read right now, so that people must look at new words themselves (CR-03)."""
    return seat.read(_Bit, "SELECT safety_degraded()")[0].on


def by_rules(seat: Seat) -> bool:
    """Whether new words are read by rules alone, which miss quiet signs: the models are off, or could not be used."""
    if not settings.HEARTEN_READ_FOR_DANGER:
        return False
    return not settings.HEARTEN_MODELS or seat.read(_Bit, "SELECT safety_by_rules()")[0].on


class Asked(NamedTuple):
    """That this seat asked for a person, who has it, and what cover there is."""

    group_id: UUID | None
    owner_name: str
    cover: Cover


def answers_to_me(seat: Seat) -> list[ConcernNote]:
    """Return what was answered to this seat, which asked for a person without words, the newest first."""
    mine = [row.id for row in seat.read(_Key, "SELECT * FROM safety_answers_to_me()")]
    return list(seat.glance(ConcernNote).filter(pk__in=mine).order_by("-at"))


class _Key(NamedTuple):
    id: UUID


class _Open(NamedTuple):
    group_id: UUID | None
    owner_name: str


def asked_by_me(seat: Seat) -> Sequence[Asked]:
    """Return where this seat asked for a person and it is not closed yet."""
    found = seat.read(_Open, "SELECT * FROM safety_asked_by_me()")
    return [Asked(one.group_id, one.owner_name, cover_of(seat, one.group_id)) for one in found]
