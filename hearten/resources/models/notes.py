"""How a service was for people of a group (R3): structured, told only in that group, never made into a score."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, MY_OWN_GROUPS, GroupConfidential, Private, Rows
from hearten.members.models import Member
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME
from hearten.resources.models.records import Listing

MY_MEMBERSHIPS = f"(SELECT id FROM groups_membership WHERE ended_at IS NULL AND member_id = {ME})"
MY_HIDDEN_NOTES = f"(SELECT note_id FROM resources_noteowner WHERE member_id = {ME})"
WRITTEN_BY_ME = (
    f"group_id = {MY_OWN_GROUPS} AND "
    f"(membership_id IN {MY_MEMBERSHIPS} OR (membership_id IS NULL AND id IN {MY_HIDDEN_NOTES}))"
)
IN_SIGHT = "NOT (ARRAY[id, membership_id] && (SELECT resources_out_of_sight()))"


class ListingNote(GroupConfidential):
    """What one person met at a service. With their name in the group, or without any: then `membership` is empty.

    What was not said is empty. A note whose words were removed says nothing at all, and is not shown.
    """

    class Respect(models.TextChoices):
        YES = "yes", _("Yes")
        MIXED = "mixed", _("Mixed")
        NO = "no", _("No")

    class Cost(models.TextChoices):
        NONE = "none", _("No, it was as they said")
        SOME = "some", _("Yes, somewhat")
        LOT = "lot", _("Yes, a lot")

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="notes")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT)
    weeks = models.PositiveSmallIntegerField(null=True)
    respect = models.CharField(max_length=8, choices=Respect, blank=True)
    cost = models.CharField(max_length=8, choices=Cost, blank=True)
    cost_words = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    on_month = models.DateField(null=True)  # the first of the month
    made_at = models.DateTimeField()

    rows = Rows(
        read=f"{GroupConfidential.reads} AND {IN_SIGHT} AND {NOT_HELD_FROM_ME}",
        add=f"{WRITTEN_BY_ME} AND {OPEN_TO_ME}",  # it goes through doors alone: also when one left and came back
    )

    class Meta:
        indexes = [models.Index(fields=["listing", "group"])]


class NoteOwner(Private):
    """Who wrote a note without a name. Readable by that person alone."""

    note = models.OneToOneField(ListingNote, on_delete=models.DO_NOTHING)  # the doors remove both
    member = models.ForeignKey(Member, on_delete=models.CASCADE)

    rows = Rows(add=f"member_id = {ME}")
