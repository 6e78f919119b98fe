"""Circles (T2): who is asked, who is in, what each shows, the words they agreed on, and words that were said.

Who is in a circle, and what of whom is shown, is read through reviewed doors alone (sql/doors_circles.sql): they leave
out whoever is on the other side of a block or of one's own mute, which then looks like somebody who left.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, Confidential, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member
from hearten.plans.models.doing import MY_COMMITMENTS, OWN, Commitment
from hearten.plans.models.shares import SEEN_PLACES

ASKED_OR_IN = f"(SELECT circle_id FROM plans_circleplace WHERE member_id = {ME} AND ended_at IS NULL)"
MY_CIRCLES = (
    f"(SELECT circle_id FROM plans_circleplace WHERE member_id = {ME} AND ended_at IS NULL AND in_from_day IS NOT NULL)"
)


class Circle(Confidential):
    """A circle of people of one group. Made and ended through reviewed doors."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    until = models.DateTimeField()  # until when somebody who was asked can still say yes
    ended_at = models.DateTimeField(null=True)

    rows = Rows(read=f"id IN {ASKED_OR_IN}")


class CirclePlace(Confidential):
    """One person of a circle: when they were asked, what they said, from which day they are in it, when they left.

    `reached_at` is None for somebody who is never asked (they said "not now" lately, or there is a distance): whoever
    asked sees that no answer comes, as from everybody else who does not answer.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NOT_NOW = "not_now", _("Not now")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="places")
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=7, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    in_from_day = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    rows = Rows(read=f"member_id = {ME} AND reached_at IS NOT NULL")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "member"], name="one_place_in_a_circle")]
        indexes = [models.Index(fields=["member", "ended_at"])]


class Level(models.TextChoices):
    """What the others of a circle see of one commitment. No row: nothing."""

    DONE = "done", _("Only when it is done")
    BOTH = "both", _("Done, or not yet")


class CircleShow(Private):
    """What one shows of one commitment in one circle, from a day on; never of a day before it was chosen."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="shows")
    level = models.CharField(max_length=4, choices=Level)
    called = SealedTextField()  # what the others read; the commitment's own words stay where they are
    from_day = models.DateField()
    until_day = models.DateField(null=True)  # the first day on which it is not shown any more
    at = models.DateTimeField()

    rows = Rows(
        # A day is one's own: in the farthest zone yesterday still runs when it is over here.
        add=f"{OWN} AND until_day IS NULL AND circle_id IN {MY_CIRCLES} AND commitment_id IN {MY_COMMITMENTS} "
        "AND from_day >= current_date - 1",
        change=OWN,
        changes=("until_day",),
        remove=OWN,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "commitment"], condition=models.Q(until_day__isnull=True), name="shown_in_one_way"
            )
        ]


class CircleWords(Confidential):
    """Words for when something was missed: from the list (`code`) or one's own, sealed; agreed once all said yes."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE)
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    code = models.CharField(max_length=10, blank=True)
    words = SealedTextField(null=True)
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    rows = Rows(
        # Words that do not hold yet are their writer's: who is out of sight puts nothing forward for this reader.
        read=f"circle_id IN {ASKED_OR_IN} "
        f"AND (agreed_at IS NOT NULL OR member_id = {ME} OR NOT plans_out_of_my_sight(member_id))",
        add=f"member_id = {ME} AND agreed_at IS NULL AND circle_id IN {MY_CIRCLES}",
        remove=f"member_id = {ME}",
    )

    class Meta:
        indexes = [models.Index(fields=["circle", "-at"])]


class CircleWordsYes(Private):
    """One person agrees to words. Who else did, nobody sees; when all did, the words hold."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    said = models.ForeignKey(CircleWords, on_delete=models.CASCADE)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "said"], name="agreed_once")]


class CircleNote(Confidential):
    """The agreed words, said by one person to another, once a day. The door `plans_say` alone adds one."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE)
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    said = models.ForeignKey(CircleWords, on_delete=models.CASCADE)
    day = models.DateField()
    at = models.DateTimeField()

    rows = Rows(
        read=f"author_id = {ME} "
        f"OR (to_id = {ME} AND place_id IN {SEEN_PLACES} AND NOT plans_out_of_my_sight(author_id))"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "author", "to", "day"], name="said_once_a_day")]
