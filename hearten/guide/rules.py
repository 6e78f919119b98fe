"""Who may ask the Guide, and how often. Pure judgements."""

from django.utils.translation import gettext as _

from hearten.guide.standing import CLOSED, ON, STOPPED
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes


def may_ask(standing: str) -> Verdict:
    """May somebody with this standing ask? Only where the operator opened it, they agreed, and nothing stopped it."""
    if standing == CLOSED:
        return no(
            _("The Guide is switched off here. Nothing you wrote was kept. People are here all the same."),
            url("safety:help_now"),
            _("Help now"),
        )
    if standing == STOPPED:
        return no(
            _("The Guide is for people who are 18 or older, so it stopped for you. People here look at that."),
            url("safety:help_now"),
            _("Help now"),
        )
    if standing != ON:
        return no(
            _("The Guide answers only if you agreed to it. That takes a minute, and you can take it back."),
            url("guide:guide"),
            _("Read how it works"),
        )
    return yes


def may_go_on(seldom_enough: bool, touches_danger: bool) -> Verdict:
    """Judge one more turn: thirty an hour (SE-34). What may speak of danger is never held up."""
    if seldom_enough or touches_danger:
        return yes
    return no(
        _("That was a lot of questions in one hour. Your words stay in the box. People are here meanwhile."),
        url("safety:help_now"),
        _("Help now"),
    )


def may_keep(lasts: bool, danger: bool) -> Verdict:
    """Judge keeping a turn that was answered: not where somebody ended all, or signed out, while they waited for it.

    What sounded like danger is kept all the same, for an hour at most: people have to be asked.
    """
    if lasts or danger:
        return yes
    return no(
        _("This conversation ended while you waited, so your last question was not kept."),
        url("guide:guide"),
        _("To the Guide"),
    )


def may_lift(own: bool) -> Verdict:
    """Judge letting the Guide answer somebody again: an operator's to do, and never for oneself."""
    return unseen if own else yes
