"""What somebody would like to do, how often, and what they did: theirs alone, sealed.

Nothing here is a flag that can be set back: a cadence holds from a day on, a rest runs from a day to a day, and a day
that was done is a row. So a change today never says anything else about yesterday.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import ME, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.library.models import Trying
from hearten.members.models import Member

OWN = f"member_id = {ME}"
MY_COMMITMENTS = f"(SELECT id FROM plans_commitment WHERE member_id = {ME})"
MY_MILESTONES = f"(SELECT id FROM plans_milestone WHERE member_id = {ME})"


class Commitment(Private):
    """Something a member would like to do, in their own words, and why."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    words = SealedTextField()
    why = SealedTextField(null=True)
    # What it grew out of. No constraint: a trying goes a year after it ended, and this row does not hear of it.
    trying = models.ForeignKey(Trying, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    client_id = models.UUIDField()  # the form's name for this sending
    from_day = models.DateField()
    at = models.DateTimeField()

    rows = Rows(add=OWN, change=OWN, changes=("words", "why", "trying"), remove=OWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "client_id"], name="commitment_made_once"),
            models.UniqueConstraint(fields=["member", "trying"], name="one_commitment_of_a_trying"),
        ]


class Often(models.TextChoices):
    """How often. `number` is every how many days, or how many times in a week."""

    DAILY = "daily", _("Every day")
    WEEKDAYS = "weekdays", _("On certain days of the week")
    EVERY = "every", _("Every few days")
    WEEKLY = "weekly", _("A number of times in a week, whenever it fits")
    ONCE = "once", _("Once, on one day")


class Cadence(Private):
    """How often, from one day until the next row's day. Another one for the same day takes its place."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="cadences")
    from_day = models.DateField()
    often = models.CharField(max_length=8, choices=Often)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)  # 1 is Monday, as in ISO 8601
    number = models.PositiveSmallIntegerField(default=1)
    on_day = models.DateField(null=True)  # for "once"
    at = models.DateTimeField()

    rows = Rows(
        add=f"{OWN} AND commitment_id IN {MY_COMMITMENTS}",
        change=f"{OWN} AND commitment_id IN {MY_COMMITMENTS}",
        changes=("often", "weekdays", "number", "on_day", "at"),
        remove=OWN,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "from_day"], name="one_cadence_from_a_day"),
            models.CheckConstraint(condition=models.Q(number__gte=1, number__lte=31), name="a_cadence_in_reach"),
        ]


class Rest(Private):
    """A pause (until a day, or until its person goes on) or the end, of a commitment or of a milestone."""

    class What(models.TextChoices):
        PAUSE = "pause", _("paused")
        END = "end", _("ended")

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.CASCADE, related_name="rests")
    milestone = models.ForeignKey("plans.Milestone", null=True, on_delete=models.CASCADE, related_name="rests")
    what = models.CharField(max_length=5, choices=What)
    from_day = models.DateField()
    until_day = models.DateField(null=True)  # the first day on which it goes on
    at = models.DateTimeField()

    rows = Rows(
        add=f"{OWN} AND (commitment_id IN {MY_COMMITMENTS} OR milestone_id IN {MY_MILESTONES})",
        change=OWN,
        changes=("until_day",),
        remove=OWN,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(commitment__isnull=True) ^ models.Q(milestone__isnull=True), name="rests_one_thing"
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=models.Q(commitment__isnull=False, until_day__isnull=True),
                name="one_running_rest_of_a_commitment",
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=models.Q(milestone__isnull=False, until_day__isnull=True),
                name="one_running_rest_of_a_milestone",
            ),
        ]


class Mark(Private):
    """One day of one commitment: done, or not today. Taking it back removes the row."""

    class State(models.TextChoices):
        DONE = "done", _("Done")
        NOT_TODAY = "not_today", _("Not today")

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="marks")
    day = models.DateField()
    state = models.CharField(max_length=9, choices=State)
    at = models.DateTimeField()

    rows = Rows(
        add=f"{OWN} AND commitment_id IN {MY_COMMITMENTS}", change=OWN, changes=("state", "at"), remove=OWN
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "day"], name="one_mark_a_day")]
        indexes = [models.Index(fields=["member", "day"])]
