"""What the worker does for the Guide: conversations go after an hour without a word, and their keys with them."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel import keystore
from hearten.kernel.acting import as_member


@app.periodic(cron="*/5 * * * *")
@app.task(name="guide.let_go", queue="everyday")
def let_go(timestamp: int) -> None:
    """Every five minutes: take away what is due, and destroy the keys of what went, as nobody.

    Killed in between, it finds the rest the next time; a key that is destroyed already is left as it is.
    """
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT guide_keep_talks(true)")
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM guide_unshredded()")
        for (talk,) in cursor.fetchall():
            if talk.hex not in keystore.erased():
                keystore.destroy(talk)
            cursor.execute("SELECT guide_shredded(%s)", [talk])
