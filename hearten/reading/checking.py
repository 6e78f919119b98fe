"""What a writer may want to look at again before sending: private details, doses and medicine, words that hurt.

Only notes, never a verdict. How somebody names themself is nobody's to correct (ST6), and words of danger are not
looked at here at all: they must not wait (`worth_checking`).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from hearten.reading.contacts import contacts
from hearten.reading.medicine import advice
from hearten.reading.phrases import lexicon, spelled_out
from hearten.reading.risk import risk

KINDS = ("own", "others", "dose", "medicine", "stigma")
_ALARMING = ("L2", "L3", "L4")
_LONGEST = 20_000
_TELLS_TO_ASK = re.compile(r"\b(?:doctor|prescriber|pharmacist|gp|psychiatrist|nurse)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Check:
    """One note: its kind (one of KINDS), its place in code points, the words, and the key of a kinder wording."""

    kind: str
    start: int
    end: int
    said: str
    kinder: str = ""


def worth_checking(text: str) -> bool:
    """Whether notes may be shown at all: never where the words may speak of danger to their writer."""
    return risk(text[:_LONGEST]).level not in _ALARMING


def checks(text: str) -> tuple[Check, ...]:
    """Return the notes on a text's first 20,000 characters, in order of place; one for each stretch."""
    read = text[:_LONGEST]
    found = [Check("own", start, end, read[start:end]) for start, end, kind in contacts(read) if kind != "asks"]
    for kind in ("own", "others", "dose"):
        found += [Check(kind, *at.span(), at.group()) for each in _patterns(kind) for at in each.finditer(read)]
    found += [
        Check("medicine", start, end, read[start:end]) for start, end in advice(read) if not _asks(read[start:end])
    ]
    found += _stigma(read)
    return _apart(sorted(found, key=lambda one: (one.start, -one.end, KINDS.index(one.kind))))


def _asks(sentence: str) -> bool:
    return bool(_TELLS_TO_ASK.search(sentence))


def _stigma(text: str) -> list[Check]:
    return [
        Check("stigma", *at.span(), at.group(), kinder)
        for pattern, kinder in _unkind()
        for at in pattern.finditer(text)
        if not _oneself().search(text[max(0, at.start() - 40) : at.start()])
    ]


def _apart(found: list[Check]) -> tuple[Check, ...]:
    """Drop what overlaps something found before it."""
    kept: list[Check] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


@lru_cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    kept = lexicon("checks")
    flags = re.IGNORECASE if kind == "dose" else 0
    return tuple(re.compile(spelled_out(said, kept["words"]), flags) for said in kept[kind])


@lru_cache
def _unkind() -> tuple[tuple[re.Pattern[str], str], ...]:
    kept = lexicon("checks")
    return tuple(
        (re.compile(spelled_out(one["said"], kept["words"]), re.IGNORECASE), one["kinder"]) for one in kept["stigma"]
    )


@lru_cache
def _oneself() -> re.Pattern[str]:
    return re.compile(lexicon("checks")["oneself"], re.IGNORECASE)
