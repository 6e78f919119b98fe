"""Telling somebody else what to do with a medicine: to start, stop, change, skip or mix one.

What the writer did with their own, and "ask your doctor before you change anything", are not telling.
"""

import re

from hearten.reading.mechanisms import Span
from hearten.reading.needs import grams
from hearten.reading.phrases import Phrase, likely, one_kind, phrases, says
from hearten.reading.plain import plain
from hearten.reading.text import sentences

_ASKS = re.compile(
    r"(?:and |so |but |oh |hey )?(?:are|do|did|does|is|was|were|has|had|what|when|how (?!about)|which|who|where|would"
    r"|will|have you (?!tried|thought|considered))\b"
)
_OWN = re.compile(
    r"(?:and |so |but |then |when |yes |yeah |well |also |honestly |for me |personally )*"
    r"(?:i|ive|im|we|my|mine|she|he|they)\b(?! (?:would|d\b|say|think you|reckon|suggest|recommend|advise))"
)
_FIRST = re.compile(r"^[^\w]+")
_YOU = re.compile(r"\b(?:you|u|ye|your|ur)\b")


def advice(text: str, about: bool = False) -> tuple[Span, ...]:
    """Return the sentences that tell somebody what to do with a medicine.

    `about`: whether what the text answers is about a medicine, so that "bin them" is understood.
    """
    if not (kinds := _likely(plain(text).text, about)):
        return ()
    parts = [(part, _FIRST.sub("", plain(part.text).text)) for part in sentences(text)]
    return tuple((part.start, part.end) for part, said in parts if _tells(said, kinds))


def names_medicine(text: str) -> bool:
    """Whether a text speaks of a medicine at all."""
    clear = plain(text).text
    return says(likely(phrases("medicine", "about"), grams(clear)), clear)


def _likely(text: str, about: bool) -> list[Phrase]:
    within = grams(text)
    told = likely(phrases("medicine", "told"), within)
    about = about or says(likely(phrases("medicine", "about"), within), text)
    return told + (likely(phrases("medicine", "pointed"), within) if about else [])


def _tells(said: str, kinds: list[Phrase]) -> bool:
    told = next((match for kind in kinds if (match := kind.pattern.search(said))), None)
    if not told or says(one_kind("medicine", "context", "asks"), said):
        return False
    if said.rstrip().endswith("?") and _ASKS.match(said):
        return False
    before = said[: told.start()]
    return not (_OWN.match(said) and not _YOU.search(said[: told.end()]) and not re.search(r"[,;:.!]", before))
