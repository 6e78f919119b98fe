"""What the Guide keeps: whether it is open here, pages that operators approved, a sealed conversation for an hour.

A conversation is sealed with a key of its own, which goes with it: what was ended is in no backup either. Beside it
stands one row for each turn that says what the program did and with which versions, with no word and nobody in it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearten.kernel.confidential import ME, OPERATOR, Confidential, House, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member

MY_TALK = f"talk_id IN (SELECT id FROM guide_talk WHERE member_id = {ME})"
# Who looks after an open concern about a conversation, under that table's own policy, reads what its member gave along.
LOOKED_AFTER = "talk_id IN (SELECT about FROM safety_concern WHERE kind = 'guide_talk' AND closed_at IS NULL)"


class Opening(House):
    """The operator opened the Guide on this install: who, when, and when it was closed again. One runs at a time."""

    opened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    rows = Rows(add=f"{OPERATOR} AND opened_by_id = {ME}", change=OPERATOR, changes=("closed_at", "closed_by"))

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), name="one_guide_runs", condition=models.Q(closed_at__isnull=True))
        ]


class Page(House):
    """A page that an operator wrote for the Guide to quote. Unchecked for 180 days, it is quoted no more."""

    title = models.CharField(max_length=90)
    words = models.TextField()
    asked = ArrayField(models.CharField(max_length=200), default=list)  # questions that it answers
    language = models.CharField(max_length=12)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    owner_name = models.CharField(max_length=40)
    checked_on = models.DateField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        add=f"{OPERATOR} AND owner_id = {ME}",
        change=OPERATOR,
        changes=("title", "words", "asked", "language", "owner", "owner_name", "checked_on", "changed_at", "ended_at"),
    )


class Talk(Private):
    """A member's one conversation with the Guide. It goes an hour after the last word, unless they keep it."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    kept_until = models.DateTimeField(null=True)

    rows = Rows(
        add=f"member_id = {ME}",
        change=f"member_id = {ME}",
        changes=("last_at", "kept_until"),
        remove=f"member_id = {ME}",
    )


class Exchange(Private):
    """One turn: what was said, and what stood on the screen, both sealed with the conversation's own key."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    talk = models.ForeignKey(Talk, on_delete=models.CASCADE)
    client_id = models.UUIDField()  # the form's name for this sending: sent twice, it is answered once
    at = models.DateTimeField()
    said = SealedTextField(subject="talk_id")
    answered = SealedTextField(subject="talk_id")  # JSON: keeping.py

    rows = Rows(add=f"member_id = {ME} AND {MY_TALK}", remove=f"member_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["talk", "at"])]
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="asked_the_guide_once")]


class Use(Private):
    """How long a member used the Guide today, for breaks and notices; gone a week after the last word."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    day = models.DateField()
    seconds = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()  # when the present stretch began, or was last interrupted by a pause
    last_at = models.DateTimeField()
    told_at_seconds = models.PositiveIntegerField(default=0)  # of use, when the notice stood there last today

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", remove=f"member_id = {ME}")


class Record(Confidential):
    """What the program did in one turn, of nobody: the day, codes and versions (AI-10). No word, no member, no time."""

    day = models.DateTimeField()  # when that day began, in UTC: no time of day
    level = models.CharField(max_length=4)
    fixed = models.CharField(max_length=20, blank=True)
    refused = ArrayField(models.CharField(max_length=20), default=list)
    quoted = models.PositiveSmallIntegerField()  # sentences that were shown
    generated = models.BooleanField()
    made_by = models.JSONField()

    rows = Rows(read=OPERATOR, add=f"{ME} IS NOT NULL")

    class Meta:
        indexes = [models.Index(fields=["day"])]


class Stop(Confidential):
    """The Guide stopped for a member, because an age under 18 was named. An operator looks, and may lift it (AI-09)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    name = models.CharField(max_length=40)
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"member_id = {ME} OR {OPERATOR}",
        add=f"member_id = {ME} AND lifted_at IS NULL",
        change=f"{OPERATOR} AND member_id IS DISTINCT FROM {ME}",
        changes=("lifted_at", "lifted_by"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=models.Q(lifted_at__isnull=True), name="stopped_once")
        ]


class Summary(Confidential):
    """Up to three lines that a member gave along when they asked for a person: theirs to write, and to leave out."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    talk = models.OneToOneField(Talk, on_delete=models.CASCADE)
    words = SealedTextField(subject="talk_id")
    at = models.DateTimeField()

    rows = Rows(
        read=f"member_id = {ME} OR {LOOKED_AFTER}", add=f"member_id = {ME} AND {MY_TALK}", remove=f"member_id = {ME}"
    )


class Unshredded(Confidential):
    """A conversation that went, while its key is still there: by its id alone. Only the reviewed doors touch it."""

    at = models.DateTimeField()

    rows = Rows(read="false")
