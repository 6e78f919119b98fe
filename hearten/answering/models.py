"""Nobody unanswered (E2): when somebody asked for support, who is asked to look and when, and who writes an answer.

Rows hold ids and times, and no word of anybody.
"""

from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import GROUPS_I_LEAD, MY_OWN_GROUPS, GroupConfidential, Rows
from hearten.threads.models import MY_MEMBERSHIPS, Kind, Thread
from hearten.threads.sight import NODS_SEEN

# As visible as the conversation: holds and distances of that hold here, too.
ITS_THREAD_SEEN = "EXISTS (SELECT 1 FROM threads_thread t WHERE t.id = thread_id)"
I_HELP = "group_id = ANY (ARRAY(SELECT answering_helps_in()))"


class Calls(GroupConfidential):
    """A group's own times, in minutes: after how long without an answer people are asked to look, and asked again."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="+")
    first = models.PositiveSmallIntegerField()
    second = models.PositiveSmallIntegerField()
    set_by_name = models.CharField(max_length=40)
    set_at = models.DateTimeField()

    rows = Rows(
        add=f"group_id = {GROUPS_I_LEAD}",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("first", "second", "set_by_name", "set_at"),
    )


class Clock(GroupConfidential):
    """One conversation that calls for support: since when, when people are asked to look, and when that was over.

    Triggers start and end it (sql/doors.sql). `step` is what is due next, at `due_at`. How it ended, and when it was
    answered, are nobody's columns to read: that a reply did not count would tell who is behind a mask, or who keeps
    away from whom.
    """

    class Step(models.TextChoices):
        WELCOME = "welcome"  # somebody new: the group's welcomers, at once
        FIRST = "first"
        SECOND = "second"
        NONE = ""

    class Ended(models.TextChoices):
        ANSWERED = "answered"  # by another person
        ALONE = "alone"  # by whoever asked, with another name on: it looks like an answer, and counts as none
        UNSEEN = "unseen"  # by somebody whose words whoever asked does not see: it looks like one, too
        TAKEN = "taken"  # the words are gone
        LEFT = "left"  # who asked is not in the group any more
        CLOSED = "closed"  # the group is closed

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    newcomer = models.BooleanField()  # among somebody's first in this group; never said of a mask
    asked_at = models.DateTimeField()
    first_at = models.DateTimeField()
    second_at = models.DateTimeField()
    step = models.CharField(max_length=8, choices=Step, blank=True)
    due_at = models.DateTimeField(null=True)
    welcomed_at = models.DateTimeField(null=True)  # who welcomes was told of somebody new
    first_told_at = models.DateTimeField(null=True)
    second_told_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)  # the only answer went, and it began to wait anew
    ended_at = models.DateTimeField(null=True)  # by the first reply of all that look like an answer, whether it is one
    answered_at = models.DateTimeField(null=True)  # by another person's; nobody's column to read
    ended_how = models.CharField(max_length=8, choices=Ended, blank=True)

    rows = Rows(
        read=f"{GroupConfidential.reads} AND {ITS_THREAD_SEEN}",
        reads_only=(
            "id", "group", "thread", "kind", "newcomer", "asked_at", "first_at", "second_at", "step", "due_at",
            "first_told_at", "second_told_at", "reopened_at", "ended_at",
        ),
    )  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(ended_at=None), name="answering_due"),
            models.Index(fields=["group", "asked_at"], name="answering_asked"),
        ]


class Writing(GroupConfidential):
    """Somebody who helps says that they write an answer. Others who help see it, and may write all the same."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()

    rows = Rows(
        read=f"{NODS_SEEN} AND {I_HELP} AND {ITS_THREAD_SEEN}",
        add=f"group_id = {MY_OWN_GROUPS} AND {I_HELP} AND membership_id IN {MY_MEMBERSHIPS} AND EXISTS (SELECT 1 "
        "FROM answering_clock c WHERE c.thread_id = answering_writing.thread_id "
        "AND c.group_id = answering_writing.group_id)",
        remove=f"membership_id IN {MY_MEMBERSHIPS}",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "membership"], name="says_so_once")]
