"""What a newcomer could do next: judged from what the page holds already."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from hearten.groups.standing import Place
from hearten.kernel.pages import url


class Step(NamedTuple):
    text: str
    href: str


def next_steps(entry: Mapping[str, str], places: Sequence[Place]) -> list[Step]:
    """Return the steps that are left, in order; none for somebody who settled in. Every one can be left out (G9)."""
    if not places:
        return [Step(_("Look at the groups and find one that fits"), url("groups:find"))]
    unread = [place for place in places if not place.up_to_date]
    steps = [
        Step(_("Read the agreement of %(group)s") % {"group": p.title}, url("groups:agreement", p.group_id))
        for p in unread
    ]
    return steps
