"""What a member's own summary says: frozen, in the order of the page, and only what they chose. Pure.

`paper.py` lays it out as a page, `fhir.py` writes it as an HL7 FHIR bundle. Neither reads anything besides it, so that
what was not chosen has no way in.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Answer:
    """One item of a questionnaire with the answer that was chosen; without a value it was left out."""

    item: str
    text: str
    value: int | None
    label: str


@dataclass(frozen=True)
class Result:
    """One filled in questionnaire. `score` is None where too much was left out to have one.

    `words` is what the makers call that stretch of the score; `missing` of `asked` items have no answer, and `rule`
    says in plain words what is done then. `answers` is empty unless the member chose to hand over each answer.
    """

    instrument: str
    title: str
    version: str
    on: date
    when: str
    score: float | None
    most: float
    words: str
    missing: int
    asked: int
    rule: str
    licence: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Doing:
    """Something that the member would like to do. `status` is a code of FHIR's request-status: active, on-hold,
    completed, revoked; `state` says it in the reader's words."""

    words: str
    often: str
    status: str
    state: str
    since: date | None = None
    until: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Line:
    """Words of the member under a small heading; without one they stand alone."""

    label: str
    words: str


@dataclass(frozen=True)
class Section:
    """One part of the summary. `key` names it for programs."""

    key: str
    heading: str
    lines: tuple[Line, ...] = ()
    results: tuple[Result, ...] = ()
    doings: tuple[Doing, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.lines or self.results or self.doings)


@dataclass(frozen=True)
class Sheet:
    """The whole summary. `name` is empty unless the member wrote one; `says` are the page's own words, by their key."""

    title: str
    language: str
    on: date
    when: str
    source: str
    says: dict[str, str] = field(hash=False)
    name: str = ""
    sections: tuple[Section, ...] = ()

    @property
    def empty(self) -> bool:
        return all(section.empty for section in self.sections)
