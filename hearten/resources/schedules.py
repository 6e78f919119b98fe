"""One schedule of HSDS 3.0, as a rule that can be asked about a day. Pure, and bounded whatever the record says.

The fields mean what RFC 5545 says, as python-dateutil reads it: the tests compare the two. A rule is asked about one
day at a time, by arithmetic. To let dateutil count through a rule would leave the cost to whoever wrote the record: a
rule that never happens is followed to the year 9999.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_COUNT = 1100  # days that a COUNT is followed from its first day: three years
LONGEST_CLOSING = 62  # days: a schedule without times says "closed" only for a span as short as this

_APPOINTMENT = re.compile(
    r"\bappointment|\bby arrangement|\btermin(e|en|vereinbarung|absprache)?\b|\brendez-vous|\bcita previa|\bafspraak"
    r"|\bappuntamento",
    re.I,
)
# "Drop-in, no appointment needed" says the opposite.
_NO_APPOINTMENT = re.compile(
    r"\b(no|without|ohne|kein|keine|sans|sin|zonder|geen|senza)\s+(\w+\s+){0,2}"
    r"(appointment|termin|rendez-vous|cita|afspraak|appuntamento)"
    r"|\bappointments?\s+(is |are )?(not|never|un)\s?-?(needed|required|necessary)",
    re.I,
)
_CLOSING = re.compile(r"\bclos(ed|ing|ure)|\bshut\b|\bgeschlossen|\bferm[eé]|\bcerrado|\bgesloten|\bchius", re.I)


@dataclass(frozen=True)
class Clock:
    """A time of day: minutes from midnight (1440 is its end), and an offset from UTC in minutes where it has one."""

    minutes: int
    offset: int | None = None


@dataclass(frozen=True)
class Rule:
    """When a service is open, by one schedule: on which days, and from when to when. None is "not said"."""

    freq: str = ""
    interval: int = 1
    start: date | None = None  # dtstart
    first: date | None = None
    last: date | None = None  # the earlier of valid_to and until
    count: int | None = None
    week_start: int = 0
    days: frozenset[tuple[int, int]] = frozenset()  # (which of its month or year, or 0; weekday from Monday = 0)
    weeks: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    opens: Clock | None = None
    closes: Clock | None = None
    zone: str = ""
    words: str = ""
    readable: bool = True  # False: it says something that cannot be followed, and nothing is concluded from it

    @property
    def timed(self) -> bool:
        return self.readable and self.opens is not None and self.closes is not None

    @property
    def recurs(self) -> bool:
        return bool(self.freq or self.days or self.month_days or self.year_days or self.weeks)

    @property
    def by_appointment(self) -> bool:
        said = self.opens is None and _APPOINTMENT.search(self.words)
        return bool(said and not _NO_APPOINTMENT.search(self.words))

    def vague_on(self, day: date) -> bool:
        """Whether it says something about this day that cannot be followed: nothing is concluded from it, "closed"
        least of all. An opening without a closing, or a time with other hours in words."""
        if not self.readable:
            return True
        if self.by_appointment or not self._valid(day) or (self.start and day < self.start):
            return False
        if (self.opens is None) != (self.closes is None):
            return self._matches(day) if self.recurs else self.names(day)
        in_words = self.words and self.first != self.last and not _CLOSING.search(self.words)
        return bool(in_words and not self.recurs and self._short_closing())

    def names(self, day: date) -> bool:
        """Whether this schedule is about this very day (or a short closing): it stands above those that recur."""
        if not self.readable or self.by_appointment:
            return False
        if self.first and self.first == self.last:
            return day == self.first
        if self.recurs:
            return False
        if self.start and not (self.first or self.last):
            return day == self.start
        return self._short_closing() and self._valid(day)

    def _short_closing(self) -> bool:
        untimed = self.opens is None and self.closes is None
        return bool(untimed and self.first and self.last and (self.last - self.first).days <= LONGEST_CLOSING)

    def _valid(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def falls_on(self, day: date) -> bool:
        """Whether it opens on this day, as a rule that recurs."""
        if not (self.timed and self.recurs and self._valid(day)) or (self.start and day < self.start):
            return False
        if self.count is not None:
            last = last_of_count(self)
            return last is not None and day <= last and self._matches(day)
        return self._matches(day)

    def _matches(self, day: date) -> bool:
        return self._in_step(day) and self._weekday_fits(day) and self._numbers_fit(day)

    def _in_step(self, day: date) -> bool:
        start = self.start or self.first
        if self.interval == 1 or start is None:
            return True
        match self.freq:
            case "DAILY":
                passed = (day - start).days
            case "MONTHLY":
                passed = (day.year - start.year) * 12 + day.month - start.month
            case "YEARLY":
                passed = day.year - start.year
            case _:
                passed = (_week_begin(day, self.week_start) - _week_begin(start, self.week_start)).days // 7
        return passed % self.interval == 0

    def _weekday_fits(self, day: date) -> bool:
        if not self.days:
            return True
        if self.freq not in ("MONTHLY", "YEARLY"):
            return any(weekday == day.weekday() for _which, weekday in self.days)
        of_month = self.freq == "MONTHLY"
        return any(
            weekday == day.weekday() and which in (0, *_which_one(day, of_month)) for which, weekday in self.days
        )

    def _numbers_fit(self, day: date) -> bool:
        month, year = _length_of_month(day), _length_of_year(day.year)
        of_year = day.timetuple().tm_yday
        fits = (
            (self.month_days, (day.day, day.day - month - 1)),
            (self.year_days, (of_year, of_year - year - 1)),
            (self.weeks, _weeks_of(day, self.week_start) if self.weeks else ()),
        )
        return all(not wanted or wanted & set(numbers) for wanted, numbers in fits) and self._anniversary(day)

    def _anniversary(self, day: date) -> bool:
        """Whether a rule that says nothing but how often falls on this day, counted from its first."""
        start = self.start or self.first
        if self.days or self.weeks or self.month_days or self.year_days or self.freq == "DAILY" or start is None:
            return True
        match self.freq:
            case "MONTHLY":
                return day.day == start.day
            case "YEARLY":
                return (day.month, day.day) == (start.month, start.day)
            case _:
                return day.weekday() == start.weekday()


def _week_begin(day: date, week_start: int) -> date:
    return day - timedelta(days=(day.weekday() - week_start) % 7)


def _length_of_month(day: date) -> int:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < 9999 else date(9999, 12, 31)
    return (following - day.replace(day=1)).days


def _length_of_year(year: int) -> int:
    return date(year, 12, 31).timetuple().tm_yday


def _which_one(day: date, of_month: bool) -> tuple[int, int]:
    """Return which of its weekday a day is in its month or year: from the beginning, and (negative) from the end."""
    place = day.day if of_month else day.timetuple().tm_yday
    length = _length_of_month(day) if of_month else _length_of_year(day.year)
    return (place - 1) // 7 + 1, -((length - place) // 7 + 1)


def _weeks_of(day: date, week_start: int) -> tuple[int, int]:
    """Return a day's week number in the year to which its week belongs (most of its days), from both ends."""
    begin = _week_begin(day, week_start)
    year = (begin + timedelta(days=3)).year
    first = _week_begin(date(year, 1, 4), week_start)
    weeks = (_week_begin(date(year + 1, 1, 4), week_start) - first).days // 7
    number = (begin - first).days // 7 + 1
    return number, number - weeks - 1


@lru_cache(maxsize=4096)
def last_of_count(rule: Rule) -> date | None:
    """Return the day of a rule's last time by its COUNT; None where nobody says from when to count.

    It is followed for three years and no further: what still goes on by then is not concluded from.
    """
    start = rule.start or rule.first
    if start is None or rule.count is None:
        return None
    left, day = rule.count, start
    for _step in range(min(LONGEST_COUNT, (date(9998, 1, 1) - start).days)):
        left -= rule._matches(day)
        if left <= 0:
            return day
        day += timedelta(days=1)
    return day
