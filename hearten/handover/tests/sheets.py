"""A made-up summary with everything in it, for the tests."""

from dataclasses import replace
from datetime import date

from hearten.handover import saying
from hearten.handover.sheet import Answer, Doing, Line, Result, Section, Sheet

LABELS = ("Not at all", "Several days", "More than half the days", "Nearly every day")
SAYS = saying.words_of_the_page()
SOURCE = saying.source_line("Hearten")
LICENCE = "Copyright (c) Pfizer Inc. No permission required to reproduce, translate, display or distribute."


def result(**more: object) -> Result:
    """PHQ-9 with its fourth question left out, and 1 for each other."""
    answers = tuple(
        Answer(f"q{at}", f"Question {at}", *((1, LABELS[1]) if at != 4 else (None, ""))) for at in range(1, 10)
    )
    made = Result(
        instrument="phq-9", title="PHQ-9", version="1 (2026-11-30)", on=date(2026, 11, 3), when="3 Nov 2026",
        score=9.0, most=27.0, words="mild", missing=1, asked=9,
        rule="With one question left out there still is a score.",
        licence=LICENCE, answers=answers,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


WALK = Doing("Walk to the river", "every day", "active", "goes on", date(2026, 10, 1), None, "Air helps")
SWIM = Doing("Swim", "on Mondays", "on-hold", "rests", date(2026, 9, 1))
CALL = Doing("Call the clinic", "once", "completed", "over", date(2026, 9, 1), date(2026, 9, 4))
WORDS = Section(
    "words", "In my own words", (Line("What I would like you to know", "Mornings are heavy.\nEvenings less."),)
)
RESULTS = Section("measures", "Questionnaires", results=(result(),))
DOINGS = Section("plans", "What I would like to do", doings=(WALK, SWIM, CALL))


def sheet(*sections: Section, **more: object) -> Sheet:
    made = Sheet("My summary", "en", date(2026, 11, 30), "30 Nov 2026", SOURCE, SAYS, "Ben B.", sections)
    return replace(made, **more)  # type: ignore[arg-type]


def whole() -> Sheet:
    """Every kind of thing that a summary can hold."""
    return sheet(WORDS, RESULTS, DOINGS)


def of_words(words: str, label: str = "") -> Sheet:
    return sheet(Section("words", "In my own words", (Line(label, words),)))
