"""Slips in a draft: what can hurt or shut somebody up, however kindly it is meant. Each with its place.

The words of a slip are in `lexicon/slips.yaml`; what lies in the shape of a whole draft is in `slips_shape`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hearten.reading.contacts import contacts
from hearten.reading.mechanisms import Span
from hearten.reading.medicine import advice, names_medicine
from hearten.reading.moves import Sentence, kind_of
from hearten.reading.phrases import Phrase, found, likely, phrases
from hearten.reading.plain import plain
from hearten.reading.slips_shape import Part, about_oneself, fixing, interrogating
from hearten.reading.text import Stretch, sentences

KINDS = (
    "fixing",
    "minimising",
    "knows_how_you_feel",
    "interrogating",
    "about_oneself",
    "diagnosing",
    "medicine",
    "contact",
    "blaming",
    "abusive",
)
_SAID = ("minimising", "knows_how_you_feel", "diagnosing", "blaming", "abusive")
_GRAVE = ("minimising", "medicine", "contact", "blaming", "abusive")
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|(?<!\w)[\'‘][^\'’]{3,}[\'’](?!\w)')


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its kind (one of KINDS) and where it stands in the draft, in code points."""

    kind: str
    start: int
    end: int


def slips(post: str, draft: str, wish: str = "") -> list[Slip]:
    """Return the slips of a draft that answers a post, in order of place.

    `wish`: what the post asked for: "listen", "stories", "ideas", "information", "company", or "" where it is unknown.
    """
    heard = plain(post).text
    parts = [_part(stretch) for stretch in sentences(draft)]
    told: dict[str, list[Span]] = {kind: _said(kind, parts, heard) for kind in _SAID}
    told["medicine"] = list(advice(draft, names_medicine(post)))
    told["contact"] = [(start, end) for start, end, _ in contacts(draft)]
    told["fixing"] = fixing(parts, heard, wish, [span for kind in _GRAVE for span in told[kind]])
    told["interrogating"] = interrogating(parts)
    told["about_oneself"] = about_oneself(parts)
    made = [Slip(kind, *span) for kind, spans in told.items() for span in spans]
    return sorted(made, key=lambda slip: (slip.start, slip.end, KINDS.index(slip.kind)))


def _part(stretch: Stretch) -> Part:
    whole = Sentence(stretch.text)
    own = Sentence(bare) if (bare := _QUOTED.sub(" ", stretch.text)) != stretch.text else whole
    return Part((stretch.start, stretch.end), own.text, own.grams, kind_of(whole), whole.asks)


def _said(kind: str, parts: Sequence[Part], post: str) -> list[Span]:
    """Return the sentences with words of one kind of slip."""
    together = frozenset[str]().union(*(part.grams for part in parts))
    kept = likely(phrases("slips", kind), together)  # most drafts need few of the phrases
    guards = [phrase for phrase in kept if phrase.why == "guards"]
    telling = [phrase for phrase in kept if phrase.why != "guards"]
    return [part.span for part in parts if _tells(kind, part, telling, post) and not _in(guards, part)]


def _tells(kind: str, part: Part, telling: Sequence[Phrase], post: str) -> bool:
    hits = [part.said[start:end] for start, end, _ in found(telling, part.said, part.grams)]
    if kind == "diagnosing":
        return any(not _named_before(hit, post) for hit in hits)
    if kind == "minimising":  # saying back what hurt is not making it small
        return any(hit not in post for hit in hits)
    return bool(hits)


def _in(kept: Sequence[Phrase], part: Part) -> bool:
    return next(found(kept, part.said, part.grams), None) is not None


def _named_before(hit: str, post: str) -> bool:
    """Whether the last word of what was found is the post's own: who named their depression is not diagnosed."""
    named = re.findall(r"\w{3,}", hit)
    return bool(named) and named[-1] in post.split()
