"""What happened when somebody tried what a card says: accounts of success and of struggle alike (P3)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, MY_OWN_GROUPS, GroupConfidential, Private, Rows
from hearten.library.choices import Background, Context, Outcome
from hearten.library.models.cards import Card
from hearten.library.models.mine import MINE_AT_ANY_TIME, MY_CARDS, MY_REPORTS, SEEN, SIGNED
from hearten.members.models import Member
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME

SAID_BY_ME = f"{SIGNED} AND id IN {MY_REPORTS}"
MY_OWN = (
    f"group_id = {MY_OWN_GROUPS} AND id IN {MY_REPORTS} "
    f"AND (membership_id IS NULL OR membership_id IN {MINE_AT_ANY_TIME})"
)
SAYS = ("outcome", "context", "words", "backgrounds")


class ExperienceReport(GroupConfidential):
    """ "I tried this": how it went, in which stretch of life, with as many words as somebody likes, or none.

    One for each person and card. Taken back, it says nothing any more: no outcome, no words.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="reports")
    version = models.PositiveSmallIntegerField()  # what the card said then
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    context = models.CharField(max_length=14, choices=Context, blank=True)
    words = models.TextField(blank=True)
    backgrounds = ArrayField(models.CharField(max_length=20, choices=Background), default=list)
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"{SEEN} AND {NOT_HELD_FROM_ME} AND card_id IN (SELECT id FROM library_card)",
        add=f"{SAID_BY_ME} AND {OPEN_TO_ME} AND card_id NOT IN {MY_CARDS}",
        change=MY_OWN,
        changes=(*SAYS, "version", "membership", "changed_at"),
    )

    class Meta:
        indexes = [models.Index(fields=["card", "-at"]), models.Index(fields=["group"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(backgrounds__len__lte=3), name="a_few_backgrounds"),
        ]


class ReportOwner(Private):
    """Who tried a card, with or without their name. Only they read this row."""

    report = models.OneToOneField(ExperienceReport, on_delete=models.CASCADE)
    card = models.ForeignKey(Card, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)

    rows = Rows(add=f"member_id = {ME} AND card_id NOT IN {MY_CARDS} AND (SELECT library_is_new(report_id))")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "member"], name="tried_once")]


class ReportWithdrawal(GroupConfidential):
    """A report was taken back, or taken out: when, and by whose choice. Its writer may say it anew if it was theirs."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    report = models.OneToOneField(ExperienceReport, on_delete=models.CASCADE)
    how = models.CharField(max_length=8)  # author, left, removed
    at = models.DateTimeField()

    # Only the reviewed doors add one, together with what else goes (library_take_report).
    rows = Rows(remove=f"how IN ('author', 'left') AND report_id IN {MY_REPORTS}")
