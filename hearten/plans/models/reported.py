"""Words for one person or a circle that one of their readers reported, and what two people of the staff closed then."""

from django.db import models

from hearten.groups.models import Membership
from hearten.kernel.confidential import ME, Confidential, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member

READABLE = (
    "EXISTS (SELECT 1 FROM plans_readable(plans_reported.kind, plans_reported.item) r "
    "WHERE r.author_id = plans_reported.author_id AND r.place_id = plans_reported.place_id)"
)


class Reported(Confidential):
    """What a reader gave along with a report: a copy, sealed for who wrote it, which stays when they end theirs.

    The staff reads it through the door `plans_staff_open` alone, with a reason that its writer finds.
    """

    kind = models.CharField(max_length=12)
    item = models.UUIDField()
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")  # who reported it
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")  # the author's, for their name
    words = SealedTextField(subject="author_id")
    said_at = models.DateTimeField()
    at = models.DateTimeField()

    rows = Rows(read=f"member_id = {ME}", add=f"member_id = {ME} AND {READABLE}")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "item", "member"], name="plans_words_reported_once_by_each")
        ]


class Closure(Private):
    """Two people of the staff closed circles and showing to one person for a member, because of a report."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    act_id = models.UUIDField(unique=True)  # of moderation
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
