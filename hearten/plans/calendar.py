"""A member's own days: in the zone that they chose, which a request and a job of theirs activate."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from hearten.kernel.clock import now

BACK = 7  # a day can still be written down for a week


def today() -> date:
    """Return the acting member's day."""
    return timezone.localdate(now())


def today_in(zone: str) -> date:
    """Return the day that it is in a zone ("": the install's, by which who chose none lives; UTC where it has none)."""
    return now().astimezone(ZoneInfo(zone or settings.HEARTEN_TIME_ZONE or "UTC")).date()


def day_of(moment: datetime) -> date:
    """Return on which of the acting member's days a moment was."""
    return timezone.localdate(moment)


def end_of(day: date) -> datetime:
    """Return the moment when one of the acting member's days is over."""
    return datetime.combine(day + timedelta(days=1), time(), timezone.get_current_timezone())


def monday_of(day: date) -> date:
    """Return the first day of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def last_days(until: date, count: int = BACK) -> list[date]:
    """Return some days up to and with one, the latest first."""
    return [until - timedelta(days=back) for back in range(count)]
