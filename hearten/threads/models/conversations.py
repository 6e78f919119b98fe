"""What people write to each other in a group."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import (
    ME,
    MY_GROUPS,
    MY_OWN_GROUPS,
    ON_THE_DESK,
    Confidential,
    GroupConfidential,
    Private,
    Rows,
)
from hearten.members.models import Member
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME
from hearten.threads.sight import IN_SIGHT, NODS_SEEN, WORDS_SEEN

MY_MEMBERSHIPS = f"(SELECT id FROM groups_membership WHERE ended_at IS NULL AND member_id = {ME})"
MY_MASKS = f"(SELECT mask_id FROM threads_maskowner WHERE member_id = {ME})"
WRITTEN_BY_ME = (
    f"group_id = {MY_OWN_GROUPS} AND "
    f"(membership_id IN {MY_MEMBERSHIPS} OR (membership_id IS NULL AND mask_id IN {MY_MASKS}))"
)
SHOWN = f"{WORDS_SEEN} AND {NOT_HELD_FROM_ME}"
ADDED = f"{WRITTEN_BY_ME} AND {OPEN_TO_ME}"


class Kind(models.TextChoices):
    SUPPORT = "support", _("Something is going on for me")
    WIN = "win", _("A win, of any size")
    SETBACK = "setback", _("A setback")
    HELLO = "hello", _("Hello, I am new here")
    WORK = "work", _("Working something through")


class Wish(models.TextChoices):
    LISTEN = "listen", _("Just hear me")
    STORIES = "stories", _("Similar stories")
    IDEAS = "ideas", _("Ideas are welcome")
    INFORMATION = "information", _("Information")
    COMPANY = "company", _("Keep me company")


class Nod(models.TextChoices):
    """Being there for somebody without words. Which one fits depends on the kind of thread."""

    SAME_HERE = "same_here", _("Same here")
    SEEN = "seen", _("I have read this")
    GLAD = "glad", _("Glad with you")


class Mask(GroupConfidential):
    """Stands for somebody who hides their name in one thread: the same one for all they write there."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    thread = models.ForeignKey("Thread", on_delete=models.CASCADE, related_name="masks", db_constraint=False)
    name = models.CharField(max_length=60)

    rows = Rows(add=f"group_id = {MY_OWN_GROUPS}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "name"], name="one_name_one_mask")]


class MaskOwner(Private):
    """Who is behind a mask: readable by that person alone, and through a two-person look-up (MaskLookup)."""

    mask = models.OneToOneField(Mask, on_delete=models.CASCADE)
    thread = models.ForeignKey("Thread", on_delete=models.CASCADE, db_constraint=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)

    rows = Rows(add=f"member_id = {ME}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "member"], name="one_mask_per_thread")]


class Thread(GroupConfidential):
    """One conversation: what it is, what would help, and a content note if its writer gave one."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT)
    mask = models.ForeignKey(Mask, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind)
    wish = models.CharField(max_length=12, choices=Wish)
    mood = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()
    last_at = models.DateTimeField()

    # A reply moves `last_at` through a reviewed door (threads_moved); the rest is its writer's.
    rows = Rows(read=SHOWN, add=ADDED, change=WRITTEN_BY_ME, changes=("title", "wish", "note"))

    class Meta:
        indexes = [models.Index(fields=["group", "-last_at"])]


class Post(GroupConfidential):
    """A post or a reply. Written under a membership's name, or behind a mask with no trace of the person here."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT)
    mask = models.ForeignKey(Mask, null=True, on_delete=models.PROTECT)
    opens = models.BooleanField(default=False)  # the thread's first post
    quotes = models.ForeignKey("Post", null=True, on_delete=models.SET_NULL)
    quoted = models.CharField(max_length=400, blank=True)
    move = models.CharField(max_length=8, blank=True)  # "idea": offers one; "asks": asks whether one is welcome
    body = models.TextField()
    html = models.TextField()
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    rows = Rows(read=SHOWN, add=ADDED, change=WRITTEN_BY_ME, changes=("body", "html", "edited_at"))

    class Meta:
        indexes = [models.Index(fields=["thread", "made_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(membership__isnull=True) | models.Q(mask__isnull=True), name="a_name_or_a_mask"
            )
        ]


class Sent(Private):
    """One thing a member sent, by the id their device gave it: a repeat finds the first result (RE-01)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    client_id = models.UUIDField()
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="sent_once")]


class Revision(Private):
    """What a post said before it was edited. Only its author sees it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    body = models.TextField()
    at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}")


class Withdrawal(GroupConfidential):
    """The words went, the place stays: when, and whether the author took or carried them off, or time was over."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    post = models.OneToOneField(Post, on_delete=models.CASCADE)
    how = models.CharField(max_length=12, default="author")  # author, left, removed, kept_until (the group's own rule)
    at = models.DateTimeField()

    # Only the reviewed doors add one, together with what else goes (threads_take_words).


class Suggested(GroupConfidential):
    """A reply that still holds words which the coach suggested. Written when it is sent, for whoever taps to know."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    post = models.OneToOneField(Post, on_delete=models.CASCADE)
    at = models.DateTimeField()

    rows = Rows(add=f"post_id IN (SELECT id FROM threads_post WHERE {WRITTEN_BY_ME})")


class Witness(GroupConfidential):
    """A nod: somebody has been there too, has read it, or is glad. Shown as people's names, never as a score."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    nod = models.CharField(max_length=10, choices=Nod)
    at = models.DateTimeField()

    rows = Rows(
        read=NODS_SEEN,
        add=f"group_id = {MY_OWN_GROUPS} AND membership_id IN {MY_MEMBERSHIPS}",
        remove=f"membership_id IN {MY_MEMBERSHIPS}",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "membership"], name="one_nod")]


class Heard(Confidential):
    """ "This helped me feel heard": said by whoever began the conversation to who replied, and to nobody else (E6)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    post = models.OneToOneField(Post, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)  # who says it
    at = models.DateTimeField()

    rows = Rows(
        read=f"member_id = {ME} OR (post_id IN (SELECT id FROM threads_post WHERE {WRITTEN_BY_ME}) AND {IN_SIGHT})",
        add=f"member_id = {ME} AND group_id = {MY_OWN_GROUPS}",
        remove=f"member_id = {ME}",
        reads_only=("id", "group", "post", "at"),  # who says it may be behind a mask
    )


class Permission(GroupConfidential):
    """An author's answer to "may I offer an idea?": about one asking reply, yes or not now."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE)
    post = models.OneToOneField(Post, on_delete=models.CASCADE)
    welcome = models.BooleanField()
    at = models.DateTimeField()

    rows = Rows(add=f"thread_id IN (SELECT id FROM threads_thread WHERE {WRITTEN_BY_ME})")


class MaskLookup(Confidential):
    """Two of the staff look behind a mask: one asks with a reason, another agrees; the person is told (G4)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    mask = models.ForeignKey(Mask, on_delete=models.CASCADE, db_constraint=False)
    mask_name = models.CharField(max_length=60)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_name = models.CharField(max_length=40)
    reason = models.TextField()
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_name = models.CharField(max_length=40, blank=True)
    agreed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)  # a safety hold of at most 30 days before the person is told

    # The second person's agreement and the look itself go through the reviewed doors.
    rows = Rows(
        read=ON_THE_DESK,
        add=f"asked_by_id = {ME} AND {ON_THE_DESK} AND agreed_by_id IS NULL AND looked_at IS NULL "
        f"AND group_id = {MY_GROUPS}",
    )
