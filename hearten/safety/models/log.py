"""The log of everything that was done about a concern: append-only, each line chained to the one before (CR-21)."""

from django.db import models

from hearten.kernel.confidential import ON_THE_DESK, Confidential, House, Rows


class LogEntry(Confidential):
    """One line: what was done about which concern, by which part (never a name, never a word of anybody).

    `mark` is SHA-256 over the line's own values and the mark before it. Lines are written by one reviewed door, under
    a lock, and numbered without gaps. Which help line somebody pressed is never logged.
    """

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    concern = models.UUIDField(null=True)
    what = models.CharField(max_length=20)
    level = models.CharField(max_length=6, blank=True)
    detail = models.CharField(max_length=120, blank=True)  # codes only: a step, an outcome, a version
    by = models.UUIDField(null=True)  # a member who acted as responder; after erasure it points nowhere
    mark_before = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)

    rows = Rows(read=ON_THE_DESK)


class ShownCount(House):
    """How often the panel with crisis lines was shown in a month. A number, with nobody in it (SB 243 counts it so)."""

    month = models.DateField(unique=True)
    shown = models.BigIntegerField(default=0)

    rows = Rows()
