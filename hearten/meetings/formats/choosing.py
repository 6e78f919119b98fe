"""Which formats a group can choose from: the shipped ones, and in the place of each the group's own newest version."""

from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.meetings.formats.shipped import FOR_GROUPS, Definition, in_words, shipped
from hearten.meetings.models import OwnFormat


class Choice(NamedTuple):
    """A format to choose when a meeting is announced. `own` is the group's version of it, or None."""

    name: str
    title: str  # in the reader's language, as all that is shown of it: `in_words(choice.definition)`
    about: str
    definition: Definition
    own: OwnFormat | None


def formats_for(seat: Seat, group_id: UUID) -> list[Choice]:
    """Return what can be chosen for a meeting of this group, in the shipped order, then what is its alone."""
    own = _newest(seat, group_id)
    names = [*FOR_GROUPS, *sorted(own.keys() - set(FOR_GROUPS))]
    return [_choice(name, own.get(name)) for name in names]


def definition_of(seat: Seat, group_id: UUID, name: str) -> Definition:
    """Return the definition that holds for this group. Raises Unseen when there is no format of that name."""
    return chosen(seat, group_id, name).definition


def chosen(seat: Seat, group_id: UUID, name: str) -> Choice:
    """Return one choice by its name. Raises Unseen when there is none."""
    own = versions_of(seat, group_id, name)
    return _choice(name, own[0] if own else None)


def versions_of(seat: Seat, group_id: UUID, name: str) -> list[OwnFormat]:
    """Return the group's own versions of a format, the newest first, each with who made it."""
    rows = seat.glance(OwnFormat).filter(group_id=group_id, name=name)
    return list(rows.select_related("made_by").order_by("-version"))


def _newest(seat: Seat, group_id: UUID) -> dict[str, OwnFormat]:
    rows = seat.glance(OwnFormat).filter(group_id=group_id).select_related("made_by")
    return {one.name: one for one in rows.order_by("name", "-version").distinct("name")}


def _choice(name: str, own: OwnFormat | None) -> Choice:
    if own is None and name not in FOR_GROUPS:
        raise Unseen
    definition = own.definition if own else shipped(name)
    said = in_words(definition)
    return Choice(name, said["title"], said.get("about", ""), definition, own)
