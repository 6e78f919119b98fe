"""How well the rules read: precision and recall on the project's own test texts, with 95 % intervals.

`dev` is what the rules were written with; `heldout` is for measuring only, and nobody who writes rules reads it.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from math import sqrt
from pathlib import Path
from typing import Any

import yaml

from hearten.reading.moves import MOVES, moves
from hearten.reading.risk import risk
from hearten.reading.slips import KINDS, slips

_DATA = Path(__file__).parents[1] / "tests" / "data"
_ALARMING = ("L2", "L3", "L4")
_Z = 1.96

Figure = dict[str, Any]


def report(part: str) -> dict[str, dict[str, Figure]]:
    """Return {reading: {kind: figure}} for "dev" or "heldout". Raises KeyError for another part.

    A figure has tp, fp, fn, precision, recall and their Wilson intervals, or hits, of, rate and interval.
    """
    return {
        "slips": _slips(_items("slips", part)),
        "moves": _moves(_items("moves", part)),
        "risk": _risk(_items("risk", part)),
    }


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson, JASA 1927); 0 to 1 where nothing was counted."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def _items(name: str, part: str) -> list[dict[str, Any]]:
    kept: dict[str, list[dict[str, Any]]] = yaml.safe_load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return kept[part]


def _slips(items: list[dict[str, Any]]) -> dict[str, Figure]:
    pairs = [
        (set(one["slips"]), {slip.kind for slip in slips(one["post"], one["draft"], one["wish"])}) for one in items
    ]
    clean = [found for meant, found in pairs if not meant]
    return _by_kind(KINDS, pairs) | {"clean drafts left alone": _share(sum(not found for found in clean), len(clean))}


def _moves(items: list[dict[str, Any]]) -> dict[str, Figure]:
    pairs = [({one["move"]}, {move.kind for move in moves(one["sentence"])[:1]}) for one in items]
    right = sum(meant == found for meant, found in pairs)
    return _by_kind(MOVES, pairs) | {"all right": _share(right, len(pairs))}


def _risk(items: list[dict[str, Any]]) -> dict[str, Figure]:
    pairs = [(one["level"], risk(one["text"])) for one in items]
    alarms = [(level, found.level in _ALARMING and found.about in ("self", "other")) for level, found in pairs]
    acute = [found.level in ("L3", "L4") for level, found in pairs if level in ("L3", "L4")]
    return {
        "alarm on L3 and L4": _rate(alarm for level, alarm in alarms if level in ("L3", "L4")),
        "L3 and L4 read as L3 or L4": _rate(acute),
        "alarm on L2": _rate(alarm for level, alarm in alarms if level == "L2"),
        "false alarm on none": _rate(alarm for level, alarm in alarms if level == "none"),
        "false alarm on L1": _rate(alarm for level, alarm in alarms if level == "L1"),
        "level exactly right": _rate(found.level == level for level, found in pairs),
    }


def _by_kind(kinds: Iterable[str], pairs: list[tuple[set[str], set[str]]]) -> dict[str, Figure]:
    right = Counter(kind for meant, found in pairs for kind in meant & found)
    wrong = Counter(kind for meant, found in pairs for kind in found - meant)
    missed = Counter(kind for meant, found in pairs for kind in meant - found)
    kept = {kind: _figure(right[kind], wrong[kind], missed[kind]) for kind in kinds}
    return kept | {"together": _figure(right.total(), wrong.total(), missed.total())}


def _figure(right: int, wrong: int, missed: int) -> Figure:
    precision, recall = _share(right, right + wrong), _share(right, right + missed)
    return {
        "tp": right,
        "fp": wrong,
        "fn": missed,
        "precision": precision["rate"],
        "precision_interval": precision["interval"],
        "recall": recall["rate"],
        "recall_interval": recall["interval"],
    }


def _rate(hits: Iterable[bool]) -> Figure:
    kept = list(hits)
    return _share(sum(kept), len(kept))


def _share(hits: int, of: int) -> Figure:
    return {"hits": hits, "of": of, "rate": hits / of if of else 0.0, "interval": wilson(hits, of)}


def table(figures: dict[str, dict[str, Figure]]) -> str:
    """Return the figures as lines of plain text."""
    lines = []
    for reading, kinds in figures.items():
        lines += ["", reading, *(_line(kind, figure) for kind, figure in kinds.items())]
    return "\n".join(lines[1:])


def _line(kind: str, figure: Figure) -> str:
    if "rate" in figure:
        return f"  {kind:28} {_shown(figure['rate'], figure['interval'])}  ({figure['hits']} of {figure['of']})"
    precision = _shown(figure["precision"], figure["precision_interval"])
    counts = f"tp {figure['tp']}, fp {figure['fp']}, fn {figure['fn']}"
    return (
        f"  {kind:28} precision {precision}  recall {_shown(figure['recall'], figure['recall_interval'])}  ({counts})"
    )


def _shown(share: float, interval: tuple[float, float]) -> str:
    return f"{share:.2f} [{interval[0]:.2f}, {interval[1]:.2f}]"


if __name__ == "__main__":
    sys.stdout.write(table(report((sys.argv[1:] or ["dev"])[0])) + "\n")
