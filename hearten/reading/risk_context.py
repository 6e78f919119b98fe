"""What stands around a cue of risk: is it denied, a figure of speech, a loss, a quote, past, or about somebody else."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from hearten.reading.needs import grams
from hearten.reading.phrases import Phrase, found, lexicon, one_kind, says
from hearten.reading.plain import Plain
from hearten.reading.text import sentences

_QUOTED = re.compile(r'"[^"]{2,300}"|(?<![^\W_])\'[^\']{2,300}\'(?![^\W_])')
_NOT = (
    r"not|never|dont|doesnt|didnt|no|isnt|aint|wont|wouldnt|without|nae|cannae|dinnae|havent|hasnt|nor|wasnt|werent"
    r"|nothing|zero"
)
_BUT = r"but\b|stop|help|know|care|jok|only|just\b|sure|tell|lying|kidding|say|ask|want to talk|understand|plan|safe"
_DENIED = re.compile(rf"\b(?:{_NOT})(?: (?!{_BUT}|enough|resist|one\b|body\b)\w+){{0,4}} ?$")
_TOLD = "".join(f"(?<!{verb} )" for verb in ("told", "texted", "sent", "messaged", "asked", "rang"))
_SELF = rf"i|im|ive|id|ill|ah|ahm|ahve|{_TOLD}me|@self|imma|ima|am"
_YOU = r"u|you|youre|your|ur|someone|somebody"
_OTHER = (
    r"he|she|they|hes|shes|theyre|theyve|hed|shed|theyd|shell|theyll|"
    r"(?<!to )(?<!with )(?<!of )(?<!for )(?:my|his|her|their|a|our|this|the|best|an) (?:\w+ ){0,2}?(?:@kin)"
    r"|(?<!\w )(?:@kin)"
)
_ITSELF = re.compile(r"(?:him|her|them|your|ur|yer|his|one) ?sel")
_PLAYFUL = frozenset({"wish_to_die", "suicide", "not_mind", "intent", "plan"})
_SLANG = re.compile(r"\b(?:kms|unaliv\w*|kill me|yeet)\b")
_MAKES = re.compile(r"\b(?:mak(?:es?|ing)|made) (?:me|us)\b|\bif\b|\bso bored\b")
_HALF = 45


@dataclass(frozen=True, slots=True)
class Place:
    """A cue's sentence, where the cue stands in it, and the whole plain text."""

    text: str
    start: int
    end: int
    whole: str
    quoted: bool = False

    @property
    def before(self) -> str:
        """The sentence up to the cue."""
        return self.text[: self.start]


class Scenes:
    """The sentences of a plain text, and what stands in quotation marks."""

    def __init__(self, written: str, clear: Plain) -> None:
        self.text = clear.text
        self.grams = grams(clear.text)
        parts = sentences(written)
        self.starts = [bisect_left(clear.places, part.start) for part in parts] or [0]
        self.quotes = [match.span() for match in _QUOTED.finditer(clear.text)]

    def place(self, start: int, end: int) -> Place:
        """Return the place of a cue, in the sentence that it begins in."""
        at = max(bisect_left(self.starts, start + 1) - 1, 0)
        first = self.starts[at] if self.starts[at] <= start else 0
        last = next((begin for begin in self.starts if begin >= end), len(self.text))
        quoted = any(begin < start and end <= close for begin, close in self.quotes)
        return Place(self.text[first:last], start - first, end - first, self.text, quoted)


def context(kind: str) -> tuple[Phrase, ...]:
    """Return the phrases of one kind of context."""
    return one_kind("risk", "context", kind)


def about(place: Place, why: str, level: str) -> str:
    """Return "self" or "other" for what is said about now, or why it is not: no, figure, bereaved, quote, past."""
    whose = _whose(place)
    if level == "L1":
        return whose
    if _overlaps(place, "figure") or (why in _PLAYFUL and _playful(place)):
        return "figure"
    if _DENIED.search(place.before[-_HALF:]) or (level == "L2" and says(context("asked"), place.text)):
        return "no"
    if whose == "other" and _overlaps(place, "bereaved"):
        return "bereaved"
    if not place.quoted:
        return _unquoted(place, whose)
    return _quoted(place)


def without_cue(text: str) -> str:
    """Return the class of a text in which no cue was found: a figure of speech, a loss, or simply the writer's own."""
    if says(context("figure"), text):
        return "figure"
    return "other" if says(context("bereaved"), text) else "self"


def _unquoted(place: Place, whose: str) -> str:
    if whose == "other" and says(context("media"), place.before) and not re.search(r"\bmy (?:\w+ )?$", place.before):
        return "quote"
    return "past" if _past(place) else whose


def _quoted(place: Place) -> str:
    rest = place.text[: place.start] + place.text[place.end :]
    if says(context("mine"), place.whole):
        return "self"
    if says(context("quote"), rest):
        return "quote"
    return "other" if says(context("report"), place.before) else "self"


def _overlaps(place: Place, kind: str) -> bool:
    return any(start < place.end and end > place.start for start, end, _ in found(context(kind), place.text))


def _playful(place: Place) -> bool:
    if says(context("serious"), place.text):
        return False
    laughs, trivial = says(context("laugh"), place.text), says(context("trivial"), place.text)
    slang = bool(_SLANG.search(place.text[place.start : place.end]))
    return (laughs and (trivial or slang)) or (trivial and bool(_MAKES.search(place.before)))


def _past(place: Place) -> bool:
    """Whether the cue is of a time that is over: past tense, a time that is named, and nothing that brings it back."""
    if says(context("now"), place.whole) or says(context("present"), place.before):
        return False
    near = place.text[max(place.start - _HALF, 0) : place.end]
    return says(context("past_verb"), near) and says(context("past"), place.whole)


def _whose(place: Place) -> str:
    """Whose danger it would be: the cue's own "me", else who stands last before it, else who the text is about."""
    said = place.text[place.start : place.end]
    if _ITSELF.search(said):
        return "other"
    within = [match.lastgroup for match in _subjects().finditer(said)]
    if "self" in within:
        return "self"
    before = [match.lastgroup for match in _subjects().finditer(place.before)] or within
    if before:
        return "self" if before[-1] == "self" else "other"
    anywhere = {match.lastgroup for match in _subjects().finditer(place.whole[:400])} - {"you"}
    return "other" if anywhere == {"other"} else "self"


@lru_cache(maxsize=1)
def _subjects() -> re.Pattern[str]:
    words: dict[str, str] = lexicon("risk")["words"]
    own, other = _SELF.replace("@self", words["self"]), _OTHER.replace("@kin", words["kin"])
    return re.compile(rf"\b(?:(?P<self>{own})|(?P<other>{other})|(?P<you>{_YOU}))\b")


def classes(cues: Sequence[str]) -> str:
    """Return the class to name where every cue was explained away: losses before the past, quotes and figures."""
    return next((kind for kind in ("bereaved", "past", "quote", "figure") if kind in cues), "")
