"""What people here found out about a service: that somebody made sure of it, and that it is closed (R2).

These rows stand beside what came with an import and never change it. They hold no member's words: who checks writes for
everybody who may read the directory, under the name that their page of this place shows. The name goes with its member.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import ME, ON_THE_DESK, House, Private, Rows
from hearten.members.models import Member
from hearten.resources.models.records import Listing

# Who looks after the directory: the install's staff, and everybody who leads a group.
KEEPS_THE_DIRECTORY = f"({ON_THE_DESK} OR EXISTS (SELECT 1 FROM hearten_groups_led))"


class Check(House):
    """Somebody made sure of a service on a day. Rows are only ever added."""

    class How(models.TextChoices):
        CALLED = "called", _("I called")
        WEB = "web", _("I looked at their own website")
        VISITED = "visited", _("I was there")

    class Found(models.TextChoices):
        RIGHT = "right", _("It is right as it stands")
        CHANGED = "changed", _("Something is different, and I say what")
        CLOSED = "closed", _("It is closed for good")

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="checks")
    on = models.DateField()
    how = models.CharField(max_length=8, choices=How)
    found = models.CharField(max_length=8, choices=Found)
    words = models.TextField(blank=True)  # what is different; shown beside what the source says
    name = models.CharField(max_length=40)  # as shown here; empty when its member was forgotten
    standing = models.CharField(max_length=12)  # moderator, operator, facilitator
    at = models.DateTimeField()

    rows = Rows(add=KEEPS_THE_DIRECTORY)

    class Meta:
        indexes = [models.Index(fields=["listing", "-on"])]


class Closure(House):
    """A service is closed, as somebody of this place found out: who says so, when and why. It can be taken back."""

    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="closures")
    why = models.TextField()
    name = models.CharField(max_length=40)
    standing = models.CharField(max_length=12)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_name = models.CharField(max_length=40, blank=True)

    rows = Rows(add=KEEPS_THE_DIRECTORY, change=KEEPS_THE_DIRECTORY, changes=("ended_at", "ended_name"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing"], condition=models.Q(ended_at__isnull=True), name="closed_once_at_a_time"
            )
        ]


class Keeping(Private):
    """Who wrote a check, a closing, its end, or an answer: so that the name on it can go. Read by that person alone."""

    class Part(models.TextChoices):
        WRITTEN = "written"
        ENDED = "ended"  # of a closing: who took it back

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    about = models.UUIDField()
    part = models.CharField(max_length=8, choices=Part, default=Part.WRITTEN)

    rows = Rows(add=f"member_id = {ME}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about", "part"], name="written_by_one")]
        indexes = [models.Index(fields=["member"])]
