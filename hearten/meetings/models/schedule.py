"""When a group meets, in which format, who keeps a place and who does what there.

A meeting holds its own copy of the format that it runs: what was announced is what happens, whatever is edited later.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import GROUPS_I_LEAD, ME, MY_GROUPS, GroupConfidential, Rows

MY_PLACES = f"(SELECT id FROM groups_membership WHERE ended_at IS NULL AND member_id = {ME})"
# For what hangs on a meeting: one that is for two does not exist for anybody else (models/for_two.py), whoever leads.
IN_SIGHT = "EXISTS (SELECT 1 FROM meetings_meeting t WHERE t.id = meeting_id)"
OF_THE_GROUP = "EXISTS (SELECT 1 FROM meetings_meeting t WHERE t.id = meeting_id AND t.host_id IS NULL)"


class Medium(models.TextChoices):
    TEXT = "text", _("in writing")
    AUDIO = "audio", _("with sound")
    VIDEO = "video", _("with sound and picture")


class Role(models.TextChoices):
    """A role for today (`duty`): what somebody does for the room in one meeting."""

    FACILITATOR = "facilitator", _("facilitator")
    CO_FACILITATOR = "co_facilitator", _("co-facilitator")
    TIMEKEEPER = "timekeeper", _("timekeeper")
    GREETER = "greeter", _("greeter")
    HOST = "host", _("host")
    CHAT_STEWARD = "chat_steward", _("chat steward")
    READER = "reader", _("reader")
    CAPTIONER = "captioner", _("types what is said")


class OwnFormat(GroupConfidential):
    """One version of a format that a group made its own. The newest version of a `name` is the one that holds."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    name = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    definition = models.JSONField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    rows = Rows(add=f"group_id = {GROUPS_I_LEAD} AND made_by_id IN {MY_PLACES}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "name", "version"], name="one_version_of_a_format")]


class Series(GroupConfidential):
    """Meetings that come again: an RFC 5545 rule, counted in the wall time of `zone`, from `first_at` on.

    `duties` are the roles that each of its meetings begins with: pairs of a membership's id and a role.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    title = models.CharField(max_length=80)
    rule = models.CharField(max_length=200)  # such as FREQ=WEEKLY;BYDAY=TU
    zone = models.CharField(max_length=60)
    first_at = models.DateTimeField()
    definition = models.JSONField()
    places = models.PositiveSmallIntegerField()
    media = ArrayField(models.CharField(max_length=8, choices=Medium))
    duties = models.JSONField(default=list)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        add=f"group_id = {GROUPS_I_LEAD} AND made_by_id IN {MY_PLACES}",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("ended_at",),
    )


class Meeting(GroupConfidential):
    """One meeting: when, how long, how many places, which format. `beside` is the full one that this one relieves.

    `planned_at` is when it was first announced for, and stays: a meeting that moved is still that one of its series,
    and nothing is laid out a second time in its stead. `sequence` grows with each change, as RFC 5545 counts them.
    With a `host` and a `guest` it is a session of these two, and does not exist for anybody else: the doors of
    sql/doors_for_two.sql alone write one.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    series = models.ForeignKey(Series, null=True, on_delete=models.SET_NULL)
    beside = models.ForeignKey("Meeting", null=True, on_delete=models.SET_NULL)
    title = models.CharField(max_length=80)
    planned_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField()
    media = ArrayField(models.CharField(max_length=8, choices=Medium))
    definition = models.JSONField()
    made_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sequence = models.PositiveSmallIntegerField(default=0)
    called_off_at = models.DateTimeField(null=True)
    host = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")

    rows = Rows(
        read=f"group_id = {MY_GROUPS} AND (host_id IS NULL OR host_id IN {MY_PLACES} OR guest_id IN {MY_PLACES})",
        add=f"group_id = {GROUPS_I_LEAD} AND host_id IS NULL AND guest_id IS NULL",
        change=f"group_id = {GROUPS_I_LEAD} AND host_id IS NULL",
        changes=("starts_at", "places", "changed_at", "sequence", "called_off_at"),
    )

    class Meta:
        indexes = [models.Index(fields=["group", "starts_at"]), models.Index(fields=["starts_at"])]
        constraints = [
            models.UniqueConstraint(fields=["series", "planned_at"], name="one_meeting_of_a_series_at_a_time"),
            models.UniqueConstraint(
                fields=["beside"], condition=models.Q(called_off_at__isnull=True), name="one_room_beside_a_meeting"
            ),
            models.UniqueConstraint(
                fields=["host", "starts_at"],
                condition=models.Q(called_off_at__isnull=True),
                name="one_session_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(host__isnull=True, guest__isnull=True)
                | (models.Q(host__isnull=False, guest__isnull=False) & ~models.Q(host=models.F("guest"))),
                name="nobody_or_two",
            ),
        ]


class Change(GroupConfidential):
    """A meeting was moved or called off: by whom, with which words, and when it would have been."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=5, choices=[("moved", "moved"), ("off", "called off")])
    was_at = models.DateTimeField()
    words = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    rows = Rows(
        read=f"group_id = {MY_GROUPS} AND {IN_SIGHT}",
        add=f"group_id = {GROUPS_I_LEAD} AND by_id IN {MY_PLACES} AND {OF_THE_GROUP}",
    )


class Seat(GroupConfidential):
    """Somebody keeps a place: in since `in_at`, or waiting for one to be free (no `in_at`), in the order of `number`.

    Who comes is for the person and for who leads the group; others read how many (`meetings_places`). The doors
    `meetings_claim_place` and `meetings_give_up_place` alone write here, one at a time: places are counted.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seats")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    in_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # that they came in after they had waited
    given_up_at = models.DateTimeField(null=True)

    rows = Rows(read=f"membership_id IN {MY_PLACES} OR (group_id = {GROUPS_I_LEAD} AND {IN_SIGHT})")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership"], condition=models.Q(given_up_at__isnull=True), name="one_running_seat"
            ),
            models.UniqueConstraint(fields=["meeting", "number"], name="one_number_in_the_line"),
        ]


class Duty(GroupConfidential):
    """A role for today, given before the meeting by who leads the group. The group reads who does what."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="duties")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    role = models.CharField(max_length=16, choices=Role)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"group_id = {MY_GROUPS} AND {IN_SIGHT}",
        add=f"group_id = {GROUPS_I_LEAD} AND {OF_THE_GROUP}",
        change=f"(group_id = {GROUPS_I_LEAD} OR membership_id IN {MY_PLACES}) AND {OF_THE_GROUP}",
        changes=("ended_at",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="one_running_duty",
            )
        ]
