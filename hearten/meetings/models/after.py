"""What follows a meeting: taps of feedback, what people say on, words that may be told again, notes of who leads.

Nothing of it repeats what was said: whoever spoke says it on, or agrees to exactly these words, without their name.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import GROUPS_I_LEAD, ME, MY_OWN_GROUPS, GroupConfidential, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.meetings.models.room import INSIDE
from hearten.meetings.models.schedule import MY_PLACES, Meeting
from hearten.members.models import Member
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME

I_LEAD_IT = f"group_id = {GROUPS_I_LEAD} AND (SELECT meetings_is_of(meeting_id, group_id))"
I_FOLLOW_UP = f"group_id = {MY_OWN_GROUPS} AND (SELECT meetings_may_follow_up(meeting_id, group_id))"
MY_FEEDBACK = f"membership_id IN {MY_PLACES} AND (SELECT meetings_may_feed_back(meeting_id, group_id))"


class Heard(models.TextChoices):
    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


class Again(models.TextChoices):
    YES = "yes", _("Yes")
    MAYBE = "maybe", _("Maybe")
    NO = "no", _("No")


class Feedback(GroupConfidential):
    """Three taps of somebody who was there, for themself alone. Who leads gets counts, from four people on."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    heard = models.CharField(max_length=6, choices=Heard)
    again = models.CharField(max_length=5, choices=Again)
    unsafe = models.BooleanField()
    at = models.DateTimeField()

    rows = Rows(
        read=f"membership_id IN {MY_PLACES}",
        add=MY_FEEDBACK,
        change=MY_FEEDBACK,
        changes=("heard", "again", "unsafe", "at"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="one_feedback")]


class Afterword(GroupConfidential):
    """What somebody says on after a meeting, for those who were let in there. Only ever by its speaker (G12)."""

    class Kind(models.TextChoices):
        COMMITMENT = "commitment", _("Something I mean to do")
        RESOURCE = "resource", _("Something that may help: a book, a link, a place")
        WORD = "word", _("A word to the others")

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    client_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind)
    body = models.TextField()
    html = models.TextField()
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"{INSIDE} AND {NOT_HELD_FROM_ME}",
        add=f"membership_id IN {MY_PLACES} AND {I_FOLLOW_UP} AND {OPEN_TO_ME}",
        change=f"membership_id IN {MY_PLACES} AND kind = 'commitment'",
        changes=("done_at",),
        remove=f"membership_id IN {MY_PLACES}",
    )

    class Meta:
        indexes = [models.Index(fields=["meeting", "at"])]
        constraints = [models.UniqueConstraint(fields=["membership", "client_id"], name="afterword_sent_once")]


class Recap(GroupConfidential):
    """What those who were there may read again, without names. Before it is out, who leads alone knows of it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"group_id = {GROUPS_I_LEAD} OR (out_at IS NOT NULL AND {INSIDE})",
        add=f"group_id = {GROUPS_I_LEAD} AND membership_id IN {MY_PLACES} AND {I_FOLLOW_UP}",
        change=f"group_id = {GROUPS_I_LEAD} AND membership_id IN {MY_PLACES}",
        changes=("out_at",),
    )


class Passage(GroupConfidential):
    """Some words of a recap. With a `source` they are somebody else's, and that person says whether they may be told.

    Nothing but the answer changes: a yes is to exactly these words. Others are another passage, and asked anew.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    recap = models.ForeignKey(Recap, on_delete=models.CASCADE, related_name="passages")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(Membership, null=True, on_delete=models.CASCADE, related_name="+")
    body = models.TextField()
    html = models.TextField()
    at = models.DateTimeField()
    answer = models.CharField(max_length=3, blank=True)  # of the source: yes, no
    answered_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"(membership_id IN {MY_PLACES} AND group_id = {GROUPS_I_LEAD}) OR source_id IN {MY_PLACES} "
        f"OR ((source_id IS NULL OR answer = 'yes') AND {INSIDE} "
        "AND recap_id IN (SELECT id FROM meetings_recap WHERE out_at IS NOT NULL))",
        add=f"group_id = {GROUPS_I_LEAD} AND membership_id IN {MY_PLACES} AND {I_FOLLOW_UP} AND answer = '' "
        f"AND recap_id IN (SELECT id FROM meetings_recap WHERE membership_id IN {MY_PLACES}) "
        "AND (SELECT meetings_may_tell(meeting_id, membership_id, source_id, body))",
        change=f"source_id IN {MY_PLACES}",
        changes=("answer", "answered_at"),
        remove=f"membership_id IN {MY_PLACES} OR source_id IN {MY_PLACES}",
    )

    class Meta:
        indexes = [models.Index(fields=["meeting", "at"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(answer__in=["", "yes", "no"]), name="a_passages_answer")
        ]


class Log(GroupConfidential):
    """What somebody who leads keeps of a meeting for those who lead: how many came, themes without names."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE)
    came = models.PositiveSmallIntegerField()
    themes = models.TextField(blank=True)
    next_time = models.TextField(blank=True)
    at = models.DateTimeField()
    changed_at = models.DateTimeField()

    rows = Rows(
        read=f"group_id = {GROUPS_I_LEAD}",
        add=f"membership_id IN {MY_PLACES} AND {I_LEAD_IT}",
        change=f"group_id = {GROUPS_I_LEAD} AND membership_id IN {MY_PLACES} AND at > now() - interval '7 days'",
        changes=("came", "themes", "next_time", "changed_at"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="one_log_each")]


class Incident(GroupConfidential):
    """A note that something happened: for who leads, and for the person it is about. Sealed for who wrote it.

    follows_up  who of those who lead sees to it, by `due_at`
    asks_all    everybody who was there is asked how they are
    """

    class What(models.TextChoices):
        DISTRESS = "distress", _("Somebody was in distress")
        CONFLICT = "conflict", _("A conflict")
        INTRUDER = "intruder", _("Somebody came who should not have")
        SAFETY = "safety", _("Somebody may not have been safe")
        OTHER = "other", _("Something else")

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")  # whose key seals: who wrote it
    what = models.CharField(max_length=8, choices=What)
    about = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    happened = SealedTextField()
    done = SealedTextField(null=True)
    follows_up = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    asks_all = models.BooleanField(default=False)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    followed_up_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"group_id = {GROUPS_I_LEAD} OR about_id IN {MY_PLACES}",
        add=f"membership_id IN {MY_PLACES} AND member_id = {ME} AND {I_LEAD_IT} AND reminded_at IS NULL "
        "AND (SELECT meetings_may_note(meeting_id, about_id, follows_up_id))",
        change=f"group_id = {GROUPS_I_LEAD} AND (about_id IN {MY_PLACES}) IS NOT TRUE",
        changes=("followed_up_at",),
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(followed_up_at__isnull=True, reminded_at__isnull=True),
                name="incidents_due",
            )
        ]


class HowAreYou(Private):
    """What a member answers when they are asked softly how they are. For their own eyes; nobody counts it.

    `answer` is one of Answer, sealed: how somebody is, is nobody's to read in a backup.
    """

    class Answer(models.TextChoices):
        RIGHT = "right", _("I am all right")
        HEAVY = "heavy", _("It is heavy")
        TALK = "talk", _("I would like to talk to somebody")

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    answer = SealedTextField()
    at = models.DateTimeField()

    rows = Rows(
        add=f"member_id = {ME} AND (SELECT meetings_asks_how(meeting_id))",
        change=f"member_id = {ME}",
        changes=("answer", "at"),
        remove=f"member_id = {ME}",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "meeting"], name="asked_once_how")]
