"""Words for one person or a circle, for who moderates and looks after people: given along, and opened with a reason.

A report keeps a copy of these words, sealed for who wrote them, and nothing else of anybody's days. Nobody of the staff
reads it by that alone: they open it with a reason, and its writer finds who it was, and why, under "Who looked".
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.groups.contact import who_knows_closure
from hearten.groups.models import Membership
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.sealed import Sealed
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.looks import name_look
from hearten.moderation.items import Item, Shown, register
from hearten.plans.circles.actions import SHOW, WORDS
from hearten.plans.days.showing import SHOWN
from hearten.plans.models import CircleShow, CircleWords, Closure, Reported, ReturnNote, Shared
from hearten.plans.returns.actions import NOTE

SHORTEST_REASON = 20
# Each kind: what it is called, and where its writer and its readers find such things.
NAMED: dict[str, tuple[Any, str]] = {
    SHOWN: (gettext_lazy("something that was shown to one person"), "plans:shown"),
    SHOW: (gettext_lazy("what something is called in a circle"), "plans:circles"),
    WORDS: (gettext_lazy("words of a circle"), "plans:circles"),
    NOTE: (gettext_lazy("a note for somebody who was away"), "plans:back"),
}
_OPENED: dict[str, Callable[[UUID, UUID, Sealed], str | None]] = {
    SHOWN: lambda key, author, words: Shared(id=key, member_id=author, words=words).words,
    SHOW: lambda key, author, words: CircleShow(id=key, member_id=author, called=words).called,
    WORDS: lambda key, author, words: CircleWords(id=key, member_id=author, words=words).words,
    NOTE: lambda key, author, words: ReturnNote(id=key, author_id=author, words=words).words,
}


class _Readable(NamedTuple):
    author_id: UUID
    place_id: UUID
    words: bytes
    at: datetime


class _Kept(NamedTuple):
    copy: UUID | None
    author_id: UUID
    words: bytes
    at: datetime
    name: str | None


class _Bit(NamedTuple):
    on: bool


class Said(NamedTuple):
    """The words as the staff reads them; None where their writer's key is gone."""

    name: str
    at: datetime
    words: str | None


def _read(seat: Seat, kind: str, item: UUID) -> tuple[_Readable, str]:
    """Return words that this seat reads and somebody else wrote. Raises Unseen for everything else."""
    found = seat.read(_Readable, "SELECT * FROM plans_readable(%s, %s)", kind, item)
    words = _OPENED[kind](item, found[0].author_id, Sealed(found[0].words)) if found else None
    if not words:
        raise Unseen
    return found[0], words


def _find(kind: str) -> Callable[[Seat, UUID], Shown]:
    def find(seat: Seat, item: UUID) -> Shown:
        row, words = _read(seat, kind, item)
        name = seat.glance(Membership).filter(pk=row.place_id).values_list("name", flat=True).first()
        return Shown(item, None, f"<p>{escape(words)}</p>", name or _("Somebody"))

    return find


def _give_along(kind: str) -> Callable[[Seat, UUID], str]:
    def give(seat: Seat, item: UUID) -> str:
        """Keep a sealed copy; a report's own text stays empty, since that is not sealed."""
        row, words = _read(seat, kind, item)
        if not seat.glance(Reported).filter(kind=kind, item=item, member_id=seat.me).exists():
            made = Reported(kind=kind, item=item, member_id=seat.me, author_id=row.author_id, place_id=row.place_id)
            made.words, made.said_at, made.at = words, row.at, now()
            made.save(force_insert=True)
        return ""

    return give


def where_opened(kind: str) -> Callable[[Seat, UUID], str]:
    """Return what says where the staff opens words of this kind, while a concern about them is open; "" for others."""

    def where(seat: Seat, item: UUID) -> str:
        may = seat.read(_Bit, "SELECT plans_where_concern(%s, %s)", kind, item)[0].on
        return url("desk:shown_words", kind, item) if may else ""

    return where


def staff_read(seat: Seat, kind: str, item: UUID, reason: str) -> Said:
    """Open reported words for somebody of the staff, and write down for their writer who did, and why.

    Raises Refused when the reason is too short, and Unseen for everything else that does not let this seat in.
    """
    if kind not in NAMED:
        raise Unseen
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a sentence why you read this. Who wrote it will see it."))
    kept = seat.read(_Kept, "SELECT * FROM plans_staff_open(%s, %s, %s)", kind, item, reason.strip())
    if not kept:
        raise Unseen
    return Said(kept[0].name or _("Somebody"), kept[0].at, _opened(kind, item, kept[0]))


def _opened(kind: str, item: UUID, kept: _Kept) -> str | None:
    if kept.copy is None:
        return _OPENED[kind](item, kept.author_id, Sealed(kept.words))
    words: str | None = Reported(id=kept.copy, author_id=kept.author_id, words=Sealed(kept.words)).words
    return words


def is_closed(seat: Seat) -> bool:
    """Whether two people of the staff closed circles and showing to one person for this seat's member."""
    return seat.glance(Closure).filter(member_id=seat.me, ended_at=None).exists()


def ready() -> None:
    """Make these kinds known to moderation. Nothing of them can be held or removed; two people can end it."""
    for kind, (named, home) in NAMED.items():
        register(
            Item(
                kind=kind,
                named=named,
                find=_find(kind),
                url=lambda item, kind=kind: url("desk:shown_words", kind, item),  # type: ignore[misc]  # bound now
                changed=lambda shown: None,
                attach=_give_along(kind),
                at_home=lambda item, home=home: url(home),  # type: ignore[misc]  # bound now
                words_stay=True,
            )
        )
    name_look("shown words", lambda: _("words that you wrote for one person or a circle"))
    who_knows_closure(is_closed)
