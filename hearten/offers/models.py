"""Who could help: what somebody says of themself for one group, that they want no suggestions, that they have time now.

Only its member ever reads any of it. What follows from it is worked out when they look, and kept nowhere.
"""

from django.db import models

from hearten.groups.models import Group
from hearten.kernel.confidential import ME, MY_OWN_GROUPS, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member

MINE = f"member_id = {ME}"


class Offer(Private):
    """What somebody lived through and wants to do in one group, and how much. It goes with their place there.

    What they lived through is sealed, and what they want to do with it.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    said = SealedTextField()  # JSON: {"lived": [tags], "wants": [wishes], "welcomes": true or false}
    a_day = models.PositiveSmallIntegerField()
    a_week = models.PositiveSmallIntegerField()
    resting_until = models.DateField(null=True)

    rows = Rows(
        add=f"{MINE} AND group_id = {MY_OWN_GROUPS}",
        change=MINE,
        changes=("said", "a_day", "a_week", "resting_until"),
        remove=MINE,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "group"], name="one_offer_in_a_group"),
            models.CheckConstraint(
                condition=models.Q(a_day__range=(1, 10), a_week__range=(1, 10)), name="offers_one_to_ten"
            ),
        ]


class NoSuggestions(Private):
    """Somebody wants no suggestions, in no group. Since when; the row goes when they want them again."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    rows = Rows(add=MINE, remove=MINE)


class TimeNow(Private):
    """Somebody has time now, for a while, without being on the rota."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    rows = Rows(add=MINE, change=MINE, changes=("until",), remove=MINE)
