"""What people tell beside guides, as moderation sees it."""

from uuid import UUID

from django.utils.html import escape
from django.utils.translation import gettext_lazy

from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.library import reading_guides
from hearten.library.actions.guides import KIND
from hearten.library.models import GuideNote
from hearten.moderation.items import Item, Shown, register


def _find(seat: Seat, note_id: UUID) -> Shown:
    told = reading_guides.shown(seat, [seat.find(GuideNote, note_id)])[0]
    also = " · ".join(filter(None, (told.kind, told.note.region)))
    return Shown(
        item=told.note.id,
        group_id=told.note.group_id,
        html=f"<p>{escape(also)}</p>{told.note.html}",
        name=told.name,
        mine=told.mine,
        place=told.note.guide.title,
    )


def ready() -> None:
    """Make notes beside guides known to moderation."""
    register(
        Item(
            kind=KIND,
            named=gettext_lazy("something told beside a guide"),
            find=_find,
            url=lambda note: url("library:guidenote", note),
            changed=lambda shown: None,
        )
    )
