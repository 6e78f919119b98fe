"""Concerns: something that a person should look at because somebody may be in danger.

No word of anybody stands here but what a responder writes, sealed: a concern names the item, and whoever may read the
item reads it where it is. Whose item it is can be read by nobody: next to a masked post it would undo the mask.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group
from hearten.kernel.confidential import GROUPS_I_LEAD, ME, MY_OWN_GROUPS, ON_THE_DESK, Confidential, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member

ASKED_ME = "ANY (ARRAY(SELECT concern_id FROM safety_alert))"  # concerns that the acting member was asked about
ON_CALL = "ANY (ARRAY(SELECT safety_on_call_for()))"  # groups whose shift the acting member has now
# Who took one sees it while they are in its group, or of the staff: words of a group go with the place in it. Of the
# staff, whoever was asked to look (on shift for the install) sees it before all of them are asked.
LOOKED_AFTER = (
    f"(member_id IS DISTINCT FROM {ME} AND (group_id = {GROUPS_I_LEAD} OR group_id = {ON_CALL} "
    f"OR (owner_id = {ME} AND (group_id = {MY_OWN_GROUPS} OR {ON_THE_DESK})) "
    f"OR ((group_id IS NULL OR to_desk_at IS NOT NULL OR id = {ASKED_ME}) AND {ON_THE_DESK})))"
)
CONCERNS_I_SEE = "concern_id IN (SELECT id FROM safety_concern)"  # under that table's own policy
OPEN_CONCERNS_I_SEE = "concern_id IN (SELECT id FROM safety_concern WHERE closed_at IS NULL)"


class WithoutWhose(models.Manager["models.Model"]):
    """Leaves out the column that nobody may read, so that reading a row asks for the rest."""

    def get_queryset(self) -> "models.QuerySet[models.Model]":
        return super().get_queryset().defer("member")


class Level(models.TextChoices):
    """How near danger may be (safety.md 1.2). `unread` stands for what no reading could read: a person must."""

    L4 = "L4", _("It may be happening now")
    L3 = "L3", _("A plan, or soon")
    UNREAD = "unread", _("Could not be read by the program")
    L2 = "L2", _("Thoughts of dying or of hurting oneself")
    L1 = "L1", _("Distress")


class Source(models.TextChoices):
    """Which of the four doors a concern came through (CR-02), and what happens when reading fails (CR-03)."""

    RULES = "rules", _("Words that a rule knows")
    MODEL = "model", _("Read by the program")
    REPORT = "report", _("A member is worried")
    HELP = "help", _("They asked for a person")
    FAILED = "failed", _("The program could not read it")


class Outcome(models.TextChoices):
    """How a concern was closed. An outcome is required (CR-14)."""

    TALKED = "talked", _("We talked, and they are safe for now")
    SUPPORTED = "supported", _("They have other support now")
    LINE = "line", _("They are in touch with a crisis line")
    EMERGENCY = "emergency", _("Emergency services were asked to help")
    NOT_DANGER = "not_danger", _("Nobody was in danger")
    NO_ANSWER = "no_answer", _("They did not answer, and nothing points to danger now")


class Reading(Confidential):
    """Where one item stands: waiting to be read, read, or failed. Every item has one (CR-03); nobody may read it."""

    kind = models.CharField(max_length=20)  # a registered source: "post", "message"
    about = models.UUIDField()
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    state = models.CharField(max_length=8)  # waiting, read, rules (read by rules alone), failed, off
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    rows = Rows(read="false")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about"], name="one_reading")]
        indexes = [models.Index(fields=["asked_at"], condition=models.Q(state="waiting"), name="readings_waiting")]


class Concern(Confidential):
    """One item, or one call for help, that people look after until it is closed with an outcome."""

    kind = models.CharField(max_length=20)  # as in Reading, or "help": somebody asked for a person
    about = models.UUIDField()
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=6, choices=Level)
    whose = models.CharField(max_length=6, default="self")  # self, other (worry for somebody else)
    source = models.CharField(max_length=8, choices=Source)
    made_by = models.CharField(max_length=80, blank=True)  # version of lexicon and model
    opened_at = models.DateTimeField()
    owner = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=40, blank=True)
    claimed_at = models.DateTimeField(null=True)
    to_desk_at = models.DateTimeField(null=True)  # since when the install's staff is asked too
    said_not_at = models.DateTimeField(null=True)  # its writer said: I am safe, or this is not about me
    wants_person_at = models.DateTimeField(null=True)  # its writer asked to talk to somebody
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    # What changes a concern goes through the reviewed doors: each change is one claim, one step, one line of log.
    rows = Rows(
        read=LOOKED_AFTER,
        reads_only=(
            "id", "kind", "about", "group", "level", "whose", "source", "made_by", "opened_at", "owner", "owner_name",
            "claimed_at", "to_desk_at", "said_not_at", "wants_person_at", "closed_at", "outcome",
        ),
    )  # fmt: skip
    objects = WithoutWhose()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about"], condition=models.Q(closed_at__isnull=True), name="one_open_concern"
            )
        ]


class Timer(Confidential):
    """One thing that is due, as a row: who is asked next, or what is checked. PostgreSQL's clock decides (CR-10)."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE)
    step = models.CharField(max_length=12)  # first, backup, lead, desk, silence, reached, day1, day3, day7
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=10, blank=True)  # fired, claimed, closed

    rows = Rows(read=CONCERNS_I_SEE)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(done_at__isnull=True), name="timers_running")]


class Alert(Confidential):
    """One person was asked to look, once for each step of one concern."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE)
    timer = models.ForeignKey(Timer, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    at = models.DateTimeField()

    rows = Rows(read=f"member_id = {ME}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["timer", "member"], name="asked_once_a_step")]


class ConcernNote(Confidential):
    """What one responder writes for the next: sealed for its writer, readable for who looks after the concern."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)  # note, handover, second; answer: to who asked without words
    words = SealedTextField()
    at = models.DateTimeField()

    rows = Rows(
        read=f"{CONCERNS_I_SEE} OR id IN (SELECT safety_answers_to_me())", add=f"member_id = {ME} AND {CONCERNS_I_SEE}"
    )


class NotAboutMe(Private):
    """Its writer said of one text that they are safe, or that it is not about them. It holds for exactly that text."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    about = models.UUIDField()
    text_mark = models.CharField(max_length=64)  # keyed fingerprint of the text as it was
    at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about", "text_mark"], name="said_once")]
