"""Which groups fit some answers, and why: points that anybody can add up, each with its reason. Pure.

Nothing is learned and nothing is weighed behind anybody's back: POINTS is all of it, and each reason that gave points
stands on the page in words. What makes one wait is never part of the points: it orders what is equal, and is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from hearten.finding.answers import ANY_HOUR, BRINGS, HOW, LANGUAGE, WHEN, Answers
from hearten.finding.near import near, same, stem, words_of
from hearten.finding.when import suits

POINTS = {
    "topic": 6,  # it names a topic that was chosen; and for each further one:
    "more_topics": 2,
    "own_word": 5,  # an own word is one of its topics' words
    "near_word": 4,  # an own word means the same as one of them
    "text_word": 3,  # an own word stands in its title, its purpose or who it is for
    "more": 1,  # each further topic that the strongest own word finds, and each further own word: two at most of each
    "way": 4,
    "time": 4,
    "any_hour": 2,  # no meeting at that time, but in writing it is there at any hour
    "language": 4,
}
SHOWN = 3
MOST_WORDS_COUNTED = 3
HOURS_OF_A_DAY = 24
MUCH_SOONER_H = 48  # a wait that is shorter by so much is worth saying
# Hours until one is in, for the order alone. Nobody is shown them; "" is what nobody knows yet.
ASKING_H = {"day": 24, "days": 72, "week": 168, "longer": 336, "": 72}
ANSWERED_H = {"hour": 1, "hours": 6, "day": 24, "longer": 72, "": 24}
ASK_AGAIN_H, FULL_H = 14 * 24, 365 * 24


@dataclass(frozen=True)
class Waits:
    """What makes one wait in a group. `way`: open, ask, asked, not_now, welcome, cohort, full, mine.

    asking    how long its requests usually wait: day, days, week, longer; "" where nobody can say
    answered  how soon whoever asks for support is usually answered: hour, hours, day, longer; "" where nobody can say
    left      places that are free, where places are counted
    """

    way: str = "open"
    asking: str = ""
    answered: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    left: int | None = None

    def until_in(self, today: date) -> int:
        """Return about how many hours it takes until one is in, for comparing groups."""
        if self.way == "full":
            return FULL_H
        if self.way in ("ask", "asked"):
            return ASKING_H[self.asking]
        if self.way == "not_now":
            return ASK_AGAIN_H
        if self.starts_on and self.starts_on > today:
            return (self.starts_on - today).days * HOURS_OF_A_DAY
        return 0

    def hours(self, today: date) -> int:
        """Return about how many hours it takes until one is in and was answered."""
        return self.until_in(today) + ANSWERED_H[self.answered]


@dataclass(frozen=True)
class Candidate:
    """A group as it says of itself, and when it meets next (in UTC, the first one first)."""

    id: UUID
    title: str
    purpose: str
    who_for: str
    topics: tuple[str, ...]
    ways: tuple[str, ...]
    language: str
    meets: tuple[datetime, ...] = ()
    waits: Waits = Waits()


class Reason(NamedTuple):
    """Why a group fits, or does not: the question, a word for the sentence, and what stands in the sentence."""

    question: str
    word: str
    met: bool
    points: int = 0
    said: Any = ()


@dataclass(frozen=True)
class Fit:
    """A group with the reasons for and against it. `sooner`: it stands here because another one makes one wait."""

    group: Candidate
    reasons: tuple[Reason, ...]
    sooner: bool = False

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def fits(self) -> bool:
        """Whether it is a fit: about what was named, in a language that was chosen, and something of all is met."""
        unmet = {reason.question for reason in self.reasons if not reason.met}
        if {BRINGS, LANGUAGE} & unmet:
            return False
        return not unmet or any(reason.points for reason in self.reasons)

    @property
    def named(self) -> bool:
        """Whether one of its topics is what brings somebody."""
        return any(reason.word in ("topics", "own_word", "near_word") for reason in self.reasons)

    @property
    def in_passing(self) -> bool:
        """Whether own words stand in its other words alone: that counts where no group names them."""
        return not self.named and any(reason.word == "text_word" for reason in self.reasons)


@dataclass(frozen=True)
class Chosen:
    """What is shown. `fits`: three at most. `others`: what does not fit, where fewer than three do. `waits`: the
    first one makes one wait, and another that fits (`Fit.sooner`) stands beside it."""

    fits: tuple[Fit, ...]
    others: tuple[Fit, ...]
    mine: tuple[Fit, ...]
    waits: bool = False


def judged(group: Candidate, answers: Answers) -> Fit:
    """Return a group with the reasons for and against it. `answers.zone` has to be a known zone."""
    counting = answers.counting
    parts = (_brings(group, counting), _how(group, counting), _when(group, counting), _language(group, counting))
    return Fit(group, tuple(reason for reasons in parts for reason in reasons))


def _brings(group: Candidate, answers: Answers) -> list[Reason]:
    words = words_of(answers.words)
    if not (answers.topics or words):
        return []
    return [*_topics(group, answers.topics), *_own_words(group, words)] or [Reason(BRINGS, "nothing", False)]


def _topics(group: Candidate, topics: Sequence[str]) -> list[Reason]:
    both = [topic for topic in group.topics if topic in topics]
    points = POINTS["topic"] + POINTS["more_topics"] * (len(both) - 1)
    return [Reason(BRINGS, "topics", True, points, tuple(both))] if both else []


def _own_words(group: Candidate, words: Sequence[str]) -> list[Reason]:
    """Return what own words find, the strongest first: topics with the word, topics close to it, its other words."""
    named: dict[tuple[str, str], list[str]] = {}
    for topic in group.topics:
        if found := _found_in(topic, words):
            named.setdefault(found, []).append(topic)
    rest = {stem(its) for its in words_of(f"{group.title} {group.purpose} {group.who_for}")}
    used = {mine for _word, mine in named}
    named |= {("text_word", mine): [] for mine in words if mine not in used and stem(mine) in rest}
    every = sorted(named.items(), key=lambda one: (-POINTS[one[0][0]], -len(one[1])))[:MOST_WORDS_COUNTED]
    return [
        Reason(BRINGS, word, True, _worth(word, len(topics)) if not number else POINTS["more"], (mine, *topics))
        for number, ((word, mine), topics) in enumerate(every)
    ]


def _worth(word: str, topics: int) -> int:
    return POINTS[word] + POINTS["more"] * max(0, min(topics, MOST_WORDS_COUNTED) - 1)


def _found_in(topic: str, words: Sequence[str]) -> tuple[str, str] | None:
    """Return how one of the own words finds a topic, and which."""
    for word, alike in (("own_word", same), ("near_word", near)):
        if mine := next((one for one in words for its in words_of(topic) if alike(one, its)), ""):
            return word, mine
    return None


def _how(group: Candidate, answers: Answers) -> list[Reason]:
    reading = [Reason(HOW, "reading", True)] if answers.reads_first else []
    if not answers.ways:
        return reading
    both = tuple(way for way in group.ways if way in answers.ways)
    way = Reason(HOW, "way", True, POINTS["way"], both) if both else Reason(HOW, "other_way", False, 0, group.ways)
    return [way, *reading]


def _when(group: Candidate, answers: Answers) -> list[Reason]:
    if not (answers.days or answers.parts):
        return []
    at = next((at for at in group.meets if suits(at, answers.zone, answers.days, answers.parts)), None)
    if at:
        return [Reason(WHEN, "time", True, POINTS["time"], (at,))]
    against = Reason(WHEN, "other_time" if group.meets else "no_meeting", False)
    if ANY_HOUR in group.ways and (not answers.ways or ANY_HOUR in answers.ways):
        return [Reason(WHEN, "any_hour", True, POINTS["any_hour"]), against]
    return [against]


def _language(group: Candidate, answers: Answers) -> list[Reason]:
    if not answers.languages:
        return []
    met = group.language in answers.languages
    return [Reason(LANGUAGE, "language", met, POINTS["language"] if met else 0, (group.language,))]


def choose(groups: Iterable[Candidate], answers: Answers, today: date) -> Chosen:
    """Return what is shown for some answers: the same for the same, whatever order the groups come in."""

    def order(fit: Fit) -> tuple[int, int, str, str]:
        return -fit.points, fit.group.waits.hours(today), fit.group.title.casefold(), str(fit.group.id)

    every = sorted((judged(group, answers) for group in groups), key=order)
    named = any(fit.named for fit in every if fit.fits)
    fitting = [fit for fit in every if fit.fits and not (named and fit.in_passing)]
    mine = [fit for fit in fitting if fit.group.waits.way == "mine"]
    shown, waits = _with_a_sooner_one([fit for fit in fitting if fit not in mine], today)
    others = [fit for fit in every if fit not in fitting and fit.group.waits.way != "mine"]
    return Chosen(tuple(shown), tuple(others[: SHOWN - len(shown)]), tuple(mine[:SHOWN]), waits)


def _with_a_sooner_one(fits: list[Fit], today: date) -> tuple[list[Fit], bool]:
    """Return three, and whether the first makes one wait; then the best that makes one wait much less is the second.

    What fits as well stands in the order of waiting already.
    """
    if not fits:
        return [], False
    first, rest = fits[0], fits[1:]
    soon = first.group.waits.until_in(today) - MUCH_SOONER_H
    less = (fit for fit in rest if fit.points < first.points)
    sooner = next((fit for fit in less if fit.group.waits.until_in(today) <= soon), None)
    if sooner is None:
        return fits[:SHOWN], False
    return [first, replace(sooner, sooner=True), *(fit for fit in rest if fit is not sooner)][:SHOWN], True
