"""Strategy cards: what helps somebody, in their words, with what it asks of one and what can go wrong (P1)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import GROUPS_I_LEAD, ME, MY_OWN_GROUPS, GroupConfidential, Private, Rows
from hearten.library.choices import Background, Company, Cost, Energy, Label, Minutes, Situation, Topic
from hearten.library.models.mine import MY_CARDS, NOT_WAITING, OF_A_SEEN_CARD, SEEN, SIGNED
from hearten.members.models import Member
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME

WRITTEN_BY_ME = f"{SIGNED} AND id IN {MY_CARDS}"
# The owner's row says whose a card is, whatever name it stands under. Words that went do not come back by a change.
MINE_WITH_WORDS = f"group_id = {MY_OWN_GROUPS} AND id IN {MY_CARDS} AND title <> ''"
# What a writer says; a new version may say all of it anew.
WORDS = (
    "title", "topic", "label", "source", "source_on", "what", "fits", "steps", "wrong", "cost", "minutes", "energy",
    "company", "situations", "backgrounds",
)  # fmt: skip


class Card(GroupConfidential):
    """One thing that somebody does and that helps. Without a membership, its writer's name is hidden."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT)
    title = models.CharField(max_length=90)  # empty only when its words have gone
    topic = models.CharField(max_length=12, choices=Topic)
    label = models.CharField(max_length=12, choices=Label)
    source = models.CharField(max_length=300, blank=True)
    source_on = models.DateField(null=True)
    what = models.TextField()
    fits = models.TextField(blank=True)
    steps = ArrayField(models.CharField(max_length=400), default=list)
    wrong = models.TextField(blank=True)
    cost = models.CharField(max_length=6, choices=Cost)
    minutes = models.PositiveSmallIntegerField(choices=Minutes)
    energy = models.CharField(max_length=6, choices=Energy)
    company = models.CharField(max_length=8, choices=Company)
    situations = ArrayField(models.CharField(max_length=20, choices=Situation), default=list)
    backgrounds = ArrayField(models.CharField(max_length=20, choices=Background), default=list)
    version = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"{SEEN} AND {NOT_HELD_FROM_ME} AND {NOT_WAITING}",
        add=f"{WRITTEN_BY_ME} AND {OPEN_TO_ME}",
        change=MINE_WITH_WORDS,
        changes=(*WORDS, "version", "changed_at"),
    )

    class Meta:
        indexes = [models.Index(fields=["group", "-made_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(label="experience")
                | models.Q(title="")
                | (models.Q(label="information", source_on__isnull=False) & ~models.Q(source="")),
                name="information_has_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(situations__len__lte=4, backgrounds__len__lte=3), name="a_few_tags_each"
            ),
        ]


class CardOwner(Private):
    """Who wrote a card, under their name or without it. Only they read this row."""

    card = models.OneToOneField(Card, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)

    # Written before its card: nobody makes a card that is there already their own.
    rows = Rows(add=f"member_id = {ME} AND (SELECT library_is_new(card_id))")


class CardVersion(GroupConfidential):
    """What a card said before it was changed: a report about version 2 can be read with version 2."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.JSONField()  # the fields named in WORDS
    changed = models.CharField(max_length=200, blank=True)  # what its writer changed after it, in a sentence
    at = models.DateTimeField()  # until when the card said this
    # Why the group does not read it: the card was "held" or "flagged" when it was changed. Empty: they read it.
    kept_from = models.CharField(max_length=8, blank=True)

    rows = Rows(
        read=f"{OF_A_SEEN_CARD} AND (kept_from = '' OR card_id IN {MY_CARDS} OR group_id = {GROUPS_I_LEAD})",
        add=f"card_id IN (SELECT id FROM library_card WHERE {MINE_WITH_WORDS})",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "number"], name="one_of_each_version")]


class CardWithdrawal(GroupConfidential):
    """The words went; the place stays, and how many people tried it: when, and by whose choice."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    card = models.OneToOneField(Card, on_delete=models.CASCADE)
    how = models.CharField(max_length=8)  # author, left, removed
    at = models.DateTimeField()

    # Only the reviewed doors add one, together with what else goes (library_take_card).
    rows = Rows(read=OF_A_SEEN_CARD)
