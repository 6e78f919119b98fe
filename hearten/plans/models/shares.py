"""One entry, shown: to one person, to each who is in a circle at that moment, or told to a group. Each ends by a day.

What others read is a copy of the words as they were chosen for them. Later changes of the entry are not in it.
"""

from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, MY_OWN_GROUPS, Confidential, GroupConfidential, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME
from hearten.plans.models.days import Kind

MY_PLACES = f"(SELECT id FROM groups_membership WHERE ended_at IS NULL AND member_id = {ME})"
# A membership's own policy keeps those out who are out of sight, but never who leads the group. What goes from one
# person to another asks plans_out_of_my_sight besides.
SEEN_PLACES = "(SELECT id FROM groups_membership WHERE ended_at IS NULL)"
SHOWN_TO_ME = (
    f"to_id = {ME} AND ended_at IS NULL AND put_away_at IS NULL AND until > now() "
    f"AND to_place_id IN {MY_PLACES} AND place_id IN {SEEN_PLACES} AND NOT plans_out_of_my_sight(member_id)"
)
BOTH_IN_IT = (
    "EXISTS (SELECT 1 FROM groups_membership mine JOIN groups_membership theirs ON theirs.group_id = mine.group_id "
    "WHERE mine.id = place_id AND theirs.id = to_place_id AND mine.group_id = plans_shared.group_id "
    f"AND mine.member_id = {ME} AND theirs.member_id = to_id AND theirs.member_id <> mine.member_id "
    "AND mine.ended_at IS NULL AND theirs.ended_at IS NULL)"
)


class Shared(Confidential):
    """One entry shown to one person, under the names that both have in one group. Sealed for who wrote it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    entry_id = models.UUIDField()  # of the member's; the one it is shown to can do nothing with it
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    to_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    circle_id = models.UUIDField(null=True)  # shown to each who was in it at that moment
    kind = models.CharField(max_length=8, choices=Kind)
    day = models.DateField()
    words = SealedTextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # by its writer
    put_away_at = models.DateTimeField(null=True)  # by whom it is shown to; its writer's lists stay as they are

    rows = Rows(
        read=f"member_id = {ME} OR ({SHOWN_TO_ME})",
        add=f"member_id = {ME} AND ended_at IS NULL AND entry_id IN (SELECT id FROM plans_entry) AND {BOTH_IN_IT}",
        change=f"member_id = {ME}",
        changes=("ended_at",),
        remove=f"member_id = {ME}",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry_id", "to"], condition=models.Q(ended_at__isnull=True), name="shown_once_to_each"
            )
        ]
        indexes = [models.Index(fields=["to", "-at"])]


class Told(GroupConfidential):
    """One entry told to a group, under one's name there, until a day. Taking it back removes the row."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT)
    entry_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=Kind)
    day = models.DateField()
    body = models.TextField()
    html = models.TextField()
    made_at = models.DateTimeField()
    until = models.DateTimeField()

    rows = Rows(
        read=f"membership_id IN {MY_PLACES} OR ({GroupConfidential.reads} AND until > now() AND "
        f"NOT (ARRAY[membership_id] && (SELECT groups_out_of_sight())) AND {NOT_HELD_FROM_ME})",
        add=f"group_id = {MY_OWN_GROUPS} AND membership_id IN {MY_PLACES} AND {OPEN_TO_ME} "
        "AND membership_id IN (SELECT m.id FROM groups_membership m WHERE m.group_id = plans_told.group_id) "
        "AND entry_id IN (SELECT id FROM plans_entry)",
        remove=f"membership_id IN {MY_PLACES}",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry_id", "group"], name="told_once_to_a_group")]
        indexes = [models.Index(fields=["group", "-made_at"])]
