"""Finding a group from code: answers in, groups out with their reasons in words. Nothing is stored, nothing is logged.

groups_for(seat, Answers(words="I cannot sleep", ways=("forum",)))
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from hearten.finding.answers import Answers
from hearten.finding.fitting import Candidate, Chosen, Fit, choose
from hearten.finding.reading import candidates
from hearten.finding.saying import reason_text, waits_text
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat

MEETINGS = 3

__all__ = ["Answers", "Found", "Suggested", "found_for", "groups_for", "groups_that_meet"]


@dataclass(frozen=True)
class Suggested:
    """One group, why it is here, and what makes one wait. `reasons` are for it, `against` what it does not meet.

    sooner    it stands second because the first one makes one wait
    mine      this seat is in it
    meets     its next meetings, in UTC; none where none is announced
    url       the page where it says what it is, for everybody who may read about it
    """

    group: Candidate
    reasons: list[str]
    against: list[str]
    waits: list[str]
    meets: list[datetime]
    url: str
    fits: bool
    mine: bool = False
    sooner: bool = False


@dataclass(frozen=True)
class Found:
    """What is shown for some answers. `others` do not fit, and stand there only where fewer than three do.

    `waits`: the first one makes one wait, and the second is there because it does not. `any`: there is a group at all.
    """

    fits: list[Suggested]
    others: list[Suggested]
    mine: list[Suggested]
    waits: bool
    any: bool


def groups_for(seat: Seat, answers: Answers) -> list[Suggested]:
    """Return three groups at most that fit, the best first, of those that this seat may read about and is not in."""
    return found_for(seat, answers).fits


def groups_that_meet(seat: Seat) -> list[Candidate]:
    """Return listed groups that this seat is not in and that have announced meetings."""
    return [group for group in candidates(seat) if group.meets and group.waits.way != "mine"]


def found_for(seat: Seat, answers: Answers) -> Found:
    """Return all that is shown for some answers."""
    return found_among(candidates(seat), answers)


def found_among(groups: list[Candidate], answers: Answers) -> Found:
    """Return what is shown of these groups. Sentences are in the active language, times on the clock of the answers."""
    zone, today = answers.zone or timezone.get_current_timezone_name(), now().date()
    chosen = choose(groups, replace(answers, zone=zone), today)
    with timezone.override(zone):
        return _said(chosen, today, bool(groups))


def _said(chosen: Chosen, today: date, some: bool) -> Found:
    def told(these: Iterable[Fit], fits: bool = True) -> list[Suggested]:
        return [_suggested(fit, today, fits) for fit in these]

    return Found(told(chosen.fits), told(chosen.others, False), told(chosen.mine), chosen.waits, some)


def _suggested(fit: Fit, today: date, fits: bool) -> Suggested:
    group = fit.group
    return Suggested(
        group,
        [reason_text(reason) for reason in fit.reasons if reason.met],
        [reason_text(reason) for reason in fit.reasons if not reason.met],
        waits_text(group.waits, today),
        list(group.meets[:MEETINGS]),
        url("groups:about", group.id),
        fits,
        group.waits.way == "mine",
        fit.sooner,
    )
