"""What a newcomer could do next: judged from what the page holds already."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.groups.standing import Place
from hearten.kernel.pages import url
from hearten.members.newcomers import left


class Step(NamedTuple):
    text: str
    href: str


def next_steps(entry: dict[str, Any], places: Sequence[Place]) -> list[Step]:
    """Return the steps that are left, in order; none for somebody who settled in. Each can be left out (G9)."""
    path = [Step(_("Your first steps here: a few short ones"), url("members:first_steps"))] if left(entry) else []
    return path + [
        Step(_("Read the agreement of %(group)s") % {"group": place.title}, url("groups:agreement", place.group_id))
        for place in places
        if not place.up_to_date
    ]
