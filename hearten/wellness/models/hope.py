"""The hope shelf: what somebody keeps for low moments (C4). Theirs alone, sealed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import ME, Private, Rows
from hearten.kernel.sealed import SealedBytesField, SealedTextField
from hearten.members.models import Member


class What(models.TextChoices):
    """What lies on the shelf."""

    WORDS = "words", _("Words that help me")
    SONG = "song", _("A song")
    PICTURE = "picture", _("A picture")
    REPLY = "reply", _("Something that somebody wrote to me")
    CARD = "card", _("A card of encouragement")


class Hope(Private):
    """One thing on the shelf.

    A reply or a card is its reader's own copy of words that somebody wrote in a group (`source`, the post or the card).
    It goes when its writer takes the words back, in the same transaction (sql/triggers.sql). `given_by` is the name
    that stood beside them; behind a mask, or on a card without a name, it is nothing.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    what = models.CharField(max_length=8, choices=What)
    words = SealedTextField()  # of a picture: what is in it
    given_by = SealedTextField(null=True)
    source = models.UUIDField(null=True)
    content = SealedBytesField(null=True)
    width = models.PositiveSmallIntegerField(null=True)
    height = models.PositiveSmallIntegerField(null=True)
    size = models.PositiveIntegerField(default=0)  # of the picture, in bytes
    client_id = models.UUIDField()  # the device's name for this sending (RE-01)
    mark = models.CharField(max_length=64)  # a keyed fingerprint: the same sending with other words is told
    made_at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}", remove=f"member_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["member", "-made_at"]), models.Index(fields=["source"])]
        constraints = [
            models.UniqueConstraint(fields=["member", "client_id"], name="on_the_shelf_once"),
            models.UniqueConstraint(
                fields=["member", "source"], condition=models.Q(source__isnull=False), name="one_copy_of_a_reply"
            ),
            models.CheckConstraint(
                condition=models.Q(what="picture", content__isnull=False)
                | (~models.Q(what="picture") & models.Q(content__isnull=True)),
                name="a_picture_has_points",
            ),
        ]
