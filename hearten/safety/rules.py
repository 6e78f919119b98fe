"""What counts as a dialled line, who may take a shift, and when rest is offered. Pure judgements."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from hearten.kernel.verdict import Verdict, no, yes
from hearten.safety.lines import Country, Line

# Wrong or dead numbers were found in 6 of 69 apps for people in crisis (BMC Medicine 2019): check again twice a year.
GOOD_FOR = timedelta(days=180)
ON_TOP = 2


class Call(Protocol):
    """The last test call to a line: when, and was it right."""

    @property
    def right(self) -> bool: ...
    @property
    def on(self) -> date: ...


@dataclass(frozen=True)
class Shown:
    """A line as the page prints it, with the day somebody of this install dialled it (None: not lately)."""

    line: Line
    dialled_on: date | None


def dialled_on(call: Call | None, today: date) -> date | None:
    """Return the day of the last test call, when it was right and is not older than 180 days."""
    return call.on if call is not None and call.right and today - call.on <= GOOD_FOR else None


def shown_lines(country: Country, calls: Mapping[str, Call], today: date) -> list[Shown]:
    """Return the lines to print. One that was found wrong is printed nowhere; the other of a pair stays (CR-23)."""
    fit = [line for line in country.lines if line.id not in calls or calls[line.id].right]
    return [Shown(line, dialled_on(calls.get(line.id), today)) for line in fit]


def to_check(calls: Mapping[str, Call], lines: Mapping[str, Line], today: date) -> list[Line]:
    """Return the lines that an operator should dial: never dialled, found wrong, or too long ago."""
    return [line for line in lines.values() if dialled_on(calls.get(line.id), today) is None]


# A shift is one evening, not a day; and nobody carries a group alone for a week (Q5).
LONGEST_SHIFT = timedelta(hours=6)
MOST_IN_A_WEEK = timedelta(hours=12)
WEEK = timedelta(days=7)
FURTHEST = timedelta(days=60)
LATE_BY = timedelta(minutes=15)


class Span(NamedTuple):
    """From when until when."""

    starts_at: datetime
    ends_at: datetime


def may_take_shift(wanted: Span, mine: Sequence[Span], moment: datetime) -> Verdict:
    """Judge going on call: to come, six hours at most, none at the same time, twelve hours in a week."""
    if wanted.starts_at < moment - LATE_BY:
        return no(_("This time has begun already. Choose a start that is still to come."))
    if wanted.starts_at > moment + FURTHEST:
        return no(_("This is more than 60 days away. Choose a day that is nearer."))
    if not timedelta(0) < wanted.ends_at - wanted.starts_at <= LONGEST_SHIFT:
        return no(_("A shift is six hours at most. Make it shorter, and somebody else takes the rest."))
    if any(wanted.starts_at < other.ends_at and other.starts_at < wanted.ends_at for other in mine):
        return no(_("You have a shift at this time already. Choose another time."))
    if fullest_week([*mine, wanted]) > MOST_IN_A_WEEK:
        return no(_("That would be more than 12 hours in 7 days. Thank you for wanting to. Leave this one to others."))
    return yes


def fullest_week(spans: Sequence[Span]) -> timedelta:
    """Return the most time on shift in any seven days: such a week begins with a shift or ends with one."""
    return max((_time_in(week, spans) for week in _weeks(spans)), default=timedelta(0))


def _weeks(spans: Sequence[Span]) -> Iterator[Span]:
    for span in spans:
        yield Span(span.starts_at, span.starts_at + WEEK)
        yield Span(span.ends_at - WEEK, span.ends_at)


def _time_in(week: Span, spans: Sequence[Span]) -> timedelta:
    shared = (min(week.ends_at, one.ends_at) - max(week.starts_at, one.starts_at) for one in spans)
    return sum((time for time in shared if time > timedelta(0)), timedelta(0))


# MO-07: dose limits and choice come first. The stop is soft: going on is always offered.
MET_ENOUGH = 20
LONG_ENOUGH = timedelta(hours=2)
BREAK = timedelta(minutes=15)


def rest_is_due(met: int, on_duty_since: datetime | None, went_on: bool, moment: datetime) -> bool:
    """Whether to ask somebody to rest first: after 20 grave concerns in a day, or two hours without a break."""
    long = on_duty_since is not None and moment - on_duty_since >= LONG_ENOUGH
    return (met >= MET_ENOUGH or long) and not went_on


COURSE_HOLDS = timedelta(days=365)


def may_open(through_course: bool, owner: bool, second: bool) -> bool:
    """Whether the page of a concern opens: after the short course, and always for who took it (MO-12).

    Also while a second person is needed: nobody agrees to what they could not look at.
    """
    return through_course or owner or second


def may_claim(through_course: bool, others_there: bool) -> Verdict:
    """Judge taking a concern: the course comes first, unless nobody else is there."""
    if through_course or not others_there:
        return yes
    return no(_("Somebody else is on duty and has been asked. Go through the short course first, then come back."))


# What could not be read is graver than distress only: whatever was read says more (safety_graver in SQL).
ORDER = ("L1", "unread", "L2", "L3", "L4")


def graver_than(level: str) -> list[str]:
    """Return the levels to which somebody who read the words may raise a concern. Nobody alone makes one less."""
    return [one for one in ORDER[ORDER.index(level) + 1 :] if one != "unread"]


def may_disclose(level: str, unable: str, owner: bool, is_open: bool = True) -> Verdict:
    """Judge asking to tell emergency services: the gravest only, while it is open, by who looks after it (CR-12)."""
    if not is_open:
        return no(_("This concern is closed. If somebody may be in danger again, write to them or raise a new one."))
    if not owner:
        return no(_("Take the concern first. Who looks after it asks for this."))
    if level == "L4" or (level == "L3" and unable):
        return yes
    if level == "L3":
        return no(_("Say why the person cannot decide this themself. Without that, it stays their decision."))
    return no(_("This is only for a life that is in danger now. Here other steps are right. They stand on the page."))


# How much time a group may give each step of the ladder, in minutes (least, most). The gravest never wait longer.
PACES = {
    ("L4", "lead"): (1, 5),
    ("L4", "desk"): (2, 15),
    ("L3", "backup"): (1, 10),
    ("L3", "lead"): (2, 20),
    ("L3", "desk"): (5, 30),
    ("L2", "backup"): (5, 120),
    ("L2", "lead"): (30, 720),
}


def may_pace(minutes: Mapping[tuple[str, str], int]) -> Verdict:
    """Judge a group's own pace: each step within its bounds."""
    if all(PACES[step][0] <= value <= PACES[step][1] for step, value in minutes.items()):
        return yes
    return no(_("Each step has a shortest and a longest time. They stand beside it."))
