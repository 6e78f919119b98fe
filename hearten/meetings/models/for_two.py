"""Sessions of two: the hours that a peer supporter offers, and what somebody said beforehand.

The session itself is a meeting with a host and a guest (models/schedule.py).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, MY_OWN_GROUPS, GroupConfidential, Rows
from hearten.meetings.models.schedule import MY_PLACES, Medium, Meeting
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME

STANDS_HERE = (
    "EXISTS (SELECT 1 FROM groups_membership m WHERE m.id = meetings_hours.membership_id "
    f"AND m.group_id = meetings_hours.group_id AND m.ended_at IS NULL AND m.member_id = {ME} "
    "AND m.role IN ('peer_supporter', 'facilitator', 'co_facilitator'))"
)


class Hours(GroupConfidential):
    """Hours of every week in which somebody who stands for the group can be talked to, in the wall time of `zone`.

    weekday   0 for Monday to 6 for Sunday, as Python counts
    minutes   how long one session is
    media     the ways in which it can be held

    The group reads hours that run, except whoever keeps a distance from their owner, or the other way round: for them
    there are none.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    begins = models.TimeField()
    ends = models.TimeField()
    zone = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField()
    media = ArrayField(models.CharField(max_length=8, choices=Medium))
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"membership_id IN {MY_PLACES} OR (ended_at IS NULL AND group_id = {MY_OWN_GROUPS} "
        "AND membership_id <> ALL (ARRAY(SELECT meetings_apart_from_me())))",
        add=f"{STANDS_HERE} AND {OPEN_TO_ME}",
        change=f"membership_id IN {MY_PLACES}",
        changes=("ended_at",),
    )

    class Meta:
        indexes = [models.Index(fields=["group"], condition=models.Q(ended_at__isnull=True), name="running_hours")]


class Beforehand(GroupConfidential):
    """What the guest of a session would like to talk about, in a few words for the two alone. Gone a week after it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="beforehand")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    body = models.TextField()
    html = models.TextField()
    at = models.DateTimeField()

    rows = Rows(
        read="EXISTS (SELECT 1 FROM meetings_meeting t WHERE t.id = meeting_id AND t.host_id IS NOT NULL) "
        f"AND {NOT_HELD_FROM_ME}",
        add=f"membership_id IN {MY_PLACES} AND {OPEN_TO_ME} AND EXISTS (SELECT 1 FROM meetings_meeting t "
        "WHERE t.id = meeting_id AND t.guest_id = membership_id AND t.group_id = meetings_beforehand.group_id)",
    )
