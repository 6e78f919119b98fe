"""What somebody reads of their own routine: today's times, what they said of them, the diary of effects."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from hearten.care.choices import Feeling, Food, How
from hearten.care.days import Holds, running, times_of
from hearten.care.models import Effect, Mark, Routine, Times
from hearten.care.parts import parts_of
from hearten.kernel.pages import day_text
from hearten.kernel.seat import Seat

LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Said:
    """What its person said of one time."""

    id: UUID
    day: date
    at: time
    how: str
    reason: str

    @property
    def day_text(self) -> str:
        return day_text(self.day)

    @property
    def how_text(self) -> str:
        return str(How(self.how).label) if self.how else ""


@dataclass(frozen=True)
class Kept:
    """One routine as its person sees it. `holds` are all its times, `said` what they said lately, the newest first."""

    id: UUID
    name: str
    food: str
    notes: str
    refill_on: date | None
    made_at: datetime
    ended_at: datetime | None
    holds: Sequence[Holds]
    said: Sequence[Said]

    @property
    def food_text(self) -> str:
        return str(Food(self.food).label) if self.food else ""

    @property
    def refill_text(self) -> str:
        return date_format(self.refill_on, "j M Y") if self.refill_on else ""

    def now(self, moment: datetime) -> Holds | None:
        """Return the times that hold at a moment."""
        return running(self.holds, moment)

    def rests_since(self, moment: datetime) -> datetime | None:
        """Return since when it rests, or None while it runs, has ended, or never had times written down.

        Whoever adds something without times takes it all the same: that first row is no rest.
        """
        holds, begun = self.now(moment), sum(one.from_at <= moment for one in self.holds)
        return holds.from_at if self.ended_at is None and holds and holds.rests and begun > 1 else None


@dataclass(frozen=True)
class Slot:
    """One time of today, with what was said of it. `planned`: whether it is a time that holds; else it was removed."""

    routine: Kept
    at: time
    said: Said | None
    planned: bool

    @property
    def open(self) -> bool:
        return self.said is None or self.said.how == How.LATER


def mine(seat: Seat, since: date | None = None) -> list[Kept]:
    """Return one's own routines in the order in which they were begun, with what was said of them since a day."""
    rows = list(seat.glance(Routine).filter(member_id=seat.me).order_by("made_at", "id"))
    holds: dict[UUID, list[Holds]] = defaultdict(list)
    for one in seat.glance(Times).filter(member_id=seat.me).order_by("from_at"):
        holds[one.routine_id].append(Holds(one.from_at, one.at, one.days))
    said: dict[UUID, list[Said]] = defaultdict(list)
    marks = seat.glance(Mark).filter(member_id=seat.me).order_by("-day", "-at")
    for mark in marks.filter(day__gte=since) if since else marks:
        said[mark.routine_id].append(_said(mark))
    return [_kept(row, holds[row.id], said[row.id]) for row in rows]


def one(seat: Seat, routine_id: UUID) -> Kept:
    """Return one of one's own. Raises Unseen for every other."""
    row = seat.find(Routine, routine_id)
    holds = [Holds(each.from_at, each.at, each.days) for each in seat.glance(Times).filter(routine_id=row.id)]
    said = [_said(mark) for mark in seat.glance(Mark).filter(routine_id=row.id).order_by("-day", "-at")[:60]]
    return _kept(row, holds, said)


def _kept(row: Routine, holds: Sequence[Holds], said: Sequence[Said]) -> Kept:
    words = parts_of(row.words)
    named = {name: words.get(name, "") for name in ("name", "food", "notes")}
    return Kept(row.id, **named, refill_on=row.refill_on, made_at=row.made_at, ended_at=row.ended_at, holds=holds,
                said=said)  # fmt: skip


def _said(mark: Mark) -> Said:
    words = parts_of(mark.words)
    return Said(mark.id, mark.day, mark.at, words.get("how", ""), words.get("reason", ""))


def slots_of(kept: Kept, day: date, zone: tzinfo) -> list[Slot]:
    """Return a day's times of one routine, in order: what holds, and what was said of a time that holds no more."""
    said = {one.at: one for one in kept.said if one.day == day}
    times = set(times_of(day, kept.holds, zone)) if kept.ended_at is None else set()
    return [Slot(kept, at, said.get(at), at in times) for at in sorted(times | set(said))]


def today(seat: Seat, day: date) -> list[Slot]:
    """Return all times of a day, in the order of the day. Nothing says whether one is late."""
    zone = timezone.get_current_timezone()
    found = [slot for kept in mine(seat, day) for slot in slots_of(kept, day, zone)]
    return sorted(found, key=lambda slot: (slot.at, slot.routine.made_at))


@dataclass(frozen=True)
class Felt:
    """One entry of the diary."""

    id: UUID
    on: date
    feelings: Sequence[str]
    words: str

    @property
    def on_text(self) -> str:
        return date_format(self.on, "j M Y")

    @property
    def feeling_texts(self) -> list[str]:
        return [str(Feeling(one).label) for one in self.feelings if one in Feeling.values]

    @property
    def text(self) -> str:
        """Return the entry as one line."""
        return ": ".join(part for part in (", ".join(self.feeling_texts), self.words) if part)


def diary(seat: Seat, most: int | None = None) -> list[Felt]:
    """Return one's own diary of effects, the newest first."""
    rows = seat.glance(Effect).filter(member_id=seat.me).order_by("-on", "-at")
    return [felt(row) for row in (rows[:most] if most else rows)]


def felt(row: Effect) -> Felt:
    """Return an entry as its person reads it."""
    words = parts_of(row.words)
    return Felt(row.id, row.on, [one for one in words.get("feelings", "").split(",") if one], words.get("words", ""))
