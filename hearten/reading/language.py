"""Whether a text can be judged at all: it has words, in English, and not too many of them."""

import unicodedata
from functools import lru_cache

from hearten.reading.phrases import lexicon
from hearten.reading.text import words

LONGEST_WORDS = 5000
_READ = 400  # the first words are enough to know a language by


def unreadable(text: str) -> str:
    """Return "" for a text that can be judged, else "empty", "wordless", "language" (not English) or "long".

    Dialects, chat spellings and English with some words of another language are English.
    """
    if not text.strip():
        return "empty"
    said = words(text)
    if not any(letter.isalpha() for word in said for letter in word):
        return "wordless"
    if len(said) > LONGEST_WORDS:
        return "long"
    return "language" if _foreign([word.replace("'", "") for word in said[:_READ]]) else ""


def _foreign(said: list[str]) -> bool:
    letters = [letter for word in said for letter in word if letter.isalpha()]
    latin = sum(_is_latin(letter) for letter in letters)
    if latin * 2 < len(letters):
        return True
    known, others = _known()
    english = sum(word in known for word in said)
    hits = {name: sum(word in kept for word in said) for name, kept in others.items()}
    foreign = max(hits.values(), default=0)
    if foreign > english:
        return True
    marked = sum(any(ord(letter) > 127 and letter.isalpha() for letter in word) for word in said)
    return english * 6 < len(said) and len(said) >= 4 and (marked * 4 >= len(said) or (foreign > 0 and english == 0))


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Return the English words, and for each other language the words that English does not have."""
    kept = {name: frozenset(said.split()) for name, said in lexicon("language").items()}
    english = kept.pop("english")
    return english, {name: said - english for name, said in kept.items()}
