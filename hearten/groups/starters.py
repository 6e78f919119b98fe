"""Agreements to begin from: short texts of our own that a facilitator changes until they fit the group."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent / "agreements"


class Starter(NamedTuple):
    slug: str
    title: str
    text: str


@lru_cache
def starters() -> tuple[Starter, ...]:
    """Return the texts in agreements/*.md; the first line of each says what kind of group it is for."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.md")))


def starter(slug: str) -> Starter | None:
    """Return one of them by its file name, or None."""
    return next((text for text in starters() if text.slug == slug), None)


def _read(path: Path) -> Starter:
    title, _, text = path.read_text().partition("\n")
    return Starter(path.stem, title.strip(), text.strip())
