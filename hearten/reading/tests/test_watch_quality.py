"""How well danger is read on texts and on questions that nobody tuned with: printed in every run, and held to floors.

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

DATA = Path(__file__).parent / "data"
FAMILIES = DATA / "risk_families" / "test.jsonl"
QUESTIONS = DATA / "questions" / "test.jsonl"  # 390 that may be asked of the Guide, by one hand that wrote nothing else
SOON, THOUGHTS = "L3 and L4 read as at least L3", "L2 read as at least L2"
RECALL_SOON = 0.95  # the target, 0.98, is missed: 406 of 424
RECALL_THOUGHTS = 0.88  # the target, 0.95, is missed: 239 of 268
MOST_ALARMS = 0.24  # the target, 0.10, is missed: 113 of 471 (104 before questions were learned from, decision 0104)
ASKED = {SOON: 0.97, THOUGHTS: 0.85}  # 73 of 75, 47 of 55
MOST_ALARMS_ASKED = 0.06  # 13 of 230


@pytest.fixture(scope="module")
def read() -> Callable[[Path], dict[str, Any]]:
    watcher = Watcher()
    assert not watcher.by_rules

    def measured(path: Path) -> dict[str, Any]:
        assert path.is_file(), f"{path} is missing: without it nobody knows how well danger is read"
        texts: list[Told] = read_texts(path)
        return figures(texts, [LEVELS.index(one.level) for one in watcher.read_many([told.text for told in texts])])

    return measured


@pytest.fixture(scope="module")
def told(read: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    return read(FAMILIES)


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


def test_questions_are_read_for_what_is_behind_them(
    read: Callable[[Path], dict[str, Any]], prints: Callable[[str], None]
) -> None:
    asked = read(QUESTIONS)["own"]
    lines = ["Danger behind questions to the Guide, on questions that nobody tuned with (95 % intervals):"]
    prints("\n".join([*lines, *(f"  {_said(name, figure)}" for name, figure in asked.items())]))
    assert {name: asked[name]["rate"] >= least for name, least in ASKED.items()} == dict.fromkeys(ASKED, True)
    assert asked[HARMLESS]["rate"] <= MOST_ALARMS_ASKED
