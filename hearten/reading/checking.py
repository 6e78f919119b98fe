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
from hearten.reading.stigma import stigma

KINDS = ("own", "others", "dose", "medicine", "stigma")
_ALARMING = ("L2", "L3", "L4")
_LONGEST = 20_000
_KIN = (
    "friend|mate|sister|brother|mum|mom|mother|dad|father|wife|husband|partner|boyfriend|girlfriend|ex|son|daughter"
    "|neighbou?r|colleague|boss|cousin|aunt|uncle|niece|nephew|lad|girl|guy|bloke|roommate|flatmate|nan|grandad"
)
_OTHER = rf"(?:his|her|their|him|them|he|she|they|(?:{_KIN})(?:'?s)?)\b"
_SELF = rf"(?:my|me|i'm|im|i)\b(?! (?:\w+ )?(?:{_KIN}))"
_PEOPLE = re.compile(rf"\b(?:(?P<other>{_OTHER})|(?P<self>{_SELF}))", re.IGNORECASE)
_TELLS_TO_ASK = re.compile(r"\b(?:doctor|prescriber|pharmacist|gp|psychiatrist|nurse)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Check:
    """One note: its kind (one of KINDS), its place in code points, the words, and a kinder wording."""

    kind: str
    start: int
    end: int
    said: str
    kinder: str = ""


def worth_checking(text: str) -> bool:
    """Whether notes may be shown at all: never where the words may speak of danger to their writer."""
    return risk(text[:_LONGEST]).level not in _ALARMING


def medicine_beside_danger(text: str) -> bool:
    """Whether a text that may speak of danger also names a dose, or tells somebody what to do with a medicine."""
    return not worth_checking(text) and any(check.kind in ("dose", "medicine") for check in checks(text))


def checks(text: str) -> tuple[Check, ...]:
    """Return the notes on a text's first 20,000 characters, in order of place; one for each stretch."""
    read = text[:_LONGEST]
    found = [
        Check(_whose(read, start), start, end, read[start:end])
        for start, end, kind in contacts(read)
        if kind not in ("asks", "link")
    ]
    for kind in ("own", "others", "dose"):
        found += [Check(kind, *at.span(), at.group()) for each in _patterns(kind) for at in each.finditer(read)]
    told = [(start, end) for start, end in advice(read) if not _asks(read[start:end])]
    found += [Check("medicine", start, end, read[start:end]) for start, end in told]
    found += [Check("stigma", start, end, read[start:end], kinder) for start, end, kinder in stigma(read)]
    return _apart(sorted(found, key=lambda one: (one.start, -one.end, KINDS.index(one.kind))))


def _whose(text: str, start: int) -> str:
    """Return "others" where the words before a way of contact speak of somebody else, else "own"."""
    before = re.split(r"[.!?\n]", text[max(0, start - 60) : start])[-1]
    last = [match.lastgroup for match in _PEOPLE.finditer(before)]
    return "others" if last and last[-1] == "other" else "own"


def _asks(sentence: str) -> bool:
    return bool(_TELLS_TO_ASK.search(sentence))


def _apart(found: list[Check]) -> tuple[Check, ...]:
    """Drop what overlaps something of its own kind, or tells of the same person twice."""
    kept: list[Check] = []
    for one in found:
        if not any(one.start < other.end and _alike(one.kind) == _alike(other.kind) for other in kept):
            kept.append(one)
    return tuple(kept)


def _alike(kind: str) -> str:
    return "own" if kind == "others" else kind


@lru_cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    kept = lexicon("checks")
    flags = re.IGNORECASE if kind == "dose" else 0
    return tuple(re.compile(spelled_out(said, kept["words"]), flags) for said in kept[kind])
