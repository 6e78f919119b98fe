"""What is new for a member, what they wish to be reminded of, and how much they wish to hear of each group.

A notice names ids and a kind; what it says is written when it is shown, to its owner.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import ME, MY_OWN_GROUPS, Private, Rows
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


class Reminder(Private):
    """What somebody wishes to be reminded of: when, as a rhythm (reminders.py), and the next moment worked out of it.

    One for each kind and thing; once it is over, the row is gone. `given_for` is the local day and time that it was
    last given for: a change of zone never gives the same one again.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    about = models.UUIDField()
    rhythm = models.JSONField()
    zone = models.CharField(max_length=60)
    next_at = models.DateTimeField()
    given_for = models.CharField(max_length=16, blank=True)
    made_at = models.DateTimeField()

    rows = Rows(
        add=f"member_id = {ME}", change=f"member_id = {ME}", changes=("rhythm", "zone", "next_at", "given_for"),
        remove=f"member_id = {ME}",
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind", "about"], name="one_reminder_of_one_thing")]
        indexes = [models.Index(fields=["next_at"])]


class GroupChoice(Private):
    """How much of a group's news somebody wants. Without a row: what concerns them, here and outside.

    The group stands above this slice, so it is named by its id; a row goes when its member leaves the group.
    """

    class What(models.TextChoices):
        ALL = "all", _("What concerns me, and each new conversation")
        HERE = "here", _("What concerns me, but only here")
        NOTHING = "nothing", _("Nothing that I can do without, not here either")

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    group_id = models.UUIDField()
    what = models.CharField(max_length=7, choices=What)

    rows = Rows(
        add=f"member_id = {ME} AND group_id = {MY_OWN_GROUPS}", change=f"member_id = {ME}", changes=("what",),
        remove=f"member_id = {ME}",
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "group_id"], name="one_choice_for_each_group")]
