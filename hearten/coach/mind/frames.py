"""The bank of sentence frames: written and reviewed by people, chosen by meaning, filled with what a post says."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from hearten.coach.mind.turning import lexicon
from hearten.reading.mechanisms import MECHANISMS

FOLDER = Path(__file__).parent / "frames"
VECTORS = FOLDER / "vectors.npz"
SLOT = re.compile(r"\{(thing|feeling|echo)\}")
# What stands in a slot while a frame's meaning is taken: something that could be in any post.
_ANYTHING = {"thing": "all of this", "feeling": "like this", "echo": "things are like this"}


@dataclass(frozen=True)
class Frame:
    """One sentence with at most one kind of slot. `own`: it claims an experience of whoever sends it."""

    id: str
    mechanism: str
    feelings: frozenset[str]
    situations: frozenset[str]
    wishes: frozenset[str]
    place: str  # begin, middle, end
    own: bool
    text: str

    @property
    def slot(self) -> str:
        """Return which slot it has, or ""."""
        found = SLOT.search(self.text)
        return found[1] if found else ""

    def meaning(self) -> str:
        """Return what it is about in plain words, for comparing it with a post."""
        about = [str(lexicon("situations")[one]["is"]) for one in sorted(self.situations) if one != "any"]  # type: ignore[call-overload]  # by name
        return " ".join([SLOT.sub(lambda slot: _ANYTHING[slot[1]], self.text), *about])


@lru_cache
def frames() -> tuple[Frame, ...]:
    """Return the whole bank."""
    made: list[Frame] = []
    for mechanism in MECHANISMS:
        for said in yaml.load((FOLDER / f"{mechanism}.yaml").read_text(), Loader=_Loader):  # noqa: S506  # the safe one, in C
            sets = {name: frozenset(said[name]) for name in ("feelings", "situations", "wishes")}
            made.append(Frame(said["id"], mechanism, **sets, place=said["place"], own=said["own"], text=said["text"]))
    return tuple(made)


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def sample(frame: Frame) -> str:
    """Return the frame's sentence as it may stand in any reply."""
    return filled(frame, [_ANYTHING[frame.slot]] if frame.slot else [])


def fingerprint() -> str:
    """Return the hash of what the frames' vectors were made from."""
    return hashlib.sha256("\n".join(frame.meaning() for frame in frames()).encode()).hexdigest()


def keep_vectors(vectors: "np.ndarray[Any, Any]", carries: "np.ndarray[Any, Any]", path: Path = VECTORS) -> None:
    """Write the frames' vectors, in 8 bits, how strongly each carries its mechanism (0-1), and what both are of."""
    made = np.round(vectors * 127).astype(np.int8)
    of = np.frombuffer(fingerprint().encode(), dtype=np.uint8)
    np.savez_compressed(path, vectors=made, carries=carries.astype(np.float16), of=of)


def kept_vectors(path: Path = VECTORS) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]] | None":
    """Return the frames' vectors and strengths, or None when they were made from other frames than these."""
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as kept:
        if bytes(kept["of"]).decode() != fingerprint():
            return None
        return kept["vectors"].astype(np.float32) / 127, kept["carries"].astype(np.float32)


def filled(frame: Frame, words: Sequence[str]) -> str:
    """Return the frame's sentence with `words` in its slot, capitalised as a sentence."""
    text = SLOT.sub(lambda slot: words[0], frame.text) if words else frame.text
    text = re.sub(r"\ba (?=[aeiou])", "an ", text)
    return text[:1].upper() + text[1:]
