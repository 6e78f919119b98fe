"""Groups, who asks in them and when, and when their helpers look: drawn once, so that every rule meets the same."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.answering.assumptions import CALLS_BY_HOUR, KINDS, LIVED, SHIFTS_BY_HOUR, TOPICS, WANTS, WISHES, Assumed

Numbers = NDArray[Any]
WEEK = 168.0
KIND_SHARES = (0.6, 0.12, 0.13, 0.15)
_POPULAR = 1 / np.arange(1, TOPICS + 1)


@dataclass(frozen=True)
class World:
    """One group. Times in hours from the beginning; topics and wishes as rows of ones and zeros."""

    members: int
    asked: Numbers  # when each call was asked, in order
    kind: Numbers
    wish: Numbers
    newcomer: Numbers
    about: Numbers  # calls x topics: what each is about
    seen: Numbers  # calls x topics: what its words seem to be about
    lived: Numbers  # helpers x topics
    wants: Numbers  # helpers x wishes
    welcomes: Numbers  # helpers
    looks: Numbers  # when somebody looks, in order
    looker: Numbers
    on_shift: Numbers  # looks: whether that was on a shift, or between
    chances: Numbers  # looks x (conversations read, and two more): numbers from 0 to 1, the same for every rule


def sizes(members: int, assumed: Assumed, rng: np.random.Generator) -> list[int]:
    """Return the sizes of groups that hold so many members together."""
    found: list[int] = []
    left = members
    while left > 0:
        drawn = assumed.smallest * (1 - rng.random()) ** (-1 / assumed.size_tail)
        size = min(int(drawn), assumed.largest, left)
        size = left if left - size < assumed.smallest else size  # nobody is left over in a group too small
        found.append(size)
        left -= size
    return found


def world(members: int, assumed: Assumed, rng: np.random.Generator) -> World:
    """Draw one group of so many members, for the whole time."""
    helpers = max(2, round(members * assumed.helpers))
    asked = _calls(members, assumed, rng)
    n = len(asked)
    about, lived = _topics(n, 1 + (rng.random(n) < 0.4), rng), _topics(helpers, np.full(helpers, LIVED), rng)
    seen = (about & (rng.random((n, TOPICS)) < assumed.seen)) | (rng.random((n, TOPICS)) < assumed.mistaken)
    kind = rng.choice(len(KINDS), n, p=KIND_SHARES)
    looks, looker, on_shift = _looks(helpers, assumed, rng)
    return World(
        members, asked, kind, rng.integers(0, WISHES, n), (KINDS.index("hello") == kind) | (rng.random(n) < 0.1),
        about, seen, lived, _few_of(helpers, WISHES, WANTS, rng), rng.random(helpers) < 0.4, looks, looker,
        on_shift, rng.random((len(looks), assumed.reads, 3)),
    )  # fmt: skip


def _calls(members: int, assumed: Assumed, rng: np.random.Generator) -> Numbers:
    """Return when somebody asks. Each who asks at all does so at their own rate, by rank, day and hour.

    A few who ask a lot make a group's number of calls vary more than chance alone would.
    """
    ranks = np.arange(1, max(1, round(members * assumed.asks)) + 1)
    shares = ranks**-assumed.zipf * rng.gamma(2.0, 0.5, len(ranks))
    rate = members * assumed.calls_per_member / 7 * shares.sum() / (ranks**-assumed.zipf).sum()
    rhythm = np.array(CALLS_BY_HOUR) / np.sum(CALLS_BY_HOUR)
    found = []
    for day in range(assumed.days):
        busy = assumed.weekend if day % 7 >= 5 else (7 - 2 * assumed.weekend) / 5
        hours = rng.choice(24, rng.poisson(rate * busy), p=rhythm)
        found.append(day * 24 + hours + rng.random(len(hours)))
    return np.sort(np.concatenate(found))


def _looks(helpers: int, assumed: Assumed, rng: np.random.Generator) -> tuple[Numbers, Numbers, Numbers]:
    """Return when somebody looks at what waits, who, and whether on a shift: on their shifts, and sometimes between."""
    begins, rhythm = np.array(SHIFTS_BY_HOUR) / np.sum(SHIFTS_BY_HOUR), np.array(CALLS_BY_HOUR) / np.sum(CALLS_BY_HOUR)
    times: list[Numbers] = []
    who: list[Numbers] = []
    shift: list[bool] = []  # for each of `times`
    for helper in range(helpers):
        slots = rng.choice(7, assumed.shifts, replace=False) * 24 + rng.choice(24, assumed.shifts, p=begins)
        for week in range(int(np.ceil(assumed.days / 7))):
            for slot in slots:
                on = rng.random(rng.poisson(assumed.looks_on_shift)) * assumed.shift
                times.append(week * WEEK + slot + on)
                shift.append(True)
            between = rng.poisson(assumed.looks_between)
            times.append(week * WEEK + rng.integers(0, 7, between) * 24 + rng.choice(24, between, p=rhythm)
                         + rng.random(between))  # fmt: skip
            shift.append(False)
        so_far = sum(len(some) for some in who)
        who.append(np.full(sum(len(some) for some in times) - so_far, helper))
    joined, whose = np.concatenate(times), np.concatenate(who)
    on_shift = np.repeat(shift, [len(some) for some in times])
    order = np.argsort(joined, kind="stable")
    order = order[joined[order] < assumed.days * 24]
    return joined[order], whose[order], on_shift[order]


def _topics(n: int, how_many: Numbers, rng: np.random.Generator) -> Numbers:
    """Draw topics for each of `n`, without repeating one; common ones are common with all."""
    order = np.argsort(rng.exponential(size=(n, TOPICS)) / _POPULAR, axis=1)
    rows: Numbers = np.zeros((n, TOPICS), dtype=bool)
    for place in range(int(how_many.max(initial=0))):
        some = how_many > place
        rows[some, order[some, place]] = True
    return rows


def _few_of(n: int, all_of_them: int, few: int, rng: np.random.Generator) -> Numbers:
    order = np.argsort(rng.random((n, all_of_them)), axis=1)
    rows: Numbers = np.zeros((n, all_of_them), dtype=bool)
    np.put_along_axis(rows, order[:, :few], True, axis=1)
    return rows
