"""What people of the demo offer to others who wait: only they can read it, so sign in as Ada to see hers."""

from uuid import UUID

from django.db import transaction

from hearten.groups.models import Group
from hearten.groups.standing import place_or_unseen
from hearten.kernel.acting import as_member
from hearten.kernel.seat import Seat
from hearten.offers.actions import say
from hearten.offers.reading import WELCOME

_OFFERS = (
    ("Ada", "low-days", ["mornings", "nights", "low_mood", "after_hospital"], ["listen", "company", WELCOME], 3, 10),
    ("Ada", "after-hospital", ["after_hospital", "appointments"], ["stories", "information"], 2, 6),
)


def set_up(members: dict[str, UUID]) -> None:
    """Say what Ada offers in the two groups that she leads."""
    slugs = {slug for _name, slug, *_rest in _OFFERS}
    groups = dict(Group.objects.using("keeper").filter(slug__in=slugs).values_list("slug", "id"))
    for name, slug, lived, wants, a_day, a_week in _OFFERS:
        if slug in groups:
            with as_member(members[name]), transaction.atomic():
                seat = Seat(members[name])
                say(seat, place_or_unseen(seat, groups[slug]), lived, wants, a_day, a_week, None)
