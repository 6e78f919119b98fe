"""Reviewed replies, each by its name: in the language of the turn, and not the same wording twice in a row (RT25)."""

from collections.abc import Sequence
from dataclasses import replace

from hearten.guide.answers import Answer, MadeBy, Turn
from hearten.guide.patterns import words_of
from hearten.guide.texts import texts
from hearten.safety.lines import COUNTRIES, directory

# Of which kind each refusal is, for the record of a turn and for the page.
REFUSES = {
    "method": "method",
    "weight": "weight",
    "taken": "dose",
    "medicine_stopped": "dose",
    "dose": "dose",
    "diagnosis": "diagnosis",
    "impersonate": "person",
    "romance": "person",
    "only_you": "person",
    "other_members": "other_members",
    "instructions": "instructions",
    "minor": "minor",
    "promise": "promise",
    "legal": "legal",
    "contact": "contact",
    "donation": "advertising",
    "conversion": "conversion",
    "harm_to_others": "harm",
    "evading": "evading",
    "no_source": "no_source",
    "hotline_unknown": "no_line",
}
# Beside these stand crisis lines of the house's own table.
WITH_LINES = frozenset(
    ["l2", "l3", "l4", "worry", "worry_now", "taken", "method", "minor", "abuse", "harm_to_others", "hotline", "mania"]
)
# These say something about this place as well: what its pages say is quoted below.
INFORMS = ("delete_account", "promise", "lapse", "abuse", "weak_to_ask", "contact", "only_you")
# What a turn is about before anything is looked up, where it is one of these (intents.yaml says in which order).
ANSWERED = (
    "minor", "taken", "method", "weight", "medicine_stopped", "dose", "diagnosis", "evading", "mania", "grandiose",
    "harm_to_others", "abuse", "instructions", "are_you_real", "impersonate", "romance", "only_you", "other_members",
    "hotline", "conversion", "weak_to_ask", "lapse", "promise", "delete_account", "goodbye", "donation", "legal",
    "contact", "thanks", "scope",
)  # fmt: skip


def reply(name: str, language: str, before: Sequence[Turn], made_by: MadeBy) -> Answer:
    """Return the reviewed reply of this name: its next wording, where it was given in this conversation before."""
    says = texts().fixed[name].says
    spoken = language if language in says else "en"
    given = sum(turn.fixed == name for turn in before)
    words = says[spoken][given % len(says[spoken])]
    refused = (REFUSES[name],) if name in REFUSES else ()
    notices = ("asked",) if name == "are_you_real" else ()
    shown = Answer(made_by, fixed=name, words=words, language=spoken, refused=refused, notices=notices)
    return replace(shown, lines=name in WITH_LINES)


_CALLED = {"usa": "US", "america": "US", "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "britain": "GB",
           "deutschland": "DE", "schweiz": "CH", "frankreich": "FR", "holland": "NL", "suisse": "CH"}  # fmt: skip


def country_named(said: str) -> str | None:
    """Return the code of the country that a question names, "" where it names none, None where we have no line of it.

    A line of another country than the one that was asked for would be a stranger's number.
    """
    words = said.lower()
    for name, code in [*((str(COUNTRIES[code]), code) for code in directory()), *_CALLED.items()]:
        if code in directory() and _names(words, name):
            return code
    return None if any(_names(words, name) for name in _elsewhere()) else ""


def _names(words: str, name: str) -> bool:
    return f" {name.lower()} " in f" {' '.join(''.join(c if c.isalnum() else ' ' for c in words).split())} "


def _elsewhere() -> list[str]:
    return [name.strip() for name in words_of("countries").split(",")]
