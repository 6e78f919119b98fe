"""Who may read, keep, check and retire a guide, and who may tell what really happened: on what is already in hand."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import LEADS, Membership
from hearten.groups.rules import may_post
from hearten.groups.standing import Place
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.library.models import Guide, GuideNote
from hearten.moderation.rules import may_write_now

LATELY = timedelta(days=365)


def keeps(guide: Guide, place: Place | None, seat: Seat) -> bool:
    """Whether this seat looks after a guide: the staff those of the house, who leads those of their group."""
    if guide.group_id is None:
        return seat.standing != ""
    return place is not None and place.leads


def may_keep(guide: Guide, place: Place | None, seat: Seat, retired: bool) -> Verdict:
    """Judge changing and checking a guide, and handing it over. Others do not learn that there is such a page."""
    if not keeps(guide, place, seat):
        return unseen
    if retired:
        return no(
            _("This guide is retired. Bring it back first, then you can change it."),
            url("library:guide", guide.id),
            _("Back to the guide"),
        )
    return yes


def may_begin(place: Place) -> Verdict:
    """Judge writing a guide for a group: who leads it."""
    return yes if place.leads else unseen


def may_hand_over(guide: Guide, to: Membership | None) -> Verdict:
    """Judge who keeps a group's guide from now on: somebody who leads the group."""
    if guide.group_id is None:
        return unseen
    if to is None or to.group_id != guide.group_id or to.ended_at is not None or to.role not in LEADS:
        return no(
            _("Choose somebody who leads this group. They keep the guide up to date from then on."),
            url("library:guide_owner", guide.id),
            _("Choose again"),
        )
    return yes


def may_tell(guide: Guide, place: Place, gate: str, retired: bool) -> Verdict:
    """Judge telling one's group what really happened."""
    if guide.group_id is not None and guide.group_id != place.group_id:
        return unseen
    if retired:
        return no(_("This guide is retired, so nothing new is told beside it."), url("library:guides"), _("All guides"))
    agreed = may_post(place, place.version)
    return may_write_now(gate) if agreed else agreed


def may_tell_a_wait(before: UUID | None, readable: bool) -> Verdict:
    """Judge telling how long one waited: once for each guide, so that a number of people is a number of people."""
    if before is None:
        return yes
    if not readable:
        return no(_("You told how long you waited in a group that you have left, and your words still stand there."))
    return no(
        _("You told how long you waited here already. Take that back first, then you can tell it anew."),
        url("library:guidenote", before),
        _("Go to what you told"),
    )


def may_take_back(note: GuideNote, mine: bool, withdrawn: bool) -> Verdict:
    """Judge taking a note back: one's own, while its words are there."""
    if not mine:
        return unseen
    if withdrawn:
        return no(_("These words went already."), url("library:guide", note.guide_id), _("Back to the guide"))
    return yes


def checked_lately(on: date, today: date) -> bool:
    """Whether the last check of a guide was within twelve months."""
    return today - on <= LATELY
