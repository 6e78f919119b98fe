"""A meeting's room: its state, the log of what happened, who was there, and what is written while it lasts.

Nothing here is a recording: lines go a day after the room ended, and the log holds ids and times, never a word.
"""

from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import GROUPS_I_LEAD, MY_OWN_GROUPS, GroupConfidential, Rows
from hearten.meetings.models.schedule import IN_SIGHT, MY_PLACES, Meeting
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME

INSIDE = "(SELECT meetings_inside(meeting_id))"
STILL_OPEN = (
    "EXISTS (SELECT 1 FROM meetings_room r WHERE r.meeting_id = meetings_line.meeting_id AND r.ended_at IS NULL)"
)


class Room(GroupConfidential):
    """The engine's state, at a version. Only the reviewed doors write it; who was let in reads it.

    floor   who may write now, from the crosstalk rule of the part (engine/floor.py): lines are held against it
    due_at  when time alone changes it next
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="room")
    version = models.PositiveIntegerField(default=0)
    phase = models.CharField(max_length=8, default="lobby")
    state = models.JSONField(default=dict)
    floor = models.JSONField(default=dict)
    due_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(read=INSIDE)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(ended_at__isnull=True), name="rooms_due")]


class RoomStep(GroupConfidential):
    """One step of the engine: the command and what happened. Append-only; played again, it gives the same room."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    command = models.JSONField()
    events = models.JSONField()

    rows = Rows(read="false")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "version"], name="one_step_to_a_version")]


class Attendance(GroupConfidential):
    """Somebody was let in: when first, since when now, and for how long in all (T8). No word of what was said."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    first_at = models.DateTimeField()
    since = models.DateTimeField(null=True)
    seconds = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    sent_out_at = models.DateTimeField(
        null=True
    )  # kept from the room's state before that goes: what follows is not for them

    rows = Rows(
        read=f"membership_id IN {MY_PLACES} OR (group_id = {GROUPS_I_LEAD} AND {IN_SIGHT})",
        change=f"group_id = {GROUPS_I_LEAD} AND {IN_SIGHT}",
        changes=("confirmed_at",),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="one_attendance")]


class Line(GroupConfidential):
    """What somebody writes in the room: a share in their turn, an answer where the part allows it, or a caption.

    A caption is what `speaker` said, typed by a volunteer for whoever cannot hear it. It is there while the room is.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    client_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=[("share", "share"), ("line", "line"), ("caption", "caption")])
    speaker = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.TextField()
    html = models.TextField()
    at = models.DateTimeField()

    # Whoever was let in reads what was written since they came: what was shared before was not shared with them.
    rows = Rows(
        read=f"at >= meetings_heard_since(meeting_id) AND {NOT_HELD_FROM_ME} AND (kind <> 'caption' OR {STILL_OPEN})",
        add=f"group_id = {MY_OWN_GROUPS} AND membership_id IN {MY_PLACES} AND {OPEN_TO_ME} AND CASE kind "
        "WHEN 'caption' THEN meetings_may_caption(meeting_id, membership_id, speaker_id) "
        "ELSE speaker_id IS NULL AND meetings_may_say(meeting_id, membership_id) END",
    )

    class Meta:
        indexes = [models.Index(fields=["meeting", "at"])]
        constraints = [models.UniqueConstraint(fields=["membership", "client_id"], name="line_sent_once")]
