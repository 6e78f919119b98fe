"""What the worker does for moderation: calling again for what is due, and clearing away what is over."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel.acting import as_member
from hearten.moderation.items import items
from hearten.moderation.telling import APPEAL_DUE, CASE, DUE
from hearten.notices.actions import tell


@app.periodic(cron="* * * * *")
@app.task(name="moderation.call_again", queue="everyday")
def call_again(timestamp: int) -> None:
    """Every minute: give back what is in hands that may not act any more, and tell again of what is late (CR-15)."""
    ways = {DUE: "SELECT moderation_overdue()", APPEAL_DUE: "SELECT moderation_overdue_appeals()"}
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT moderation_free_claims()")
        for kind, late in ways.items():
            cursor.execute(late)
            for (about,) in cursor.fetchall():
                tell(kind=kind, about=about)


@app.periodic(cron="23 * * * *")
@app.task(name="moderation.sweep", queue="everyday")
def sweep(timestamp: int) -> None:
    """Once an hour: forget kept words whose 30 days are over, and set back how one joins where a switch ran out."""
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT moderation_sweep()")


@app.periodic(cron="*/5 * * * *")
@app.task(name="moderation.signs", queue="everyday")
def look_for_signs(timestamp: int) -> None:
    """Every five minutes: open a case for people where signs say that many come at once to disturb. Nothing acts."""
    ways = ["SELECT group_id, sign FROM moderation_join_signs()", *(item.signs for item in items() if item.signs)]
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        for way in ways:
            cursor.execute(way)
            for group, sign in cursor.fetchall():
                cursor.execute("SELECT moderation_note_raid(%s, %s)", [group, sign])
                (case,) = cursor.fetchone()
                if case is not None:
                    tell(kind=CASE, about=case, group=group)
