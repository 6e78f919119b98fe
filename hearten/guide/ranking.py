"""Which text answers a question: by words, rarity and meaning. Pure. Which sentences of it: choosing.py.

A text is found by what it says and by the questions that it was written for. Meaning (cosine of the encoder's vectors)
helps where other words were used; without an encoder words alone decide. Figures behind the numbers stand in
docs/models/guide.md: they were chosen on the tuning questions and measured on others.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from math import log

from hearten.guide.answers import Passage
from hearten.guide.patterns import words_of
from hearten.reading.plain import plain

LEAST_MENDED = 5  # letters of a word that may be taken for a mistyped one
_ENDINGS = ("ingly", "edly", "ation", "ations", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e")


@dataclass(frozen=True)
class Tuning:
    """`title`, `asked` and `body` weigh words of a title, of the questions that a text was written for, and of the text

    itself; `alike` how like one of those questions the whole question is. `near_asked` and `near_text` weigh meaning;
    `words` all of the words where meaning counts beside them, for a word in common says less than what is meant. From
    `enough` on a text answers, from `enough_near` where meaning counts too. `beside`: how near to the first another
    source must come to be quoted as well. `in_words`: what the words of a single sentence weigh beside its meaning.
    """

    title: float = 1.2
    asked: float = 1.0
    body: float = 0.55
    alike: float = 0.5
    words: float = 0.6
    near_asked: float = 1.4
    near_text: float = 0.6
    floor: float = 0.1
    enough: float = 0.75
    enough_near: float = 1.15
    beside: float = 0.8
    in_words: float = 0.5


@dataclass(frozen=True)
class Near:
    """How near a question is by meaning (cosine): to a title or question of a text, and to a part or sentence of it."""

    asked: float
    text: float


TUNING = Tuning()


@dataclass(frozen=True)
class Text:
    """A passage with what helps to find it: questions that it answers, and the weight of each telling word."""

    passage: Passage
    asked: tuple[str, ...] = ()
    stems: Mapping[str, float] = field(default_factory=dict)
    alike: tuple[frozenset[str], ...] = ()  # the telling words of each question


def prepared(passage: Passage, asked: Iterable[str] = (), tuning: Tuning = TUNING) -> Text:
    """Return a passage made ready to be ranked."""
    asked = tuple(asked)
    stems: dict[str, float] = {}
    for weight, said in ((tuning.body, passage.text), (tuning.asked, " ".join(asked)), (tuning.title, passage.title)):
        for stem in set(stems_of(said)):
            stems[stem] = max(stems.get(stem, 0.0), weight)
    return Text(passage, asked, stems, tuple(frozenset(stems_of(one)) for one in asked))


@lru_cache
def _empty() -> frozenset[str]:
    """Return what every question has, and what every page of this place speaks of."""
    return frozenset(words_of("empty").split())


def stems_of(said: str) -> list[str]:
    """Return the telling words of a text, each without its ending."""
    return [_stem(word) for word in re.findall(r"[^\W_]+", plain(said).text) if word not in _empty()]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + ("y" if ending in ("ies", "ied") else "")
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


class Rarity:
    """How telling each word is: rare ones more than those that many texts have."""

    def __init__(self, texts: Sequence[Text]) -> None:
        counted = Counter(stem for text in texts for stem in text.stems)
        self._most = log(1 + len(texts))
        self._of = {stem: log(1 + len(texts) / (0.5 + count)) for stem, count in counted.items()}

    def of(self, stem: str) -> float:
        """Return the weight of a word; one that no text has is as rare as can be."""
        return self._of.get(stem, self._most)

    def whole(self, stems: Iterable[str]) -> float:
        """Return the weight of several words together."""
        return sum(self.of(stem) for stem in stems)

    def meant(self, stem: str) -> str:
        """Return a word that some text has for a mistyped one, or the word itself."""
        if stem in self._of or len(stem) < LEAST_MENDED:
            return stem
        like = [one for one in self._of if one[0] == stem[0] and abs(len(one) - len(stem)) <= 1]
        return next(iter(get_close_matches(stem, like, 1, 0.84)), stem)


def ranked(
    question: str, texts: Sequence[Text], near: Mapping[str, Near] | None = None, tuning: Tuning = TUNING
) -> list[tuple[float, Text]]:
    """Return the texts that answer, the best first, each with its worth (about 0 to 3). `near`: by a passage's key."""
    rarity, near = Rarity(texts), near or {}
    asked = frozenset(rarity.meant(stem) for stem in stems_of(question))
    fit = []
    for text in texts:
        close = near.get(text.passage.key)
        worth = _by_words(asked, text, rarity, tuning)
        if close:
            worth = tuning.words * worth + _by_meaning(close, tuning)
        if worth >= (tuning.enough_near if close else tuning.enough):
            fit.append((worth, text))
    return sorted(fit, key=lambda one: (-one[0], one[1].passage.key))


def _by_words(asked: frozenset[str], text: Text, rarity: Rarity, tuning: Tuning) -> float:
    whole = rarity.whole(asked)
    if not whole:
        return 0.0
    said = sum(rarity.of(stem) * text.stems.get(stem, 0.0) for stem in asked) / whole
    alike = max((2 * rarity.whole(asked & one) / (whole + rarity.whole(one)) for one in text.alike), default=0.0)
    return min(said, 1.2) + tuning.alike * alike


def _by_meaning(near: Near, tuning: Tuning) -> float:
    of_asked, of_text = (max(0.0, value - tuning.floor) / (1 - tuning.floor) for value in (near.asked, near.text))
    return tuning.near_asked * of_asked + tuning.near_text * of_text
