"""Groups of people with a shared experience: what a group is, who is in it, what they agreed to, how one comes in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import (
    GROUPS_I_LEAD,
    ME,
    MY_GROUPS,
    ON_THE_DESK,
    OPERATOR,
    Confidential,
    GroupConfidential,
    Rows,
)
from hearten.members.models import Member

# Whom one keeps away from, or who keeps away. Who looks after a group stays known as that.
NOT_OUT_OF_SIGHT = "(role IN ('facilitator', 'co_facilitator') OR NOT (ARRAY[id] && (SELECT groups_out_of_sight())))"


class Openness(models.TextChoices):
    OPEN = "open", _("Open: you can join at once")
    ASK = "ask", _("Ask to join: a facilitator answers you")
    INVITATION = "invitation", _("By invitation only")
    COHORT = "cohort", _("Starts and ends together, with a number of places")


class Role(models.TextChoices):
    MEMBER = "member", _("member")
    PEER_SUPPORTER = "peer_supporter", _("peer supporter")
    FACILITATOR = "facilitator", _("facilitator")
    CO_FACILITATOR = "co_facilitator", _("co-facilitator")
    MODERATOR = "moderator", _("moderator")


class Format(models.TextChoices):
    FORUM = "forum", _("in writing, any time")
    TEXT = "text meeting", _("text meetings")
    AUDIO = "audio meeting", _("audio meetings")
    VIDEO = "video meeting", _("video meetings")


class Keeps(models.TextChoices):
    KEEP = "keep", _("What is written stays until its writer takes it back")
    ARCHIVE = "archive", _("Older conversations are closed, and stay readable for the group")
    ERASE = "erase", _("Older conversations are erased")


LEADS = (Role.FACILITATOR, Role.CO_FACILITATOR)
# Who stands in front of the group: they say in their own words what they have lived through (G11).
STANDING = (*LEADS, Role.PEER_SUPPORTER)


class Group(Confidential):
    """What a group says about itself. Unless it is by invitation only, everybody may read this, and only this."""

    title = models.CharField(max_length=80)
    slug = models.SlugField(max_length=60, null=True, unique=True)  # only a publicly listed group has one
    purpose = models.TextField()
    who_for = models.TextField()
    topics = ArrayField(models.CharField(max_length=40), default=list)
    formats = ArrayField(models.CharField(max_length=20, choices=Format), default=list)
    language = models.CharField(max_length=12, default="en")
    zone = models.CharField(max_length=60, default="UTC")
    openness = models.CharField(max_length=12, choices=Openness)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    places = models.PositiveSmallIntegerField(null=True)
    keeps = models.CharField(max_length=8, choices=Keeps, default=Keeps.KEEP)
    keeps_days = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"(closed_at IS NULL AND openness <> 'invitation') OR id = {MY_GROUPS} OR {OPERATOR}",
        add=OPERATOR,
        change=f"id = {GROUPS_I_LEAD} OR {OPERATOR}",
    )


class Agreement(Confidential):
    """One version of a group's agreement. A new version must be agreed to before the next post."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    html = models.TextField()
    made_at = models.DateTimeField()

    # As visible as the group itself: a visitor reads what would be agreed to before joining.
    rows = Rows(read="group_id IN (SELECT id FROM groups_group)", add=f"group_id = {GROUPS_I_LEAD} OR {OPERATOR}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "version"], name="agreement_version")]


class Membership(GroupConfidential):
    """One person in one group, under the name they chose for it. Pages show this row's id, never the member's."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Member, on_delete=models.PROTECT)
    name = models.CharField(max_length=40)
    role = models.CharField(max_length=16, choices=Role, default=Role.MEMBER)
    about = models.TextField(blank=True)  # lived experience in a facilitator's own words
    trained = models.JSONField(default=list)  # [{"what": text, "on": date}], recorded by the member
    welcomes_since = models.DateTimeField(null=True)
    agreed = models.PositiveSmallIntegerField(default=0)  # the version of the agreement that this person agreed to
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=12, blank=True)  # kept, erased, removed, closed
    ended_words = models.TextField(blank=True)  # what the facilitator wrote to somebody they removed

    # Joining, roles and leaving go through the reviewed doors (sql/doors.sql); one's own name and words are one's own.
    rows = Rows(
        read=f"member_id = {ME} OR (group_id = ANY (ARRAY(SELECT hearten_my_group_ids())) AND {NOT_OUT_OF_SIGHT})",
        change=f"member_id = {ME} AND ended_at IS NULL",
        changes=("name", "about", "trained", "agreed"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member"], condition=models.Q(ended_at__isnull=True), name="one_running_membership"
            )
        ]
        indexes = [models.Index(fields=["member", "ended_at"])]


class JoinRequest(Confidential):
    """Somebody asks to join. The group's facilitators read it; the asker sees what became of it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    name = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    answer = models.CharField(max_length=8, blank=True)  # welcome, not_now
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"member_id = {ME} OR group_id = {GROUPS_I_LEAD}",
        add=f"member_id = {ME} AND answer = ''",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("answer", "answer_words", "answered_at"),
        remove=f"member_id = {ME} AND answer = ''",
    )


class Invitation(Confidential):
    """One way in for one person: a hashed token that works once within seven days, for one group (SE-30)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Membership, on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"group_id = {GROUPS_I_LEAD}",
        add=f"group_id = {GROUPS_I_LEAD}",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("revoked_at",),
    )


class Grant(GroupConfidential):
    """Break-glass: one of the staff reads in a group for at most an hour, with a reason that the group can read."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    staff = models.ForeignKey(Member, on_delete=models.PROTECT)
    staff_name = models.CharField(max_length=40)
    reason = models.TextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"staff_id = {ME} OR group_id = {MY_GROUPS}",
        add=f"staff_id = {ME} AND {ON_THE_DESK} AND expires_at <= now() + interval '61 minutes'",
        change=f"staff_id = {ME}",
        changes=("ended_at",),
    )


class PracticeAsk(Confidential):
    """A facilitator asks one person to try a practice set. They see how many scenarios were tried, no more."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    practice = models.CharField(max_length=60)  # a set of the practice room
    scenarios = ArrayField(models.CharField(max_length=60))  # what it held when it was asked
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"group_id = {GROUPS_I_LEAD} OR membership_id IN "
        f"(SELECT id FROM groups_membership WHERE member_id = {ME} AND ended_at IS NULL)",
        add=f"group_id = {GROUPS_I_LEAD} AND membership_id IN "
        "(SELECT m.id FROM groups_membership m WHERE m.group_id = groups_practiceask.group_id AND m.ended_at IS NULL)",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("ended_at",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "practice"], condition=models.Q(ended_at__isnull=True), name="asked_once"
            )
        ]


class Bound(GroupConfidential):
    """One kind of words (of reading/checking.py) that this group's agreement does not allow: since when, by whom."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12)
    set_by_name = models.CharField(max_length=40)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"group_id = {MY_GROUPS}",
        add=f"group_id = {GROUPS_I_LEAD}",
        change=f"group_id = {GROUPS_I_LEAD}",
        changes=("ended_at",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind"], condition=models.Q(ended_at__isnull=True), name="one_running_bound"
            )
        ]
