"""Cards of encouragement: a few lines that a member wrote for whoever has a hard day, in one group (E5).

A card has no number beside it and no place in a list: it is drawn by chance, one at a time. Who took one is kept
nowhere.
"""

from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, MY_OWN_GROUPS, Confidential, GroupConfidential, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME

LONGEST = 280
MY_CARDS = f"(SELECT card_id FROM encouragement_writer WHERE member_id = {ME})"
MY_PLACES = f"(SELECT id FROM groups_membership WHERE ended_at IS NULL AND member_id = {ME})"
OUT_OF_SIGHT = "ARRAY[id, membership_id] && (SELECT encouragement_out_of_sight())"
SHOWN = (
    f"({GroupConfidential.reads} AND removed_at IS NULL AND NOT ({OUT_OF_SIGHT}) AND {NOT_HELD_FROM_ME})"
)  # fmt: skip
# What was removed is read by who judges it, under their own view of the cases.
TO_JUDGE = "(removed_at IS NOT NULL AND id IN (SELECT item FROM moderation_case WHERE kind = 'warmcard'))"


class Card(GroupConfidential):
    """A few lines, sealed with a key of their own: destroying that key takes them out of every backup.

    Without a membership no name stands on it; who wrote it stands in `Writer`, which only they read. Removed by people,
    its words stay for its writer and who judges it for 30 days, and then go.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    words = SealedTextField(subject="id")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"id IN {MY_CARDS} OR {SHOWN} OR {TO_JUDGE}",
        add=f"group_id = {MY_OWN_GROUPS} AND (membership_id IS NULL OR membership_id IN {MY_PLACES}) "
        f"AND id IN {MY_CARDS} AND removed_at IS NULL AND {OPEN_TO_ME}",
        change=f"group_id = {MY_OWN_GROUPS} AND id IN {MY_CARDS} AND removed_at IS NULL",
        changes=("words", "changed_at"),
    )

    class Meta:
        indexes = [models.Index(fields=["group", "-made_at"])]


class Writer(Private):
    """Who wrote a card, under their name or without it. Written before its card; only they read this row."""

    card = models.OneToOneField(Card, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    client_id = models.UUIDField()  # the form's name for this sending: sent twice, the card is there once

    rows = Rows(add=f"member_id = {ME} AND (SELECT encouragement_is_new(card_id))")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="card_written_once")]


class Unshredded(Confidential):
    """A card that went, while its key is still there: by its id alone. Only the reviewed doors touch it."""

    at = models.DateTimeField()

    rows = Rows(read="false")
