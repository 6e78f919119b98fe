"""What follows: two people's decision, somebody asking how it is now, a person's own plan, and rest for who helps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group
from hearten.kernel.confidential import GROUPS_I_LEAD, ME, ON_THE_DESK, Confidential, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member
from hearten.safety.models.concerns import CONCERNS_I_SEE, OPEN_CONCERNS_I_SEE, Concern, WithoutWhose


class Disclosure(Confidential):
    """Telling emergency services about somebody: asked by one person, agreed by another, for the gravest cases only.

    The second person is never the first (CR-12). Who is concerned is told, unless telling them raises the danger; then
    the reason stands here.
    """

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")  # = asked_by: whose key seals
    asked_name = models.CharField(max_length=40)
    unable = models.CharField(max_length=12, blank=True)  # at L3: why they cannot decide it themselves
    tried = SealedTextField()
    tells = SealedTextField()
    whom = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)
    untold_because = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_name = models.CharField(max_length=40, blank=True)
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)  # the services said that they reached the person (CR-14)

    rows = Rows(
        read=CONCERNS_I_SEE,
        add=f"asked_by_id = {ME} AND member_id = {ME} AND agreed_by_id IS NULL AND agreed_at IS NULL "
        f"AND {OPEN_CONCERNS_I_SEE}",
    )


class CheckIn(Confidential):
    """Somebody asks how it is now: a day, three days and a week later, from a person, and it can be skipped (CR-24)."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)  # who is asked
    by_name = models.CharField(max_length=40)  # who asks
    day = models.PositiveSmallIntegerField()  # 1, 3 or 7
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True)  # better, same, harder, skipped
    answered_at = models.DateTimeField(null=True)

    # Who looks after the concern sees the answer, and not who it is (they know them by the item's own name or mask).
    rows = Rows(
        read=f"member_id = {ME} OR {CONCERNS_I_SEE}",
        reads_only=("id", "concern", "by_name", "day", "at", "answer", "answered_at"),
        change=f"member_id = {ME}",
        changes=("answer", "answered_at"),
    )
    objects = WithoutWhose()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "day"], name="asked_once_a_day")]


class SafetyPlan(Private):
    """A person's own safety plan, in their own words, for hard moments. Sealed; nobody else reads it."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    words = SealedTextField()  # JSON: one text for each part of the plan
    changed_at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", remove=f"member_id = {ME}")


class Spell(Confidential):
    """One thing that somebody who helps says about their own work today (Q5)."""

    class What(models.TextChoices):
        NOT_TODAY = "not_today", _("Not me today")
        COVER = "cover", _("I need cover")
        BREAK = "break", _("I take a break")
        GO_ON = "go_on", _("I go on for now")
        TALK = "talk", _("I would like to talk to somebody")
        DEBRIEF = "debrief", _("After my shift")

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    name = models.CharField(max_length=40)
    what = models.CharField(max_length=10, choices=What)
    words = SealedTextField(null=True)  # a debrief, for its writer alone
    answers = models.JSONField(default=dict)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    rows = Rows(
        read=f"member_id = {ME} OR (what IN ('not_today', 'cover', 'break', 'talk') AND (group_id = {GROUPS_I_LEAD} "
        f"OR (group_id IS NULL AND {ON_THE_DESK})))",
        add=f"member_id = {ME}",
        change=f"member_id = {ME} AND what IN ('not_today', 'break')",
        changes=("until",),  # back earlier than said
        remove=f"member_id = {ME} AND what = 'debrief'",
    )
