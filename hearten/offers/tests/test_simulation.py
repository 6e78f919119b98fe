"""The simulation in benchmarks/answering: the same seeds give the same, and it counts what it says it counts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.answering import writing
from benchmarks.answering.__main__ import BLOCK, SAMPLE, Cell, cells, ran
from benchmarks.answering.assumptions import BASE, RULES, VARIED
from benchmarks.answering.keeping import Kept, counted, together
from benchmarks.answering.ordering import at, calls, fast, offers, rule_of
from benchmarks.answering.running import gini, run
from benchmarks.answering.world import World, sizes, world
from hearten.offers.fitting import Met, fit, in_order, need

SHORT = replace(BASE, days=14, warming=2)


def worlds(assumed: Any = SHORT, members: int = 300) -> list[World]:
    groups = sizes(members, assumed, np.random.default_rng(3))
    return [world(size, assumed, np.random.default_rng([3, n])) for n, size in enumerate(groups)]


@pytest.mark.parametrize("rule", RULES)
def test_a_post_is_answered_at_most_once_after_it_was_asked_by_somebody_who_looked(rule: str) -> None:
    for one in worlds():
        told = run(one, rule, SHORT)
        by = told.answered[told.answered >= 0]
        assert told.answers.sum() == len(by) and (told.answers == np.bincount(by, minlength=len(one.lived))).all()
        assert (told.waits[np.isfinite(told.waits)] >= 0).all()
        assert 0 <= gini(told.answers) <= 1 and 0 <= told.misfits <= len(by)


def test_the_same_seed_gives_the_same_and_another_something_else() -> None:
    cell = Cell("a", "", 300, (300, 0, 0), quick=False)
    assert ran(cell) == ran(cell) != ran(cell._replace(seed=(300, 1, 0)))


def test_the_products_own_order_and_the_one_from_numbers_are_one() -> None:
    rng = np.random.default_rng(5)
    for one in worlds():
        told, said = calls(one), offers(one, SHORT)
        if not told:
            continue
        fits = np.array([[fit(call, offer) for call in told] for offer in said])
        needs = np.array([need(call) for call in told])
        for _turn in range(20):
            hour, who = float(rng.uniform(0, SHORT.days * 24)), int(rng.integers(len(said)))
            waiting = np.flatnonzero((one.asked <= hour) & (rng.random(len(told)) < 0.5))
            ours = in_order([told[n] for n in waiting], said[who], Met(), at(hour))
            assert [int(str(shown.call.id)) for shown in ours] == list(fast(waiting, one.asked, fits[who], needs, hour))
        assert (run(one, "ours", SHORT).answered == run(one, "ours", SHORT, quick=True).answered).all()


def test_with_limits_nobody_answers_more_than_they_said_in_a_day_but_in_their_last_look() -> None:
    """A limit is looked at before a look; one look gives two answers at most."""
    few = replace(SHORT, a_day=1, a_week=1, fatigue=0.0)
    limited = sum(run(one, "ours", few).answers.sum() for one in worlds(few))
    free = sum(run(one, "ours without limits", few).answers.sum() for one in worlds(few))
    helpers = sum(len(one.lived) for one in worlds(few))
    assert limited <= helpers * few.writes * few.days / 7 < free


def test_groups_hold_all_members_and_a_few_write_most() -> None:
    found = sizes(20_000, BASE, np.random.default_rng(1))
    assert sum(found) == 20_000 and min(found) >= BASE.smallest
    assert np.sort(found)[::-1][: len(found) // 10].sum() > 0.3 * 20_000


def test_figures_of_blocks_add_up_and_gini_is_known_for_what_is_known() -> None:
    blocks = [[run(one, "random", SHORT) for one in some] for some in (worlds()[:3], worlds()[3:])]
    whole = counted([*blocks[0], *blocks[1]])
    assert together([counted(blocks[0]), counted(blocks[1])]) == whole
    waits = np.concatenate([told.waits for told in blocks[0] + blocks[1]])
    figures = whole.figures()
    assert figures["day"] == pytest.approx((waits > 24).mean())
    assert figures["p50"] == pytest.approx(np.quantile(waits, 0.5, method="inverted_cdf"), rel=0.05)
    assert gini([1, 1, 1]) == 0 and gini([0, 0, 0, 4]) == 0.75 and gini([]) == 0


def test_an_interrupted_run_goes_on_with_what_is_left(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "cells.json")
    cell = Cell("base 100 seed 0 block 0", "", 100, (100, 0, 0), quick=False)
    kept.add(cell.key, ran(cell))
    assert Kept(tmp_path / "cells.json").cells == kept.cells
    assert cell.key in {one.key for one in cells(1_000_000)}
    assert sum(one.members for one in cells(1_000_000) if one.key.startswith("base 1000000 seed 0")) == SAMPLE * BLOCK
    assert len({one.key for one in cells(1_000_000)}) == len(list(cells(1_000_000))) and len(VARIED) >= 3


def test_what_is_written_is_what_was_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "cells.json")
    for seed in range(2):
        kept.add(f"base 100 seed {seed} block 0", ran(Cell("", "", 100, (100, seed, 0), quick=False)))
    (tmp_path / "answering.md").write_text("Before.\n<!-- sizes -->\n<!-- end of sizes -->\n"
                                           "<!-- varied -->\n<!-- end of varied -->\nAfter.\n")  # fmt: skip
    writing.write(kept, tmp_path)
    page, drawing = (tmp_path / "answering.md").read_text(), (tmp_path / "answering.svg").read_text()
    share = np.mean([cell["ours"].figures()["day"] for cell in kept.cells.values()])
    assert page.startswith("Before.") and page.endswith("After.\n") and f"| ours | {share * 100:.1f} % ±" in page
    assert "prefers-color-scheme" in drawing and f"ours {share * 100:.1f} %" in drawing.partition("</desc>")[0]


def test_limits_give_way_on_a_shift_to_one_more_a_day_of_what_waits_past_the_second_time() -> None:
    found = world(300, SHORT, np.random.default_rng(3))
    ours, giving = (rule_of(name, found, SHORT, quick=False) for name in ("ours", "ours, giving way"))
    hour, on, between = float(found.asked[9]), int(found.on_shift.argmax()), int(found.on_shift.argmin())
    waiting = list(range(10))
    late = [n for n in waiting if hour - found.asked[n] >= SHORT.second]
    assert 0 < len(late) < 10
    for met in (Met(3, 3), Met(0, 10), Met(0, 11)):  # as many as a day or a week has; an extra one on a day before
        assert ours(waiting, 0, hour, met, on) == [] == giving(waiting, 0, hour, met, between)
        assert giving(waiting, 0, hour, met, on) == ours(late, 0, hour, Met(), on)[:1]
        assert giving([n for n in waiting if n not in late], 0, hour, met, on) == []
    for met in (Met(4, 4), Met(1, 11), Met(3, 13)):  # one more today, or more than that
        assert giving(waiting, 0, hour, met, on) == []
    assert giving(waiting, 0, hour, Met(2, 9), on) == ours(waiting, 0, hour, Met(2, 9), on) != []


def test_what_giving_way_changes_is_told_seed_by_seed(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "cells.json")
    for seed in range(2):
        kept.add(f"base 100 seed {seed} block 0", ran(Cell("", "", 100, (100, seed, 0), quick=False)))
    days = [[cell[rule].figures()["day"] for rule in ("ours, giving way", "ours")] for cell in kept.cells.values()]
    (row,) = [line for line in writing._beside(kept).splitlines() if line.startswith("| 100 members |")]
    assert row.startswith(f"| 100 members | {100 * np.mean([giving - ours for giving, ours in days]):+.1f} ± ")
