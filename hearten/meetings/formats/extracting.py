"""Hands the words of the files here to pybabel, so that they stand in the catalogue (babel.cfg names this)."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import yaml

from hearten.meetings.formats.shipped import words_of


def extract(
    file: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield (line, function, text, comments) of each text that people read, as pybabel asks its methods to."""
    source = file.read().decode()
    for text in words_of(yaml.safe_load(source)):
        yield _line_of(source, text), "gettext", text, []


def _line_of(source: str, text: str) -> int:
    """Return the first line on which a text begins; its beginning stands on one line, however it is folded."""
    before, found, _ = source.partition(text[:40])
    return before.count("\n") + 1 if found else 1
