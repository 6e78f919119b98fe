"""A search, from a question to what this seat may read of it: mistyped words, both lists, one order, and why."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.reading.danger import touches_danger
from hearten.search import reading
from hearten.search.asking import Question, has_in_order
from hearten.search.correcting import bearable, nearest
from hearten.search.encoder import Vector
from hearten.search.excerpts import Piece, excerpt
from hearten.search.fields import written
from hearten.search.fusing import CANDIDATES, SHOWN, TUNING, fused
from hearten.search.reading import Asked, Looked, Near, Scored
from hearten.search.sources import Found, source_of

WORDS_SHOWN = 5
AT_ONCE = 14  # candidates that are read together


@dataclass(frozen=True)
class Result:
    """One thing that was found: as the seat reads it, a few of its words, and why it is here."""

    kind: str
    named: Any
    found: Found
    pieces: list[Piece]
    why: list[str]

    def because(self, reason: str) -> "Result":
        """Return the same with one reason."""
        return replace(self, why=[reason])


@dataclass
class Hit:
    """One entry before anybody has read it: ids, and how each list found it."""

    id: UUID
    kind: str
    item: UUID
    within: UUID | None
    said: list[str] = field(default_factory=list)
    terms: int = 0  # how many different words of the question it has, whatever their forms
    score: float = 0.0
    part: int = 0
    near: float = 0.0


@dataclass(frozen=True)
class Meant:
    """A question, how its words are looked up, and what it said before words were taken for mistyped ones.

    `apart`: whether somebody's words are out of the seat's sight (reading.Asked).
    """

    question: Question
    looked: Sequence[Looked]
    apart: bool
    typed: str = ""


def meant_by(seat: Seat, question: Question, exact: bool) -> Meant:
    """Look a question's words up. Unless `exact`, a word that nobody of the seat's groups used becomes the nearest."""
    apart = reading.keeps_apart(seat)
    looked = _looked(seat, question, apart)
    instead = {} if exact else _corrections(seat, question, looked, apart)
    if not instead:
        return Meant(question, looked, apart)
    corrected = question.with_words(instead)
    return Meant(corrected, _looked(seat, corrected, apart), apart, question.said)


def _looked(seat: Seat, question: Question, apart: bool) -> Sequence[Looked]:
    words = (*question.all_words, *question.without)
    return reading.look_up(seat, words, settings.LANGUAGE_CODE, apart)


def _corrections(seat: Seat, question: Question, looked: Sequence[Looked], apart: bool) -> dict[str, str]:
    strange = [one.asked for one in looked if one.everywhere and not one.known and one.asked in question.words]
    unknown = [word for word in strange if _mistyped(word)]
    found = {word: _correction(seat, word, apart) for word in unknown[:4]}
    return {word: meant for word, meant in found.items() if meant}


def _mistyped(word: str) -> bool:
    """Whether a word that nobody used may be a mistyped one. What speaks of danger is meant as it stands."""
    return bool(bearable(word)) and not touches_danger(word)


def _correction(seat: Seat, word: str, apart: bool) -> str:
    """Return what a mistyped word most likely meant, or "": of the nearest words the one that stands in most places."""
    like = nearest(word, reading.words_like(seat, word, bearable(word), apart))
    uses = reading.uses_of(seat, list(like)[:8], apart) if like else {}
    return min(uses, key=lambda one: (like[one], -uses[one], one), default="")


def find(
    seat: Seat, meant: Meant, vector: Vector | None, kind: str = "", group: UUID | None = None, most: int = SHOWN
) -> list[Result]:
    """Return what this seat may read of what was asked for, the best first; one result for each conversation."""
    asked = _asked(meant, kind, group)
    by_words = reading.scored(seat, asked, CANDIDATES) if asked.words else []
    # Words in quotes have to stand there; only where all of them stand in every text ("to be") is meaning asked.
    meaning = vector is not None and not (meant.question.phrases and asked.needed)
    by_meaning = reading.near(seat, written(vector or []), asked, CANDIDATES) if meaning else []
    hits = hits_of(by_words, by_meaning)
    order = fused({one.id: one.score for one in by_words}, {one.id: one.near for one in hits.values() if one.near})
    return read_in_order(seat, [hits[one] for one in order], most, phrases=meant.question.phrases)


def _asked(meant: Meant, kind: str, group: UUID | None) -> Asked:
    question, place = meant.question, {word: nth for nth, word in enumerate(meant.question.all_words)}
    pairs = [(word, place[one.asked]) for one in meant.looked if one.asked in place for word in one.word]
    in_phrases = {word for phrase in question.phrases for word in phrase.split()} & place.keys()
    needed = sorted({place[one.asked] for one in meant.looked if one.everywhere and one.asked in in_phrases})
    without = [word for one in meant.looked if one.asked in question.without for word in one.word]
    words, terms = [word for word, _nth in pairs], [nth for _word, nth in pairs]
    return Asked(words, terms, needed, without, kind, group, meant.apart)


def hits_of(by_words: Iterable[Scored], by_meaning: Iterable[Near]) -> dict[UUID, Hit]:
    """Return both lists by entry; of an entry's parts the nearest."""
    hits: dict[UUID, Hit] = {}
    for one in by_words:
        said = list(dict.fromkeys(numbered[2:] for numbered in sorted(one.said.split())))
        terms = len({numbered[:2] for numbered in one.said.split()})
        hits[one.id] = Hit(one.id, one.kind, one.item, one.within, said, terms, one.score)
    for other in by_meaning:
        hit = hits.setdefault(other.id, Hit(other.id, other.kind, other.item, other.within))
        if other.near > hit.near:
            hit.near, hit.part = other.near, other.part
    return hits


def read_in_order(
    seat: Seat,
    hits: Sequence[Hit],
    most: int,
    phrases: Collection[str] = (),
    fit: Callable[[Found], bool] = lambda _found: True,
) -> list[Result]:
    """Read hits as the seat, in their order; return the first of each conversation. What it may not read falls out.

    So does what is not `fit`.
    """
    results: list[Result] = []
    seen: set[UUID] = set()
    for start in range(0, len(hits), AT_ONCE):
        for hit, found in _read(seat, hits[start : start + AT_ONCE]):
            place = hit.within or hit.item
            if len(results) == most or place in seen or not (_says(found, phrases) and fit(found)):
                continue
            seen.add(place)
            named, pieces = source_of(hit.kind).named, excerpt(found.body, hit.said, hit.part)
            results.append(Result(hit.kind, named, found, pieces, why(hit)))
        if len(results) == most:
            break
    return results


def _read(seat: Seat, hits: Sequence[Hit]) -> list[tuple[Hit, Found]]:
    wanted: dict[str, list[UUID]] = {}
    for hit in hits:
        wanted.setdefault(hit.kind, []).append(hit.item)
    read = {(kind, item): one for kind in wanted for item, one in source_of(kind).found(seat, wanted[kind]).items()}
    return [(hit, read[hit.kind, hit.item]) for hit in hits if (hit.kind, hit.item) in read]


def _says(found: Found, phrases: Collection[str]) -> bool:
    return all(has_in_order(f"{found.title}\n{found.body}", phrase) for phrase in phrases)


def why(hit: Hit) -> list[str]:
    """Return in words why something is here."""
    reasons = [_("Has your words: %(words)s") % {"words": ", ".join(hit.said[:WORDS_SHOWN])}] if hit.said else []
    if hit.near >= TUNING.near:
        reasons.append(_("Means nearly the same"))
    elif not hit.said:
        reasons.append(_("Is about something close to it"))
    return reasons
