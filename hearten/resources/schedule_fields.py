"""The fields of an HSDS 3.0 schedule as a record holds them, read into a rule. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hearten.resources.schedules import DAYS, Clock, Rule

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
LONGEST_FIELD = 400

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?", re.I)
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


def rule_of(schedule: Mapping[str, Any]) -> Rule:
    """Return an HSDS schedule as a rule. What cannot be read makes the rule unreadable, never an error."""
    words = " ".join(_text(schedule, name) for name in ("description", "notes", "attending_type")).strip()
    try:
        return _read(schedule, words)
    except (ValueError, OverflowError):
        return Rule(words=words, zone=_text(schedule, "timezone"), readable=False)


def _read(schedule: Mapping[str, Any], words: str) -> Rule:
    ends = [day for day in (_day(schedule, "valid_to"), _day(schedule, "until")) if day]
    freq, days = _text(schedule, "freq").upper(), _weekdays(_text(schedule, "byday").upper())
    rule = Rule(
        freq=freq,
        interval=_number(schedule, "interval") or 1,
        start=_day(schedule, "dtstart"),
        first=_day(schedule, "valid_from"),
        last=min(ends) if ends else None,
        count=_number(schedule, "count"),
        week_start=DAYS.index(_text(schedule, "wkst").upper() or "MO"),
        days=days,
        weeks=_numbers(schedule, "byweekno", 53),
        month_days=_numbers(schedule, "bymonthday", 31),
        year_days=_numbers(schedule, "byyearday", 366),
        opens=_clock(schedule, "opens_at"),
        closes=_end_of_day(_clock(schedule, "opens_at"), _clock(schedule, "closes_at")),
        zone=_text(schedule, "timezone"),
        words=words,
    )
    _check(rule)
    return rule


def _check(rule: Rule) -> None:
    """Raise ValueError for what says too little or something that no opening hours say (a rule by the second)."""
    anchored = rule.start or rule.first
    if rule.freq and rule.freq not in FREQUENCIES:
        raise ValueError(rule.freq)
    if rule.interval < 1 or (rule.count is not None and rule.count < 1):
        raise ValueError("interval")
    if not anchored and (rule.interval > 1 or rule.count is not None):
        raise ValueError("nobody says from when to count")
    on = rule.days or rule.month_days or rule.year_days or rule.weeks
    if not anchored and rule.freq in ("WEEKLY", "MONTHLY", "YEARLY") and not on:
        raise ValueError("nobody says on which days")


def _text(schedule: Mapping[str, Any], name: str) -> str:
    value = schedule.get(name)
    return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()[:LONGEST_FIELD]


def _day(schedule: Mapping[str, Any], name: str) -> date | None:
    text = _text(schedule, name)
    day = date.fromisoformat(text[:10]) if text else None
    if day and not 1900 <= day.year <= 9000:
        raise ValueError(text)
    return day


def _number(schedule: Mapping[str, Any], name: str) -> int | None:
    text = _text(schedule, name)
    return int(float(text)) if text else None


def _numbers(schedule: Mapping[str, Any], name: str, most: int) -> frozenset[int]:
    parts = [int(part) for part in re.split(r"[,;\s]+", _text(schedule, name)) if part]
    if any(not 1 <= abs(number) <= most for number in parts):
        raise ValueError(name)
    return frozenset(parts)


def _weekdays(text: str) -> frozenset[tuple[int, int]]:
    parts = [part for part in re.split(r"[,;\s]+", text) if part]
    found = [_BYDAY.fullmatch(part) for part in parts]
    if not all(found):
        raise ValueError(text)
    return frozenset((int(one[1] or 0), DAYS.index(one[2])) for one in found if one)


def _clock(schedule: Mapping[str, Any], name: str) -> Clock | None:
    text = _text(schedule, name)
    if not text:
        return None
    found = _CLOCK.fullmatch(text)
    if not found or int(found[2]) > 59:
        raise ValueError(text)
    minutes = int(found[1]) * 60 + int(found[2])
    if minutes > 1440:
        raise ValueError(text)
    return Clock(minutes, _offset(found[3]))


def _end_of_day(opens: Clock | None, closes: Clock | None) -> Clock | None:
    """A day that closes at 23:59 is meant to its end: nobody closes for a minute."""
    if opens and closes and closes.minutes == 1439 and opens.minutes < 1439:
        return Clock(1440, closes.offset)
    return closes


def _offset(said: str | None) -> int | None:
    if not said:
        return None
    if said.upper() == "Z":
        return 0
    hours, minutes = int(said[1:3]), int(said[-2:])
    return (hours * 60 + minutes) * (-1 if said[0] == "-" else 1)
