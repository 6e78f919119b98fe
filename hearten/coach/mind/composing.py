"""The maker that is always there: chooses frames by meaning and fills them with the post's own words."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from hearten.coach.mind.frames import Frame, filled, frames, kept_vectors
from hearten.coach.mind.hearing import Heard, hear, is_hard
from hearten.coach.mind.turning import lexicon
from hearten.reading.danger import NEAR, sentences_of_danger
from hearten.reading.meaning import MeaningModel
from hearten.reading.text import sentences, words

CANDIDATES = 12
MOST_WEIGHED = 8  # clauses and things of a post that are compared with the whole of it
MOST_SENTENCES = 12
MOST_SITUATIONS = 3
NEAR_ENOUGH = 0.32  # cosine, with what a word that names it adds
MANY_FEELINGS = 4
CARRIES, NAMES_NOTHING = 0.7, -0.2
ALL_OF_IT = "all of this"  # what stands for a thing where a post names none: true of any post, and it names nothing
ECHO_NEAR, THING_NEAR = 0.3, 0.25  # cosine to the whole post below which something is by the way
_GLAD = {"hope", "pride", "relief"}


@dataclass(frozen=True)
class Candidate:
    """A sentence before it was read: from which frame ("" for another maker), and what of the post it names."""

    text: str
    place: str
    frame: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listening:
    """A post, taken in once: what it says, and how near each frame of the bank is to it in meaning."""

    heard: Heard
    near: "np.ndarray[Any, Any]"
    near_danger: bool = False


class Composer:
    """Holds the bank's vectors. Without the sentence encoder it chooses by feeling and situation alone."""

    def __init__(self, meaning: MeaningModel | None) -> None:
        self.meaning = meaning
        kept = kept_vectors()
        self.carries = kept[1] if kept else np.zeros(len(frames()), dtype=np.float32)
        self.vectors = (kept[0] if kept else meaning.vectors([one.meaning() for one in frames()])) if meaning else None

    def listen(self, post: str) -> Listening:
        """Take a post in. With the sentence encoder, what is nearest to the whole post in meaning comes first."""
        heard = hear(post)
        if self.meaning is None or self.vectors is None:
            return Listening(heard, np.zeros(len(frames()), dtype=np.float32))
        echoes, things = heard.echoes[:MOST_WEIGHED], heard.things[:MOST_WEIGHED]
        whole, *parts = self.meaning.vectors([post, *echoes, *things])
        said = self.meaning.vectors([one.text for one in sentences(post)[:MOST_SENTENCES]] or [post])
        near = {part: float(whole @ vector) for part, vector in zip([*echoes, *things], parts, strict=True)}
        return Listening(
            replace(
                heard,
                echoes=_nearest(echoes, near, ECHO_NEAR),
                things=_nearest(things, near, THING_NEAR),
                situations=self._situations(heard, whole),
            ),
            self.vectors @ whole,
            bool(max((said @ self._danger.T).max(), (self._danger @ whole).max()) >= NEAR),
        )

    @cached_property
    def _danger(self) -> "np.ndarray[Any, Any]":
        assert self.meaning is not None  # asked only with an encoder
        return self.meaning.vectors(sentences_of_danger())

    def _situations(self, heard: Heard, whole: "np.ndarray[Any, Any]") -> tuple[str, ...]:
        """Return what a post is about: near enough in meaning, and nearer still if its words say so, too."""
        names, anchors = self._anchored
        said = {name: 0.15 - 0.04 * at for at, name in enumerate(heard.situations)}
        near = {name: float(value) + said.get(name, 0.0) for name, value in zip(names, anchors @ whole, strict=True)}
        chosen = sorted(names, key=near.__getitem__, reverse=True)[:MOST_SITUATIONS]
        return tuple(name for name in chosen if near[name] >= NEAR_ENOUGH)

    @cached_property
    def _anchored(self) -> tuple[list[str], "np.ndarray[Any, Any]"]:
        assert self.meaning is not None  # asked only with an encoder
        said = {name: str(one["is"]) for name, one in lexicon("situations").items()}  # type: ignore[call-overload]  # by name
        return list(said), self.meaning.vectors(list(said.values()))

    def candidates(
        self, to: Listening, mechanism: str, wish: str, *, kind: str = "", seen: Collection[str] = (), seed: str = ""
    ) -> list[Candidate]:
        """Return sentences for a mechanism, the best fitting first, none from a frame in `seen`.

        `seed` varies the order among frames that fit about as well, so that two people are not offered the same line.
        """
        heard = to.heard
        fitting = [
            (_fit(frame, heard, to.near[at]) + CARRIES * float(self.carries[at]) + _jitter(seed, frame.id), frame)
            for at, frame in enumerate(frames())
            if frame.mechanism == mechanism and frame.id not in seen and _may(frame, heard, wish, kind)
        ]
        fitting.sort(key=lambda pair: pair[0], reverse=True)
        return _varied([_composed(frame, heard) for _score, frame in fitting])


