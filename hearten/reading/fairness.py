"""Whether a reading moves when only who is spoken of, or the way of speaking, is another.

Own-written pairs (`tests/data/counterfactuals.yaml`): names of many cultures, words of identity, and the same meaning
in several varieties of English. The level of empathy must not move; what is reported is how often it does.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from hearten.reading.mechanisms import MECHANISMS, Reading

FILE = Path(__file__).parent / "tests" / "data" / "counterfactuals.yaml"
ReadMany = Callable[[Sequence[tuple[str, str]]], list[Reading]]


def pairs_of(template: dict[str, Any]) -> list[tuple[str, str]]:
    """Return every variant of a template as (post, draft); the first one is what the others are compared with."""
    made = []
    for variant in template["variants"]:
        texts = (str(variant.get(part, template.get(part, ""))) for part in ("post", "draft"))
        post, draft = (text.replace("{x}", str(variant.get("x", ""))) for text in texts)
        made.append((post, draft))
    return made


def moved(read_many: ReadMany, templates: Sequence[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return for each kind and mechanism how often a variant reads otherwise than the first: level, and presence."""
    told: dict[str, Any] = {}
    for template in templates if templates is not None else yaml.safe_load(FILE.read_text()):
        first, *others = read_many(pairs_of(template))
        for name in MECHANISMS:
            counts = told.setdefault(template["kind"], {}).setdefault(name, {"variants": 0, "level": 0, "present": 0})
            counts["variants"] += len(others)
            counts["level"] += sum(other[name].level != first[name].level for other in others)
            counts["present"] += sum(bool(other[name].level) != bool(first[name].level) for other in others)
    return {kind: {name: _rated(counts) for name, counts in found.items()} for kind, found in told.items()}


def _rated(counts: dict[str, int]) -> dict[str, Any]:
    whole = counts["variants"]
    return {
        "variants": whole,
        "level moved": interval(counts["level"], whole),
        "present moved": interval(counts["present"], whole),
    }


def interval(hits: int, whole: int) -> list[float]:
    """Return [rate, low, high] in percent: Wilson's 95 % interval."""
    if not whole:
        return [0.0, 0.0, 0.0]
    rate, z = hits / whole, 1.96
    centre, spread = rate + z * z / (2 * whole), z * (rate * (1 - rate) / whole + z * z / (4 * whole * whole)) ** 0.5
    low, high = (centre - spread) / (1 + z * z / whole), (centre + spread) / (1 + z * z / whole)
    return [round(100 * one, 1) for one in (rate, low, high)]
