"""How well danger is read on families of texts that nobody tuned with: printed in every run, and held to its floors.

The targets of the design (CR-04) are 0.98, 0.95 and 0.10. Where a floor below is another figure, the target was missed,
and the floor is what was measured (to the next hundredth), so that a change for the worse fails here.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hearten.reading.risk import LEVELS
from hearten.reading.training.risk_report import HARMLESS, Figure, figures
from hearten.reading.training.risk_texts import Told, read_texts
from hearten.reading.watch import Watcher

FAMILIES = Path(__file__).parent / "data" / "risk_families" / "test.jsonl"
SOON, THOUGHTS = "L3 and L4 read as at least L3", "L2 read as at least L2"
RECALL_SOON = 0.95  # the target, 0.98, is missed: 407 of 424
RECALL_THOUGHTS = 0.88  # the target, 0.95, is missed: 238 of 268
MOST_ALARMS = 0.23  # the target, 0.10, is missed: 104 of 471


@pytest.fixture(scope="module")
def texts() -> list[Told]:
    assert FAMILIES.is_file(), f"{FAMILIES} is missing: without it nobody knows how well danger is read"
    return read_texts(FAMILIES)


@pytest.fixture(scope="module")
def told(texts: list[Told]) -> dict[str, Any]:
    watcher = Watcher()
    assert not watcher.by_rules
    return figures(texts, [LEVELS.index(one.level) for one in watcher.read_many([told.text for told in texts])])


def _said(name: str, figure: Figure) -> str:
    low, high = figure["interval"]
    return f"{name}: {figure['rate']:.3f} ({low:.3f} to {high:.3f}; {figure['hits']} of {figure['of']})"


def test_figures_are_printed(told: dict[str, Any], prints: Callable[[str], None]) -> None:
    lines = ["Danger, read on families of texts that nobody tuned with (95 % intervals):"]
    lines += [f"  {_said(name, figure)}" for name, figure in told["own"].items()]
    for language, met in told["by language"].items():
        kept = [_said(name, met[name]) for name in (SOON, THOUGHTS, HARMLESS) if name in met]
        lines.append(f"  {language}: " + "; ".join(kept))
    prints("\n".join(lines))
    assert {SOON, THOUGHTS, HARMLESS} <= set(told["own"])


def test_recall_where_it_may_be_soon(told: dict[str, Any]) -> None:
    assert told["own"][SOON]["rate"] >= RECALL_SOON


def test_recall_of_thoughts(told: dict[str, Any]) -> None:
    assert told["own"][THOUGHTS]["rate"] >= RECALL_THOUGHTS


def test_alarms_for_nothing(told: dict[str, Any]) -> None:
    assert told["own"][HARMLESS]["rate"] <= MOST_ALARMS
