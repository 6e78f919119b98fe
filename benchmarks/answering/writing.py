"""The tables and the drawing of docs/answering.md, made of what was kept."""

import re
from pathlib import Path

import numpy as np

from benchmarks.answering.assumptions import RULES, VARIED
from benchmarks.answering.drawing import drawn
from benchmarks.answering.keeping import Counts, Kept, together

# Student's t for a 95 % interval, by seeds less one.
_T = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78, 7: 2.36, 39: 2.02}
_COLUMNS = {
    "day": "unanswered after 24 h", "three": "after 3 days", "p50": "first reply, p50", "p90": "p90",
    "gini": "Gini of answers", "stayed": "helpers who still help", "misfits": "answers where nothing fitted",
}  # fmt: skip
_SHARES = ("day", "three", "stayed", "misfits")
_BESIDE_COLUMNS = ("day", "three", "stayed")
_VARIED_COLUMNS = ("day", "p50", "p90", "stayed")

Figures = dict[str, tuple[float, float]]  # name -> (mean over seeds, half of the 95 % interval)


def write(kept: Kept, docs: Path) -> None:
    """Put the tables between their marks in answering.md, and make the drawing anew."""
    page = docs / "answering.md"
    base = {members: _of(kept, f"base {members} ") for members in _sizes(kept)}
    text = page.read_text(encoding="utf-8")
    text = _between(text, "sizes", "\n\n".join(_table(members, rules) for members, rules in base.items()))
    text = _between(text, "beside ours", _beside(kept))
    page.write_text(_between(text, "varied", _varied(kept)), encoding="utf-8")
    (docs / "answering.svg").write_text(drawn(base), encoding="utf-8")


def _between(text: str, mark: str, new: str) -> str:
    marks = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
    return re.sub(f"(?s){marks[0]}.*?{marks[1]}", lambda _all: f"{marks[0]}\n{new}\n{marks[1]}", text)


def _sizes(kept: Kept) -> list[int]:
    return sorted({int(key.split()[1]) for key in kept.cells if key.startswith("base ")})


def _of(kept: Kept, begins: str) -> dict[str, Figures]:
    """Return the figures by rule, of all seeds that were run."""
    found: dict[str, Figures] = {}
    for rule, each in _by_seed(kept, begins).items():
        found[rule] = {name: _mean([one[name] for one in each]) for name in each[0]} if each else {}
    return found


def _by_seed(kept: Kept, begins: str) -> dict[str, list[dict[str, float]]]:
    """Return by rule the figures of each seed that was run, always in the same order of seeds."""
    seeds: dict[str, list[dict[str, Counts]]] = {}
    for key, cell in kept.cells.items():
        if key.startswith(begins):
            seeds.setdefault(key.partition(" block ")[0], []).append(cell)
    return {rule: [together([cell[rule] for cell in blocks]).figures() for blocks in seeds.values()] for rule in RULES}


def _beside(kept: Kept) -> str:
    """Return how much ours changes by giving way: the difference in each seed, where both meet the same, in points."""
    rows = [
        f"| Where | {' | '.join(_COLUMNS[name] for name in _BESIDE_COLUMNS)} |",
        f"| --- |{' --- |' * len(_BESIDE_COLUMNS)}",
    ]
    named = {f"{members:,} members": f"base {members} " for members in _sizes(kept)}
    for label, begins in (named | {name: f"{name} " for name in VARIED}).items():
        seeds = _by_seed(kept, begins)
        pairs = list(zip(seeds["ours, giving way"], seeds["ours"], strict=True))
        if len(pairs) > 1:
            told = [_mean([100 * (giving[name] - ours[name]) for giving, ours in pairs]) for name in _BESIDE_COLUMNS]
            rows.append(f"| {label} | {' | '.join(f'{mean:+.1f} ± {half:.1f}' for mean, half in told)} |")
    return "\n".join(rows)


def _mean(values: list[float]) -> tuple[float, float]:
    if len(values) < 2 or not np.isfinite(values).all():
        return float(np.median(values)), float("nan")
    spread = float(np.std(values, ddof=1)) / len(values) ** 0.5
    return float(np.mean(values)), _T.get(len(values) - 1, 2.0) * spread


def _table(members: int, rules: dict[str, Figures]) -> str:
    head = f"**{members:,} members**\n\n| Order | {' | '.join(_COLUMNS.values())} |\n| --- |{' --- |' * len(_COLUMNS)}"
    rows = [f"| {rule} | {' | '.join(_said(name, told[name]) for name in _COLUMNS)} |" for rule, told in rules.items()]
    return "\n".join([head, *rows])


def _varied(kept: Kept) -> str:
    named = [_COLUMNS[name] for name in _VARIED_COLUMNS]
    rows = [f"| Varied | Order | {' | '.join(named)} |", f"| --- | --- |{' --- |' * len(named)}"]
    for name in VARIED:
        for rule, told in _of(kept, f"{name} ").items():
            if told:
                rows.append(f"| {name} | {rule} | {' | '.join(_said(one, told[one]) for one in _VARIED_COLUMNS)} |")
    return "\n".join(rows)


def _said(name: str, told: tuple[float, float]) -> str:
    """Return a figure with its interval: "31.2 % ± 0.4", "12.3 h ± 0.2", or that it was not reached in the time."""
    mean, half = told
    if not np.isfinite(mean):
        return "not within the time"
    scale, unit, digits = (100, " %", 1) if name in _SHARES else (1, "" if name == "gini" else " h", 1)
    digits = 2 if name == "gini" else digits
    around = "" if np.isnan(half) else f" ± {half * scale:.{digits}f}"
    return f"{mean * scale:.{digits}f}{unit}{around}"
