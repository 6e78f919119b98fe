"""A question as it was typed: words, "words in this order", and -words that must not be there. Pure."""

import re
from dataclasses import dataclass
from unicodedata import category, combining, name, normalize

LONGEST = 200
MOST_WORDS, MOST_TERMS = 24, 60
_PART = re.compile(r'(-?)(?:["“”„«](?P<phrase>[^"“”„«»]+)["“”»]|(?P<word>[^\s"“”„«»]+))')


@dataclass(frozen=True)
class Question:
    """`words` are asked for, `phrases` must stand there in this order, `without` must not. `said` is what was typed."""

    said: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def all_words(self) -> tuple[str, ...]:
        """Every word that may stand there, those of the phrases too."""
        return tuple(dict.fromkeys((*(word for one in self.phrases for word in one.split()), *self.words)))[:MOST_TERMS]

    @property
    def meaning(self) -> str:
        """What the question is about, for the encoder: without signs, and without what is not wanted."""
        return self.said if not (self.phrases or self.without) else " ".join((*self.words, *self.phrases))

    def with_words(self, instead: dict[str, str]) -> "Question":
        """Return the question with some words replaced, as where one was mistyped."""
        said, at = "", 0
        for start, end in places_of(self.said):
            word = self.said[start:end]
            said, at = f"{said}{self.said[at:start]}{instead.get(plain(word), word)}", end
        return read(said + self.said[at:])


def read(said: str) -> Question:
    """Take a question apart. A lone minus or quote is nothing; what is beyond 24 words is not read."""
    said = " ".join(said.split())[:LONGEST]
    words, phrases, without = [], [], []
    for found in _PART.finditer(said):
        parts = words_in(found["phrase"] or found["word"])
        if found[1]:
            without += parts
        elif found["phrase"] and len(parts) > 1:
            phrases.append(" ".join(parts))
        else:
            words += parts
    first = tuple(dict.fromkeys(words))[:MOST_WORDS]
    return Question(said, first, tuple(phrases[:4]), tuple(without[:MOST_WORDS]))


def words_in(text: str) -> list[str]:
    """Return the words of a text as the index says them: in small letters, without accents."""
    text = normalize("NFC", text)
    return [plain(text[start:end]) for start, end in places_of(text)]


def places_of(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand: letters, digits and their marks, as search_words_of takes them."""
    return [found.span() for found in re.finditer(r"\S+", text.translate(_SPACED))]


def plain(text: str) -> str:
    """Return a text as PostgreSQL's unaccent(lower(text)) does. A letter may become two ("ß"), or none."""
    return normalize("NFC", text.lower()).translate(_BARE)


class _Spaced(dict[int, str]):
    """Each character, or a space for what stands between words, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = " " if category(letter)[0] in "PSZ" or letter.isspace() else letter
        return self[code]


class _Bare(dict[int, str]):
    """Letters as the index says them, each worked out when it is first met.

    Latin and Greek letters lose their accents. Of other scripts the marks are part of the letter: "й" is not "и".
    """

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if 0x300 <= code < 0x370:  # an accent by itself
            self[code] = ""
        elif name(letter, "").startswith(("LATIN ", "GREEK ")):
            self[code] = "".join(part for part in normalize("NFKD", letter) if not combining(part))
        else:
            self[code] = letter
        return self[code]


# What has no accent to lose, and is written in other letters nevertheless (as in unaccent.rules).
_OTHERWISE = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
              "ŀ": "l", "ŋ": "n", "ŧ": "t", "ё": "е"}  # fmt: skip
_SPACED = _Spaced()
_BARE = _Bare(str.maketrans(_OTHERWISE))


def has_in_order(text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand in a text, one after the other."""
    return f" {phrase} " in f" {' '.join(words_in(text))} "
