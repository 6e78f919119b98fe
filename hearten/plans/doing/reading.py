"""What somebody reads of their own plan."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.library.models import Trying
from hearten.plans.calendar import BACK, day_of, last_days, monday_of
from hearten.plans.doing import rules
from hearten.plans.doing.rules import Away, Rhythm
from hearten.plans.models import Cadence, Commitment, Mark, Rest


@dataclass(frozen=True)
class Held:
    """One commitment as its person sees it, with the days that were asked for."""

    row: Commitment
    rhythms: Sequence[Rhythm]
    rests: Sequence[Away]
    marks: Mapping[date, str]
    over: bool  # it ended, or what it grew out of did

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def words(self) -> str:
        """Return one's own words; "" when they cannot be opened any more."""
        return self.row.words or ""

    def state_on(self, day: date) -> str:
        return rules.state_on(self.rhythms, self.rests, self.marks, day)

    def rhythm(self, day: date) -> Rhythm | None:
        return rules.rhythm_on(self.rhythms, day)

    def rests_on(self, day: date) -> bool:
        return rules.rests_on(self.rests, day)

    def done_in_week(self, day: date) -> int:
        return rules.done_in_week(self.marks, day)

    def days_back(self, today: date) -> list[tuple[date, str]]:
        """Return the days that can still be written down, with what stands there; not those that are not its own."""
        found = [(day, self.state_on(day)) for day in last_days(today, BACK + 1) if day >= self.row.from_day]
        return [(day, state) for day, state in found if state]


class Line(NamedTuple):
    """One thing of a day: what it is, and "done", "not_today" or "open"."""

    id: UUID
    words: str
    state: str


def held(seat: Seat, since: date | None = None, only: UUID | None = None) -> list[Held]:
    """Return the member's commitments, the oldest first, with marks since a day (None: all). Five queries at most."""
    rows = seat.glance(Commitment).filter(member_id=seat.me).order_by("at", "id")
    found = list(rows.filter(pk=only) if only else rows)
    if not found:
        return []
    keys = [row.id for row in found]
    rhythms, marks, ends = _rhythms(seat, keys), _marks(seat, keys, since), _ends(seat, found)
    rests, ended = _rests(seat, keys)
    return [
        Held(row, rhythms[row.id], rests[row.id] + ends[row.id], marks[row.id], row.id in ended or bool(ends[row.id]))
        for row in found
    ]


def one(seat: Seat, commitment_id: UUID, since: date | None = None) -> Held:
    """Return one of the member's own. Raises Unseen for every other."""
    seat.find(Commitment, commitment_id)
    return held(seat, since, commitment_id)[0]


def of_today(seat: Seat, day: date) -> list[Line]:
    """Return what a day holds, in the order of the plan. One query where there is nothing."""
    found = [(one, one.state_on(day)) for one in held(seat, monday_of(day)) if not one.over]
    return [Line(one.id, one.words, state) for one, state in found if state]


def _rhythms(seat: Seat, keys: list[UUID]) -> dict[UUID, list[Rhythm]]:
    found: dict[UUID, list[Rhythm]] = defaultdict(list)
    for row in seat.glance(Cadence).filter(commitment_id__in=keys).order_by("from_day"):
        found[row.commitment_id].append(Rhythm(row.from_day, row.often, row.weekdays, row.number, row.on_day))
    return found


def _rests(seat: Seat, keys: list[UUID]) -> tuple[dict[UUID, list[Away]], set[UUID]]:
    """Return the rests of each, and which of them have ended."""
    found: dict[UUID, list[Away]] = defaultdict(list)
    ended: set[UUID] = set()
    for row in seat.glance(Rest).filter(commitment_id__in=keys).order_by("from_day"):
        assert row.commitment_id is not None  # asked for
        found[row.commitment_id].append(Away(row.from_day, row.until_day))
        if row.what == Rest.What.END and row.until_day is None:
            ended.add(row.commitment_id)
    return found, ended


def _marks(seat: Seat, keys: list[UUID], since: date | None) -> dict[UUID, dict[date, str]]:
    found: dict[UUID, dict[date, str]] = defaultdict(dict)
    rows = seat.glance(Mark).filter(commitment_id__in=keys)
    for key, day, state in (rows.filter(day__gte=since) if since else rows).values_list(
        "commitment_id", "day", "state"
    ):
        found[key][day] = state
    return found


def _ends(seat: Seat, rows: list[Commitment]) -> dict[UUID, list[Away]]:
    """Return when what a commitment grew out of ended. What is gone had ended before."""
    grown = {row.trying_id: row for row in rows if row.trying_id}
    found: dict[UUID, list[Away]] = defaultdict(list)
    if not grown:
        return found
    tried = dict(seat.glance(Trying).filter(pk__in=list(grown)).values_list("id", "ended_at"))
    for key, row in grown.items():
        if key not in tried:
            found[row.id].append(Away(row.from_day + timedelta(days=366), None))
        elif (ended := tried[key]) is not None:
            found[row.id].append(Away(day_of(ended), None))
    return found
