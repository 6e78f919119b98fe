"""The quiet room of a group: being there beside others, without a word (E5). It is empty, or somebody sits in it."""

from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, MY_OWN_GROUPS, GroupConfidential, Rows

MY_PLACES = f"(SELECT id FROM groups_membership WHERE ended_at IS NULL AND member_id = {ME})"
IN_SIGHT = "NOT (ARRAY[membership_id] && (SELECT groups_out_of_sight()))"
MINE = f"group_id = {MY_OWN_GROUPS} AND membership_id IN {MY_PLACES}"


class Sitting(GroupConfidential):
    """Somebody sits in the quiet room until they leave, sign out, leave the group, or the time that they gave is over.

    Nothing is kept of it afterwards: who came how often, and beside whom, is nobody's to know.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    until = models.DateTimeField()

    rows = Rows(
        read=f"({GroupConfidential.reads} AND until > now() AND {IN_SIGHT}) OR ({MINE})",
        add=MINE,
        change=MINE,
        changes=("began_at", "until"),
        remove=MINE,
    )

    class Meta:
        indexes = [models.Index(fields=["group", "until"], name="quiet_here")]
