"""What reports say about cards, with small numbers and without pretending that they were large. Pure.

Each report counts for how far it helped: helped 1, mixed one half, did not help and made worse 0. Not helping and
making worse count alike *here* because this number only orders a list by who was helped; averaging harm into it would
let many good reports hide it. How many people it made things worse for is therefore always said by itself, as a whole
number.

A card's estimate is the mean of a Beta posterior: the group's own prior and the card's reports. The prior is fitted to
the group's cards, so that one report moves a card a little and thirty move it nearly all the way (empirical Bayes:
Robbins 1956; Morris 1983). A report loses half of its weight in two years (HALF_LIFE): people's lives and the services
around them change, and a card that helped lately is of more use than one that did long ago. What a page shows in
numbers is never this estimate: it shows the plain counts of people, however long ago they said it.

Nothing here knows who asks, so an order is the same for everybody who sees the same reports.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from hearten.library.beta import quantile

HALF_LIFE = 730.0  # days
VALUE = {"helped": 1.0, "mixed": 0.5, "did_not_help": 0.0, "made_worse": 0.0}
# What is believed of cards in general before a group has said much: worth 4 reports, spread like 4 reports more.
_FLOOR = 4.0
_FLOOR_CARDS = 5.0
_LEAST, _MOST = 1.0, 50.0
FEW = 3  # a card with fewer reports is one that few have tried
EVERY = 3  # each third place of a list is kept for one of those

Item = TypeVar("Item")


class Said(NamedTuple):
    """One report: its outcome, and how many days ago it was made."""

    outcome: str
    days: float


class Tally(NamedTuple):
    """A card's reports with their weights: how much of `weight` reports was help."""

    good: float
    weight: float


class Beta(NamedTuple):
    """A Beta distribution over the share of people whom a card helps."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        return self.a / (self.a + self.b)


class Counts(NamedTuple):
    """How many people said what. Whole people, none weighed."""

    helped: int = 0
    mixed: int = 0
    did_not_help: int = 0
    made_worse: int = 0

    @property
    def people(self) -> int:
        return sum(self)

    @property
    def not_helped(self) -> int:
        return self.did_not_help + self.made_worse


def counts(outcomes: Iterable[str]) -> Counts:
    """Count people by what they said."""
    said = list(outcomes)
    return Counts(*(said.count(name) for name in Counts._fields))


def tally(reports: Iterable[Said]) -> Tally:
    """Weigh reports by their age: half after HALF_LIFE days, a quarter after twice that."""
    good = weight = 0.0
    for said in reports:
        one = 0.5 ** (max(said.days, 0.0) / HALF_LIFE)
        good += VALUE[said.outcome] * one
        weight += one
    return Tally(good, weight)


def fit(tallies: Iterable[Tally]) -> Beta:
    """Return the group's own prior, fitted to its cards by moments, with a weak floor where there are few.

    The mean is the pooled share with four half-good reports added. The spread between cards is Kleinman's (1973) moment
    estimator of the intra-class correlation for unequal numbers, averaged with that of a prior worth four reports,
    which counts like five cards. Cards without reports say nothing about it.
    """
    told = [one for one in tallies if one.weight > 0]
    weight = sum(one.weight for one in told)
    mean = (sum(one.good for one in told) + _FLOOR / 2) / (weight + _FLOOR)
    alike = _alike(told, weight, mean)
    strength = min(max(1 / alike - 1, _LEAST), _MOST)
    return Beta(mean * strength, (1 - mean) * strength)


def _alike(told: Sequence[Tally], weight: float, mean: float) -> float:
    """Return how alike two reports on one card are, beyond two reports on any: the correlation, above 0, at most 1."""
    floor, cards = 1 / (1 + _FLOOR), len(told)
    room = weight - sum(one.weight**2 for one in told) / weight - (cards - 1) if told else 0.0
    if cards < 2 or room <= 0:
        return floor
    spread = sum(one.weight * (one.good / one.weight - mean) ** 2 for one in told) / (mean * (1 - mean))
    found = min(max((spread - (cards - 1)) / room, 0.0), 1.0)
    return (found * cards + floor * _FLOOR_CARDS) / (cards + _FLOOR_CARDS)


def posterior(said: Tally, prior: Beta) -> Beta:
    """Return what is believed of one card: the prior and its own reports. Without reports, the prior."""
    return Beta(prior.a + said.good, prior.b + said.weight - said.good)


def interval(belief: Beta, share: float = 0.8) -> tuple[float, float]:
    """Return the credible interval that leaves equal parts of (1 - share) out on both sides."""
    out = (1 - share) / 2
    return quantile(out, *belief), quantile(1 - out, *belief)


def sureness(said: Tally, prior: Beta) -> str:
    """Return "none", "few", "some" or "many": how far the card's own reports settle it, by the 80 % interval's width.

    The prior keeps its mean and is taken as two reports: a group whose cards are much alike would otherwise make the
    very first report sound like many.
    """
    if said.weight == 0:
        return "none"
    low, high = interval(posterior(said, Beta(2 * prior.mean, 2 * (1 - prior.mean))))
    if high - low > 0.45:
        return "few"
    return "some" if high - low > 0.25 else "many"


def arranged(
    items: Iterable[Item],
    score: Callable[[Item], float],
    people: Callable[[Item], int],
    newest: Callable[[Item], float],
    near: Callable[[Item], bool] = lambda item: False,
) -> list[Item]:
    """Return items by their score, the best first, with each third place for one that few people have tried.

    Those come by their age, the newest first. So a card that nobody has tried yet is seen, without being called good.
    `newest`: larger is newer. Equal scores: more people first, then the newer. `near`: which come first among those
    that few people have tried; what people say of the others stands as it is.
    """
    found = list(items)
    tried = sorted(
        (one for one in found if people(one) >= FEW), key=lambda one: (-score(one), -people(one), -newest(one))
    )
    new = sorted(
        (one for one in found if people(one) < FEW), key=lambda one: (not near(one), -newest(one), -score(one))
    )
    mixed: list[Item] = []
    while tried or new:
        from_new = not tried or (bool(new) and len(mixed) % EVERY == EVERY - 1)
        mixed.append((new if from_new else tried).pop(0))
    return mixed
