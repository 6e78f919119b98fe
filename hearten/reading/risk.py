"""Reading a text for risk of suicide or self-harm by rules: what is said, and whether it is said about now.

Words alone decide nothing: negation, bereavement, the past, worry for another, quotes and figures of speech each have
their class. Where a rule could err either way it errs toward a person looking at it. It is one door of several.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hearten.reading.phrases import found, phrases, says
from hearten.reading.plain import plain
from hearten.reading.risk_context import Scenes, about, classes, context, without_cue

LEVELS = ("none", "L1", "L2", "L3", "L4")
_ALARMING = ("L4", "L3", "L2")
_LIVE = ("self", "other")


@dataclass(frozen=True, slots=True)
class Risk:
    """What a text says of danger.

    `level`: "none", "L1" (distress), "L2" (thoughts, no plan), "L3" (plan, intent, means, soon), "L4" (under way).
    `about`: "self", "other", "past", "quote", "figure". `cues`: (start, end, why) in code points of the text.
    """

    level: str
    about: str
    cues: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    why: str
    level: str
    about: str  # "no" where it is denied; else as in Risk, or "bereaved"


def risk(text: str) -> Risk:
    """Return the reading of a text. An empty text is no risk about the writer."""
    clear = plain(text)
    scenes = Scenes(text, clear)
    cues = [cue for level in (*_ALARMING, "L1") for cue in _told(scenes, level, level)]
    live = [cue for cue in cues if cue.about in _LIVE]
    signs = _signs(scenes, live)
    level = _level(live, signs, clear.text)
    if level == "none":
        kind = classes([cue.about for cue in cues]) or without_cue(clear.text)
        return Risk("none", "other" if kind == "bereaved" else kind, ())
    counted = [cue for cue in live + signs if cue.level != "L1" or level == "L1"]
    spans = sorted({(*clear.span(cue.start, cue.end), cue.why) for cue in counted})
    return Risk(level, _whom(live, signs, level), tuple(spans))


def _told(scenes: Scenes, part: str, level: str) -> list[_Cue]:
    """Return what the text says outright at one level, each with its class."""
    told = found(phrases("risk", part), scenes.text, scenes.grams)
    return [_Cue(start, end, why, level, about(scenes.place(start, end), why, level)) for start, end, why in told]


def _signs(scenes: Scenes, live: Sequence[_Cue]) -> list[_Cue]:
    """Return the signs that mean little alone: a farewell, things given away, a date."""
    signs = [cue for part, level in (("signs4", "L4"), ("signs3", "L3")) for cue in _told(scenes, part, level)]
    return [cue for cue in signs if cue.about in _LIVE and not _covered(cue, live)]


def _covered(sign: _Cue, live: Sequence[_Cue]) -> bool:
    return any(cue.level in _ALARMING and cue.start < sign.end and sign.start < cue.end for cue in live)


def _level(live: Sequence[_Cue], signs: Sequence[_Cue], text: str) -> str:
    outright = next((level for level in (*_ALARMING, "L1") if any(cue.level == level for cue in live)), "none")
    last, kinds = {cue.why for cue in signs if cue.level == "L4"}, {cue.why for cue in signs}
    under_way = len(last) >= 2 or (last and (len(kinds) >= 2 or outright == "L3") and says(context("near"), text))
    if outright == "L4" or under_way:
        return "L4"
    if outright == "L3" or len(kinds) >= 2 or (outright == "L2" and kinds):
        return "L3"
    return outright


def _whom(live: Sequence[_Cue], signs: Sequence[_Cue], level: str) -> str:
    named = [cue for cue in live if cue.level == level] or [*signs, *live]
    return "self" if any(cue.about == "self" for cue in named) else "other"
