"""One group under one rule: who looks when, what they read, what they answer, who tires and who stops."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from benchmarks.answering.assumptions import Assumed
from benchmarks.answering.ordering import calls, offers, rule_of
from benchmarks.answering.world import Numbers, World
from hearten.offers.fitting import Met, fit


@dataclass(frozen=True)
class Ran:
    """What became of one group: how long each counted call waited (inf: to the end), answers by helper, who stayed."""

    waits: Numbers
    answers: Numbers
    stayed: Numbers
    misfits: int  # answers where nothing truly fitted
    answered: Numbers  # by whom each call was answered first; -1: by nobody


class _Helper:
    """How much still weighs on somebody, when they answered, and whether they go on helping."""

    def __init__(self) -> None:
        self.weight, self.weighed_at, self.helps = 0.0, 0.0, True
        self.at: list[float] = []

    def weight_at(self, hour: float, assumed: Assumed) -> float:
        self.weight *= 0.5 ** ((hour - self.weighed_at) / assumed.recovers)
        self.weighed_at = hour
        return self.weight

    def met(self, hour: float) -> Met:
        today = hour - hour % 24
        return Met(sum(at >= today for at in self.at), sum(at > hour - 168 for at in self.at))


def run(world: World, name: str, assumed: Assumed, quick: bool = False) -> Ran:
    """Let a group's time pass under one rule."""
    rule = rule_of(name, world, assumed, quick)
    told, said = calls(world, truly=True), offers(world, assumed)
    helpers = [_Helper() for _each in said]
    by, when = np.full(len(told), -1), np.full(len(told), np.inf)
    waiting: list[int] = []
    arrived, misfits = 0, 0
    for look, (hour, who) in enumerate(zip(world.looks.tolist(), world.looker.tolist(), strict=True)):
        came = int(np.searchsorted(world.asked, hour, side="right"))
        waiting.extend(range(arrived, came))
        arrived = came
        helper = helpers[who]
        if not helper.helps or not waiting:
            continue
        shown = rule(waiting, who, hour, helper.met(hour), look)
        written = 0
        for place, n in enumerate(shown[: assumed.reads]):
            fits = fit(told[n], said[who])
            chance = assumed.answers * assumed.by_fit[fits] * exp(-assumed.fatigue * helper.weight_at(hour, assumed))
            if written == assumed.writes or not helper.helps or world.chances[look, place, 0] >= chance:
                continue
            by[n], when[n] = who, hour
            waiting.remove(n)
            written += 1
            misfits += fits == 0
            _answered(helper, hour, fits, world.chances[look, place, 1], assumed)
    counted = (world.asked >= assumed.warming * 24) & (world.asked < (assumed.days - 3) * 24)
    answers = np.bincount(by[by >= 0], minlength=len(said))
    return Ran((when - world.asked)[counted], answers, np.array([one.helps for one in helpers]), misfits, by)


def _answered(helper: _Helper, hour: float, fits: int, chance: float, assumed: Assumed) -> None:
    """Note one answer, and whether it was the last of this helper."""
    helper.weight += 1.0
    helper.at = [at for at in helper.at if at > hour - 168] + [hour]
    stops = assumed.stops_anyway
    stops += assumed.stops_when_overloaded if helper.weight > assumed.overload else 0.0
    stops += assumed.stops_after_misfit if fits == 0 else 0.0
    helper.helps = chance >= stops


def gini(loads: Sequence[float] | Numbers) -> float:
    """Return how unevenly something is shared out: 0 where all have as much, near 1 where one has all."""
    ordered = np.sort(np.asarray(loads, dtype=float))
    if not len(ordered) or ordered.sum() == 0:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * ranks - len(ordered) - 1).dot(ordered) / (len(ordered) * ordered.sum()))
