"""Whether what a generator said stands in its sources: by sentence, by words, numbers, names and denials. Pure.

A sentence is kept only where two neighbouring sentences of one source hold most of its telling words, every number and
every name in it, and where it denies exactly what they deny. What is stricter in it than there ("always", "never",
"only", "must") is not theirs. This cannot tell a true sentence from a false one; it tells what the source did not say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hearten.guide.answers import Passage
from hearten.guide.ranking import stems_of
from hearten.reading.plain import plain
from hearten.reading.text import sentences

OVERLAP = 0.7
MOST_SENTENCES, MOST_WORDS = 5, 40
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|half|double|twice)\b"
)
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|cant|dont|doesnt|didnt|wont|isnt|arent|"
    r"wasnt|werent|shouldnt|wouldnt|couldnt|hasnt|havent|except|unless|hardly|instead)\b"
)
_STRICT = re.compile(
    r"\b(?:always|never|only|must|every|all|any|everybody|anybody|nobody|best|first|before|after|until|should|safe|"
    r"proven|guarantee\w*)\b"
)
_NAME = re.compile(r"(?<![.!?…]\s)(?<!^)\b[A-Z][\w’'-]+")


@dataclass(frozen=True)
class Grounded:
    """A sentence that stands in a source, and in which."""

    text: str
    source_key: str


def grounded(said: str, sources: Sequence[Passage]) -> list[Grounded] | None:
    """Return the sentences of a generated text, each with its source; None where one of them stands in none.

    One bad sentence spoils the whole: what is left out of a text can turn what it says round.
    """
    parts = sentences(said)
    if not 0 < len(parts) <= MOST_SENTENCES:
        return None
    kept = []
    for part in parts:
        source = next((one for one in sources if stands_in(part.text, one.text)), None)
        if source is None:
            return None
        kept.append(Grounded(part.text, source.key))
    return kept


def stands_in(sentence: str, source: str) -> bool:
    """Whether one sentence is said by two neighbouring sentences of a source."""
    if len(sentence.split()) > MOST_WORDS:
        return False
    parts = [part.text for part in sentences(source)]
    windows = [*parts, *(f"{one} {other}" for one, other in pairwise(parts))]
    return any(_said_by(sentence, window) for window in windows)


def _said_by(sentence: str, window: str) -> bool:
    telling = set(stems_of(sentence))
    if not telling or len(telling & set(stems_of(window))) < OVERLAP * len(telling):
        return False
    clear, there = plain(sentence).text, plain(window).text
    if not set(_NUMBER.findall(sentence)) <= set(_NUMBER.findall(window)):
        return False
    if not set(_COUNTED.findall(clear)) <= set(_COUNTED.findall(there)):
        return False
    if not set(_NAME.findall(sentence)) <= set(re.findall(r"[\w’'-]+", window)):
        return False
    if not set(_STRICT.findall(clear)) <= set(_STRICT.findall(there)):
        return False
    return _denials(clear) == _denials(_nearest(sentence, window))


def _nearest(sentence: str, window: str) -> str:
    """Return the one sentence of a window that is most like it, in plain text: that one's denials count."""
    telling = set(stems_of(sentence))
    parts = [part.text for part in sentences(window)]
    best = max(parts, key=lambda part: len(telling & set(stems_of(part))), default=window)
    alike = telling & set(stems_of(best))
    return plain(best if len(alike) >= 0.5 * len(telling) else window).text


def _denials(clear: str) -> int:
    return len(_DENIES.findall(clear))
