"""What the worker does for meetings: laying out what comes again, letting in who waits, reminding."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.jobs import job
from hearten.kernel.seat import VISITOR
from hearten.meetings.schedule.telling import DAY, LATE, PLACE, SOON
from hearten.notices.actions import tell


class _Again(NamedTuple):
    series: UUID
    rule: str
    zone: str
    first_at: datetime


@app.periodic(cron="* * * * *")
@app.task(name="meetings.every_minute", queue="everyday")
def every_minute(timestamp: int) -> None:
    """Every minute: what is due by now, each in a transaction of its own.

    Remind who wants it, let in who waits where somebody left, ask after notes once more.
    """
    with as_member(None), transaction.atomic():
        _remind()
    with as_member(None), transaction.atomic():
        _tell_each("SELECT meetings_let_in(%s)", PLACE)
    with as_member(None), transaction.atomic():
        _tell_each("SELECT meetings_overdue(%s)", LATE)


@job("meetings.let_in")
def let_in() -> None:
    """Tell who came in after they had waited, right after somebody gave a place up.

    As nobody: whoever acts is never told, and who asked for this may be the one who came in meanwhile.
    """
    with as_member(None):
        _tell_each("SELECT meetings_let_in(%s)", PLACE)


@app.periodic(cron="7 * * * *")
@app.task(name="meetings.lay_out", queue="everyday")
def lay_out_what_comes_again(timestamp: int) -> None:
    """Every hour: make the meetings of each series for the weeks ahead, each series in a transaction of its own."""
    from hearten.meetings.schedule.actions.announce import lay_out

    with as_member(None), transaction.atomic():
        running = VISITOR.read(_Again, "SELECT * FROM meetings_running_series()")
    for one in running:
        with as_member(None), transaction.atomic():
            lay_out(VISITOR, one.series, one.rule, one.zone, one.first_at)


def _remind() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reminder, span FROM meetings_remind(%s)", [now()])
        due = cursor.fetchall()
    for about, span in due:
        tell(kind=SOON if span == "hour" else DAY, about=about)


def _tell_each(sql: str, kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [now()])
        due = [row[0] for row in cursor.fetchall()]
    for about in due:
        tell(kind=kind, about=about)
