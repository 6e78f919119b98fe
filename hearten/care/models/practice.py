"""Practising in writing, turn by turn, with one person of a group (P9): sealed for the two, over after a day."""

from django.db import models

from hearten.care.choices import Role, Situation
from hearten.care.models.routine import MINE
from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, ON_THE_DESK, Confidential, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member

PRACTICE_OF_MINE = f"(SELECT id FROM care_practice WHERE asker_id = {ME} OR asked_id = {ME})"


class Willing(Private):
    """Since when people of one's groups may ask to practise, and until when. No running row means no: it is off."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(add=MINE, change=MINE, changes=("ended_at",))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(ended_at__isnull=True), name="care_one_running_willing"
            )
        ]


class Closure(Private):
    """Two people of the staff closed being alone with others for a member, because of a practice."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    act_id = models.UUIDField(unique=True)  # of moderation
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Practice(Confidential):
    """Two people of one group, what they practise, and who the asker is in it. The door `care_ask` alone adds one."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    asker = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asker_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    asked_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    situation = models.CharField(max_length=12, choices=Situation)
    role = models.CharField(max_length=10, choices=Role)
    made_at = models.DateTimeField()

    rows = Rows(read=f"asker_id = {ME} OR asked_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["asker", "-made_at"]), models.Index(fields=["asked", "-made_at"])]


class Answer(Confidential):
    """What the asked person said. A "not now" is theirs alone: the asker sees only that no answer came."""

    practice = models.OneToOneField(Practice, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=8, choices=[("accepted", "accepted"), ("not_now", "not now")])
    at = models.DateTimeField()

    rows = Rows(
        read=f"{MINE} OR (how = 'accepted' AND practice_id IN {PRACTICE_OF_MINE})",
        add=f"{MINE} AND care_may_answer(practice_id)",
    )


class Ending(Confidential):
    """One of the two stopped. Whoever only asked does not see that it ended: to them, no answer came."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="endings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    # The answers that a seat may read here are its own and the accepting ones of its own practices.
    rows = Rows(
        read=f"{MINE} OR practice_id IN (SELECT practice_id FROM care_answer WHERE how = 'accepted')",
        add=f"{MINE} AND practice_id IN {PRACTICE_OF_MINE}",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "member"], name="care_stopped_once_by_each")]


class Turn(Confidential):
    """What one of the two said. `proof` shows later that it was said so."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="turns")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    client_id = models.UUIDField()
    body = SealedTextField(subject="author_id")
    proof = models.CharField(max_length=64)
    at = models.DateTimeField()

    rows = Rows(
        read=f"practice_id IN {PRACTICE_OF_MINE}",
        add=f"author_id = {ME} AND care_may_speak(practice_id, number)",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "number"], name="care_one_turn_after_the_other"),
            models.UniqueConstraint(fields=["author", "client_id"], name="care_turn_sent_once"),
        ]


class Reported(Confidential):
    """One of the two reported the practice: it is attached whole, and the desk may open it with a reason."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = SealedTextField(null=True)
    at = models.DateTimeField()

    rows = Rows(read=f"{MINE} OR {ON_THE_DESK}", add=f"{MINE} AND practice_id IN {PRACTICE_OF_MINE}")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "member"], name="care_practice_reported_once_by_each")
        ]
