"""What is new for a member. A notice names ids and a kind; what it says is written when it is shown, to its owner."""

from django.db import models

from hearten.kernel.confidential import ME, Private, Rows
from hearten.members.models import Member


class Notice(Private):
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    group_id = models.UUIDField(null=True)
    about = models.UUIDField()
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    rows = Rows(change=f"member_id = {ME}", changes=("seen_at",), worker_adds=True, remove=f"member_id = {ME}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind", "about"], name="told_once")]
        indexes = [models.Index(fields=["member", "-made_at"])]
