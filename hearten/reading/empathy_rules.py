"""Reading empathy by rules alone: the fall-back where no model runs. Plain signs, sentence by sentence.

It finds the clear cases and misses the quiet ones; figures beside the model's are in docs/models/empathy.md.
"""

import re

from hearten.reading.cues import SENTENCE_CUES
from hearten.reading.mechanisms import MECHANISMS, Mechanism, Reading, Span
from hearten.reading.text import Stretch, sentences

_STRONG = {
    "emotional_reactions": re.compile(
        r"\b(?:sorry (?:that|to|you|for you)|makes me (?:\w+ )?(?:sad|happy|glad|cry)|"
        r"(?:i feel|i'm|i am) (?:\w+ )?(?:sad|glad|happy|moved|worried|touched|proud|concerned|relieved)\b|"
        r"breaks my heart|my heart|i care|hurts? (?:me )?to (?:read|hear)|moved me|i felt)\b",
        re.IGNORECASE,
    ),
    "interpretations": re.compile(
        r"\b(?:sounds? (?:like|as if|so|really|very|exhausting|hard|painful|lonely|tiring|heavy)|"
        r"must (?:be|feel|have)|seems? (?:like|as if)|i can (?:see|hear|imagine) (?:how|that|why)|i imagine|"
        r"i (?:have|'ve) (?:had|been|felt|lived|known)|i (?:was|felt) (?:\w+ ){1,4}too|been there|"
        r"when i (?:was|had|lost))\b",
        re.IGNORECASE,
    ),
    "explorations": re.compile(
        r"\b(?:what|how|when|where|which|who)\b[^.!]*\b(?:you|your|it|that|this)\b[^.!]*\?", re.IGNORECASE
    ),
}
_WEAK = {
    "emotional_reactions": ("sorry", "hopes", "cares", "moved", "warm", "wellwish"),
    "interpretations": ("understands", "must_be"),
    "explorations": ("asks_you", "asks"),
}


def read(post: str, reply: str) -> Reading:
    """Return a reading in the form of the model's. Probabilities only say which rule spoke; they are not calibrated."""
    parts = sentences(reply[:20000])
    return {name: _mechanism(name, parts) for name in MECHANISMS}


def _mechanism(name: str, parts: list[Stretch]) -> Mechanism:
    strong = [(part.start, part.end) for part in parts if _STRONG[name].search(part.text)]
    weak = [
        (part.start, part.end) for part in parts if any(SENTENCE_CUES[cue].search(part.text) for cue in _WEAK[name])
    ]
    if strong:
        return Mechanism(2, (0.2, 0.2, 0.6), _spans(strong))
    return Mechanism(1, (0.2, 0.6, 0.2), _spans(weak)) if weak else Mechanism(0, (0.8, 0.1, 0.1), ())


def _spans(found: list[Span]) -> tuple[Span, ...]:
    return tuple(found)
