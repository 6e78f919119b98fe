"""Who may ask the coach. Pure judgements."""

from django.utils.translation import gettext as _

from hearten.coach.standing import ALONG, CLOSED, ON
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes


def may_ask(standing: str, along: bool = False) -> Verdict:
    """May somebody with this standing have a draft read? Only where the operator opened it and they agreed (A1).

    `along`: without being asked, because typing paused. That is a consent of its own.
    """
    if standing == CLOSED:
        return no(
            _("The coach is switched off here. Your words are yours as they are, and you can send them."),
        )
    if standing not in ((ALONG,) if along else (ON, ALONG)):
        return no(
            _("The coach reads a draft only if you agreed to it. That takes a minute, and you can take it back."),
            url("coach:about"),
            _("Read how it works"),
        )
    return yes


def may_practise(standing: str) -> Verdict:
    """May somebody open the practice room? Where the coach is closed, there is none."""
    return unseen if standing == CLOSED else yes


def with_suggestions(body: str, suggested: list[str]) -> bool:
    """Whether a sent reply still stands on suggested words: half of a suggestion's runs of three words are in it.

    Somebody who rewrote a suggestion wrote it themself, and says nothing about it (A2, AI-02).
    """
    return any(_kept(body, one) >= KEPT for one in suggested)


KEPT = 0.5
_RUN = 3


def _kept(body: str, suggestion: str) -> float:
    said, theirs = _runs(body), _runs(suggestion)
    return len(said & theirs) / len(theirs) if theirs else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    found = [word.strip(".,;:!?…\"'“”‘’()").casefold() for word in text.split()]
    return {tuple(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1)}
