"""A post and a reply as the numbers that the encoder reads: [CLS] post [SEP] reply [SEP], at most 192 word pieces.

A long reply is read in several windows, each with the post before it, so that its end counts as much as its beginning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

POST_PIECES = 64
REPLY_PIECES = 125
WINDOWS = 6  # of a reply: about 500 words. What lies beyond is not read, and the reading says so.
CLS, SEP = 101, 102


@dataclass(frozen=True)
class Window:
    """One stretch of a reply with its post: ids and segment (0 post, 1 reply), and each piece's place in the reply."""

    ids: list[int]
    segments: list[int]
    places: list[tuple[int, int]]  # code points in the reply; (0, 0) where the piece is not of the reply


class Encoding:
    """The tokenizer of the encoder. `path` is its tokenizer.json."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def windows(self, post: str, reply: str, most: int = WINDOWS) -> list[Window]:
        """Return the windows of a reply; at least one, also for an empty reply."""
        return self.many([(post, reply)], most)[0]

    def many(self, pairs: Sequence[tuple[str, str]], most: int = WINDOWS) -> list[list[Window]]:
        """Return the windows of each (post, reply)."""
        posts = self.tokenizer.encode_batch([post[:4000] for post, _reply in pairs], add_special_tokens=False)
        replies = self.tokenizer.encode_batch([reply[:20000] for _post, reply in pairs], add_special_tokens=False)
        return [_windows(post, reply, most) for post, reply in zip(posts, replies, strict=True)]


def _windows(post: Any, reply: Any, most: int) -> list[Window]:
    head = [CLS, *_ends(post.ids), SEP]
    starts = range(0, max(len(reply.ids), 1), REPLY_PIECES)
    return [_window(head, reply, start) for start in list(starts)[:most]]


def _ends(ids: list[int]) -> list[int]:
    """Return a post's beginning and end: people say what it is about first, and what they need last."""
    if len(ids) <= POST_PIECES:
        return list(ids)
    half = POST_PIECES // 2
    return [*ids[:half], *ids[-half:]]


def _window(head: list[int], reply: Any, start: int) -> Window:
    ids = reply.ids[start : start + REPLY_PIECES]
    places = [(0, 0)] * len(head) + [tuple(place) for place in reply.offsets[start : start + REPLY_PIECES]] + [(0, 0)]
    return Window([*head, *ids, SEP], [0] * len(head) + [1] * (len(ids) + 1), places)


def padded(windows: Sequence[Window]) -> dict[str, "np.ndarray[Any, np.dtype[np.int64]]"]:
    """Return a batch as arrays of equal length, with a mask that is 1 where there is text."""
    length = max(len(window.ids) for window in windows)
    made = {name: np.zeros((len(windows), length), dtype=np.int64) for name in ("ids", "segments", "mask")}
    for row, window in enumerate(windows):
        size = len(window.ids)
        made["ids"][row, :size] = window.ids
        made["segments"][row, :size] = window.segments
        made["mask"][row, :size] = 1
    return made
