"""What has to wait until both have written: links, and ways to reach each other elsewhere, in tricky spellings too.

It reads more strictly than `reading.contacts`, which marks posts: here somebody is asked to say it another way, once.
"""

import re
import unicodedata

from hearten.reading.contacts import contacts

REFUSED = {"phone", "e-mail", "handle", "link", "messenger", "address"}
_APPS = (
    "whatsapp", "telegram", "instagram", "snapchat", "facebook", "wechat", "viber", "onlyfans", "threema", "facetime",
    "discord", "skype",
)  # fmt: skip
_ENDS = "com|org|net|info|biz|xyz|online|site|club|live|link|chat|app|dev|io|me|gg|ly|co|uk|de|fr|nl|eu|ru|tv"
# Letters that are written for others: digits and marks, Cyrillic ones that look the same; l, 1 and i are one.
_TURNED = str.maketrans("013457@$!|lаеіорсухѕкмтвн", "oieastasiiiaeiopcyxskmtbh")
_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"h\W*[tx]\W*[tx]\W*p\W*s?\W*:\W*/\W*/\S*",
        r"(?<!\w)w\W{0,2}w\W{0,2}w\W{1,3}\w+(?:\W{1,3}\w+)?",
        rf"(?<!\w)[\w-]+(?:\.|\s?[\[({{]\s?(?:\.|dot)\s?[\])}}]\s?|\s(?:dot|punkt)\s)(?:{_ENDS})(?!\w)(?:/\S*)?",
        r"(?<!\w)\w[\w.]{2,}#\d{3,6}(?!\d)",
    )
]
_DIGITS = re.compile(r"(?<!\w)\+?[\doOlI](?:[\W_]{0,3}[\doOlI]){6,14}(?!\w)")


def must_wait(text: str) -> list[str]:
    """Return the words that have to wait, as they stand in the text, in order of place; none: all is well."""
    folded, places = _folded(text)
    found = {(start, end) for start, end, kind in contacts(text) if kind in REFUSED}
    seen = [(start, end) for start, end, kind in contacts(folded) if kind in REFUSED]
    seen += [match.span() for pattern in _PATTERNS for match in pattern.finditer(folded)]
    seen += [match.span() for match in _DIGITS.finditer(folded) if _hides_a_number(match.group())]
    seen += _apps(folded)
    found |= {(places[start], places[end - 1] + 1) for start, end in seen}
    return [text[start:end].strip() for start, end in _widest(sorted(found, key=lambda one: (one[0], -one[1])))]


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text with wide, ringed and accented letters made plain, and each letter's place in the original."""
    pairs = [
        (letter, place)
        for place, written in enumerate(text)
        for letter in unicodedata.normalize("NFKD", written)
        if unicodedata.category(letter) not in ("Mn", "Cf")
    ]
    return "".join(letter for letter, _place in pairs), [place for _letter, place in pairs]


def _hides_a_number(said: str) -> bool:
    """Whether letters stand for digits among at least four real ones; plain numbers are read by `contacts`."""
    digits = sum(letter.isdigit() for letter in said)
    return digits >= 4 and any(letter.isalpha() for letter in said)


def _apps(text: str) -> list[tuple[int, int]]:
    """Return where an app is named, whatever stands between its letters or in their place."""
    kept = [(letter.translate(_TURNED), place) for place, letter in enumerate(text.lower()) if not letter.isspace()]
    kept = [(letter, place) for letter, place in kept if letter.isalnum()]
    bare = "".join(letter for letter, _place in kept)
    return [
        (kept[match.start()][1], kept[match.end() - 1][1] + 1)
        for app in _APPS
        for match in re.finditer(app.replace("l", "i"), bare)
        if app != "discord" or _is_the_app(text, kept[match.end() - 1][1] + 1)
    ]


def _is_the_app(text: str, end: int) -> bool:
    """Whether "discord" is followed by a name or number; there is discord in families, too."""
    return re.match(r"\W{0,3}(?:\w*\d|name|id|me\b|server|tag)", text[end:], re.IGNORECASE) is not None


def _widest(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for one in found:
        if not any(start <= one[0] < end for start, end in kept):
            kept.append(one)
    return kept
