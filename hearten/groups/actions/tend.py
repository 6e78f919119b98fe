"""Looking after a group: what it says about itself, who does what in it, and one's own words in it."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.text import slugify

from hearten.groups.actions.join import refuse_taken_name
from hearten.groups.models import LEADS, Group, Membership, Openness
from hearten.groups.rules import may_change_role, speaks_for_themself
from hearten.groups.standing import Place
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen

_SAYS = [
    "title",
    "purpose",
    "who_for",
    "topics",
    "formats",
    "language",
    "zone",
    "openness",
    "starts_on",
    "ends_on",
    "places",
    "keeps",
    "keeps_days",
]


class Done(NamedTuple):
    done: bool


def describe(seat: Seat, group: Group, said: Mapping[str, Any]) -> None:
    """Write what the group says about itself. Row-level security lets only those who lead it, or an operator."""
    tell(seat, group, said)
    group.save(update_fields=[*_SAYS, "slug"])


def tell(seat: Seat, group: Group, said: Mapping[str, Any]) -> None:
    """Set what was said on `group` without saving it, with a readable address when the group is listed."""
    renamed = group.title != said["title"]
    for name in _SAYS:
        setattr(group, name, said[name])
    if group.openness == Openness.INVITATION:
        group.slug = None
    elif renamed or not group.slug:
        group.slug = next(_free_slugs(seat, group))


def give_role(seat: Seat, place: Place, membership_id: UUID, role: str, welcomes: bool) -> None:
    """Give somebody in one's group a role, and make them a welcomer or not. Raises Refused or Unseen."""
    running = seat.glance(Membership).filter(group_id=place.group_id, ended_at=None)
    if not running.filter(id=membership_id).exists():
        raise Unseen
    may_change_role(place, membership_id, role, running.filter(role__in=LEADS).count()).or_refuse()
    sql = "SELECT groups_give_role(%s, %s, %s)"
    if not seat.read(Done, sql, membership_id, role, welcomes)[0].done:
        raise Unseen


def introduce(seat: Seat, place: Place, name: str, about: str, trained: list[dict[str, str]]) -> None:
    """Change one's name in this group, and one's own words where the group reads them. Raises NeedsAnotherLook."""
    refuse_taken_name(seat, place.group_id, place.membership_id, name)
    own = {"about": about, "trained": trained} if speaks_for_themself(place) else {}
    seat.glance(Membership).filter(id=place.membership_id).update(name=name, **own)


def _free_slugs(seat: Seat, group: Group) -> Iterator[str]:
    base = slugify(group.title)[:50] or "group"
    others = seat.glance(Group).filter(slug__startswith=base).exclude(id=group.id)
    taken = set(others.values_list("slug", flat=True))
    return (slug for slug in (base if n == 1 else f"{base}-{n}" for n in count(1)) if slug not in taken)
