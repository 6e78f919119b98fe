"""A member's own pictures, for their export: in groups that they left as well."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.pictures.models import Picture


class Exported(NamedTuple):
    """One picture: where it stood, what its sender said is in it, and the WebP itself (None: its key is gone)."""

    name: str
    group_id: UUID
    about: UUID
    alt: str
    made_at: datetime
    content: bytes | None


class _Mine(NamedTuple):
    id: UUID
    size: int


def exported(seat: Seat) -> Iterator[Exported]:
    """Yield the seat's own pictures, one at a time: together they may be large."""
    for mine in seat.read(_Mine, "SELECT * FROM pictures_mine()"):
        for row in Picture.objects.raw("SELECT * FROM pictures_my_own(%s)", [mine.id]):
            yield Exported(f"picture-{row.id}.webp", row.group_id, row.about, row.alt, row.made_at, row.content)
