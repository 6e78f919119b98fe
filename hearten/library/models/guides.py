"""Guides through health systems, step by step, and what really happened to people who went that way.

A guide without a group is of the whole house: every member reads it, and the install's staff keeps it. A guide of a
group is read by the group and kept by who leads it. Both stay when whoever wrote them leaves. What people tell about
their own way belongs to one group, also where it stands beside a guide of the house.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import (
    GROUPS_I_LEAD,
    ME,
    MY_GROUPS,
    MY_OWN_GROUPS,
    ON_THE_DESK,
    Confidential,
    GroupConfidential,
    Private,
    Rows,
)
from hearten.library.choices import Topic
from hearten.library.models.mine import MY_MEMBERSHIPS
from hearten.members.models import Member
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME

READ = f"(group_id IS NULL AND {ME} IS NOT NULL) OR group_id = {MY_GROUPS}"
KEEP = f"(group_id IS NULL AND {ON_THE_DESK}) OR group_id = {GROUPS_I_LEAD}"
MY_NOTES = f"(SELECT o.note_id FROM library_guidenoteowner o WHERE o.member_id = {ME})"
NOTES_SEEN = (
    f"{GroupConfidential.reads} AND NOT (ARRAY[id, membership_id] && (SELECT library_guides_out_of_sight())) "
    f"AND {NOT_HELD_FROM_ME}"
)


def _of_its_guide(table: str) -> str:
    """Return the condition that a row says the same group as the guide that it belongs to."""
    return (
        f"guide_id IN (SELECT g.id FROM library_guide g WHERE g.group_id IS NOT DISTINCT FROM {table}.group_id) "
        f"AND ({KEEP})"
    )


class About(models.TextChoices):
    """What a guide leads through."""

    FIRST_APPOINTMENT = "first_appointment", _("A first appointment")
    REFERRAL = "referral", _("Getting a referral")
    DENIAL = "denial", _("When somebody will not pay")
    BENEFITS = "benefits", _("Benefits and money")
    COMPLAINT = "complaint", _("Making a complaint")
    SECOND_OPINION = "second_opinion", _("A second opinion")
    LEAVING_HOSPITAL = "leaving_hospital", _("Leaving hospital")
    OTHER = "other", _("Something else")


class NoteKind(models.TextChoices):
    HAPPENED = "happened", _("What really happened")
    WAIT = "wait", _("How long I waited")
    TIP = "tip", _("A tip")


class Guide(Confidential):
    """One guide as it stands now. Without sources it comes from people's own ways, and its page says so (Q4)."""

    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    owner = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")  # None: the house
    title = models.CharField(max_length=90)
    summary = models.TextField()
    topic = models.CharField(max_length=12, choices=Topic)
    about = models.CharField(max_length=20, choices=About)
    regions = ArrayField(models.CharField(max_length=80), default=list)
    language = models.CharField(max_length=12, default="en")
    sources = ArrayField(models.CharField(max_length=300), default=list)
    checked_on = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    rows = Rows(
        read=READ,
        add=f"(group_id IS NULL AND owner_id IS NULL AND {ON_THE_DESK}) "
        f"OR (group_id = {GROUPS_I_LEAD} AND owner_id IN {MY_MEMBERSHIPS})",
        change=f"({KEEP}) AND (owner_id IS NULL OR owner_id IN "
        "(SELECT m.id FROM groups_membership m WHERE m.group_id = library_guide.group_id))",
        changes=(
            "owner",
            "title",
            "summary",
            "topic",
            "about",
            "regions",
            "language",
            "sources",
            "checked_on",
            "version",
            "changed_at",
        ),
    )

    class Meta:
        indexes = [models.Index(fields=["group", "topic"])]


class GuideStep(Confidential):
    """One step. It keeps its key through changes, so that what people told about it stays beside it."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="steps")
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=90)
    words = models.TextField()
    html = models.TextField()

    rows = Rows(
        read=READ,
        add=_of_its_guide("library_guidestep"),
        change=KEEP,
        changes=("place", "title", "words", "html"),
        remove=KEEP,
    )

    class Meta:
        indexes = [models.Index(fields=["guide", "place"])]


class GuideVersion(Confidential):
    """What a guide said before it was changed, and who changed it. Whoever may read the guide may read this."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE)
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL)  # who wrote it; None: the house
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=90)
    summary = models.TextField()
    regions = ArrayField(models.CharField(max_length=80), default=list)
    sources = ArrayField(models.CharField(max_length=300), default=list)
    steps = models.JSONField()  # [[title, words], ...]
    until = models.DateTimeField()

    rows = Rows(read=READ, add=_of_its_guide("library_guideversion"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guide", "version"], name="one_guide_version")]


class GuideCheck(Confidential):
    """Somebody looked whether a guide is still right: on which day, and what they found. Never changed."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE)
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL)  # None: the house
    on = models.DateField()
    found = models.TextField(blank=True)
    at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # when whoever keeps the guide was asked for the next one, once

    rows = Rows(read=READ, add=f"asked_at IS NULL AND {_of_its_guide('library_guidecheck')}")

    class Meta:
        indexes = [models.Index(fields=["guide", "-on"])]


class GuideRetirement(Confidential):
    """A guide is no longer kept: since when, and why. It stays readable where a link leads to it."""

    guide = models.OneToOneField(Guide, on_delete=models.CASCADE)
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE)
    reason = models.TextField()
    at = models.DateTimeField()

    rows = Rows(read=READ, add=_of_its_guide("library_guideretirement"), remove=KEEP)


class GuideNote(GroupConfidential):
    """What really happened to somebody, beside a guide or one step of it, told to one group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE)
    # A step that goes leaves its notes beside the whole guide: nobody but their writer changes a note.
    step = models.ForeignKey(GuideStep, null=True, on_delete=models.DO_NOTHING, db_constraint=False)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT)  # None: a hidden name
    kind = models.CharField(max_length=8, choices=NoteKind)
    weeks = models.PositiveSmallIntegerField(null=True)
    region = models.CharField(max_length=80, blank=True)
    body = models.TextField()
    html = models.TextField()
    made_at = models.DateTimeField()

    # Its owner's row is written first: behind a hidden name, too, a note is somebody's. A note stands where its group
    # reads: beside a guide of the house or of the group itself.
    rows = Rows(
        read=NOTES_SEEN,
        add=f"group_id = {MY_OWN_GROUPS} AND id IN {MY_NOTES} "
        f"AND (membership_id IS NULL OR membership_id IN {MY_MEMBERSHIPS}) AND {OPEN_TO_ME} "
        "AND guide_id IN (SELECT g.id FROM library_guide g "
        "WHERE g.group_id IS NULL OR g.group_id = library_guidenote.group_id)",
    )

    class Meta:
        indexes = [models.Index(fields=["guide", "group", "made_at"])]


class GuideNoteOwner(Private):
    """Whose a note is, under a name or not: readable by that person alone. A repeat finds the first one."""

    note = models.OneToOneField(GuideNote, on_delete=models.CASCADE, db_constraint=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    client_id = models.UUIDField()
    at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME} AND (SELECT library_is_new_note(note_id))")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="guidenote_sent_once")]


class GuideNoteWithdrawal(GroupConfidential):
    """A note's words went: when, and whether its writer took them or carried them off, or somebody removed them."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    note = models.OneToOneField(GuideNote, on_delete=models.CASCADE)
    how = models.CharField(max_length=8)  # author, left, removed
    at = models.DateTimeField()

    # Only the reviewed doors add one, together with what else goes (library_take_guide_notes).
