"""Sentences on their way to the screen: quoted as they stand, or put into other words and checked; all are guarded."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hearten.guide.answers import Answer, Generator, MadeBy, Passage, Quoted
from hearten.guide.choosing import Nearness, chosen
from hearten.guide.dangers import ALARMING, danger_of
from hearten.guide.generating import phrased
from hearten.guide.grounding import grounded
from hearten.guide.guard import caught
from hearten.guide.ranking import Text
from hearten.reading.danger import touches_danger

BY_MEMBERS = ("card", "guide")  # what people wrote: what touches danger is read on its own page, not handed out here
SAYS_I = ("human_claim",)  # whoever wrote a card says "I" in it: it stands as a quotation, with its source


def quoted_from(question: str, order: Sequence[tuple[float, Text]], made_by: MadeBy, near: Nearness) -> Answer:
    """Return the sentences of these texts that answer, as they stand there; what the guard holds back is named."""
    kept: list[tuple[Passage, str]] = []
    refused: list[str] = []
    for one in chosen(question, order, near):
        codes = held_back(one.passage, one.text)
        refused += codes
        kept += [] if codes else [(one.passage, one.text)]
    return _shown(kept, refused, made_by)


def quoted_whole(found: Sequence[Passage], made_by: MadeBy) -> Answer:
    """Return short texts that were looked up, each as one sentence."""
    codes = {one.key: held_back(one, one.text) for one in found}
    kept = [(one, one.text) for one in found if not codes[one.key]]
    return _shown(kept, [code for one in found for code in codes[one.key]], made_by)


def _shown(kept: Sequence[tuple[Passage, str]], refused: Sequence[str], made_by: MadeBy) -> Answer:
    sentences = tuple(Quoted(text, passage.key) for passage, text in kept)
    sources = tuple(dict.fromkeys(passage.source for passage, _text in kept))
    return Answer(made_by, sentences=sentences, sources=sources, refused=tuple(dict.fromkeys(refused)))


def held_back(passage: Passage, text: str) -> tuple[str, ...]:
    """Return why a sentence of a source is not handed out; none where it is."""
    by_member = passage.kind in BY_MEMBERS
    codes = tuple(code for code in caught(text, passage.text) if passage.kind != "card" or code not in SAYS_I)
    return (*codes, "danger") if by_member and touches_danger(text) else codes


def rephrased(
    shown: Answer, question: str, sources: Sequence[Passage], generator: Generator, goes_on: Callable[[], bool]
) -> Answer:
    """Return the quoted answer in a generator's words, where these stand in its sources; else the quoted answer."""
    made_by = replace(shown.made_by, generator=generator.name, prompt=generator.prompt)
    said = phrased(generator, question, sources, goes_on)
    if not said:
        return replace(shown, made_by=made_by)
    if codes := wrong_with(said, sources):
        return replace(shown, made_by=made_by, refused=tuple(dict.fromkeys([*shown.refused, *codes])))
    kept = grounded(said, sources) or []
    by_key = {one.key: one.source for one in sources}
    return replace(
        shown,
        made_by=made_by,
        sentences=tuple(Quoted(one.text, one.source_key) for one in kept),
        sources=tuple(dict.fromkeys(by_key[one.source_key] for one in kept)),
        generated=True,
    )


def wrong_with(said: str, sources: Sequence[Passage]) -> tuple[str, ...]:
    """Return why a generated text is not shown: what the guard caught, danger in it, or what no source says."""
    if codes := caught(said):
        return codes
    if touches_danger(said) or danger_of(said).level in ALARMING:
        return ("danger",)
    return () if grounded(said, sources) else ("not_in_source",)
