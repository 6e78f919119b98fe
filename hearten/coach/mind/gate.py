"""What every suggested sentence passes before anybody reads it, whoever made it: the readings of a person's draft."""

import re
from collections.abc import Callable

from hearten.reading.contacts import contacts
from hearten.reading.language import unreadable
from hearten.reading.medicine import advice
from hearten.reading.risk import risk
from hearten.reading.slips import slips
from hearten.reading.text import words

LONGEST_WORDS = 45
_CLAIMS_TO_BE = re.compile(
    r"\b(?:as (?:a|an) (?:human|person|ai|therapist|doctor|nurse|professional)|i(?:'m| am) (?:a|an|"
    r"your) (?:\w+ )?(?:human|person|ai|bot|therapist|doctor|nurse|counsell?or|language model)|"
    r"as your (?:therapist|doctor|counsell?or))\b",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    (
        r"\b(?:i promise|it(?:'ll| will) (?:all )?(?:get better|be (?:ok|okay|fine))|you(?:'ll|"
        r" will) be (?:ok|okay|fine)|always be (?:here|there))\b"
    ),
    re.IGNORECASE,
)
_CLINICAL = re.compile(
    r"\b(?:diagnos\w+|therapy for you|treatment for|your disorder|symptoms of|dose|dosage|mg)\b", re.IGNORECASE
)
_MARKUP = re.compile(r"[<>{}\[\]|`]|https?:|www\.")


def stopped_by(sentence: str, post: str, wish: str) -> str:
    """Return which reading stops this sentence ("risk", "medicine", ...), or "" when it may be shown."""
    checks: dict[str, Callable[[], bool]] = {
        "length": lambda: not 3 <= len(words(sentence)) <= LONGEST_WORDS,
        "language": lambda: bool(unreadable(sentence)),
        "markup": lambda: bool(_MARKUP.search(sentence)),
        "risk": lambda: risk(sentence).level in ("L2", "L3", "L4"),
        "medicine": lambda: bool(advice(sentence)),
        "contact": lambda: bool(contacts(sentence)),
        "claims": lambda: bool(_CLAIMS_TO_BE.search(sentence)),
        "promise": lambda: bool(_PROMISES.search(sentence)),
        "clinical": lambda: bool(_CLINICAL.search(sentence)),
    }
    for why, stops in checks.items():
        if stops():
            return why
    return next((slip.kind for slip in slips(post, sentence, wish)), "")
