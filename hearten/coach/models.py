"""What the coach keeps: whether the operator opened it, and a member's own practice. Never a draft, never its reading.

A practice row says which scenario was tried when, and which of three things the reply had. It is the member's alone.
"""

from django.db import models

from hearten.kernel.confidential import ME, OPERATOR, House, Private, Rows
from hearten.members.models import Member


class Opening(House):
    """The operator opened the coach on this install: who, when, and when it was closed again. One runs at a time."""

    opened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    rows = Rows(add=f"{OPERATOR} AND opened_by_id = {ME}", change=OPERATOR, changes=("closed_at", "closed_by"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1), name="one_opening_runs", condition=models.Q(closed_at__isnull=True)
            )
        ]


class Try(Private):
    """One reply that a member practised on a scenario: which of the three mechanisms it had. The words are not kept."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    scenario = models.CharField(max_length=60)  # a key of scenarios.yaml
    warmth = models.BooleanField()
    understanding = models.BooleanField()
    interest = models.BooleanField()
    at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}", remove=f"member_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["member", "-at"])]
