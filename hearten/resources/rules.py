"""Who may do what in the directory: pure judgements on what is already in hand."""

from django.utils.translation import gettext as _

from hearten.groups import rules as group_rules
from hearten.groups.standing import Place
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.moderation.rules import may_write_now


def may_keep(seat: Seat, leads: bool) -> Verdict:
    """May this person look after the directory? Staff may, and who leads a group. Others never see how."""
    return yes if seat.standing or leads else unseen


def may_take_back(mine: bool, answered: bool) -> Verdict:
    """May this report be taken back by who reads it? One's own, until it is answered."""
    if not mine:
        return unseen
    if answered:
        return no(_("Somebody has answered this report already. There is nothing left to take back."))
    return yes


def may_answer(reports: int, wanted: int) -> Verdict:
    """May these reports be answered? Only those that still wait: each is answered once."""
    if reports < wanted:
        return no(_("Somebody else has answered some of these meanwhile. Go back and look again, your words are kept."))
    return yes


def may_write_note(place: Place, gate: str, has_one: bool, removed: bool = False) -> Verdict:
    """May this person say in a group how a service was? Under our agreement, while they write there, and once.

    `removed`: what they said was taken out by moderation, so there is nothing to take back.
    """
    agreed = group_rules.may_post(place, place.version)
    if not agreed:
        return agreed
    if removed:
        return no(
            _(
                "You told this group about this service before, and a moderator removed it. You were told why, and "
                "you can ask there for a second look."
            )
        )
    if has_one:
        return no(
            _("You have told this group about this service already. You can take that back, and then write it anew.")
        )
    return may_write_now(gate)
