"""What the model card says of the reading of risk: recall and false alarms with 95 % intervals (Wilson, JASA 1927).

    python -m hearten.reading.training.risk_report FILE... [--rules]

reads files of our own form, posts with a severity, and annotated pairs, and prints the figures as JSON.
"""

import json
import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from hearten.reading.training.risk_texts import CLASSES, LEVELS, Told, read_texts
from hearten.reading.training.rules_report import wilson

Figure = dict[str, Any]
LENGTHS = {"up to 7 words": (0, 7), "8 to 40 words": (8, 40), "over 40 words": (41, 10**6)}
HARMLESS = "alarms on none"


def figures(texts: Sequence[Told], levels: Sequence[int]) -> dict[str, Any]:
    """Return every figure. `levels`: what was read, as indices of LEVELS."""
    rows = list(zip(texts, levels, strict=True))
    told: dict[str, Any] = {}
    for source in ("own", "posts", "replies", "demo"):
        if kept := [row for row in rows if row[0].source == source]:
            told[source] = counted(kept)
    own = [row for row in rows if row[0].source == "own"]
    told["by language"] = _by(own, lambda one: one.lang)
    told["by class"] = _by(own, lambda one: one.about or "not said")
    told["by length"] = {
        name: counted([row for row in own if low <= len(row[0].text.split()) <= high])
        for name, (low, high) in LENGTHS.items()
    }
    told["by kind"] = _by(own, lambda one: one.kind)
    return told


def _by(rows: Sequence[tuple[Told, int]], name: Callable[[Told], str]) -> dict[str, dict[str, Figure]]:
    ordered = sorted(rows, key=lambda row: name(row[0]))
    return {kind: counted(list(kept)) for kind, kept in groupby(ordered, key=lambda row: name(row[0]))}


def counted(rows: Sequence[tuple[Told, int]]) -> dict[str, Figure]:
    """Return recall and alarms of one group of texts; what it holds none of is left out."""
    asked: dict[str, tuple[list[int], int]] = {
        "L3 and L4 read as at least L3": ([level for told, level in rows if told.least >= 3], 3),
        "L3 and L4 read as at least L2": ([level for told, level in rows if told.least >= 3], 2),
        "L2 read as at least L2": ([level for told, level in rows if told.least == told.most == 2], 2),
        "L2 read as at least L3": ([level for told, level in rows if told.least == told.most == 2], 3),
        "L4 read as L4": ([level for told, level in rows if told.least == 4], 4),
        "alarms on L1": ([level for told, level in rows if told.least == told.most == 1], 2),
        HARMLESS: ([level for told, level in rows if told.most == 0], 2),
        "alarms on none or L1": ([level for told, level in rows if told.least == 0 and told.most == 1], 2),
    }
    return {name: share(sum(level >= bar for level in met), len(met)) for name, (met, bar) in asked.items() if met}


def share(hits: int, of: int) -> Figure:
    """Return a share with its interval."""
    low, high = wilson(hits, of)
    return {"rate": round(hits / of, 4), "hits": hits, "of": of, "interval": [round(low, 4), round(high, 4)]}


def classes_met(texts: Sequence[Told], abouts: Sequence[str]) -> dict[str, Figure]:
    """Return how often a harmless text's class was told; a death counts as another's."""
    made: dict[str, Figure] = {}
    for kind in CLASSES:
        met = [about for told, about in zip(texts, abouts, strict=True) if told.about == kind and told.most == 0]
        if met:
            made[kind] = share(met.count("other" if kind == "bereaved" else kind), len(met))
    return made


def main() -> None:
    """Read the files that were named, and print the figures."""
    from hearten.reading.watch import Watcher

    texts = [told for name in sys.argv[1:] if not name.startswith("--") for told in read_texts(Path(name))]
    read = Watcher("--rules" not in sys.argv).read_many([told.text for told in texts])
    told = figures(texts, [LEVELS.index(one.level) for one in read])
    told["classes met"] = classes_met(texts, [one.about for one in read])
    sys.stdout.write(json.dumps(told, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
