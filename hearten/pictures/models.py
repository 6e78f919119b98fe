"""Pictures in what people write: the picture, the steps on its way to being seen, what a group chose.

A picture belongs to one item of a slice above (a post) by that item's id. Others see it when `shown_at` is set, which
only the reviewed doors do (sql/doors.sql); each step there leaves a row that says when, why and who.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group
from hearten.kernel.confidential import (
    GROUPS_I_LEAD,
    ME,
    MY_GROUPS,
    MY_OWN_GROUPS,
    Confidential,
    GroupConfidential,
    Rows,
)
from hearten.kernel.sealed import SealedBytesField
from hearten.members.models import Member

MINE = f"member_id = {ME} AND group_id = {MY_OWN_GROUPS}"


# The post that it stands in, under the reader's own policy: who does not see the words does not see the picture, and
# where the words went, nobody does. Asked of the post itself, so that no way of taking words can forget the pictures.
WORDS_SEEN = (
    "EXISTS (SELECT 1 FROM threads_post p WHERE p.id = about "
    "AND NOT EXISTS (SELECT 1 FROM threads_withdrawal w WHERE w.post_id = p.id))"
)
NOT_HELD_FROM_ME = "id <> ALL (ARRAY(SELECT moderation_held_from_me()))"
# What is held or removed is seen by who judges it: who may read a case about it, or about the words that it went with.
TO_JUDGE = (
    "shown_at IS NULL AND EXISTS (SELECT 1 FROM moderation_case k WHERE k.item = pictures_picture.id "
    "OR (k.item = about AND removed_at IS NOT NULL))"
)


class Picture(Confidential):
    """One picture made anew, sealed with a key of its own: destroying that key shreds it in every backup.

    Who sent it is nobody's to read: the post that it stands in may be masked. Shown, it is the group's; until then, and
    after it was taken down, its sender's and that of whoever leads the group, or judges a case about it.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    about = models.UUIDField()  # the post
    place = models.PositiveSmallIntegerField()  # first, second, third
    alt = models.CharField(max_length=300, blank=True)  # empty: only decoration
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    content = SealedBytesField(subject="id")
    made_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"(group_id = {MY_GROUPS} AND shown_at IS NOT NULL AND {WORDS_SEEN} AND {NOT_HELD_FROM_ME}) OR ({MINE}) "
        f"OR group_id = {GROUPS_I_LEAD} OR ({TO_JUDGE})",
        add=f"{MINE} AND shown_at IS NULL AND removed_at IS NULL",
        reads_only=(
            "id", "group", "about", "place", "alt", "width", "height", "size", "content",
            "made_at", "shown_at", "removed_at",
        ),
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["about"]), models.Index(fields=["member"])]
        constraints = [
            models.UniqueConstraint(fields=["about", "place"], name="one_picture_one_place"),
            models.CheckConstraint(
                condition=models.Q(shown_at__isnull=True) | models.Q(removed_at__isnull=True),
                name="shown_or_removed",
            ),
        ]


class What(models.TextChoices):
    """The steps of a picture, in the order in which they may come."""

    REMADE = "remade", _("Made anew: nothing but the picture itself was kept")
    SCANNED = "scanned", _("Checked by the program")
    WAITS = "waits", _("Waits for a person to look")
    SHOWN = "shown", _("Shown to the group")
    HELD = "held", _("Not shown for now")
    REMOVED = "removed", _("Removed")


class Step(Confidential):
    """One step of a picture: what happened, when, why, and the name of the person who did it (empty: the program)."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=8, choices=What)
    why = models.CharField(
        max_length=12, blank=True
    )  # of waits: known, scanner, failed, first; of others: asked, words
    by_name = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    rows = Rows(read="picture_id IN (SELECT id FROM pictures_picture)")


class Known(Confidential):
    """What a picture that people removed here looks like, in 64 bits: one like it waits for a person.

    No picture can be made of it. Only the reviewed doors touch it.
    """

    print = models.BigIntegerField(unique=True)
    at = models.DateTimeField()

    rows = Rows(read="false")


class Unshredded(Confidential):
    """A picture that went, while its key is still there: by its id alone. A trigger notes it, however the row went.

    Only the reviewed doors touch it.
    """

    at = models.DateTimeField()

    rows = Rows(read="false")


class PersonFirst(GroupConfidential):
    """A group's choice that a person looks at each picture before the group sees it: who chose it, and until when."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    began_by_name = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    ended_by_name = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        add=f"group_id = {GROUPS_I_LEAD} AND ended_at IS NULL",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("ended_at", "ended_by_name"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=models.Q(ended_at=None), name="one_running_choice")
        ]
