"""Quiet hours: the times of day in which nothing goes outside that can wait. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hearten.notices.models import Level, Ways
from hearten.notices.reminders import moment_of


def quiet_until(begins: time, ends: time, zone: str, moment: datetime) -> datetime | None:
    """Return the end (UTC) of the quiet hours that `moment` is in; None where it is in none.

    They may go past midnight. Where clocks change at night, they begin and end when the clocks of `zone` say so.
    """
    there = ZoneInfo(zone)
    today = moment.astimezone(there).date()
    over_night = timedelta(days=1) if ends <= begins else timedelta()
    for day in (today - timedelta(days=1), today):
        if moment_of(day, begins, there) <= moment < moment_of(day + over_night, ends, there):
            return moment_of(day + over_night, ends, there)
    return None


def is_between(at: time, begins: time, ends: time) -> bool:
    """Whether a time of day lies in the hours from `begins` until `ends`, which may go past midnight."""
    return begins <= at < ends if begins <= ends else at >= begins or at < ends


def held_until(ways: Ways, level: int, zone: str, moment: datetime) -> datetime | None:
    """Return until when a message of this level waits for somebody's quiet hours; None: it may go."""
    if ways.quiet_from is None or ways.quiet_until is None or ways.quiet_from == ways.quiet_until or not zone:
        return None
    if level == Level.DUTY or (level == Level.URGENT and ways.wakes == Ways.Wakes.URGENT):
        return None
    return quiet_until(ways.quiet_from, ways.quiet_until, zone, moment)
