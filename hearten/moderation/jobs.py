"""What the worker does for moderation: calling again for what is due, and clearing away what is over."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel.acting import as_member
from hearten.moderation.telling import DUE
from hearten.notices.actions import tell


@app.periodic(cron="* * * * *")
@app.task(name="moderation.call_again", queue="everyday")
def call_again(timestamp: int) -> None:
    """Every minute: tell those who look after a group once more when something was due and nobody took it (CR-15)."""
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT moderation_overdue()")
        for (case,) in cursor.fetchall():
            tell(kind=DUE, about=case)


@app.periodic(cron="23 * * * *")
@app.task(name="moderation.sweep", queue="everyday")
def sweep(timestamp: int) -> None:
    """Once an hour: forget kept words whose 30 days are over, and set back how one joins where a switch ran out."""
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT moderation_sweep()")
