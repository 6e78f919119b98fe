"""A text in one of five languages, word by word in English: enough for a model that reads English to tell the meaning.

It is no translation and is shown to nobody. Words that are not known stay as they are.
"""

import re
from functools import lru_cache

from hearten.reading.language import unreadable
from hearten.reading.phrases import lexicon
from hearten.reading.plain import Plain
from hearten.reading.watch_text import read_as

_WORD = re.compile(r"[^\W_]+")
_CLIPPED = re.compile(r"(?:qu|[jmldstnc])(?=[aeiouyh]\w{2})")
_LONGEST = 5  # words that one gloss may stand for
_SHORTEST_STEM = 3
Glosses = tuple[dict[str, str], dict[str, str]]


def glossed(text: Plain) -> Plain:
    """Return a plain text with what is known of it in English, and the way back to the text as it was written."""
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text.text)]
    kept = max(_all(), key=lambda one: sum(bool(_gloss(word, one)) for _, _, word in words), default=None)
    if kept is None or not words:
        return text
    letters, places, at, last = [], [], 0, 0
    while at < len(words):
        gloss, count = _longest([word for _, _, word in words[at : at + _LONGEST]], kept)
        start, end = words[at][0], words[at + count - 1][1]
        letters.append(text.text[last:start] + gloss)
        places += [*text.places[last:start], *[text.places[start]] * len(gloss)]
        at, last = at + count, end
    return Plain("".join(letters) + text.text[last:], (*places, *text.places[last:]))


def in_english(text: str) -> Plain:
    """Return a text as the model reads it: plain, pictures named, and in English where it is in another language."""
    clear = read_as(text)
    return glossed(clear) if unreadable(text) == "language" else clear


def _longest(words: list[str], kept: Glosses) -> tuple[str, int]:
    """Return the gloss for as many of the words as one stands for, and how many these are."""
    for count in range(len(words), 0, -1):
        if gloss := _gloss("_".join(words[:count]), kept):
            return gloss, count
    return words[0], 1


def _gloss(word: str, kept: Glosses) -> str:
    whole, stems = kept
    if word in whole:
        return whole[word]
    ends = range(len(word), _SHORTEST_STEM - 1, -1)
    if stem := next((stems[word[:end]] for end in ends if word[:end] in stems), ""):
        return stem
    clipped = _CLIPPED.match(word)  # "j'ai", "m'endormir": a plain text has no apostrophes
    return whole.get(word[clipped.end() :], "") if clipped and "je" in whole else ""


@lru_cache(maxsize=1)
def _all() -> tuple[Glosses, ...]:
    return tuple(_one(language) for language in lexicon("glosses").values())


def _one(language: dict[str, str]) -> Glosses:
    pairs = [(form, str(gloss)) for gloss, forms in language.items() for form in str(forms).split()]
    whole = {form: gloss for form, gloss in pairs if not form.endswith("*")}
    return whole, {form.rstrip("*"): gloss for form, gloss in pairs if form.endswith("*")}
