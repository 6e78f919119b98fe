"""Company from chosen people (E9): who is named and agrees, who has room just now, and who asked whom.

Peers are named by their place in a group that both are in, under their names there. What somebody sees of others here
is the same whether they are muted, blocked, on a break or away: it is written down at the beginning and changes only
with what the other one does here.
"""

from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, Confidential, Private, Rows
from hearten.members.models import Member
from hearten.messages.models import Talk

PAIRS_OF_MINE = f"(SELECT id FROM wellness_peer WHERE by_id = {ME})"


class Peer(Confidential):
    """One person named another. The reviewed door `wellness_name_peer` alone adds one.

    The row stays for 60 days after its end or its asking: how soon the same person may be asked again is judged by it.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    whom = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    whom_place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    by_name = models.CharField(max_length=40)
    whom_name = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(read=f"by_id = {ME} OR whom_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["whom", "made_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "whom"], condition=models.Q(ended_at__isnull=True), name="one_running_peer"
            )
        ]


class PeerAnswer(Confidential):
    """What the named person said. A "not now" is theirs alone: who asked sees only that no yes came."""

    peer = models.OneToOneField(Peer, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    how = models.CharField(max_length=8, choices=[("agreed", "agreed"), ("not_now", "not now")])
    at = models.DateTimeField()

    rows = Rows(
        read=f"member_id = {ME} OR (how = 'agreed' AND peer_id IN {PAIRS_OF_MINE})",
        add=f"member_id = {ME} AND wellness_may_answer_peer(peer_id)",
    )


class Room(Private):
    """Somebody has room for company, from a moment until another, or until they say otherwise."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        add=f"member_id = {ME} AND ended_at IS NULL", change=f"member_id = {ME}", changes=("ended_at",),
        remove=f"member_id = {ME}",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=models.Q(ended_at__isnull=True), name="one_room")
        ]


class Call(Private):
    """ "I need company": one asking. Whom it reached, its person does not learn; who answered first stands in the talk.

    The reviewed doors (sql/doors_company.sql) add it, and write who answered.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    talk = models.ForeignKey(Talk, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)

    rows = Rows(change=f"member_id = {ME}", changes=("ended_at",))

    class Meta:
        indexes = [models.Index(fields=["member", "-made_at"])]


class Asked(Private):
    """One person whom a call reached. Only they see it; nobody learns who else was asked."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    call = models.ForeignKey(Call, on_delete=models.CASCADE)
    peer = models.ForeignKey(Peer, on_delete=models.CASCADE)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "member"], name="asked_for_company_once")]
