"""Where a reply says by definition what a model may not have met: an understanding offered as a guess.

EPITOME's own example of a strong interpretation is "This must be terrifying". Its public forum data holds hardly a
sentence of that kind (11 short replies of 2,468, mostly marked as something else), so a model learned from it does not
know them, while peers who were taught to listen use them most. What is said here is put on top of the model's reading.
"""

import re

from hearten.reading.mechanisms import Mechanism, Reading, Span
from hearten.reading.text import sentences

_FEELS = (
    r"(?:hard|heavy|lonely|alone|awful|exhaust\w+|tiring|tired|terrify\w+|frighten\w+|scary|scared|painful|hurtful|hurt|"
    r"sad|angry|overwhelm\w+|confus\w+|frustrat\w+|isolat\w+|unfair|draining|difficult|tough|rough|horrible|terrible|"
    r"unbearable|worn|stuck|hopeless|empty|numb|ashamed|guilty|afraid|worried|anxious|lost|relie\w+|proud|hopeful|"
    r"much|disappoint\w+|humiliat\w+|torn|helpless|powerless|stressful|upset\w*|devastat\w+|sore|miss)"
)
_GUESS = re.compile(
    rf"\b(?:(?:this|that|it|which|you) must (?:all )?(?:be|have (?:been|felt)|hurt)\b[^.?!]*\b{_FEELS}\b|"
    r"(?:this|that|it|you) must (?:\w+ )?feel\b|you must miss\b|"
    rf"(?:it|that|this|what you (?:say|write|describe)) sounds? (?:\w+ ){{0,2}}{_FEELS}\b|"
    r"(?:sounds?|seems|reads) (?:to me )?(?:like|as if|as though) "
    r"(?!(?:a|an|my|what|the|some|fun|bs|he|she)\b)(?=\w+ \w+)|"
    r"i (?:can(?: only)? )?imagine (?:how|that|you|it|the|this|being|there)\b|"
    r"i can (?:see|hear|understand) (?:how|why|that) |no wonder (?:you|that|it)\b|"
    r"i (?:guess|gather|sense|take it|suppose|understand|hear|get the feeling|have the feeling|think) (?:that )?"
    rf"you(?:'re| are|'ve| have| may| might)? (?:be |been )?(?:\w+ )?(?:felt|feel|feeling|{_FEELS})\b|"
    rf"you (?:sound|seem) (?:to (?:be|feel) )?(?:\w+ ){{0,2}}(?:{_FEELS}|that)\b)",
    re.IGNORECASE,
)


SURE = (0.2, 0.1, 0.7)  # not calibrated: too few replies in the data say it this way


def guesses(reply: str) -> tuple[Span, ...]:
    """Return the sentences of a reply that offer an understanding of the other person as a guess."""
    found = (part for part in sentences(reply[:20000]) if part.text[-1] != "?" and _GUESS.search(part.text))
    return tuple((part.start, part.end) for part in found)


def with_plain(reading: Reading, reply: str) -> Reading:
    """Return a reading in which a plainly offered understanding counts as one, whatever the model made of it."""
    found = guesses(reply)
    mechanism = reading["interpretations"]
    if not found or mechanism.level == 2:
        return reading
    spans = tuple(sorted({*mechanism.rationales, *found})) if mechanism.level else found
    return reading | {"interpretations": Mechanism(2, SURE, spans)}
