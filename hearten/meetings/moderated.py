"""Lines of a room as moderation and safety see them: what can be reported, what is read for danger."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.groups.models import Membership
from hearten.kernel import live
from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.meetings.models import Line
from hearten.moderation.items import Item, Shown, register
from hearten.safety import sources

KIND = "line"


def _name(seat: Seat, line: Line) -> str:
    found = seat.glance(Membership).filter(pk=line.membership_id).values_list("name", flat=True).first()
    return found or _("Somebody")


def _find(seat: Seat, line_id: UUID) -> Shown:
    line = seat.find(Line, line_id)
    mine = seat.glance(Membership).filter(pk=line.membership_id, member_id=seat.me).exists()
    name = _name(seat, line)
    return Shown(line.id, line.group_id, line.html, name, mine, within=line.meeting_id, place=_("A meeting"))


def _changed(shown: Shown) -> None:
    if shown.within is not None:
        live.announce("meeting", shown.within, "line", shown.item, group=shown.group_id)


def _shown_to_helper(seat: Seat, line_id: UUID) -> sources.Shown | None:
    """Return a line for who looks after a concern, or None for whoever was not in the room when it was written."""
    try:
        line = seat.find(Line, line_id)
    except Unseen:
        return None
    return sources.Shown(_name(seat, line), line.body, safe_html(line.html), line.at)


def ready() -> None:
    """Make lines known to moderation and to safety."""
    register(
        Item(
            kind=KIND,
            named=gettext_lazy("something written in a meeting"),
            find=_find,
            url=lambda line: url("meetings:line", line),
            changed=_changed,
        )
    )
    sources.register(
        sources.Source(
            KIND,
            lambda seat, line_id: seat.find(Line, line_id).body,
            _shown_to_helper,
            lambda line: url("meetings:line", line),
        )
    )
