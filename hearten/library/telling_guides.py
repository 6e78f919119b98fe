"""News of guides, and the worker's daily look for guides that nobody checked in a year."""

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.library.actions.guides import HANDED_OVER
from hearten.notices.actions import tell
from hearten.notices.kinds import Kind, register

UNCHECKED = "guide_check"


def ready() -> None:
    """Make both kinds of notices known."""
    register(
        Kind(
            UNCHECKED,
            lambda told: _("A guide that you keep was not checked for a year"),
            lambda told: url("library:guide_check", told.about),
            "SELECT library_whom_a_check_concerns(%(about)s)",
        )
    )
    register(
        Kind(
            HANDED_OVER,
            lambda told: _("There is a guide that you keep up to date from now on"),
            lambda told: url("library:guide", told.about),
            "SELECT library_who_keeps_guide(%(about)s)",
        )
    )


@app.periodic(cron="29 5 * * *")
@app.task(name="library.guides_unchecked", queue="everyday")
def guides_unchecked(timestamp: int) -> None:
    """Once a day: ask whoever keeps a guide to look at it, once for each check that is a year old."""
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT library_guides_unchecked(%s)", [now()])
        for (check,) in cursor.fetchall():
            tell(kind=UNCHECKED, about=check)
