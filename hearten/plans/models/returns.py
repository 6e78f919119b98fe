"""Coming back (E8): whom somebody chose to be asked for a note when they were away, and that person's note."""

from django.db import models

from hearten.groups.models import Membership
from hearten.kernel.confidential import ME, Confidential, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member
from hearten.plans.models.doing import OWN
from hearten.plans.models.shares import SEEN_PLACES

TOGETHER = (
    "EXISTS (SELECT 1 FROM groups_membership mine JOIN groups_membership theirs ON theirs.group_id = mine.group_id "
    f"WHERE mine.id = place_id AND theirs.id = to_place_id AND mine.member_id = {ME} AND theirs.member_id = to_id "
    "AND theirs.member_id <> mine.member_id AND mine.ended_at IS NULL AND theirs.ended_at IS NULL)"
)


class GentleReturn(Private):
    """After how many days away who is asked to write a note. `seen_on` is kept for who wants this, while they do."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    to_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    seen_on = models.DateField(null=True)  # None: it ended, and the day is forgotten
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        add=f"{OWN} AND ended_at IS NULL AND {TOGETHER}", change=OWN, changes=("seen_on", "ended_at"), remove=OWN
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(ended_at__isnull=True), name="one_running_return"
            )
        ]


class ReturnNote(Confidential):
    """Somebody was asked to write a note, and what they wrote. Only a reviewed door (plans_ask_for_notes) adds one."""

    wish = models.ForeignKey(GentleReturn, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")  # who was away
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    member_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    author_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    away_on = models.DateField()  # the day when they were here last
    asked_at = models.DateTimeField()
    words = SealedTextField(null=True, subject="author_id")
    written_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"(author_id = {ME} AND member_place_id IN {SEEN_PLACES} AND NOT plans_out_of_my_sight(member_id)) "
        f"OR (member_id = {ME} AND written_at IS NOT NULL AND author_place_id IN {SEEN_PLACES} "
        "AND NOT plans_out_of_my_sight(author_id))",
        change=f"author_id = {ME}",
        changes=("words", "written_at", "declined_at"),
        remove=f"author_id = {ME}",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wish", "away_on"], name="asked_once_for_an_absence")]
