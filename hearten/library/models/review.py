"""Two people of a group look at a card together, for a year; and one person asks for a look at once (P4)."""

from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import GROUPS_I_LEAD, ME, MY_OWN_GROUPS, Confidential, GroupConfidential, Rows
from hearten.library.choices import Answer, Concern
from hearten.library.models.cards import Card
from hearten.library.models.mine import MY_CARDS, MY_MEMBERSHIPS, OF_A_SEEN_CARD
from hearten.members.models import Member

LED_NOT_WRITTEN = f"group_id = {GROUPS_I_LEAD} AND card_id NOT IN {MY_CARDS}"


class Review(GroupConfidential):
    """Who leads the group looked at one version of a card, and a second person, too; neither of them wrote it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="reviews")
    version = models.PositiveSmallIntegerField()
    first = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    second = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    second_words = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)  # a year after the second look
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_reason = models.TextField(blank=True)

    # The second look goes through a reviewed door (library_second): who wrote a card may be hidden from all others.
    rows = Rows(
        read=OF_A_SEEN_CARD,
        add=f"{LED_NOT_WRITTEN} AND first_id IN {MY_MEMBERSHIPS} AND second_id IS NULL AND reviewed_at IS NULL "
        "AND revoked_at IS NULL AND card_id IN (SELECT c.id FROM library_card c "
        "WHERE c.group_id = library_review.group_id AND c.version = library_review.version)",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("revoked_at", "revoked_by", "revoked_reason"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second__isnull=True) | ~models.Q(second=models.F("first")), name="two_look"
            ),
            models.CheckConstraint(
                condition=models.Q(second__isnull=True, reviewed_at__isnull=True, expires_at__isnull=True)
                | models.Q(second__isnull=False, reviewed_at__isnull=False, expires_at__isnull=False),
                name="reviewed_by_two_until",
            ),
            models.UniqueConstraint(
                fields=["card", "version"], condition=models.Q(revoked_at__isnull=True, reviewed_at__isnull=True),
                name="one_review_waits",
            ),
        ]  # fmt: skip


class Flag(Confidential):
    """Somebody asks for a look at a card. It is out of the list until somebody who leads the group has answered.

    Its writer reads it, and who leads; never who wrote the card, who is told why and what was answered by a door.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="flags", db_constraint=False)
    version = models.PositiveSmallIntegerField()
    # None once whoever asked has gone with their words: what they asked about still waits.
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL)
    concern = models.CharField(max_length=10, choices=Concern)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answer_words = models.TextField(blank=True)
    # One for each time that somebody answered, the same on all flags that were answered at once: read for danger by it.
    answer_key = models.UUIDField(null=True)
    answered_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # None while the card is out of the list

    rows = Rows(
        read=f"member_id = {ME} OR ({LED_NOT_WRITTEN})",
        add=f"member_id = {ME} AND group_id = {MY_OWN_GROUPS} AND card_id NOT IN {MY_CARDS} AND answer = '' "
        "AND closed_at IS NULL AND card_id IN (SELECT c.id FROM library_card c "
        "WHERE c.group_id = library_flag.group_id AND c.version = library_flag.version)",
        change=LED_NOT_WRITTEN,
        changes=("answer", "answer_words", "answer_key", "answered_by", "answered_at", "closed_at"),
        remove=f"member_id = {ME} AND answer = ''",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["card", "member"], condition=models.Q(closed_at__isnull=True), name="one_open_flag"
            )
        ]
        indexes = [models.Index(fields=["group", "closed_at"])]
