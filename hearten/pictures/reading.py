"""What the pages about pictures read, each under the reader's own row-level security."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.pictures.models import PersonFirst, Picture, Step


class Told(NamedTuple):
    """A picture without its content, and what its reader is to it."""

    id: UUID
    group_id: UUID
    about: UUID
    alt: str
    width: int
    height: int
    made_at: datetime
    shown_at: datetime | None
    removed_at: datetime | None
    mine: bool
    leads: bool
    held: bool  # by a case about it: it is shown again there


_TOLD = """
SELECT c.id, c.group_id, c.about, c.alt::text, c.width, c.height, c.made_at, c.shown_at, c.removed_at,
  EXISTS (SELECT 1 FROM pictures_mine() m WHERE m.id = c.id), pictures_leads_as(c.group_id) IS NOT NULL,
  c.id = ANY (ARRAY(SELECT moderation_held()))
FROM pictures_picture c
"""


def told(seat: Seat, picture_id: UUID) -> Told:
    """Return what is known of a picture. Raises Unseen when this seat may not see it."""
    found = seat.read(Told, f"{_TOLD} WHERE c.id = %s", picture_id)
    if not found:
        raise Unseen
    return found[0]


def waiting(seat: Seat, group_id: UUID) -> Sequence[Told]:
    """Return the pictures of a group that nobody sees yet and no case holds, the longest wait first."""
    only = "WHERE c.group_id = %s AND c.shown_at IS NULL AND c.removed_at IS NULL"
    free = "AND c.id <> ALL (ARRAY(SELECT moderation_held()))"
    return seat.read(Told, f"{_TOLD} {only} {free} ORDER BY c.made_at, c.place LIMIT 100", group_id)


def content_of(seat: Seat, picture_id: UUID) -> bytes:
    """Return a picture. Raises Unseen when this seat may not see it, and when its key was destroyed."""
    found = seat.glance(Picture).defer("member").filter(pk=picture_id).first()
    content = found.content if found is not None else None
    if content is None:
        raise Unseen
    return bytes(content)


def steps_of(seat: Seat, picture_id: UUID) -> list[Step]:
    """Return what happened to a picture, in order."""
    return list(seat.glance(Step).filter(picture_id=picture_id).order_by("at"))


class _Name(NamedTuple):
    name: str | None


def leads_as(seat: Seat, group_id: UUID) -> str | None:
    """Return the seat's name in a group that it leads, or None."""
    return seat.read(_Name, "SELECT pictures_leads_as(%s)", group_id)[0].name


def person_first(seat: Seat, group_id: UUID) -> PersonFirst | None:
    """Return the group's running choice that a person looks first, or None."""
    return seat.glance(PersonFirst).filter(group_id=group_id, ended_at=None).first()


class _Size(NamedTuple):
    size: int


def kept_bytes(seat: Seat) -> int:
    """Return how much room the seat's own pictures take."""
    return int(seat.read(_Size, "SELECT coalesce(sum(size), 0)::bigint FROM pictures_mine()")[0].size)


class _Alt(NamedTuple):
    alt: str


def said_of(seat: Seat, about: UUID) -> list[str]:
    """Return what is said to be in the pictures of an item: words of its writer like the others."""
    sql = "SELECT alt::text FROM pictures_picture WHERE about = %s AND removed_at IS NULL AND alt <> '' ORDER BY place"
    return [row.alt for row in seat.read(_Alt, sql, about)]
