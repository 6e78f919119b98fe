"""What must not stand before others until a person has looked (CR-15): methods, amounts, pacts, dares, encouragement.

Precision comes first. That somebody wants to die is never a reason to hold their words; how it is done is.
"""

from hearten.reading.needs import grams
from hearten.reading.phrases import Phrase, found, likely, phrases
from hearten.reading.plain import plain
from hearten.reading.text import Stretch, sentences

KINDS = ("asks", "gives", "pact", "dares")


def method_detail(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, kind) for each sentence that asks for a way to die or harm oneself, or gives one.

    `kind`: "asks", "gives", "pact" or "dares" (somebody is told to do it). An empty tuple: nothing to hold.
    """
    within = grams(plain(text).text)
    kept = {kind: likely(phrases("method", kind), within) for kind in KINDS}
    if not any(kept.values()):
        return ()
    guards = likely(phrases("method", "guards"), within)
    told = [(part, _kind(part, kept, guards)) for part in sentences(text)]
    return tuple((part.start, part.end, kind) for part, kind in told if kind)


def _kind(part: Stretch, kept: dict[str, list[Phrase]], guards: list[Phrase]) -> str:
    said = plain(part.text).text
    within = grams(said)
    kinds = [kind for kind in KINDS if next(found(kept[kind], said, within), None)]
    guarded = bool(kinds) and next(found(guards, said, within), None) is not None
    return "" if guarded or not kinds else kinds[0]