def _nearest(found: Sequence[str], near: dict[str, float], least: float) -> tuple[str, ...]:
    """Order what was found by nearness, with a little weight for what stood first; what is far from it is left out."""
    place = {part: at for at, part in enumerate(found)}
    kept = [part for part in found if near[part] >= least]
    return tuple(sorted(kept, key=lambda part: near[part] - 0.02 * place[part], reverse=True))


def _fit(frame: Frame, heard: Heard, near: float) -> float:
    """Say how well a frame fits: near in meaning, names the feeling, the situation, something of the post."""
    situation = max((1 - at / 5 for at, one in enumerate(heard.situations) if one in frame.situations), default=0.0)
    feeling = 1.0 if frame.feelings & set(heard.feelings) else 0.0
    names = NAMES_NOTHING if frame.slot == "thing" and not heard.things else _NAMES[frame.slot]
    return 2.2 * float(near) + 0.5 * situation + 0.4 * feeling + names


# What naming something of the post is worth, by how much of it.
_NAMES = {"": 0.0, "echo": 0.5, "thing": 0.45, "feeling": 0.35}


def _may(frame: Frame, heard: Heard, wish: str, kind: str) -> bool:
    """Whether a frame can be used here at all: its wish, its slot, and the tone of what it answers."""
    if "any" not in frame.wishes and wish and wish not in frame.wishes:
        return False
    if frame.own and wish not in ("stories", ""):
        return False  # an experience that the writer may not have had is offered only where stories are wished for
    if not _slot_words(frame, heard) and frame.slot:
        return False
    glad = bool(frame.feelings & _GLAD) or bool(frame.situations & {"win"})
    if glad != (kind == "win") and (glad or "any" not in frame.feelings):
        return False
    if "any" not in frame.situations and not frame.situations & set(heard.situations):
        return False
    # A frame for many feelings is fair where none was named; one for a few would be a guess.
    return "any" in frame.feelings or bool(frame.feelings & set(heard.feelings)) or len(frame.feelings) >= MANY_FEELINGS


def _slot_words(frame: Frame, heard: Heard) -> Sequence[str]:
    if frame.slot == "thing":
        return heard.things[:2] or (() if "this" in words(frame.text) or "all" in words(frame.text) else (ALL_OF_IT,))
    if frame.slot == "echo":
        sorry = frame.mechanism != "explorations" and not frame.feelings & _GLAD
        return [echo for echo in heard.echoes if is_hard(echo) or not sorry][:2]
    named = [
        word for kind, word in heard.feelings.items() if word and (kind in frame.feelings or "any" in frame.feelings)
    ]
    return named if frame.slot == "feeling" else ()


def _composed(frame: Frame, heard: Heard) -> Candidate:
    choices = _slot_words(frame, heard)
    picked = choices[int(hashlib.sha256(frame.id.encode()).hexdigest(), 16) % len(choices)] if choices else ""
    named = (picked,) if picked and picked != ALL_OF_IT else ()
    return Candidate(filled(frame, [picked] if picked else []), frame.place, frame.id, named)


def _varied(found: Sequence[Candidate]) -> list[Candidate]:
    """Keep the best, with no two that begin alike and at most three that name the same thing."""
    kept: list[Candidate] = []
    openings: set[tuple[str, ...]] = set()
    for one in found:
        opening = tuple(words(one.text)[:3])
        if opening in openings or sum(one.names == other.names for other in kept if one.names) >= 3:
            continue
        openings.add(opening)
        kept.append(one)
        if len(kept) == CANDIDATES:
            break
    return kept


def _jitter(seed: str, frame: str) -> float:
    return int(hashlib.sha256(f"{seed}:{frame}".encode()).hexdigest()[:8], 16) / 0xFFFFFFFF * 0.4 if seed else 0.0
