"""When something is to be done, and what may be written down about it: pure judgements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, yes
from hearten.plans.calendar import BACK, monday_of
from hearten.plans.models.doing import Mark, Often

MOST = 40  # commitments that run at a time: a plan that long is no plan any more
DONE, NOT_TODAY, OPEN = Mark.State.DONE.value, Mark.State.NOT_TODAY.value, "open"


class Rhythm(NamedTuple):
    """How often, from a day on."""

    from_day: date
    often: str
    weekdays: Sequence[int]
    number: int
    on_day: date | None


class Away(NamedTuple):
    """A pause or the end: from a day until the day on which it goes on (None: not yet)."""

    from_day: date
    until_day: date | None


def may_be_reminded(rests: bool, commitment_id: UUID) -> Verdict:
    """Judge a reminder: nobody is reminded of what is paused or over."""
    if rests:
        to = url("plans:commitment", commitment_id)
        return no(_("It rests at the moment. Let it go on first, then choose a time."), to, _("Back to it"))
    return yes


def rhythm_on(rhythms: Iterable[Rhythm], day: date) -> Rhythm | None:
    """Return what held on a day: the latest that had begun by then."""
    begun = [one for one in rhythms if one.from_day <= day]
    return max(begun, key=lambda one: one.from_day, default=None)


def rests_on(rests: Iterable[Away], day: date) -> bool:
    """Whether it was paused, or over, on a day."""
    return any(one.from_day <= day and (one.until_day is None or day < one.until_day) for one in rests)


def is_due(rhythms: Iterable[Rhythm], rests: Iterable[Away], day: date) -> bool:
    """Whether a day is one of its days. "A number of times in a week" has no days of its own, so none of them is."""
    held = rhythm_on(rhythms, day)
    if held is None or rests_on(rests, day):
        return False
    match held.often:
        case Often.DAILY:
            return True
        case Often.WEEKDAYS:
            return day.isoweekday() in held.weekdays
        case Often.EVERY:
            return (day - held.from_day).days % held.number == 0
        case Often.ONCE:
            return day == held.on_day
        case _:
            return False


def state_on(rhythms: Sequence[Rhythm], rests: Sequence[Away], marks: Mapping[date, str], day: date) -> str:
    """Return "done", "not_today", "open" (it can be done on this day) or "" (it is not one of its days)."""
    if day in marks:
        return marks[day]
    if is_due(rhythms, rests, day):
        return OPEN
    held = rhythm_on(rhythms, day)
    if held is None or held.often != Often.WEEKLY or rests_on(rests, day):
        return ""
    return OPEN if done_in_week(marks, day) < held.number else ""


def done_in_week(marks: Mapping[date, str], day: date) -> int:
    """Return on how many days of the week of a day it was done."""
    first = monday_of(day)
    return sum(marks.get(first + timedelta(days=more)) == DONE for more in range(7))


def may_mark(day: date, today: date, from_day: date) -> Verdict:
    """Judge writing down a day: today, and the seven days before it, from the day on which it began."""
    if day > today:
        return no(_("This day is still to come. You can write it down when it is there."), *_plan())
    if day < today - timedelta(days=BACK):
        return no(_("That day is more than a week ago. It stays as it is. Today is open for you."), *_plan())
    if day < from_day:
        return no(_("You had not begun with this on that day."), *_plan())
    return yes


def may_begin(running: int) -> Verdict:
    """Judge one more commitment."""
    if running < MOST:
        return yes
    return no(_("Your plan holds 40 things, and that is as many as it can. Pause or end one first."), *_plan())


def _plan() -> tuple[str, str]:
    return url("plans:plan"), _("My plan")
