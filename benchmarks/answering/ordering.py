"""The rules that are compared. Ours is the product's own function; `fast` gives the same order from rows of numbers."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from benchmarks.answering.assumptions import KINDS, Assumed
from benchmarks.answering.world import Numbers, World
from hearten.offers.fitting import STEPS, Call, Met, Offered, fit, in_order, need, pause

# f(what waits, who looks, when, how much they answered lately, the look's number): what they are shown, in order.
Rule = Callable[[list[int], int, float, Met, int], Sequence[int]]
EPOCH = datetime(2026, 3, 2, tzinfo=UTC)
_STEPS = np.array([each.total_seconds() / 3600 for each in STEPS])


def at(hours: float) -> datetime:
    """Return a moment of the simulated time; a Monday's midnight is its beginning."""
    return EPOCH + timedelta(hours=hours)


def calls(world: World, truly: bool = False) -> list[Call]:
    """Return the world's calls as the product has them, or as they truly are."""
    topics = world.about if truly else world.seen
    return [
        Call(
            f"{n:08}", at(world.asked[n]), KINDS[world.kind[n]], str(world.wish[n]), bool(world.newcomer[n]), False,
            frozenset(map(str, np.flatnonzero(topics[n]))),
        )
        for n in range(len(world.asked))
    ]  # fmt: skip


def offers(world: World, assumed: Assumed) -> list[Offered]:
    """Return what each helper said of themself."""
    return [
        Offered(
            frozenset(map(str, np.flatnonzero(lived))), frozenset(map(str, np.flatnonzero(wants))), bool(welcomes),
            assumed.a_day, assumed.a_week,
        )
        for lived, wants, welcomes in zip(world.lived, world.wants, world.welcomes, strict=True)
    ]  # fmt: skip


def rule_of(name: str, world: World, assumed: Assumed, quick: bool) -> Rule:
    """Return a rule for one world. `quick`: ours from rows of numbers, for very many groups."""
    if name == "newest first":
        return lambda waiting, who, hour, met, look: waiting[::-1]
    if name == "oldest first":
        return lambda waiting, who, hour, met, look: waiting
    if name == "random":
        return lambda waiting, who, hour, met, look: _shuffled(waiting, look)
    ours = _fast(world, assumed) if quick else _product(world, assumed)
    if name == "ours":
        return ours
    if name == "ours, giving way":
        return _giving_way(ours, world, assumed)
    return lambda waiting, who, hour, met, look: ours(waiting, who, hour, Met(), look)


def _giving_way(ours: Rule, world: World, assumed: Assumed) -> Rule:
    """Return our rule, where limits give way to what waits past the second time: to one more a day, on a shift."""
    said = offers(world, assumed)

    def giving(waiting: list[int], who: int, hour: float, met: Met, look: int) -> Sequence[int]:
        reached = pause(said[who], met, at(hour)) in ("day", "week")
        if not reached or beyond(met, assumed) or not world.on_shift[look]:
            return ours(waiting, who, hour, met, look)
        late = [n for n in waiting if hour - world.asked[n] >= assumed.second]
        return ours(late, who, hour, Met(), look)[:1]

    return giving


def beyond(met: Met, assumed: Assumed) -> int:
    """Return how many of today's answers went beyond a limit, the one that a last look may pass it by counted, too."""
    return max(0, met.today - assumed.a_day, min(met.today, met.week - assumed.a_week))


def _shuffled(waiting: list[int], look: int) -> list[int]:
    return list(np.random.default_rng(look).permutation(waiting))


def _product(world: World, assumed: Assumed) -> Rule:
    told, said = calls(world), offers(world, assumed)

    def ours(waiting: list[int], who: int, hour: float, met: Met, look: int) -> list[int]:
        shown = in_order([told[n] for n in waiting], said[who], met, at(hour))
        return [int(str(one.call.id)) for one in shown]

    return ours


def _fast(world: World, assumed: Assumed) -> Rule:
    told, said = calls(world), offers(world, assumed)
    fits = np.array([[fit(call, offer) for call in told] for offer in said], dtype=int).reshape(len(said), len(told))
    needs = np.array([need(call) for call in told], dtype=int)

    def ours(waiting: list[int], who: int, hour: float, met: Met, look: int) -> Sequence[int]:
        if pause(said[who], met, at(hour)):
            return []
        return fast(np.array(waiting, dtype=int), world.asked, fits[who], needs, hour)

    return ours


def fast(waiting: Numbers, asked: Numbers, fits: Numbers, needs: Numbers, hour: float) -> Sequence[int]:
    """Return what waits (places in order of asking) in the product's order, from rows of numbers."""
    steps = np.searchsorted(_STEPS, hour - asked[waiting], side="right")
    found: Sequence[int] = waiting[np.lexsort((waiting, -needs[waiting], -fits[waiting], -steps))].tolist()
    return found
