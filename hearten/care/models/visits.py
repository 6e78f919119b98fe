"""Preparing an appointment, with somebody else's eyes for two days (P8); and what one wants to say (P9)."""

from django.db import models

from hearten.care.choices import LineKind
from hearten.care.models.routine import MINE
from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, Confidential, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member


class Appointment(Private):
    """What somebody prepares for one appointment. `words` and `after` are parts under one seal each (parts.py).

    Whoever is invited reads `words` through a reviewed door that writes down when; `after` is nobody else's at all.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    client_id = models.UUIDField()
    on = models.DateField(null=True)
    words = SealedTextField()
    after = SealedTextField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    rows = Rows(add=MINE, change=MINE, changes=("on", "words", "after", "changed_at"), remove=MINE)

    class Meta:
        indexes = [models.Index(fields=["member", "made_at"])]
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="care_appointment_begun_once")]


class Line(Private):
    """A question, a line of the diary that was chosen, or something taken along. `rank` orders those of one kind."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="lines")
    client_id = models.UUIDField()
    kind = models.CharField(max_length=8, choices=LineKind)
    rank = models.PositiveSmallIntegerField()
    words = SealedTextField()  # text, link (an address here)
    made_at = models.DateTimeField()

    rows = Rows(
        add=f"{MINE} AND appointment_id IN (SELECT id FROM care_appointment WHERE {MINE})",
        change=MINE,
        changes=("rank",),
        remove=MINE,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="care_line_kept_once")]


class Invite(Confidential):
    """One person may look at one preparation, for 48 hours. A reviewed door alone adds and ends one.

    Who was invited sees the row only while it is open for them: not after its end, a block, or either one's leaving.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="invites")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    my_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    guest = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    guest_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(read=f"{MINE} OR (guest_id = {ME} AND care_invite_open(id))")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "guest"], condition=models.Q(ended_at__isnull=True), name="care_one_open_invite"
            )
        ]


class Look(Private):
    """Somebody who was invited read the preparation: written by the door through which they did."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")  # whose preparation
    invite = models.ForeignKey(Invite, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField()


class Suggestion(Confidential):
    """What somebody suggests who was invited: for the two alone, sealed with its writer's key."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")  # whose preparation
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="suggestions")
    invite = models.ForeignKey(Invite, on_delete=models.CASCADE, related_name="suggestions")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    client_id = models.UUIDField()
    words = SealedTextField(subject="author_id")
    at = models.DateTimeField()

    rows = Rows(
        read=f"{MINE} OR author_id = {ME}",
        add=f"author_id = {ME} AND care_may_suggest(invite_id, appointment_id, member_id)",
        remove=f"{MINE} OR author_id = {ME}",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "client_id"], name="care_suggested_once")]


class Statement(Private):
    """Something that somebody wants to be able to say. `words`: situation, statement, and what if it is not heard."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    client_id = models.UUIDField()
    words = SealedTextField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    rows = Rows(add=MINE, change=MINE, changes=("words", "changed_at"), remove=MINE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="care_statement_kept_once")]
