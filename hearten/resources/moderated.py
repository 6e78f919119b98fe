"""Notes on services as moderation sees them, and what may hold one on its way to a group."""

from uuid import UUID

from django.utils.html import escape
from django.utils.translation import gettext_lazy

from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.moderation.items import Item, Shown, register
from hearten.resources.models import ListingNote
from hearten.resources.noting import lines_of, name_on, wrote
from hearten.resources.watched import NOTE


def _find(seat: Seat, note_id: UUID) -> Shown:
    note = seat.find(ListingNote, note_id)
    chosen = "".join(f"<p>{escape(line)}</p>" for line in lines_of(note))
    place = note.listing.name
    return Shown(note.id, note.group_id, chosen + note.html, name_on(note), wrote(seat, note), place=place)


def ready() -> None:
    """Make notes known to moderation."""
    register(
        Item(
            kind=NOTE,
            named=gettext_lazy("how a service was for somebody"),
            find=_find,
            url=lambda note: url("resources:note", note),
            changed=lambda shown: None,
        )
    )
