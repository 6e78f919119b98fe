"""Private contact: who is open to it, who asked whom, and what two people write to each other, sealed.

A talk is between two people of one group, under their names there. The same two people in another group have another
talk: nothing here says that two names belong to one person.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, ON_THE_DESK, Confidential, DeskOnly, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member

TALKS_OF_MINE = f"(SELECT id FROM messages_talk WHERE asker_id = {ME} OR asked_id = {ME})"


CLOSED_TO_ME = f"EXISTS (SELECT 1 FROM messages_closure WHERE member_id = {ME} AND ended_at IS NULL)"


class Contact(Private):
    """Since when a member may be asked for private contact, and until when. No running row means no: it is off."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(add=f"member_id = {ME} AND NOT {CLOSED_TO_ME}", change=f"member_id = {ME}", changes=("ended_at",))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(ended_at__isnull=True), name="one_running_contact"
            )
        ]


class Closure(Private):
    """Two people of the staff closed private contact for a member, by an act that says why; an appeal can end it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    act_id = models.UUIDField(unique=True)  # of moderation
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Talk(Confidential):
    """Two people and the group where one asked the other. The reviewed door `messages_ask` alone adds one."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    asker = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asker_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    asked_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    rows = Rows(read=f"asker_id = {ME} OR asked_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["asker", "-made_at"]), models.Index(fields=["asked", "-made_at"])]


class Answer(Confidential):
    """What the asked person said. A "not now" is theirs alone: the asker sees only that no answer came."""

    talk = models.OneToOneField(Talk, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    how = models.CharField(max_length=8, choices=[("accepted", "accepted"), ("not_now", "not now")])
    at = models.DateTimeField()

    rows = Rows(
        read=f"member_id = {ME} OR (how = 'accepted' AND talk_id IN {TALKS_OF_MINE})",
        add=f"member_id = {ME} AND messages_may_answer(talk_id)",
    )


class Ending(Confidential):
    """One of the two ended it. Whoever only asked does not see that it ended: to them, no answer came."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="endings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    at = models.DateTimeField()

    # The answers that a seat may read here are its own and the accepting ones of its own talks.
    rows = Rows(
        read=f"member_id = {ME} OR talk_id IN (SELECT talk_id FROM messages_answer WHERE how = 'accepted')",
        add=f"member_id = {ME} AND talk_id IN {TALKS_OF_MINE}",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "member"], name="ended_once_by_each")]


class Message(Confidential):
    """What one of the two wrote. `proof` shows later that it was said so; `echo`, that it was said to others too."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(Member, on_delete=models.CASCADE)
    client_id = models.UUIDField()  # the author's device's name for this sending (RE-01)
    opens = models.BooleanField(default=False)  # the request: plain text
    body = SealedTextField(subject="author_id")
    proof = models.CharField(max_length=64)
    echo = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True)  # its writer erased it while people look at the talk: see take_leave

    rows = Rows(
        read=f"talk_id IN {TALKS_OF_MINE} AND given_up_at IS NULL",
        add=f"author_id = {ME} AND messages_may_add(talk_id, opens)",
    )

    class Meta:
        indexes = [models.Index(fields=["talk", "made_at"]), models.Index(fields=["made_at"])]
        constraints = [models.UniqueConstraint(fields=["author", "client_id"], name="message_sent_once")]


class Reported(Confidential):
    """One of the two reported the conversation: it is attached whole, and the desk may open it with a reason."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    words = SealedTextField(null=True)
    at = models.DateTimeField()

    rows = Rows(read=f"member_id = {ME} OR {ON_THE_DESK}", add=f"member_id = {ME} AND talk_id IN {TALKS_OF_MINE}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["talk", "member"], name="reported_once_by_each")]


class Review(DeskOnly):
    """Signs that somebody's way of asking needs a person's eye (SE-32): codes and counts, never words. It does nothing.

    The job worker opens it through a reviewed door; one runs per place in a group, and what it saw stays until it is
    closed.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    codes = ArrayField(models.CharField(max_length=20))
    counts = models.JSONField(default=dict)
    talks = ArrayField(models.UUIDField(), default=list)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")

    rows = Rows(change=ON_THE_DESK, changes=("closed_at", "closed_by"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=models.Q(closed_at__isnull=True), name="one_review_runs"
            )
        ]
