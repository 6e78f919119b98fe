"""What the worker does for who wants a note after a while away."""

from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.notices.actions import tell
from hearten.plans.returns.actions import ASKED


@app.periodic(cron="17 * * * *")
@app.task(name="plans.ask_for_notes", queue="everyday")
def ask_for_notes(timestamp: int) -> None:
    """Every hour: have those asked who were chosen by somebody that is away now, each once for one absence.

    The rows and the jobs that tell go in one transaction, as nobody: killed in between, neither happened.
    """
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT plans_ask_for_notes(%s, %s)", [now(), settings.HEARTEN_TIME_ZONE or "UTC"])
        for (note,) in cursor.fetchall():
            tell(kind=ASKED, about=note)
