"""What came from a device that was without a network: each change once, and two versions where both were changed."""

from django.db import models

from hearten.kernel.confidential import ME, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member


class Came(models.TextChoices):
    """What became of a change."""

    DONE = "done", "done"
    BOTH = "both", "both"  # changed elsewhere meanwhile: both versions are kept
    REFUSED = "refused", "refused"


class Change(Private):
    """One change that a device made without a network, by the id that the device gave it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    client_id = models.UUIDField()
    mark = models.CharField(max_length=64)  # a keyed fingerprint of what it says
    came = models.CharField(max_length=8, choices=Came)
    at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}", remove=f"member_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["at"])]
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="change_came_once")]


class Version(Private):
    """Another version of one part of a plan, which waits for its person to choose. What stands in the plan stays."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    of = models.CharField(max_length=10)  # safety, wellness
    part = models.CharField(max_length=12)
    words = SealedTextField()
    at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}", remove=f"member_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["member", "at"])]
