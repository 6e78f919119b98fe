"""How news reaches the demo's people: Ada hears of each new conversation, Cleo once a day in the evening."""

from datetime import time
from uuid import UUID

from django.db import transaction

from hearten.groups.models import Group
from hearten.kernel.acting import as_member
from hearten.kernel.seat import Seat
from hearten.members.actions.profiles import change_profile
from hearten.notices import by_group
from hearten.notices.outside import digests
from hearten.notices.outside.pace import Pace


def set_up(members: dict[str, UUID]) -> None:
    """Have both choose, each as themself."""
    group = Group.objects.using("keeper").get(slug="low-days")
    with as_member(members["Ada"]), transaction.atomic():
        by_group.choose(Seat(members["Ada"]), group.id, by_group.What.ALL)
    with as_member(members["Cleo"]), transaction.atomic():
        cleo = Seat(members["Cleo"])
        change_profile(cleo, zone="Europe/London")
        digests.choose(cleo, Pace(time(18), None))
