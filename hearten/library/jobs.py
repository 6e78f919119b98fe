"""What the worker does for the library: asking people about what they wanted to look at again."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.library.telling_trying import CHECK_BACK
from hearten.notices.actions import tell


@app.periodic(cron="*/5 * * * *")
@app.task(name="library.ask_back", queue="everyday")
def ask_back(timestamp: int) -> None:
    """Every five minutes: mark what is due and have its people told, in one transaction, as nobody.

    Killed in between, neither happened, and the next run does both.
    """
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT library_ask_back(%s)", [now()])
        for (check,) in cursor.fetchall():
            tell(kind=CHECK_BACK, about=check)
