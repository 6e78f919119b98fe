"""Meetings that come again: what a person chooses becomes an RFC 5545 rule, and a rule becomes moments.

A rule counts in the wall time of the group's zone, so a meeting at seven stays at seven when the clocks change. A time
that does not exist on a day (the clocks go forward) or exists twice (back) is read as RFC 5545 3.3.5 says: with the
offset before the gap, and as the first of the two.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

ONCE = "once"
OFTEN = [
    (ONCE, gettext_lazy("Once")),
    ("weekly", gettext_lazy("Every week")),
    ("fortnightly", gettext_lazy("Every second week")),
    ("monthly", gettext_lazy("Every month, on the same weekday")),
]
MOST_TIMES = 200
MOST_AT_ONCE = 60

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNTIL = re.compile(r"UNTIL=(\d{8}T\d{6})Z")
_STAMP = "%Y%m%dT%H%M%S"


def moment_of(day: date, clock: time, zone: str) -> datetime:
    """Return the moment at which clocks in `zone` say so, in UTC."""
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def rule_of(often: str, first: datetime, zone: str, *, times: int | None = None, until: date | None = None) -> str:
    """Return the rule for a choice of OFTEN, from `first` on; for so many times, or to the end of a day, or neither."""
    local = first.astimezone(ZoneInfo(zone))
    parts = {
        "weekly": f"FREQ=WEEKLY;BYDAY={_DAYS[local.weekday()]}",
        "fortnightly": f"FREQ=WEEKLY;INTERVAL=2;BYDAY={_DAYS[local.weekday()]}",
        "monthly": f"FREQ=MONTHLY;BYDAY={_week_of_month(local)}{_DAYS[local.weekday()]}",
    }[often]
    if times:
        return f"{parts};COUNT={times}"
    if until:
        return f"{parts};UNTIL={moment_of(until, time(23, 59, 59), zone).strftime(_STAMP)}Z"
    return parts


def _week_of_month(local: datetime) -> int:
    """Return which of its weekdays in the month a day is: 1 to 4, or -1 for one that may be the fifth: the last."""
    last = local.day + 7 > monthrange(local.year, local.month)[1] and local.day > 28
    return -1 if last else (local.day - 1) // 7 + 1


def occurrences(rule: str, first: datetime, zone: str, after: datetime, before: datetime) -> list[datetime]:
    """Return when a rule's meetings begin, in UTC, from `after` on and before `before`; a bounded number of them."""
    inside = (moment for moment in _moments(rule, first, zone, before) if moment >= after)
    return list(islice(inside, MOST_AT_ONCE))


def _moments(rule: str, first: datetime, zone: str, before: datetime) -> Iterator[datetime]:
    there = ZoneInfo(zone)
    local = first.astimezone(there).replace(tzinfo=None, fold=0)
    for wall in rrulestr(_in_wall_time(rule, there), dtstart=local):
        moment = wall.replace(tzinfo=there).astimezone(UTC)
        if moment >= before:
            return
        yield moment


def _in_wall_time(rule: str, there: ZoneInfo) -> str:
    """Return a rule whose end is said in the zone's wall time, as its days are."""

    def local(found: re.Match[str]) -> str:
        at = datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
        return f"UNTIL={at.astimezone(there).strftime(_STAMP)}"

    return _UNTIL.sub(local, rule)


def in_words(rule: str) -> str:
    """Return a rule as a person would say it: how often, and for how long."""
    said = dict(part.split("=", 1) for part in rule.split(";"))
    often = _("Every month, on the same weekday") if said["FREQ"] == "MONTHLY" else _("Every week")
    if said.get("INTERVAL") == "2":
        often = _("Every second week")
    if times := int(said.get("COUNT", 0)):
        return f"{often}, {ngettext('%(num)d time', '%(num)d times', times) % {'num': times}}"
    return f"{often}, {_('until a date')}" if "UNTIL" in said else often
