"""Lists of phrases from `lexicon/*.yaml`, made ready to be found fast in a plain text.

A phrase is a regular expression over plain text (see `plain`). `@word` stands for an entry under `words` in its file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from hearten.reading.needs import grams, needs

_FOLDER = Path(__file__).parent / "lexicon"
_NAMED = re.compile(r"@([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: why it counts, its pattern, and runs of letters of which a text with it has at least one."""

    why: str
    pattern: re.Pattern[str]
    needs: frozenset[str] | None


@lru_cache(maxsize=8)
def lexicon(name: str) -> dict[str, Any]:
    """Return a file of phrases as it stands. Raises FileNotFoundError for a name that hearten does not ship."""
    kept: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return kept


@lru_cache(maxsize=8)
def digest(name: str) -> str:
    """Return a short name for the state of a file of phrases, for saying with what something was read."""
    return sha256((_FOLDER / f"{name}.yaml").read_bytes()).hexdigest()[:8]


@lru_cache(maxsize=64)
def phrases(name: str, part: str) -> tuple[Phrase, ...]:
    """Return the phrases under `part` of a file: {why: [phrase, ...]}."""
    kept = lexicon(name)
    words: dict[str, str] = kept.get("words", {})
    return tuple(_phrase(why, said, words) for why, group in kept[part].items() for said in group)


@lru_cache(maxsize=128)
def one_kind(name: str, part: str, why: str) -> tuple[Phrase, ...]:
    """Return the phrases under `part` that count for one reason."""
    return tuple(phrase for phrase in phrases(name, part) if phrase.why == why)


def found(kept: Iterable[Phrase], text: str, within: frozenset[str] | None = None) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, why) in the plain text for each phrase found. `within`: its grams, if they are at hand."""
    within = grams(text) if within is None else within
    for phrase in likely(kept, within):
        for match in phrase.pattern.finditer(text):
            yield match.start(), match.end(), phrase.why


def says(kept: Iterable[Phrase], text: str) -> bool:
    """Whether any of the phrases is in the plain text."""
    return any(phrase.pattern.search(text) for phrase in kept)


def likely(kept: Iterable[Phrase], within: frozenset[str]) -> list[Phrase]:
    """Return the phrases that a text with these grams may have."""
    return [phrase for phrase in kept if phrase.needs is None or not phrase.needs.isdisjoint(within)]


def spelled_out(said: str, words: dict[str, str]) -> str:
    """Return a pattern with its `@word`s put in. Raises KeyError for one that its file does not explain."""
    for _ in range(3):  # a word may be made of words
        said = _NAMED.sub(lambda name: f"(?:{words[name.group(1)]})", said)
    return said


def _phrase(why: str, said: str, words: dict[str, str]) -> Phrase:
    said = spelled_out(said, words)
    # Only Latin letters bound a phrase: emoji and scripts without spaces stand next to anything.
    return Phrase(why, re.compile(rf"(?<![a-z0-9])(?:{said})(?![a-z0-9])"), needs(said))
