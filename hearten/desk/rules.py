"""What staff may do, judged on what is in hand. Row-level security and the reviewed doors say it once more."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import Group
from hearten.groups.standing import Place, home_of
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.members.models import Standing
from hearten.threads.models import MaskLookup

# A grant ends by itself after an hour; the database refuses a longer one.
VISIT = timedelta(minutes=60)
SHORTEST_REASON = 20
# For how long a person may stay untold where telling them would put somebody in danger (G4).
LONGEST_HOLD_DAYS = 30


def may_enter(group: Group, place: Place | None, visiting: bool) -> Verdict:
    """Judge entering a group as staff: not one's own, not a closed one, not twice at once."""
    if group.closed_at is not None:
        return no(_("This group is closed. Nobody can read it any more."), url("desk:groups"), _("Back to the groups"))
    if place is not None:
        return no(
            _("You are in this group yourself. There is no need to enter it as staff."),
            home_of(group.id),
            _("Go there"),
        )
    if visiting:
        return no(_("You are in this group as staff already."), home_of(group.id), _("Go there"))
    return yes


def may_answer(lookup: MaskLookup, seat: Seat) -> Verdict:
    """Judge agreeing to a look behind a mask: the second person is never the one who asked."""
    if lookup.asked_by_id == seat.me:
        return no(
            _("You asked for this yourself. Somebody else of the staff answers."), url("desk:look_ups"), _("Back")
        )
    return yes if is_waiting(lookup) else _answered()


def may_look(lookup: MaskLookup, seat: Seat) -> Verdict:
    """Judge the look itself: once, by the one who asked, after somebody else agreed."""
    if lookup.asked_by_id != seat.me:
        return unseen
    if lookup.looked_at is not None:
        return no(
            _("You have looked once. To look again, ask again with a new reason."), url("desk:look_ups"), _("Back")
        )
    if lookup.agreed_at is None or lookup.declined_at is not None:
        return no(_("A second person of the staff has not agreed to this."), url("desk:look_ups"), _("Back"))
    return yes


def is_waiting(lookup: MaskLookup) -> bool:
    """Whether a look-up still needs its second person."""
    return lookup.agreed_at is None and lookup.declined_at is None


def _answered() -> Verdict:
    return no(_("Somebody has answered this already."), url("desk:look_ups"), _("Back to the look-ups"))


def may_give_standing(found: UUID | None, running: bool) -> Verdict:
    """Judge making somebody a moderator."""
    if found is None:
        return no(_("Nobody signs in with this name. It has to be exact."), url("desk:staff"), _("Back to the staff"))
    if running:
        return no(_("This person is on the staff already."), url("desk:staff"), _("Back to the staff"))
    return yes


def may_end_standing(standing: Standing, seat: Seat) -> Verdict:
    """Judge ending somebody's place on the desk: moderators only here, so that no operator locks the others out."""
    if standing.ended_at is not None:
        return no(_("This ended already."), url("desk:staff"), _("Back to the staff"))
    if standing.role == "operator":
        who = (
            _("You cannot end your own place here.")
            if standing.member_id == seat.me
            else _("Operators are not ended here.")
        )
        return no(who, url("desk:staff"), _("Back to the staff"))
    return yes
