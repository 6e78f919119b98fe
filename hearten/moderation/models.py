"""Reports, cases, what was decided and why, appeals, switches, and the log of all of it.

Who wrote what is reported stands in a table of its own that no seat may read (`Whom`): behind a mask, a case names
nobody to those who look after it. What needs the writer asks a reviewed door.
"""

from django.db import models

from hearten.groups.models import Group
from hearten.kernel.confidential import (
    GROUPS_I_LEAD,
    ME,
    ON_THE_DESK,
    OPERATOR,
    Confidential,
    GroupConfidential,
    House,
    Private,
    Rows,
)
from hearten.members.models import Member
from hearten.moderation.choices import Category, Kind, Step

MY_CASES = "ANY (ARRAY(SELECT moderation_my_cases()))"
GROUPS_I_CARE_FOR = "ANY (ARRAY(SELECT moderation_cared_groups()))"
LOOKED_AFTER = f"group_id = {GROUPS_I_CARE_FOR} OR (group_id IS NULL AND {ON_THE_DESK})"
# For the tables of what is written in groups: one clause of their own policies, asked once for each query.
NOT_HELD_FROM_ME = "id <> ALL (ARRAY(SELECT moderation_held_from_me()))"
OPEN_TO_ME = "group_id <> ALL (ARRAY(SELECT moderation_closed_to_me()))"


class Whom(Confidential):
    """Who wrote a thing that was reported or held. No seat reads it."""

    kind = models.CharField(max_length=12)
    item = models.UUIDField()
    member = models.ForeignKey(Member, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "item"], name="one_writer")]


class Case(Confidential):
    """Something that somebody should look at: all reports about one thing are one case."""

    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12)  # of the registered items; "group" for signs of a raid
    item = models.UUIDField()
    category = models.CharField(max_length=12)  # the most urgent of its reports
    severity = models.PositiveSmallIntegerField()
    signs = models.CharField(max_length=200, blank=True)  # of a raid: which signals, never words
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    claimed_name = models.CharField(max_length=40, blank=True)
    claimed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)  # the last step

    rows = Rows(read=f"id = {MY_CASES}")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "item"], condition=models.Q(closed_at__isnull=True), name="one_open_case"
            )
        ]
        indexes = [models.Index(fields=["group", "closed_at"])]


class Report(Private):
    """What one person asked others to look at. Those who look read its words through a door that leaves them out."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    category = models.CharField(max_length=12, choices=Category)
    words = models.TextField(blank=True)
    attached = models.TextField(blank=True)  # what a kind of item gives along, such as a private conversation
    made_at = models.DateTimeField()
    quiet_at = models.DateTimeField(null=True)  # more than five in a day: taken, and nobody is called for it
    taken_back_at = models.DateTimeField(null=True)

    rows = Rows(change=f"member_id = {ME}", changes=("words", "taken_back_at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "case"], name="one_report_each")]


class Act(Confidential):
    """One step, with its reasons. `by` is empty when a rule of this program decided. The writer reads it by a door."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    step = models.CharField(max_length=8, choices=Step)
    category = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    rule = models.CharField(max_length=12, blank=True)  # which rule of the program: method, reports
    passage = models.TextField(blank=True)  # of our agreement, as it was
    version = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=40, blank=True)
    second = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    second_name = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    appeal_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # taken back after an appeal, or a hold that was let go

    rows = Rows(read=f"case_id = {MY_CASES}")


class Hold(Confidential):
    """While it runs, a thing is seen by its writer and by those who look after the group, and by nobody else."""

    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12)
    item = models.UUIDField()
    also = models.UUIDField(null=True)  # what is hidden with it, such as the conversation that it opens
    why = models.CharField(max_length=12)  # decided, method, reports, waits (a look before others see it, or a change)
    act = models.ForeignKey(Act, null=True, on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    unsent_since = models.DateTimeField(null=True)  # held before anybody saw it, and it has not gone out yet
    released_at = models.DateTimeField(null=True)
    released_name = models.CharField(max_length=40, blank=True)

    rows = Rows(read=LOOKED_AFTER)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "item"], condition=models.Q(released_at__isnull=True), name="one_running_hold"
            )
        ]


class KeptWords(Private):
    """Words that were removed: for 30 days their writer alone reads them, and an appeal can bring them back."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    act = models.OneToOneField(Act, on_delete=models.CASCADE)
    words = models.JSONField()
    until = models.DateTimeField()

    rows = Rows(read=f"member_id = {ME} AND until > now()")


class Pause(Private):
    """A break from writing in one group: reading, Help now and everything of one's own stay."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    act = models.OneToOneField(Act, on_delete=models.CASCADE)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Proposal(Confidential):
    """Ending somebody's time in a group takes two: one proposes, somebody else agrees."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    category = models.CharField(max_length=12)
    reason = models.TextField()
    passage = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    answer = models.CharField(max_length=8, blank=True)  # agrees, declines
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    answered_name = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True)

    rows = Rows(read=f"case_id = {MY_CASES}")


class Appeal(Confidential):
    """The writer asks that somebody else looks at a step again. Never answered by who decided it (MO-03)."""

    act = models.OneToOneField(Act, on_delete=models.CASCADE)
    words = models.TextField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.CharField(max_length=8, blank=True)  # upheld, changed, reversed
    answer_words = models.TextField(blank=True)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    answered_name = models.CharField(max_length=40, blank=True)
    answered_at = models.DateTimeField(null=True)

    rows = Rows(read="act_id IN (SELECT id FROM moderation_act)")


class LogLine(Confidential):
    """One line of a group's log. Written by the doors alone, never changed: no words of posts, writers unnamed."""

    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    case_key = models.UUIDField(null=True)
    what = models.CharField(max_length=16)
    by_name = models.CharField(max_length=40, blank=True)  # empty: a rule of the program
    reason = models.TextField(blank=True)
    passage = models.TextField(blank=True)
    at = models.DateTimeField()

    rows = Rows(read=LOOKED_AFTER)

    class Meta:
        indexes = [models.Index(fields=["group", "-at"])]


class Switch(GroupConfidential):
    """Something switched on for a group for at most a week: who, why, until when. The people of the group read it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=Kind)
    why = models.TextField()
    before = models.CharField(max_length=12, blank=True)  # how one joined before, to set it back
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_name = models.CharField(max_length=40, blank=True)

    rows = Rows(
        add=f"group_id = {GROUPS_I_LEAD} AND by_id = {ME} AND until <= now() + interval '169 hours'",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("ended_at", "ended_name"),
    )


class Hours(GroupConfidential):
    """When somebody usually looks after a group, in its own time zone. The newest row holds."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()
    by_name = models.CharField(max_length=40)
    at = models.DateTimeField()

    rows = Rows(add=f"group_id = {GROUPS_I_LEAD}")


class SafetyLead(House):
    """Who answers for safety here, how to reach them, and when it is looked at again (MO-01). The newest row holds."""

    name = models.CharField(max_length=80)
    contact = models.CharField(max_length=200)
    review_on = models.DateField()
    at = models.DateTimeField()

    rows = Rows(add=OPERATOR)
