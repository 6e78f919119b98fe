"""Who is on call, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group
from hearten.kernel.confidential import GROUPS_I_LEAD, ME, MY_GROUPS, ON_THE_DESK, OPERATOR, Confidential, Rows
from hearten.members.models import Member


class Part(models.TextChoices):
    RESPONDER = "responder", _("looks first")
    BACKUP = "backup", _("looks when the first cannot")


class Shift(Confidential):
    """One person is on call for a group (or, without a group, for the install) from one moment to another.

    The people of the group see that there is a shift and when: help that is promised must be true (CR-09).
    """

    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    name = models.CharField(max_length=40)
    part = models.CharField(max_length=10, choices=Part)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # given up early: "I need cover"
    covers = models.ForeignKey("Shift", null=True, on_delete=models.SET_NULL)  # whose it takes over

    # Somebody goes on call by their own yes: who leads plans, each person takes.
    rows = Rows(
        read=f"group_id = {MY_GROUPS} OR member_id = {ME} OR {ON_THE_DESK}",
        add=f"member_id = {ME} AND (group_id = ANY (ARRAY(SELECT safety_may_cover())) "
        f"OR (group_id IS NULL AND {ON_THE_DESK}))",
        change=f"member_id = {ME} OR group_id = {GROUPS_I_LEAD} OR (group_id IS NULL AND {OPERATOR})",
        changes=("ended_at",),
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="has_length")]
        indexes = [models.Index(fields=["group", "starts_at"])]


class Pace(Confidential):
    """A group's own time for one step of the ladder, where it differs from the default (sql/doors_ladder.sql)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    level = models.CharField(max_length=6)
    step = models.CharField(max_length=12)
    seconds = models.PositiveIntegerField()
    set_by_name = models.CharField(max_length=40)
    set_at = models.DateTimeField()

    rows = Rows(
        read=f"group_id = {MY_GROUPS} OR {ON_THE_DESK}",
        add=f"group_id = {GROUPS_I_LEAD}",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("seconds", "set_by_name", "set_at"),
        remove=f"group_id = {GROUPS_I_LEAD}",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "level", "step"], name="one_pace_a_step")]
