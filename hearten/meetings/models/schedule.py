"""When a group meets, in which format, who keeps a place and who does what there.

A meeting holds its own copy of the format that it runs: what was announced is what happens, whatever is edited later.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import GROUPS_I_LEAD, ME, MY_GROUPS, MY_OWN_GROUPS, GroupConfidential, Private, Rows
from hearten.members.models import Member

MY_PLACES = f"(SELECT id FROM groups_membership WHERE ended_at IS NULL AND member_id = {ME})"


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
    """Meetings that come again: an RFC 5545 rule, counted in the wall time of `zone`, from `first_at` on."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    title = models.CharField(max_length=80)
    rule = models.CharField(max_length=200)  # such as FREQ=WEEKLY;BYDAY=TU
    zone = models.CharField(max_length=60)
    first_at = models.DateTimeField()
    definition = models.JSONField()
    places = models.PositiveSmallIntegerField()
    media = ArrayField(models.CharField(max_length=8, choices=Medium))
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        add=f"group_id = {GROUPS_I_LEAD} AND made_by_id IN {MY_PLACES}",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("ended_at",),
    )


class Meeting(GroupConfidential):
    """One meeting: when, how long, how many places, which format. `beside` is the full one that this one relieves."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    series = models.ForeignKey(Series, null=True, on_delete=models.SET_NULL)
    beside = models.ForeignKey("Meeting", null=True, on_delete=models.SET_NULL)
    title = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    minutes = models.PositiveSmallIntegerField()
    places = models.PositiveSmallIntegerField()
    media = ArrayField(models.CharField(max_length=8, choices=Medium))
    definition = models.JSONField()
    made_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)
    called_off_words = models.CharField(max_length=200, blank=True)

    rows = Rows(
        add=f"group_id = {GROUPS_I_LEAD}",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("title", "starts_at", "places", "called_off_at", "called_off_words"),
    )

    class Meta:
        indexes = [models.Index(fields=["group", "starts_at"])]
        constraints = [
            models.UniqueConstraint(fields=["series", "starts_at"], name="one_meeting_of_a_series_at_a_time")
        ]


class Seat(GroupConfidential):
    """Somebody keeps a place. The first `places` running rows are in, the others wait: giving one up moves them on.

    Who comes is for the person and for who leads the group; others read how many (`meetings_places`).
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seats")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"membership_id IN {MY_PLACES} OR group_id = {GROUPS_I_LEAD}",
        add=f"group_id = {MY_OWN_GROUPS} AND membership_id IN {MY_PLACES}",
        change=f"membership_id IN {MY_PLACES}",
        changes=("given_up_at",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership"], condition=models.Q(given_up_at__isnull=True), name="one_running_seat"
            )
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
        read=f"group_id = {MY_GROUPS}",
        add=f"group_id = {GROUPS_I_LEAD}",
        change=f"group_id = {GROUPS_I_LEAD} OR membership_id IN {MY_PLACES}",
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


class CalendarKey(Private):
    """The address of a member's own calendar feed: a hashed token, ended when they ask for another."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", changes=("ended_at",))
