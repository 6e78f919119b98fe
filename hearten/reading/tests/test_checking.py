"""Notes before sending, on own-written texts by families: one half was tuned on, the other was measured once.

No text is taken from a corpus; phone numbers and addresses are invented. The floors are what was measured: a change for
the worse fails, and docs/models/rules.md says how far they are from good.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hearten.reading.checking import KINDS, checks, worth_checking
from hearten.reading.training.rules_report import wilson

ROWS = [json.loads(line) for line in (Path(__file__).parent / "data" / "checks.jsonl").read_text().splitlines()]
HELD_OUT = [row for row in ROWS if row["half"] == "heldout"]
# A way of contact that is a link was taken out on purpose: own writings and sources are shared so. It cost one of 30.
FLOORS = {"own": 20, "others": 6, "dose": 10, "medicine": 11, "stigma": 17}  # of 30, 20, 15, 20, 20
MOST_FALSE = 0.10  # MO-08


def kinds_in(text: str) -> set[str]:
    return {check.kind for check in checks(text)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_found_as_often_as_it_was(kind: str, prints: Callable[[str], None]) -> None:
    having = [row for row in HELD_OUT if kind in row["kinds"]]
    hits = sum(kind in kinds_in(row["text"]) for row in having)
    low, high = wilson(hits, len(having))
    prints(f"Notes, held-out texts, {kind}: {hits} of {len(having)} ({low:.2f} to {high:.2f})")
    assert hits >= FLOORS[kind]


def test_texts_that_only_come_near_are_left_alone() -> None:
    plain: list[dict[str, Any]] = [row for row in HELD_OUT if not row["kinds"]]
    noted = sum(bool(checks(row["text"])) for row in plain)
    assert noted / len(plain) <= MOST_FALSE


@pytest.mark.parametrize(
    "text", ["I'm an addict, three years sober.", "As a schizophrenic I know this.", "i'm a psycho lol"]
)
def test_how_somebody_names_themself_is_theirs(text: str) -> None:
    assert "stigma" not in kinds_in(text)


def test_places_are_code_points() -> None:
    text = "👩🏽‍🚒 é ring me on 07700 900123 please"
    (check,) = checks(text)
    assert text[check.start : check.end] == check.said and "900123" in check.said


def test_words_of_danger_are_not_checked() -> None:
    assert not worth_checking("I have the pills here and I am going to end it tonight. Ring me on 07700 900123.")
    assert worth_checking("Ring me on 07700 900123.")
