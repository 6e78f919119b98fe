"""What people of a circle see of each other's days, and when the agreed words fit: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, yes
from hearten.plans.calendar import monday_of
from hearten.plans.doing.rules import DONE, OPEN, Away, Rhythm, is_due, state_on
from hearten.plans.models.circles import Level

MOST_PEOPLE = 5
MOST_A_WEEK = 3  # circles that one person begins
ANSWER_WITHIN = timedelta(days=14)
NOT_YET = "not_yet"
MISSED_WITHIN = 3  # days after which nobody is spoken to about a day any more


@dataclass(frozen=True)
class Days:
    """What is shown of one commitment, and nothing more: days, each "done" or "not_yet"."""

    states: Sequence[tuple[date, str]]

    def missed(self, today: date) -> bool:
        """Whether one of the last days that are over was not done. A day that runs is nobody's business yet."""
        since = today - timedelta(days=MISSED_WITHIN)
        return any(since <= day < today and state == NOT_YET for day, state in self.states)


def days_shown(
    level: str,
    begins: date,
    until: date | None,
    rhythms: Sequence[Rhythm],
    rests: Sequence[Away],
    done: Sequence[date],
    window: Sequence[date],
) -> Days:
    """Return the days of a window that are shown: from the day on which it was chosen, and only what was chosen.

    `window` begins with their own today. A day on which nothing is to be done, or that was paused, is not there; nor is
    a day that is over of "a number of times in a week", which has no day of its own that could be missed. "Not today"
    is "not yet" to others: that somebody said so is theirs. In the week in which it was chosen, "a number of times in a
    week" may have been done on days that are not shown, so that nothing is "not yet" before the next one.
    """
    marks = dict.fromkeys(done, DONE)
    found = []
    for day in window:
        if day < begins or (until is not None and day >= until):
            continue
        state = state_on(rhythms, rests, marks, day)
        if state == DONE:
            found.append((day, DONE))
        elif state == OPEN and level == Level.BOTH and _is_seen_open(rhythms, rests, day, begins, window[0]):
            found.append((day, NOT_YET))
    return Days(found)


def _is_seen_open(rhythms: Sequence[Rhythm], rests: Sequence[Away], day: date, begins: date, today: date) -> bool:
    return is_due(rhythms, rests, day) or (day == today and begins <= monday_of(day))


def may_propose(chosen: int) -> Verdict:
    """Judge how many are asked: a circle is two to five people."""
    if 1 <= chosen <= MOST_PEOPLE - 1:
        return yes
    return no(_("A circle is two to five people. Choose one to four to ask."))


def why_not(word: str) -> Verdict:
    """Turn the word of the door `plans_propose` into a sentence."""
    if word == "often":
        return no(
            _("You began three circles in the last seven days. Give people time to answer; you can ask again later."),
            url("plans:circles"),
            _("My circles"),
        )
    if word:
        return no(_("Somebody you chose is not in this group any more. Choose again."))
    return yes


def nothing_to_answer() -> Verdict:
    """Say that a question about a circle is over. Which of the reasons it is, is not told."""
    return no(_("This circle is not open any more. Nothing is needed from you."), url("plans:circles"), _("My circles"))
