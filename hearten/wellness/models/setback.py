"""What somebody said about a setback (T3): three answers, each of which may be empty. Nothing is counted from it."""

from django.db import models

from hearten.kernel.confidential import ME, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member


class Setback(Private):
    """One setback in its person's own words, sealed."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    words = SealedTextField()  # JSON: one text for each question
    client_id = models.UUIDField()
    mark = models.CharField(max_length=64)  # a keyed fingerprint: the same sending with other words is told
    made_at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}", remove=f"member_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["member", "-made_at"])]
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="setback_said_once")]
