"""The guard: the last look at everything that the Guide would show. Pure; a code for what must not go out.

It knows no context and asks nobody. A denial ("I cannot make a diagnosis") is let through where the thing denied is the
Guide's own; nothing lets a number of a phone, a dose or a way to die through.
"""

import re
import unicodedata

from hearten.guide.patterns import patterns
from hearten.reading.contacts import contacts
from hearten.reading.medicine import advice
from hearten.reading.method import method_detail
from hearten.reading.plain import plain
from hearten.reading.risk import risk
from hearten.reading.text import sentences

CODES = (
    "danger", "method", "dose", "diagnosis", "weight", "treatment_claim", "human_claim", "exclusivity", "guilt",
    "promise", "phone_number", "order", "elsewhere", "hidden_characters", "praise", "legal",
)  # fmt: skip

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_MARKUP = re.compile(
    r"\]\(|<[a-z/!]|\bhttps?:|\bwww\.|://|\b[\w.+-]+@[\w-]+\.\w|```|\{\{|\}\}|^\s*[#>|]"
    r"|\b[\w-]+\.(?:com|org|net|io|ai|info|app|de|uk|eu)\b",
    re.IGNORECASE | re.MULTILINE,
)
# What may be dialled: five digits and more however they are parted, and any number that one is told to call or text.
_DIGITS = re.compile(r"(?:\+|\b00)?\d(?:[\s().\-–/]{0,3}\d){4,}")
_NUMBER = "(?:one|two|three|four|five|six|seven|eight|nine|zero|oh)"
_CALL = re.compile(
    r"\b(?:call|dial|ring|text|phone|hotline|helpline|line|number|sms)\b[^.!?\n]{0,25}?"
    rf"\b(?:\d[\d -]{{1,}}\d|{_NUMBER}(?:[ -]{_NUMBER})+)\b",
    re.IGNORECASE,
)
_SPELLED = re.compile(rf"\b(?:{_NUMBER}[ ,-]+){{2,}}{_NUMBER}\b", re.IGNORECASE)
_UNSEEN = ("Cc", "Co", "Cn")
_TIME = re.compile(r"\d{1,2}[:.]\d\d|\b\d{4}-\d\d-\d\d\b|\b\d{1,2} [A-Z][a-z]{2,8} \d{4}\b|\b\d{1,3}(?:[ ,]\d{3})+\b")


def caught(text: str, allowed: str = "") -> tuple[str, ...]:
    """Return the codes of what must not stand in `text`; none where it may go out.

    `allowed` are words of the house's own pages that it quotes: a time or a short number may come from there, and
    so may the name of a danger. What could be dialled, a dose, a way to die or a link may not, wherever it comes from.
    """
    clear = plain(text).text.replace("-", " ")
    found = {code for code, claims in patterns("claims").items() if any(one.search(clear) for one in claims)}
    found |= _of_the_house(text)
    if _is_numbered(text) or (_CALL.search(text) and not _is_within(text, allowed)):
        found.add("phone_number")
    if _MARKUP.search(text):
        found.add("elsewhere")
    if _HIDDEN.search(text) or any(
        unicodedata.category(one) in ("Cc", "Co", "Cn") for one in text if one not in "\n\t"
    ):
        found.add("hidden_characters")
    if not allowed and risk(text).level in ("L2", "L3", "L4"):
        found.add("danger")
    return tuple(code for code in CODES if code in found)


def _of_the_house(text: str) -> set[str]:
    """Return what the house's own readings find: ways to die, advice about medicine, ways to reach somebody outside."""
    found = {"method" for _start, _end, kind in method_detail(text) if kind != "asks"}
    told = [text[start:end].lower() for start, end in advice(text)]
    found |= {"dose" for said in told if not any(asked in said for asked in ("prescri", "doctor", "pharmac"))}
    kinds = {kind for _start, _end, kind in contacts(text)}
    found |= {"phone_number"} if "phone" in kinds else set()
    return found | ({"elsewhere"} if kinds & {"e-mail", "handle", "link", "messenger"} else set())


def _is_numbered(text: str) -> bool:
    bare = unicodedata.normalize("NFKC", _TIME.sub(" ", text))
    if _SPELLED.search(bare):
        return True
    return any(sum(letter.isdigit() for letter in found.group()) >= 5 for found in _DIGITS.finditer(bare))


def _is_within(text: str, allowed: str) -> bool:
    return bool(allowed) and all(part.text in allowed for part in sentences(text))
