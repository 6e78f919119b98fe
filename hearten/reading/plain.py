"""A text made plain for matching: tricks of spelling undone, with the way back to the places in the text itself."""

import re
import unicodedata
from dataclasses import dataclass

_LEET = str.maketrans("013457$@!|", "oieastsaii")
_LEETED = re.compile(r"(?<![\w$@!|])[a-z$@][a-z0-9$@!|]{0,30}[a-z](?![\w$@])")
_GONE = "\x00"
_SPACE = re.compile(r"\s")
_APOSTROPHE = re.compile(r"(?<=[^\W_])'(?=[^\W_])")
_REPEATED = re.compile(r"(?<=di)ee+| {2,}|([a-z])\1\1+")
_DOUBLED = "lse"  # letters that words have twice: "kill", "less", "need"
_TURNED = re.compile(r"[0-9$@!|]")
_SPACED = re.compile(r"(?<![^\W_])[a-z](?:[ .\-_*/][a-z]){2,}(?![^\W_])")
_HIDDEN_WORDS = re.compile(r"kms|kys|ctb|die|dead|kill|suicid|unaliv|selfharm|cut")
_MIXED = re.compile(
    r"(?<![a-z\u0430-\u045f])[a-z\u0430-\u045f]*(?:[a-z][\u0430-\u045f]|[\u0430-\u045f][a-z])[a-z\u0430-\u045f]*"
)
_CYRILLIC = str.maketrans("аеіорсухѕјкмтвн", "aeiopcyxsjkmtbh")
_LETTERS = {
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ß": "ss",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
}
_ARABIC = {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": ""}
_MARKS = frozenset(_LETTERS) | frozenset(_ARABIC)


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text, and for each of its letters the place in the text as it was written."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the code points of the written text that stand behind a part of the plain one."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> Plain:
    """Return a text in small letters without accents, hidden marks, letters as digits or spaced letters."""
    if text.isascii():
        letters, places = _SPACE.sub(" ", text.lower()), list(range(len(text)))
    else:
        pairs = [(letter, place) for place, written in enumerate(text) for letter in _forms(written)]
        letters, places = "".join(letter for letter, _ in pairs), [place for _, place in pairs]
    joined = _without_tricks(letters)
    if _GONE not in joined:
        return Plain(joined, tuple(places))
    kept = tuple(place for letter, place in zip(joined, places, strict=True) if letter != _GONE)
    return Plain(joined.replace(_GONE, ""), kept)


def _forms(written: str) -> str:
    if written.isascii():
        return " " if written.isspace() else written.lower()
    if written in _MARKS:
        return _LETTERS.get(written, "") or _ARABIC.get(written, "")
    if unicodedata.category(written) in ("Cf", "Mn"):
        return ""
    folded = unicodedata.normalize("NFKD", written).lower()
    return "".join(_LETTERS.get(one, one) for one in folded if unicodedata.category(one) != "Mn")


def _without_tricks(text: str) -> str:
    """Return the text in the same length; what is to go is marked."""
    if not text.isascii():
        text = _MIXED.sub(lambda word: word.group().translate(_CYRILLIC), text)
    if _TURNED.search(text):
        text = _LEETED.sub(lambda word: word.group().translate(_LEET), text)
    text = _SPACED.sub(_closed, text)
    text = _APOSTROPHE.sub(_GONE, text)
    return _REPEATED.sub(_shortened, text)


def _shortened(run: re.Match[str]) -> str:
    kept = 2 if run.group(1) and run.group(1) in _DOUBLED else 1
    return run.group()[0] * kept + _GONE * (len(run.group()) - kept)


def _closed(run: re.Match[str]) -> str:
    bare = re.sub(r"[ .\-_*/]", "", run.group())
    if not _HIDDEN_WORDS.search(bare):
        return run.group()
    return re.sub(r"[ .\-_*/]", _GONE, run.group())
