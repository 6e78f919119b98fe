"""Words of meetings as moderation and safety see them: what can be reported, what is read for danger.

What was written in a session of two is of no group for either. Its reports and concerns go to the install's staff,
with the words where one of the two reports them, and behind a door with a reason where a concern is open.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.groups.models import Membership
from hearten.kernel import live
from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.meetings.models import Beforehand, Line, Meeting
from hearten.moderation.items import Item, Shown, register
from hearten.safety import sources

KIND = "line"


BEFOREHAND = "beforehand"
SHORTEST_REASON = 20
Words = Line | Beforehand


class _Session(NamedTuple):
    id: UUID


def _of_two(seat: Seat, words: Words) -> bool:
    return seat.glance(Meeting).filter(pk=words.meeting_id, host__isnull=False).exists()


def name_of(seat: Seat, place: UUID) -> str:
    """Return the name of a place in its group, as far as this seat reads it."""
    found = seat.glance(Membership).filter(pk=place).values_list("name", flat=True).first()
    return found or _("Somebody")


def _find(seat: Seat, line_id: UUID) -> Shown:
    line = seat.find(Line, line_id)
    mine = seat.glance(Membership).filter(pk=line.membership_id, member_id=seat.me).exists()
    name = name_of(seat, line.membership_id)
    group = None if _of_two(seat, line) else line.group_id
    return Shown(line.id, group, line.html, name, mine, within=line.meeting_id, place=_("A meeting"))


def _find_beforehand(seat: Seat, item: UUID) -> Shown:
    said = seat.find(Beforehand, item)
    mine = seat.glance(Membership).filter(pk=said.membership_id, member_id=seat.me).exists()
    return Shown(said.id, None, said.html, name_of(seat, said.membership_id), mine, place=_("A session of two"))


def _attached(seat: Seat, line_id: UUID) -> str:
    """Return what a reporter gives along: the words, where nobody but these two could read them."""
    line = seat.find(Line, line_id)
    return line.body if _of_two(seat, line) else ""


def is_opened_to(seat: Seat, item: UUID) -> bool:
    """Return whether somebody of the staff may open words of a session: while a concern about them is open."""
    return bool(seat.read(_Session, "SELECT * FROM meetings_where_concern(%s)", item))


def _where_opened(seat: Seat, item: UUID) -> str:
    return url("desk:session_words", item) if is_opened_to(seat, item) else ""


def _changed(shown: Shown) -> None:
    if shown.within is not None:
        live.announce("meeting", shown.within, "line", shown.item, group=shown.group_id)


def _shown_to_helper(seat: Seat, line_id: UUID) -> sources.Shown | None:
    """Return a line for who looks after a concern, or None for whoever was not in the room when it was written."""
    try:
        line = seat.find(Line, line_id)
    except Unseen:
        return None
    return sources.Shown(name_of(seat, line.membership_id), line.body, safe_html(line.html), line.at)


class Opened(NamedTuple):
    """Words of a session as the staff reads them."""

    name: str
    html: str
    at: datetime


def staff_read(seat: Seat, item: UUID, reason: str) -> list[Opened]:
    """Open words of a session for somebody of the staff, and write down for both people who did, and why.

    Raises Refused when the reason is too short, and Unseen for everything else that does not let this seat in.
    """
    if not is_opened_to(seat, item):
        raise Unseen
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a sentence why you read this. Both people will see it."))
    found = seat.read(Opened, "SELECT * FROM meetings_staff_open(%s, %s)", item, reason.strip())
    return [one._replace(name=one.name or _("Somebody"), html=safe_html(one.html)) for one in found]


def ready() -> None:
    """Make lines known to moderation and to safety."""
    register(
        Item(
            kind=KIND,
            named=gettext_lazy("something written in a meeting"),
            find=_find,
            url=lambda line: url("meetings:line", line),
            changed=_changed,
            attach=_attached,
        )
    )
    register(
        Item(
            kind=BEFOREHAND,
            named=gettext_lazy("something written before a session"),
            find=_find_beforehand,
            url=lambda said: url("meetings:beforehand", said),
            changed=lambda shown: None,
            attach=lambda seat, said: seat.find(Beforehand, said).body,
        )
    )
    sources.register(
        sources.Source(
            KIND,
            lambda seat, line_id: seat.find(Line, line_id).body,
            _shown_to_helper,
            lambda line: url("meetings:line", line),
            _where_opened,
            among_people=True,
        )
    )
    sources.register(
        sources.Source(
            BEFOREHAND,
            lambda seat, said: seat.find(Beforehand, said).body,
            lambda seat, said: None,
            lambda said: url("meetings:beforehand", said),
            _where_opened,
        )
    )
