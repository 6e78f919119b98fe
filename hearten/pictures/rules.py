"""Who may send, see, show and remove pictures: pure judgements on what is in hand."""

from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.pictures.reading import Told


def may_send(often: bool, kept: int, most: int) -> Verdict:
    """Judge sending pictures. `often`: they sent enough for today; `kept` of `most` bytes lie here already."""
    if often:
        return no(_("You have sent many pictures today. Send your words now, and the picture tomorrow."))
    if kept >= most:
        return no(_("Your pictures here take all the room there is. Take an older one back, then send this one."))
    return yes


def may_look(told: Told) -> Verdict:
    """Judge the page about a picture: for who sent it, and for who leads its group."""
    return yes if told.mine or told.leads else unseen


def may_decide(told: Told) -> Verdict:
    """Judge showing and removing: who leads the group, never about a picture of their own."""
    if not told.leads:
        return unseen
    if told.mine:
        return no(
            _("This picture is yours. Somebody else who leads this group can show it; you can take it back."),
            url("pictures:about", told.id),
            _("Back to the picture"),
        )
    if told.removed_at is not None:
        return no(_("This picture was removed already."), url("pictures:waiting", told.group_id), _("Back"))
    return yes


def may_take_back(told: Told) -> Verdict:
    """Judge taking one picture back: one's own."""
    return yes if told.mine else unseen


def may_choose(leads_as: str | None) -> Verdict:
    """Judge the group's choice that a person looks first: who leads the group."""
    return yes if leads_as is not None else unseen
