"""Who may write, change and take back a card: pure judgements on what is in hand."""

from django.utils.translation import gettext as _

from hearten.groups.rules import may_post
from hearten.groups.standing import Place
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, yes
from hearten.moderation.rules import may_write_now

MOST_IN_A_GROUP = 20


def may_write(place: Place, gate: str, standing: int = 0) -> Verdict:
    """Judge one more card in a group: `standing` of one's own lie there already.

    Nobody's cards should be most of what others draw.
    """
    may = may_post(place, place.version)
    may = may_write_now(gate) if may else may
    if not may or standing < MOST_IN_A_GROUP:
        return may
    return no(
        _("Twenty cards of yours are in this group. Take one back, then write a new one."),
        url("encouragement:mine"),
        _("My cards"),
    )


def may_write_today(under_the_limit: bool) -> Verdict:
    """Judge one more card on one day: five are enough for anybody, and leave room for others'."""
    if under_the_limit:
        return yes
    return no(
        _("You wrote five cards today. Thank you. Keep these words; you can send them tomorrow."),
        url("encouragement:mine"),
        _("My cards"),
    )


def may_change(place: Place | None, gate: str, removed: bool) -> Verdict:
    """Judge changing one's own card: while one is in its group and may write there, and nobody removed it."""
    mine = (url("encouragement:mine"), _("My cards"))
    if removed:
        return no(_("This card was taken down. You can read why, and ask for another look."), *mine)
    if place is None:
        return no(_("You left this group, so the card cannot be changed. You can take it back."), *mine)
    return may_write(place, gate)


def may_take_back(removed: bool) -> Verdict:
    """Judge taking one's own card back: always, unless people took it down and somebody may still look again."""
    return no(_("This card was taken down already. Its words go by themselves after 30 days.")) if removed else yes
