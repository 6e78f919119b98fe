"""What the worker does beside the calls: a clock for what was written before there was one."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel.acting import as_member


@app.periodic(cron="*/10 * * * *")
@app.task(name="answering.catch_up", queue="everyday")
def catch_up(timestamp: int) -> None:
    """Every ten minutes, as nobody: after an update, what people asked before it is in the queue, too."""
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT answering_catch_up()")
