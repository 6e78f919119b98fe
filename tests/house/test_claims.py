"""No page claims to treat, to name an illness, to say what a medicine should do, or to give advice at law (AI-05).

Read is every sentence that hearten can show: pages, forms, letters, formats, the Guide's texts, and the README.
A word of this field may stand where it is denied, or where it speaks of help that somebody has elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from hearten.guide.guard import caught
from hearten.guide.tests.test_words_of_texts import english
from hearten.reading.text import sentences
from tests.house.test_words import messages

ROOT = Path(__file__).parents[2]
FIELD = re.compile(
    r"\b(?:therap\w+|treat(?! each other)(?:s|ment|ments)?|clinical\w*|diagnos\w+|cure[sd]?|dos(?:e|es|age)|calori\w+|"
    r"legal\w*|lawyers?|prescri\w+|target weight)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:no|not|nobody|nothing|none|neither|nor|never|cannot|don.t|without|left out|leaves?|replaces?|instead of)\b",
    re.IGNORECASE,
)
# Whoever treats somebody does so elsewhere; and those who run a place are told whom to ask before they open it.
ELSEWHERE = re.compile(
    r"\b(?:pharmacist|(?:who|whoever|people who|person who|somebody who) (?:prescribes?|prescribed|treats?)|"
    r"with a doctor|prescribers?|a lawyer|(?:your|my|a|the) (?:own )?(?:doctor|therapist|psychiatrist|clinic)|"
    r"counsellor|notes before sending)\b",
    re.IGNORECASE,
)
CODES = {"dose", "diagnosis", "weight", "treatment_claim", "legal"}
# What the guard cannot know to be a label of something that is reported, or a denial. Each is looked at by a person.
FINE = {
    "Telling others to start, stop or change a medicine": "what a report is about",
    "It tells about doses, or to change a medicine": "what a report is about",
    "Doses of medicines": "what a report is about",
    "It is fine if you did not try it.": "speaks of a step that somebody chose",
}


def shown() -> Iterator[tuple[str, str]]:
    """Yield (place, text) of all that people may read."""
    for text, place in messages().items():
        yield place, re.sub(r"<[^>]+>", "", re.sub(r"%\(\w+\)[sd]|%[sd]", "it", text))
    yield from english()
    bullets = re.split(r"\n\s*\n|\n(?=- )", (ROOT / "README.md").read_text())
    yield from (("README.md", " ".join(part.replace("**", "").split())) for part in bullets)


def claims(said: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what claims something, with the place where it stands."""
    parts = [(place, one.text) for place, text in said for one in sentences(text)]
    return [(place, text) for place, text in parts if text not in FINE and _claims(text)]


def _claims(text: str) -> bool:
    if DENIED.search(text):
        return False
    return bool(CODES & set(caught(text))) or bool(FIELD.search(text) and not ELSEWHERE.search(text))


def test_nothing_that_is_shown_claims_what_only_others_do() -> None:
    assert claims(shown()) == []


def test_what_is_let_through_by_name_still_stands_somewhere() -> None:
    known = {one.text for _place, text in shown() for one in sentences(text)}
    assert set(FINE) - known == set()


@pytest.mark.parametrize(
    "planted",
    [
        "hearten is a clinical program.", "Online therapy for everybody.", "A treatment that works.", "We cure fear.",
        "Start with 50 mg.", "You can stop your medicine today.", "This sounds like depression.", "Your diagnosis",
        "Aim for 1200 calories.", "Your target weight", "Free legal advice", "Therapeutic circles, each Tuesday.",
    ],
)  # fmt: skip
def test_a_claim_is_seen(planted: str) -> None:
    assert claims([("planted", planted)]) == [("planted", planted)]
