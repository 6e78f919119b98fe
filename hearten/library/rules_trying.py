"""When somebody is asked about what they try, and what they may do with it: pure judgements."""

from datetime import UTC, datetime, timedelta, tzinfo

from django.utils.translation import gettext as _

from hearten.groups.standing import Place
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.library.choices import Context
from hearten.library.models import CheckBack, Trying
from hearten.library.models.trying import DAYS, Ended

# What a report about a card may say beforehand, by when it is asked for. In between nothing is a good guess.
CONTEXT_OF = {DAYS[0]: Context.FIRST_TIME.value, DAYS[-1]: Context.LONG_TERM.value}


def days_after(begun: datetime, days: int, zone: tzinfo) -> datetime:
    """Return the moment `days` days later at the same time of day in a zone, in UTC.

    Where clocks were changed in between, it is 23 or 25 hours to one of those days. A time of day that a change
    leaves out is an hour later; of a time that comes twice it is the first.
    """
    there = begun.astimezone(zone).replace(tzinfo=None, fold=0) + timedelta(days=days)
    return there.replace(tzinfo=zone).astimezone(UTC)


def may_try(place: Place | None, title: str) -> Verdict:
    """Judge beginning: people of the group, while the card has its words. `title` is empty when they have gone."""
    if place is None:
        return no(_("You are reading here with a moderator's grant. Only people of the group can take a card along."))
    return yes if title else unseen


def may_stop(trying: Trying) -> Verdict:
    """Judge stopping, and asking to be left alone: while it runs."""
    if trying.ended_at is not None:
        return no(_("You have ended this already. What you wrote stays here for a year."), *_mine())
    return yes


def ways_to_end(card_there: bool) -> list[tuple[str, str]]:
    """Return how it can end, in words. That the card is gone is said only where it is."""
    return [(one.value, str(one.label)) for one in Ended if one is not Ended.TAKEN_BACK or not card_there]


def may_answer(check: CheckBack, moment: datetime) -> Verdict:
    """Judge answering: once its day has come, once, and not after they asked to be left alone."""
    if check.answered_at is not None:
        return no(_("You have answered this already. Nothing more is needed."), *_mine())
    if check.dropped_at is not None:
        return no(_("You are not asked this any more. Nothing is needed."), *_mine())
    if check.due_at > moment:
        return no(_("The day for this question has not come yet."), *_mine())
    return yes


def _mine() -> tuple[str, str]:
    return url("library:trying"), _("What I am trying")
