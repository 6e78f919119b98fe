"""What the worker does for cards of encouragement: destroys the keys of those that went."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel import keystore
from hearten.kernel.acting import as_member


@app.periodic(cron="*/5 * * * *")
@app.task(name="encouragement.shred", queue="everyday")
def shred(timestamp: int) -> None:
    """Every five minutes: destroy the keys of cards that went, as nobody. No copy of the database shows them then.

    Killed in between, it finds the rest the next time; a key that is destroyed already is left as it is.
    """
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM encouragement_unshredded()")
        for (card,) in cursor.fetchall():
            if card.hex not in keystore.erased():
                keystore.destroy(card)
            cursor.execute("SELECT encouragement_shredded(%s)", [card])
