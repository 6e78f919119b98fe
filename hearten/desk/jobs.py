"""What the worker does for the desk: a safety hold ends, and the person is told."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.desk.actions.look import READ
from hearten.kernel.acting import as_member
from hearten.notices.actions import tell


@app.periodic(cron="17 * * * *")
@app.task(name="desk.holds_over", queue="everyday")
def holds_over(timestamp: int) -> None:
    """Once an hour: tell those behind whose mask somebody looked, when the hold on telling them is over."""
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT desk_holds_over()")
        for (lookup,) in cursor.fetchall():
            tell(kind=READ, about=lookup)
