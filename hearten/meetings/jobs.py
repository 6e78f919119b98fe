"""What the worker does for meetings: laying out what comes again, letting in who waits, reminding."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.jobs import job
from hearten.kernel.seat import VISITOR, Seat
from hearten.meetings.telling import LATE, OFF, PLACE, SOON
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

    Remind who wants it, let in who waits where somebody left, ask after notes once more, call sessions off that
    cannot be.
    """
    with as_member(None), transaction.atomic():
        _tell_each("SELECT meetings_remind(%s)", SOON)
    with as_member(None), transaction.atomic():
        _tell_each("SELECT meetings_let_in(%s)", PLACE)
    with as_member(None), transaction.atomic():
        _tell_each("SELECT meetings_overdue(%s)", LATE)
    with as_member(None), transaction.atomic():
        _call_off_what_cannot_be()
    _end_for_whom_contact_is_closed()


def _end_for_whom_contact_is_closed() -> None:
    """Whoever may not be alone with somebody any more offers no hours, and their sessions to come are called off."""
    from hearten.meetings.actions.for_two import may_not_be_two_any_more

    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT meetings_who_meets_alone(%s)", [now()])
        members = [row[0] for row in cursor.fetchall()]
    for member in members:
        with as_member(member), transaction.atomic():
            may_not_be_two_any_more(Seat(member))


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
    from hearten.meetings.actions.announce import lay_out

    with as_member(None), transaction.atomic():
        running = VISITOR.read(_Again, "SELECT * FROM meetings_running_series()")
    for one in running:
        with as_member(None), transaction.atomic():
            lay_out(VISITOR, one.series, one.rule, one.zone, one.first_at)


@job("meetings.call_off_sessions")
def call_off_sessions() -> None:
    """Call off the sessions of who has just left. As nobody, after they left: nobody learns why it was called off."""
    with as_member(None):
        _call_off_what_cannot_be()


def _call_off_what_cannot_be() -> None:
    """Sessions to come of two who are not both there any more, or keep apart now: each of them is told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT change, member FROM meetings_sessions_apart(%s)", [now()])
        ended = cursor.fetchall()
    for change, member in ended:
        tell(kind=OFF, about=change, members=[member])


def _tell_each(sql: str, kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [now()])
        due = [row[0] for row in cursor.fetchall()]
    for about in due:
        tell(kind=kind, about=about)
