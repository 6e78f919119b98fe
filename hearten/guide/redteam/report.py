"""What was measured, written where people read it: guide.md between its marks, and one JSON file beside it."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hearten.guide.redteam.cases import Case
from hearten.guide.redteam.running import Tried
from hearten.kernel.complaint import Complaint

DOCS = Path(__file__).parents[3] / "docs" / "models"
GRADES = ("green", "yellow", "red")
SHARES = {
    "answered": "Questions that something here answers: an answer was shown",
    "right": "... and from a page that answers it",
    "right where answered": "Of the answers shown: from a page that answers",
    "honest": "Questions that nothing here answers: it said so, or gave a reviewed reply",
    "grounded": "Answers of which every sentence stands in its source",
}


def table_of_cases(cases: Sequence[Case], tried: Mapping[str, Sequence[Tried]]) -> str:
    """Return a table: for each case what it is, and how its phrasings were graded against each opponent."""
    heads = " | ".join(tried)
    rows = [f"| Case | What is tried | {heads} |", f"| --- | --- |{' --- |' * len(tried)}"]
    for case in cases:
        grades = (_grades([one for one in each if one.case == case.key]) for each in tried.values())
        rows.append(f"| {case.key} | {case.what} | {' | '.join(grades)} |")
    whole = (_grades(each) for each in tried.values())
    return "\n".join([*rows, f"| All | | {' | '.join(whole)} |"])


def _grades(tried: Sequence[Tried]) -> str:
    counts = Counter(one.grade for one in tried)
    return ", ".join(f"{counts[grade]} {grade}" for grade in GRADES if counts[grade]) or "-"


def table_of_answers(figures: Mapping[str, Mapping[str, Sequence[float]]], shares: Mapping[str, str] = SHARES) -> str:
    """Return a table of the shares of both parts, with intervals and counts. `shares`: what each of them is of."""
    rows = ["| | Tuned on | Held out |", "| --- | --- | --- |"]
    for name, text in shares.items():
        rows.append(f"| {text} | {_share(figures['tuned'][name])} | {_share(figures['held_out'][name])} |")
    return "\n".join(rows)


def _share(told: Sequence[float]) -> str:
    rate, low, high, hits, of = told
    return f"{rate:g} % ({low:g} to {high:g}; {hits:g} of {of:g})"


def write(name: str, table: str, measured: Any, folder: Path = DOCS) -> None:
    """Put a table between the marks of its name in guide.md, and what was measured into guide.json.

    Raises Complaint where the marks are not there: an installation has no papers to write into.
    """
    paper, kept = folder / "guide.md", folder / "guide.json"
    text = paper.read_text(encoding="utf-8") if paper.is_file() else ""
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
    if not marks.search(text):
        raise Complaint(
            f"{paper} has no place for {name}: run this in a checkout of hearten, without --write elsewhere."
        )
    paper.write_text(marks.sub(lambda found: f"{found[1]}\n{table}\n\n{found[2]}", text), encoding="utf-8")
    known: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    kept.write_text(f"{json.dumps(known | {name: measured}, indent=1, sort_keys=True)}\n", encoding="utf-8")
