"""Texts that the reading of risk is taught with and measured on: our own, by families, and two public sets."""

import csv
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

LEVELS = ("none", "L1", "L2", "L3", "L4")
CLASSES = ("self", "other", "past", "quote", "figure", "bereaved")
OWN = Path(__file__).parent / "risk_families"
DEMO = Path(__file__).parents[2] / "demo" / "groups"
DEMO_MEASURED = (
    "steady-ground",
    "panic-and-worry",
)  # not learned from: what is said of everyday posts is measured here
DEMO_TEXTS, DEMO_WORDS = 400, 12
RULES = Path(__file__).parents[1] / "tests" / "data" / "risk.yaml"
ASKED = "question"  # the kind of texts that are asked of the Guide
# The Columbia scale's order in Patil et al.: 0 none, 1-2 wish and thoughts, 3 method, 4 intent, 5 plan, 6 attempt.
SEVERITY = {0: (0, 1), 1: (2, 2), 2: (2, 2), 3: (2, 2), 4: (3, 3), 5: (3, 4), 6: (3, 4)}


@dataclass(frozen=True)
class Told:
    """One labelled text. Its level lies between `least` and `most` (indices of LEVELS); `about` "" is not known."""

    text: str
    least: int
    most: int
    about: str
    family: str
    lang: str = "en"
    kind: str = ""
    source: str = "own"
    weight: float = 1.0
    hand: str = ""  # the file of our own that it is from


def read_texts(path: Path) -> list[Told]:
    """Return the texts of a file: our JSON lines, posts with a severity, or annotated pairs (their replies).

    Raises ValueError for a file in no form that is known.
    """
    if path.suffix == ".jsonl":
        return [_own(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    with path.open(encoding="utf-8", newline="") as content:
        rows = list(csv.DictReader(content))
    if rows and "severity" in rows[0]:
        return [_post(row) for row in rows]
    if rows and "response_post" in rows[0]:
        return [_reply(row) for row in rows]
    raise ValueError(f"{path} holds neither severity nor response_post.")


def _own(row: dict[str, Any]) -> Told:
    level = LEVELS.index(row["level"])
    return Told(row["text"], level, level, row["about"], row["family"], row["lang"], row["kind"])


def _post(row: dict[str, str]) -> Told:
    least, most = SEVERITY[int(row["severity"])]
    about = "self" if least else ""
    return Told(
        row["text"], least, most, about, f"post:{row['text'][:60]}", kind=row["severity"], source="posts", weight=0.6
    )


def _reply(row: dict[str, str]) -> Told:
    family = f"pair:{row['sp_id'][:12]}"  # a reply is nearly always harmless; the few that are not weigh less
    return Told(row["response_post"], 0, 1, "", family, kind="reply", source="replies", weight=0.6)


def demo_texts() -> list[Told]:
    """Return the longer texts of the demo's made-up community: everyday life, at most distressed."""
    read = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted(DEMO.glob("*.yaml"))
        if path.stem not in DEMO_MEASURED
    ]
    said = sorted({text for kept in read for text in _strings(kept) if len(text.split()) > DEMO_WORDS})
    random.Random(1).shuffle(said)  # noqa: S311  # a choice, not a secret
    rows = enumerate(said[:DEMO_TEXTS])
    return [Told(text, 0, 1, "", f"demo{at}", kind="demo", source="demo", weight=0.5) for at, text in rows]


def _strings(kept: Any) -> Iterator[str]:
    if isinstance(kept, str):
        yield kept
    for one in kept.values() if isinstance(kept, dict) else kept if isinstance(kept, list) else ():
        yield from _strings(one)


def own_texts() -> list[Told]:
    """Return all that is our own: the families written for training, and the rules' former test texts."""
    written = [replace(told, hand=path.stem) for path in sorted(OWN.glob("*.jsonl")) for told in read_texts(path)]
    return written + _rules_texts()


def _rules_texts() -> list[Told]:
    kept = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    rows = [row for part in ("dev", "heldout") for row in kept[part]]
    made = []
    for number, row in enumerate(rows):
        about = "" if row["about"] == "other" else row["about"]  # a death and a worry are one class there
        level = 0 if row["about"] == "other" else LEVELS.index(row["level"])
        made.append(Told(row["text"], level, level, about, f"rules{number}", row.get("lang", "en"), "rules"))
    return made


def folds(texts: Sequence[Told], count: int, seed: int) -> list[int]:
    """Return each text's fold: a family is never divided."""
    families = sorted({told.family for told in texts})
    random.Random(seed).shuffle(families)  # noqa: S311  # an order, not a secret
    part = {family: number % count for number, family in enumerate(families)}
    return [part[told.family] for told in texts]
