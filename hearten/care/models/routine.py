"""A routine with medicines, as its person keeps it: theirs alone, sealed, and never judged (P6)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearten.kernel.confidential import ME, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member

MINE = f"member_id = {ME}"
OF_MY_ROUTINE = f"{MINE} AND routine_id IN (SELECT id FROM care_routine WHERE {MINE})"


class Routine(Private):
    """One thing that somebody takes. `words` are parts under one seal (parts.py): name, food, notes, all optional."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    client_id = models.UUIDField()  # the device's name for this sending (RE-01)
    words = SealedTextField()
    refill_on = models.DateField(null=True)  # a day of their own calendar
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(add=MINE, change=MINE, changes=("words", "refill_on", "ended_at"), remove=MINE)

    class Meta:
        indexes = [models.Index(fields=["member", "made_at"])]
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="care_routine_begun_once")]


class Times(Private):
    """When it is taken from a moment on: times of day on days of the week. No times: it rests; in the first row,
    none are written down.

    A change is a new row that begins at the moment of the change, so what came before stays as it was, and nothing asks
    about a time of today that had gone by when the row began.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="times")
    from_at = models.DateTimeField()
    at = ArrayField(models.TimeField(), default=list)  # on the clock of wherever they are
    days = ArrayField(models.PositiveSmallIntegerField(), default=list)  # 1 is Monday

    rows = Rows(add=OF_MY_ROUTINE, remove=MINE)

    class Meta:
        indexes = [models.Index(fields=["routine", "-from_at"])]


class Mark(Private):
    """What somebody said of one time: its day and time are facts that no later change rewrites.

    `words` are sealed: how (choices.How), and a reason where they gave one.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="marks")
    day = models.DateField()
    at = models.TimeField()
    words = SealedTextField()
    marked_at = models.DateTimeField()

    rows = Rows(add=OF_MY_ROUTINE, change=MINE, changes=("words", "marked_at"), remove=MINE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["routine", "day", "at"], name="care_one_mark_for_a_time")]


class Effect(Private):
    """One entry of the diary of effects. `words` are sealed: feelings that were chosen, and own words."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    client_id = models.UUIDField()
    on = models.DateField()
    words = SealedTextField()
    at = models.DateTimeField()

    rows = Rows(add=MINE, remove=MINE)

    class Meta:
        indexes = [models.Index(fields=["member", "-on"])]
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="care_effect_kept_once")]
