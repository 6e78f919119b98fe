"""Answering by letter: who wants it, what each letter that went out is for, and what came in and waits.

No letter is kept whole. Of one that came in there are the member's own words, sealed, until they are posted or let go.
"""

from django.db import models

from hearten.kernel.confidential import ME, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member


class Wanted(Private):
    """That somebody wants to answer by letter, since when. Without a row: no letter of theirs is taken."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}", remove=f"member_id = {ME}")


class WayBack(Private):
    """One letter that went out (its id): to which address, and which conversation answers to it go to, if any.

    `bounced_at` and `bounced_as` say that it came back, and how; once, however often that is told.
    """

    class Bounced(models.TextChoices):
        GONE = "gone"  # there is no such mailbox
        FULL = "full"  # full, or refused without a word why: three letters in three days end an address

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    thread_id = models.UUIDField(null=True)
    email_index = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    bounced_at = models.DateTimeField(null=True)
    bounced_as = models.CharField(max_length=4, choices=Bounced, blank=True)

    rows = Rows(
        add=f"member_id = {ME}", change=f"member_id = {ME}", changes=("bounced_at", "bounced_as"),
        remove=f"member_id = {ME}",
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["member", "email_index", "bounced_at"])]


class Letter(Private):
    """A letter that came from a member. `mark` is the keyed fingerprint of its Message-ID and the address it came to.

    Its words are there while it waits. `why` says what it was from the beginning; what stands against posting it now is
    asked anew whenever somebody looks. `post_id` says which post it became.
    """

    class Why(models.TextChoices):
        NOTHING = "nothing"  # there were no own words in it
        QUOTED = "quoted"  # own words and what they answer could not be told apart
        NAMED = "named"  # it is signed with a name that its writer does not show there

    class How(models.TextChoices):
        POSTED = "posted"
        GONE = "gone"  # let go by its writer

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    thread_id = models.UUIDField()
    mark = models.CharField(max_length=64, unique=True)
    words = SealedTextField(null=True)
    why = models.CharField(max_length=7, choices=Why, blank=True)
    files = models.PositiveSmallIntegerField(default=0)
    came_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # when its writer was told that it waits
    done_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=6, choices=How, blank=True)
    post_id = models.UUIDField(null=True)

    rows = Rows(
        add=f"member_id = {ME}", change=f"member_id = {ME}", changes=("words", "told_at", "done_at", "how", "post_id"),
        remove=f"member_id = {ME}",
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["member", "-came_at"])]
