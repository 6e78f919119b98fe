"""Is a service open at a moment, and when next? From HSDS 3.0 schedules, in the service's own time. Pure.

What is not known is said: no schedule is "closed", and a public holiday is not "open" unless a schedule names that day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from hearten.resources.holidays_of import holiday_on
from hearten.resources.schedule_fields import rule_of
from hearten.resources.schedules import Clock, Rule, last_of_count
from hearten.resources.zones import zone_for

LOOK_AHEAD = 15  # days: a fortnightly afternoon is found
WEEK = 7
NEAR = 60  # days: what is said about a single day is shown that long before
MOST_SCHEDULES = 40  # of one place: more are not read

OPEN, CLOSED, HOLIDAY, APPOINTMENT, UNKNOWN = "open", "closed", "holiday", "appointment", "unknown"


@dataclass(frozen=True)
class Span:
    """From when to when, in UTC, and the day it begins on. `sure`: False on a public holiday that no schedule names."""

    begins: datetime
    ends: datetime
    day: date
    sure: bool = True


@dataclass(frozen=True)
class Day:
    """One day of the week that is shown: its times, the public holiday that it is, and whether a schedule names it."""

    date: date
    spans: tuple[Span, ...]
    holiday: str = ""
    named: bool = False
    vague: bool = False  # something is said about it that cannot be read

    @property
    def all_day(self) -> bool:
        return len(self.spans) == 1 and self.spans[0].ends - self.spans[0].begins >= timedelta(hours=23)


@dataclass(frozen=True)
class Hours:
    """The answer. `until` and `opens` are moments in UTC; `until` is None where it never closes."""

    state: str
    zone: tzinfo
    zone_name: str
    sure_zone: bool
    until: datetime | None = None
    opens: datetime | None = None
    holiday: str = ""  # of today, there, where no schedule names it
    week: tuple[Day, ...] = ()
    words: tuple[tuple[date | None, str], ...] = ()  # what the record says in words, and about which day, if about one

    @property
    def open_now(self) -> bool:
        return self.state == OPEN


@dataclass(frozen=True)
class Where:
    """What is known of where a service is: its zone by the record, the install's own, and its address's region."""

    zone: str = ""
    install_zone: str = "UTC"
    country: str = ""
    region: str = ""


@dataclass(frozen=True)
class _Asked:
    """The schedules of one place, ready to be asked."""

    rules: tuple[Rule, ...]
    where: Where
    zone: tzinfo
    left_out: bool = False  # there are more schedules than are read
    days: dict[date, Day] = field(default_factory=dict)


def hours_of(schedules: Sequence[Mapping[str, Any]], moment: datetime, where: Where) -> Hours:
    """Answer for one place, by its own schedules, at `moment`. Never raises, whatever the record says."""
    rules = tuple(rule_of(one) for one in schedules[:MOST_SCHEDULES] if isinstance(one, Mapping))
    said = next((rule.zone for rule in rules if rule.zone), "") or where.zone
    zone, name, sure = zone_for(said, where.country, moment, where.install_zone)
    asked = _Asked(rules, where, zone, left_out=len(schedules) > MOST_SCHEDULES)
    today = moment.astimezone(zone).date()
    week = tuple(_on(asked, today + timedelta(days=n)) for n in range(WEEK))
    words = tuple(dict.fromkeys(_words_of(rule) for rule in rules if _still_said(rule, today)))
    answer = Hours(CLOSED, zone, name, sure, holiday=_unnamed_holiday(asked, today), words=words)
    if not any(_says_when(rule, today) for rule in rules):
        state = APPOINTMENT if any(rule.by_appointment for rule in rules) else UNKNOWN
        return replace(answer, state=state)
    return _timed(asked, moment, replace(answer, week=week))


def _timed(asked: _Asked, moment: datetime, answer: Hours) -> Hours:
    today = moment.astimezone(asked.zone).date()
    spans = [span for n in range(-1, LOOK_AHEAD) for span in _on(asked, today + timedelta(days=n)).spans]
    joined = _joined(spans)
    if joined and joined[0].begins <= moment and joined[0].ends - moment > timedelta(days=LOOK_AHEAD - 2):
        return replace(answer, state=OPEN)  # around the clock: on a public holiday, too
    sure = _joined([span for span in spans if span.sure])
    now = next((span for span in sure if span.begins <= moment < span.ends), None)
    if now:
        return replace(answer, state=OPEN, until=now.ends)
    opens = next((span.begins for span in sure if span.begins > moment), None)
    doubtful = answer.holiday and any(not span.sure and span.day == today for span in spans)
    if not doubtful and _on(asked, today).vague:
        return replace(answer, state=UNKNOWN)
    return replace(answer, state=HOLIDAY if doubtful else CLOSED, opens=opens)


def _unnamed_holiday(asked: _Asked, day: date) -> str:
    found = _on(asked, day)
    return "" if found.named else found.holiday


def _on(asked: _Asked, day: date) -> Day:
    """Return what is known of a day. Found out once for each."""
    if day not in asked.days:
        holiday = holiday_on(day, asked.where.country, asked.where.region)
        naming = [rule for rule in asked.rules if rule.names(day)]
        use = (
            [rule for rule in naming if rule.timed] if naming else [rule for rule in asked.rules if rule.falls_on(day)]
        )
        sure = bool(naming) or not holiday
        spans = _joined([_span(asked, rule, day, sure) for rule in use])
        vague = asked.left_out or any(rule.vague_on(day) for rule in asked.rules)
        asked.days[day] = Day(day, tuple(spans), holiday, bool(naming), vague)
    return asked.days[day]


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Return spans in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: one.begins):
        if joined and span.begins <= joined[-1].ends:
            last = joined.pop()
            joined.append(replace(last, ends=max(last.ends, span.ends), sure=last.sure and span.sure))
        else:
            joined.append(span)
    return joined


def _span(asked: _Asked, rule: Rule, day: date, sure: bool) -> Span:
    assert rule.opens and rule.closes  # only rules with times are asked
    opens, closes = rule.opens, rule.closes
    over = closes.minutes <= opens.minutes  # past midnight; the same time twice is a whole day
    begins = _moment(asked, rule, day, opens)
    return Span(begins, max(begins, _moment(asked, rule, day + timedelta(days=over), closes)), day, sure)


def _moment(asked: _Asked, rule: Rule, day: date, clock: Clock) -> datetime:
    """Return the moment at which clocks say so. A time that a change of the clocks leaves out or repeats is read as
    RFC 5545 3.3.5 says: with the offset before the gap, and as the first of the two."""
    zone = asked.zone if clock.offset is None else _fixed(clock.offset, asked.zone, day)
    wall = datetime.combine(day, datetime.min.time(), tzinfo=zone) + timedelta(minutes=clock.minutes)
    return wall.astimezone(UTC)


def _fixed(offset: int, zone: tzinfo, day: date) -> tzinfo:
    """Return an offset as a zone. One that the service's own zone has in winter or summer means the clock on its wall:
    an office that opens at "09:00-05:00" in New York opens at nine in July, too."""
    used = {datetime(day.year, month, 1, 12, tzinfo=zone).utcoffset() for month in (1, 7)}
    span = timedelta(minutes=offset)
    return zone if isinstance(zone, ZoneInfo) and span in used else timezone(span)


def _words_of(rule: Rule) -> tuple[date | None, str]:
    return (rule.first if rule.first and rule.first == rule.last else None), rule.words


def _still_said(rule: Rule, today: date) -> bool:
    """Whether a schedule's words are about now, or about a day that is near."""
    day = _words_of(rule)[0]
    over = rule.last is not None and rule.last < today
    return bool(rule.words) and not over and (day is None or day - today <= timedelta(days=NEAR))


def _says_when(rule: Rule, today: date) -> bool:
    """Whether a schedule says when it is open, about a time that is not over."""
    dated = rule.recurs or (rule.first and rule.first == rule.last) or (rule.start and not rule.first)
    ends = rule.last if rule.count is None else last_of_count(rule)
    return bool(rule.timed and dated) and (ends is None or ends >= today - timedelta(days=1))
