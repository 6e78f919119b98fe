"""What somebody tries, and what they are asked about it later: theirs alone (P5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group
from hearten.kernel.confidential import ME, MY_OWN_GROUPS, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.library.choices import Topic
from hearten.library.models.cards import Card
from hearten.members.models import Member

# After how many days somebody is asked, once each. The last one is what operators see counts of.
DAYS = (3, 14, 60)


class Ended(models.TextChoices):
    """How a trying ended. Its person says so; nothing ends it for them."""

    STOPPED = "stopped", _("I stopped")
    TAKEN_BACK = "taken_back", _("The card is gone, and I let it go")
    STILL = "still", _("It is part of my days now")


class Said(models.TextChoices):
    """An answer to a check-back. None is better than another."""

    STILL = "still", _("Yes, still")
    SOMETIMES = "sometimes", _("Sometimes")
    NOT_ANY_MORE = "not_any_more", _("Not any more")
    RATHER_NOT = "rather_not", _("I would rather not say")


class Trying(Private):
    """Somebody tries what a card says. Title, topic and version are as they were on that day.

    The title is their own sealed copy: they can go on when the card is gone, and have no more of it than that.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    # No constraint: a card may go, and neither its writer nor this row hears of the other.
    card = models.ForeignKey(Card, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    version = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=12, choices=Topic)
    title = SealedTextField()
    words = SealedTextField(null=True)  # why they try it, in their own words
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=10, choices=Ended, blank=True)

    rows = Rows(
        add=f"member_id = {ME} AND group_id = {MY_OWN_GROUPS} AND ended_at IS NULL AND card_id IN (SELECT c.id "
        "FROM library_card c WHERE c.group_id = library_trying.group_id AND c.version = library_trying.version "
        "AND c.topic = library_trying.topic AND c.title <> '')",
        change=f"member_id = {ME}",
        changes=("ended_at", "how"),
        remove=f"member_id = {ME}",
    )

    class Meta:
        indexes = [models.Index(fields=["member", "-begun_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "card"], condition=models.Q(ended_at__isnull=True), name="one_running_trying"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, how="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(how="")),
                name="a_trying_ends_in_some_way",
            ),
        ]


class CheckBack(Private):
    """One question, asked once: whether somebody still does what they tried.

    `told_at` is set by a reviewed door alone (library_ask_back), so that nobody is told twice. With `dropped_at` it is
    not asked any more: they stopped, or said that they would rather not be asked.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    trying = models.ForeignKey(Trying, on_delete=models.CASCADE, related_name="check_backs")
    days = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=12, choices=Said, blank=True)
    dropped_at = models.DateTimeField(null=True)

    rows = Rows(
        add=f"member_id = {ME} AND told_at IS NULL AND answered_at IS NULL "
        f"AND trying_id IN (SELECT id FROM library_trying WHERE member_id = {ME} AND ended_at IS NULL)",
        change=f"member_id = {ME}",
        changes=("answered_at", "answer", "dropped_at"),
        remove=f"member_id = {ME}",
    )

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(told_at__isnull=True), name="library_check_waits")
        ]
        constraints = [
            models.UniqueConstraint(fields=["trying", "days"], name="asked_back_once"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answer="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="an_answer_has_a_moment",
            ),
        ]
