"""Milestones: what somebody counts, counting once more, a setback beside it, and reading the numbers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Verdict, no, yes
from hearten.plans.calendar import today
from hearten.plans.doing.milestones import Numbers, days_numbers, times_numbers
from hearten.plans.doing.rules import Away, rests_on
from hearten.plans.doing.sessions import meetings_of
from hearten.plans.models import Count, Milestone, Rest
from hearten.plans.models.milestones import Counts

LONGEST_AGO = timedelta(days=366 * 80)
MOST = 20


@dataclass(frozen=True)
class Shown:
    """One milestone as its person sees it."""

    row: Milestone
    numbers: Numbers
    setbacks: Sequence[date]
    paused: bool
    over: bool

    @property
    def words(self) -> str:
        return self.row.words or ""


def may_begin_on(first_day: date, today: date) -> Verdict:
    """Judge a first day: not one to come, and within a life."""
    if first_day > today:
        return no(_("This day is still to come. Give today, or a day before it."))
    if first_day < today - LONGEST_AGO:
        return no(_("That is longer ago than can be counted here. Give a later day."))
    return yes


def begin(seat: Seat, words: str, counts: str, first_day: date, client_id: UUID) -> UUID:
    """Count something from a day on. Returns the id, the earlier one's when this was sent before. Raises Refused."""
    may_begin_on(first_day, today()).or_refuse()
    seat.one_at_a_time(f"milestones {seat.me}")
    before = seat.glance(Milestone).filter(member_id=seat.me, client_id=client_id).first()
    if before is not None:
        if before.words != words:
            raise Refused(_("Something else was sent from this box before. Open the page again, then send it."))
        return before.id
    if seat.glance(Milestone).filter(member_id=seat.me).count() >= MOST:
        raise Refused(_("You count 20 things already. Remove one first."), url("plans:milestones"), _("What I count"))
    made = Milestone(member_id=seat.me, words=words, counts=counts, first_day=first_day, client_id=client_id, at=now())
    made.save(force_insert=True)
    return made.id


def change(seat: Seat, milestone: Milestone, words: str, first_day: date) -> None:
    """Change what it is called, and from which day it counts. Raises Refused for a day out of reach."""
    may_begin_on(first_day, today()).or_refuse()
    milestone.words, milestone.first_day = words, first_day
    milestone.save(update_fields=["words", "first_day"])


def once_more(seat: Seat, milestone: Milestone, client_id: UUID) -> None:
    """Count once more. A form that is sent twice counts once. Raises Refused where it counts by itself."""
    if milestone.counts != Counts.TIMES:
        raise Refused(_("This counts by itself."), url("plans:milestones"), _("What I count"))
    _add(seat, milestone, Count.What.TIME, client_id)


def setback(seat: Seat, milestone: Milestone, client_id: UUID) -> None:
    """Write a setback down beside it, once a day. Every number stays what it is."""
    kept = seat.glance(Count).filter(milestone_id=milestone.id, what=Count.What.SETBACK, day=today())
    seat.one_at_a_time(f"count {milestone.id}")
    if not kept.exists():
        _add(seat, milestone, Count.What.SETBACK, client_id)


def setback_beside_all(seat: Seat, client_id: UUID) -> None:
    """Write a setback down beside everything that counts days and runs."""
    for shown in shown_to(seat):
        if shown.row.counts == Counts.DAYS and not (shown.paused or shown.over):
            setback(seat, shown.row, client_id)


def _add(seat: Seat, milestone: Milestone, what: str, client_id: UUID) -> None:
    made = Count(member_id=seat.me, milestone_id=milestone.id, what=what, client_id=client_id, day=today(), at=now())
    Count.objects.bulk_create([made], ignore_conflicts=True)


def take_back(seat: Seat, milestone: Milestone) -> None:
    """Take back the last time that was counted today; nothing when none was."""
    last = (
        seat.glance(Count).filter(milestone_id=milestone.id, what=Count.What.TIME, day=today()).order_by("-at").first()
    )
    if last is not None:
        seat.glance(Count).filter(pk=last.pk).delete()


def note_meetings(seat: Seat) -> None:
    """Write down the meetings where the member was, each once, beside what counts them.

    Who came to a meeting is kept for a year; what somebody counts for themself is not to get smaller by that.
    """
    rows = list(seat.glance(Milestone).filter(member_id=seat.me, counts=Counts.MEETINGS))
    met = meetings_of(seat) if rows else []
    for row in rows:
        rests = [Away(one.from_day, one.until_day) for one in seat.glance(Rest).filter(milestone_id=row.id)]
        came = [(key, day) for key, day in met if not rests_on(rests, day)]
        made = [
            Count(member_id=seat.me, milestone_id=row.id, what=Count.What.TIME, client_id=key, day=day, at=now())
            for key, day in came
        ]
        Count.objects.bulk_create(made, ignore_conflicts=True)


def remove(seat: Seat, milestone: Milestone) -> None:
    """Remove it with all that it counted."""
    seat.glance(Count).filter(milestone_id=milestone.id).delete()
    seat.glance(Rest).filter(milestone_id=milestone.id).delete()
    seat.glance(Milestone).filter(pk=milestone.id).delete()


def shown_to(seat: Seat) -> list[Shown]:
    """Return the member's milestones, the oldest first, with their numbers. Four queries at most."""
    rows = list(seat.glance(Milestone).filter(member_id=seat.me).order_by("at", "id"))
    if not rows:
        return []
    keys = [row.id for row in rows]
    rests: dict[UUID, list[Rest]] = defaultdict(list)
    for rest in seat.glance(Rest).filter(milestone_id__in=keys):
        assert rest.milestone_id is not None  # asked for
        rests[rest.milestone_id].append(rest)
    marks: dict[UUID, list[Count]] = defaultdict(list)
    for mark in seat.glance(Count).filter(milestone_id__in=keys).order_by("day"):
        marks[mark.milestone_id].append(mark)
    return [_shown(row, rests[row.id], marks[row.id]) for row in rows]


def _shown(row: Milestone, rests: list[Rest], marks: list[Count]) -> Shown:
    setbacks = [mark.day for mark in marks if mark.what == Count.What.SETBACK]
    away = [Away(rest.from_day, rest.until_day) for rest in rests]
    if row.counts == Counts.DAYS:
        numbers = days_numbers(row.first_day, today(), away, setbacks)
    else:
        times = [mark.day for mark in marks if mark.what == Count.What.TIME and mark.day >= row.first_day]
        numbers = times_numbers(times, setbacks)
    running = next((rest.what for rest in rests if rest.until_day is None), "")
    return Shown(row, numbers, setbacks, running == Rest.What.PAUSE, running == Rest.What.END)
