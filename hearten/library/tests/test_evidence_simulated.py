"""Does the order that a library shows come nearer to the truth than a plain share or an average of stars would?

Many made-up groups of cards, each card with true chances of its own and an unequal, small number of reports. Three
ways to order a group's cards are compared with the truth, in the same groups: the share as it is, an average of stars
(helped 5, mixed 3, did not help 2, made worse 1), and what the library does. The run prints the table at its end.
"""

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from hearten.library import evidence
from hearten.library.evidence import VALUE, Said

GROUPS, CARDS, BEST, DRAWS = 300, 30, 5, 1000
STARS = {"helped": 5.0, "mixed": 3.0, "did_not_help": 2.0, "made_worse": 1.0}
OUTCOMES = tuple(VALUE)
Rate = Callable[[random.Random], float]


class Card(NamedTuple):
    truth: float  # what one more report is worth, on average: helped 1, mixed one half
    said: list[str]


def _one_hump(dice: random.Random) -> float:
    return dice.betavariate(5, 3)


def _two_humps(dice: random.Random) -> float:
    """Cards that help most people, or few: no Beta distribution with one hump looks like this."""
    return dice.betavariate(16, 4) if dice.random() < 0.5 else dice.betavariate(4, 12)


def _a_long_tail(dice: random.Random) -> float:
    """Most cards are alike, and a few are far better."""
    return 0.45 if dice.random() < 0.8 else dice.uniform(0.45, 0.98)


def _flat(dice: random.Random) -> float:
    return dice.uniform(0.02, 0.98)


SHAPES: dict[str, Rate] = {
    "as assumed": _one_hump, "two humps": _two_humps, "a long tail": _a_long_tail, "flat": _flat,
}  # fmt: skip


def _card(dice: random.Random, rate: Rate) -> Card:
    """One card: of those whom it does not help, some find it mixed and some are worse off, in parts of its own."""
    helped, mixed, worse = rate(dice), dice.uniform(0, 0.6), dice.uniform(0, 0.4)
    rest = 1 - helped
    chances = (helped, rest * mixed, rest * (1 - mixed) * (1 - worse), rest * (1 - mixed) * worse)
    people = max(1, min(60, int(dice.expovariate(1 / 5))))  # most have a few, some have many
    return Card(chances[0] + chances[1] / 2, dice.choices(OUTCOMES, chances, k=people))


def by_share(cards: Sequence[Card]) -> list[float]:
    return [sum(VALUE[one] for one in card.said) / len(card.said) for card in cards]


def by_stars(cards: Sequence[Card]) -> list[float]:
    return [sum(STARS[one] for one in card.said) / len(card.said) for card in cards]


def by_evidence(cards: Sequence[Card]) -> list[float]:
    tallies = [evidence.tally(Said(one, 0) for one in card.said) for card in cards]
    prior = evidence.fit(tallies)
    return [evidence.posterior(one, prior).mean for one in tallies]


WAYS = {"plain share": by_share, "average of stars": by_stars, "hearten": by_evidence}


def kendall(scores: Sequence[float], truth: Sequence[float]) -> float:
    """Kendall's tau-b, which counts ties as neither."""
    agree = tied = pairs = 0
    for first in range(len(truth)):
        for second in range(first):
            by_score = scores[first] - scores[second]
            pairs, tied = pairs + 1, tied + (by_score == 0)
            product = by_score * (truth[first] - truth[second])
            agree += (product > 0) - (product < 0)
    return agree / ((pairs * (pairs - tied)) ** 0.5 or 1)


def regret(scores: Sequence[float], truth: Sequence[float], dice: random.Random) -> float:
    """How much is lost by showing these five first, against the five that are best. Ties fall by chance."""
    best = sum(sorted(truth)[-BEST:]) / BEST
    order = sorted(range(len(truth)), key=lambda at: (scores[at], dice.random()))
    return best - sum(truth[at] for at in order[-BEST:]) / BEST


def _measured(rate: Rate, seed: int) -> dict[str, list[tuple[float, float]]]:
    dice = random.Random(seed)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    for _group in range(GROUPS):
        cards = [_card(dice, rate) for _card_number in range(CARDS)]
        truth = [card.truth for card in cards]
        for name, way in WAYS.items():
            scores = way(cards)
            found[name].append((kendall(scores, truth), regret(scores, truth, dice)))
    return found


def _between(differences: Sequence[float], seed: int) -> tuple[float, float, float]:
    """The mean of paired differences, and its 95 % interval by a bootstrap over groups."""
    dice, n = random.Random(seed), len(differences)
    means = sorted(sum(dice.choices(differences, k=n)) / n for _draw in range(DRAWS))
    return sum(differences) / n, means[int(DRAWS * 0.025)], means[int(DRAWS * 0.975) - 1]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_order_comes_nearer_to_the_truth_than_shares_and_stars(shape: str, prints: Callable[[str], None]) -> None:
    found = _measured(SHAPES[shape], seed=20_261_129)
    prints(f"{shape}: {GROUPS} groups of {CARDS} cards")
    for name, measured in found.items():
        tau, lost = (sum(column) / GROUPS for column in zip(*measured, strict=True))
        prints(f"  {name:18} tau {tau:.3f}   lost in the first {BEST} {lost:.4f}")
    for other in ("plain share", "average of stars"):
        pairs = list(zip(found["hearten"], found[other], strict=True))
        nearer = _between([ours[0] - theirs[0] for ours, theirs in pairs], 1)
        spared = _between([theirs[1] - ours[1] for ours, theirs in pairs], 2)
        prints(f"  over {other:18} tau {_text(nearer)}   spared {_text(spared)}")
        assert nearer[1] > 0, f"the order is not nearer to the truth than by {other}"
        assert spared[1] > 0, f"the first {BEST} are not better than by {other}"


def _text(values: tuple[float, float, float]) -> str:
    return "{:+.4f} [{:+.4f}, {:+.4f}]".format(*values)


def test_the_measure_can_tell_a_good_order_from_a_bad_one() -> None:
    truth = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
    dice = random.Random(1)
    assert kendall(truth, truth) == 1 and kendall([-one for one in truth], truth) == -1
    assert kendall([0.5] * 8, truth) == 0
    assert regret(truth, truth, dice) == 0 and regret([-one for one in truth], truth, dice) > 0.2
