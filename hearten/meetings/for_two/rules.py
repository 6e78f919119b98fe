"""Who may offer hours, book a session and call one off: pure judgements on what is already in hand."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from hearten.groups.models import STANDING
from hearten.groups.standing import Place
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.meetings.models import Meeting
from hearten.meetings.schedule.offered import Offer, overlap

# With more, few people would hold all the hours of one peer supporter; and who needs somebody more often than this is
# better helped by a group, or by a service that can promise to be there.
MOST_WITH_ONE = 2
MOST_IN_A_GROUP = 3
MOST_HOURS = 14  # rows: two for each day of a week is more than anybody keeps up


def may_offer(place: Place) -> Verdict:
    """May this person offer hours? Peer supporters and those who lead: the group reads what they have lived through."""
    return yes if place.role in STANDING else unseen


def may_add(offer: Offer, mine: Iterable[Offer], moment: datetime) -> Verdict:
    """Judge one more offer beside those that run: not too many, and no two at the same time."""
    running = list(mine)
    if len(running) >= MOST_HOURS:
        return no(_("You offer many hours already. End some that you do not keep, then add new ones."))
    if any(overlap(offer, other, moment) for other in running):
        return no(
            _("You offer hours at this time already, here or in another group. Choose another time, or end those.")
        )
    return yes


def may_call_off(place: Place, meeting: Meeting, moment: datetime) -> Verdict:
    """Judge calling a session off: one of the two, before it begins."""
    if place.membership_id not in (meeting.host_id, meeting.guest_id):
        return unseen
    back = url("meetings:meeting", meeting.id), _("Go to the session")
    if meeting.called_off_at is not None:
        return no(_("This session was called off."), *back)
    if meeting.starts_at <= moment:
        return no(_("This session has begun. If you cannot come, you can simply stay away, or leave the room."), *back)
    return yes


FULL = ("with", "in")  # one holds as many sessions as one may, so another time is of no help


def why_not_booked(word: str) -> str:
    """Return a sentence for a word of the database's door `meetings_book`."""
    if word == "with":
        return _("You have two sessions with this person to come. When one is over or called off, you can book again.")
    if word == "in":
        return _("You have three sessions in this group to come. When one is over or called off, you can book again.")
    if word == "mine":
        return _("You have a meeting or a session at this time already. Choose another.")
    if word == "taken":
        return _("Somebody else took this time. Choose another.")
    return _("This time is not free any more. Choose another.")
