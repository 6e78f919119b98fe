"""The annotated pairs to learn from, and how they are split: never the same post on both sides of a split."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hearten.kernel.complaint import Complaint
from hearten.reading.mechanisms import MECHANISMS, Span


@dataclass(frozen=True)
class Pair:
    """A post, a reply to it, and what people saw in the reply: a level and the carrying spans for each mechanism."""

    group: str  # the post's id: everything that answers one post stays together
    post: str
    reply: str
    levels: tuple[int, int, int]
    rationales: tuple[tuple[Span, ...], ...]


def read_pairs(path: Path) -> list[Pair]:
    """Read a CSV in EPITOME's columns. Raises Complaint with the line's number for a row that cannot be used."""
    csv.field_size_limit(10_000_000)
    try:
        with path.open(newline="", encoding="utf-8") as lines:
            return [_pair(number, row) for number, row in enumerate(csv.DictReader(lines), 2)]
    except OSError as error:
        raise Complaint(f"{path} cannot be read ({error.strerror}): name the CSV file of annotated pairs.") from None


def _pair(number: int, row: dict[str, str]) -> Pair:
    try:
        levels = tuple(int(row[name]) for name in MECHANISMS)
        if not set(levels) <= {0, 1, 2}:
            raise ValueError("a level is 0, 1 or 2")
        marked = tuple(_spans(row["response_post"], row[f"{name}_rationales"]) for name in MECHANISMS)
        return Pair(row["sp_id"], row["seeker_post"], row["response_post"], levels, marked)  # type: ignore[arg-type]  # three
    except (KeyError, ValueError, TypeError) as error:
        raise Complaint(f"Row {number} cannot be used ({error}): see docs/models/empathy.md for the columns.") from None


def _spans(reply: str, marked: str) -> tuple[Span, ...]:
    """Find the parts, given as text separated by |, in the reply. Parts that do not occur in it are left out."""
    found = []
    for part in (piece.strip() for piece in marked.split("|")):
        start = reply.find(part) if part else -1
        if start >= 0:
            found.append((start, start + len(part)))
    return tuple(sorted(found))


def folds(pairs: list[Pair], count: int, seed: int) -> list[int]:
    """Return which of `count` parts each pair belongs to: by its post's id alone, so a rerun splits the same way."""
    return [int(hashlib.sha256(f"{seed}:{pair.group}".encode()).hexdigest(), 16) % count for pair in pairs]


def levels_of(pairs: list[Pair]) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    """Return the levels as an array, pairs x mechanisms."""
    return np.array([pair.levels for pair in pairs], dtype=np.int64)
