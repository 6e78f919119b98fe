"""What the worker does for sessions of two: calling off what cannot be any more."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.jobs import job
from hearten.kernel.seat import Seat
from hearten.meetings.for_two.actions import may_not_be_two_any_more
from hearten.meetings.schedule.telling import OFF, by_then
from hearten.notices.actions import tell


@app.periodic(cron="* * * * *")
@app.task(name="meetings.every_minute_for_two", queue="everyday")
def every_minute(timestamp: int) -> None:
    """Every minute: call off the sessions that cannot be by now."""
    with as_member(None), transaction.atomic():
        _call_off_what_cannot_be()
    _end_for_whom_contact_is_closed()


def _end_for_whom_contact_is_closed() -> None:
    """Whoever may not be alone with somebody any more offers no hours, and their sessions to come are called off."""
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT meetings_who_meets_alone(%s)", [now()])
        members = [row[0] for row in cursor.fetchall()]
    for member in members:
        with as_member(member), transaction.atomic():
            may_not_be_two_any_more(Seat(member))


@job("meetings.call_off_sessions")
def call_off_sessions() -> None:
    """Call off the sessions of who has just left. As nobody, after they left: nobody learns why it was called off."""
    with as_member(None):
        _call_off_what_cannot_be()


def _call_off_what_cannot_be() -> None:
    """Sessions to come of two who are not both there any more, or keep apart now: each of them is told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT change, member, starts_at FROM meetings_sessions_apart(%s)", [now()])
        ended = cursor.fetchall()
    for change, member, starts_at in ended:
        tell(kind=by_then(OFF, starts_at), about=change, members=[member])
