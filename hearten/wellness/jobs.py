"""What the worker does for wellness plans: asking people about their signs."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.notices.actions import tell
from hearten.wellness.telling import SIGNS


@app.periodic(cron="*/5 * * * *")
@app.task(name="wellness.ask_signs", queue="everyday")
def ask_signs(timestamp: int) -> None:
    """Every five minutes: mark what is due, plan the next, and have its people told, in one transaction, as nobody.

    Killed in between, neither happened, and the next run does both.
    """
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT wellness_ask_signs(%s)", [now()])
        for (look,) in cursor.fetchall():
            tell(kind=SIGNS, about=look)
