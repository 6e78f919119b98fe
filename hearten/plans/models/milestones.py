"""What somebody counts for themself (C2). A setback is a row beside the counts; nothing gets smaller by it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member
from hearten.plans.models.doing import MY_MILESTONES, OWN


class Counts(models.TextChoices):
    """What a milestone counts."""

    DAYS = "days", _("Days, by themselves")
    MEETINGS = "meetings", _("Meetings where I was, by themselves")
    TIMES = "times", _("Times, when I say so")


class Milestone(Private):
    """One thing that counts, as its person says it. `first_day` may be before they came here."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    words = SealedTextField()
    counts = models.CharField(max_length=8, choices=Counts)
    client_id = models.UUIDField()
    first_day = models.DateField()
    at = models.DateTimeField()

    rows = Rows(add=OWN, change=OWN, changes=("words", "first_day"), remove=OWN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="milestone_made_once")]


class Count(Private):
    """One time that somebody counted, or a setback that they wrote down beside it, on the day when they did so."""

    class What(models.TextChoices):
        TIME = "time", _("once more")
        SETBACK = "setback", _("a setback")

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="marks")
    what = models.CharField(max_length=7, choices=What)
    client_id = models.UUIDField()
    day = models.DateField()
    at = models.DateTimeField()

    rows = Rows(add=f"{OWN} AND milestone_id IN {MY_MILESTONES}", remove=OWN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["milestone", "client_id"], name="counted_once")]
        indexes = [models.Index(fields=["milestone", "day"])]
