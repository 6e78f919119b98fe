"""When a pause is offered, and when the notice stands there again. Pure: what is judged is handed in, the time too.

Numbers: safety.md AI-01 and AI-08 (New York GBL Art. 47, Utah 13-72a, Washington HB 2225). Nobody is stopped by any of
it: a pause is offered, and going on costs nothing.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

GAP = timedelta(minutes=10)  # longer without a word, and a stretch of use ends
PAUSE, PAUSE_AT_NIGHT = timedelta(minutes=45), timedelta(minutes=20)
CAP, CAP_AT_NIGHT = timedelta(hours=2), timedelta(minutes=45)
NOTICE, NOTICE_IN_DOUBT = timedelta(hours=3), timedelta(hours=1)
AWAY = timedelta(days=7)
NIGHT = range(5)  # hours of one's own clock


@dataclass(frozen=True)
class Used:
    """How long somebody used the Guide on one day of their own. `since`: when the present stretch began, or when a

    pause was offered last. `told`: after how much use the notice stood there last that day.
    """

    day: date
    seconds: int
    since: datetime
    last_at: datetime
    told: int = 0


def used_after(
    before: Used | None, moment: datetime, zone: str, in_doubt: bool = False
) -> tuple[Used, tuple[str, ...]]:
    """Return the use with one more turn at `moment`, and the notices that are due with it: codes of Answer.notices.

    `in_doubt`: they named an age under 18 before, and a person let them go on.
    """
    local = moment.astimezone(ZoneInfo(zone or "UTC"))
    if before is None or moment - before.last_at >= AWAY:
        return Used(local.date(), 0, moment, moment), ("week_away",) if before else ()
    gap = max(moment - before.last_at, timedelta(0))
    goes_on = gap <= GAP
    counted = int(gap.total_seconds()) if goes_on else 0
    today = before.day == local.date()
    now = Used(
        local.date(),
        (before.seconds if today else 0) + counted,
        before.since if goes_on else moment,
        moment,
        before.told if today else 0,
    )
    now, notices = _of_itself(now, in_doubt)
    return _told(before, now, notices, local.hour in NIGHT, today)


def _of_itself(now: Used, in_doubt: bool) -> tuple[Used, list[str]]:
    code, span = ("one_hour", NOTICE_IN_DOUBT) if in_doubt else ("three_hours", NOTICE)
    if now.seconds - now.told < span.total_seconds():
        return now, []
    return replace(now, told=now.seconds), [code]


def _told(before: Used, now: Used, notices: list[str], night: bool, today: bool) -> tuple[Used, tuple[str, ...]]:
    cap = (CAP_AT_NIGHT if night else CAP).total_seconds()
    if (before.seconds if today else 0) < cap <= now.seconds:
        notices.append("day_cap")
    if now.last_at - now.since >= (PAUSE_AT_NIGHT if night else PAUSE):
        notices.append("pause")
        now = replace(now, since=now.last_at)
    return now, (*notices, "night") if night and notices else tuple(notices)
