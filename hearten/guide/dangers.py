"""How near danger a turn is, by itself and together with the turns before it (AI-14): rules and model, as everywhere.

What is said in pieces over several turns is read together. Without the model's process, rules read alone; then no
generator takes part, and the safety slice's own reading, which is durable, still hands it to people. A question counts
as any other words here: docs/models/guide.md has what a milder reading of questions missed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from hearten.guide.answers import Turn
from hearten.kernel.aside import Busy
from hearten.reading.risk import LEVELS, risk
from hearten.reading.watched import Watched
from hearten.safety.first_look import wake as start_reading
from hearten.safety.triage import Unreadable, judged

KIND = "guide_talk"

WITHIN_S = 3.0
WINDOW, LONGEST = 8, 6_000  # turns, and code points of them, that are read together
ALARMING = LEVELS[2:]
GRAVE = LEVELS[3:]


@dataclass(frozen=True)
class Danger:
    """How near danger a turn is. `level` and `whose` as in Answer; worry for somebody has the level of their danger.

    `rises`: graver than anything in the turns before. `by_rules`: a rule says so, not the model alone. `made_by`: which
    lexicon and weights. `whole`: the model's process took part, or there is none here by the operator's choice.
    """

    level: str
    whose: str
    rises: bool
    by_rules: bool
    made_by: str
    whole: bool


def danger_of(said: str, before: Sequence[Turn] = ()) -> Danger:
    """Return how near danger a turn is. Raises nothing: what cannot be read by the model is read by rules."""
    found, whole = _read(said)
    window = list(before)[-WINDOW:]
    was = max((turn.level for turn in window), key=LEVELS.index, default="none")
    if window:
        together, also = _read("\n".join([*(turn.said for turn in window), said])[-LONGEST:])
        whole = whole and also
        if _graver(together.level, found.level) and _graver(together.level, was):
            found = together
    whose = "other" if found.level == "none" and found.about == "other" and found.cues else "self"
    level = risk(said).level if whose == "other" else found.level
    return Danger(level, whose, _graver(level, was), found.source == "rules", found.made_by, whole)


def _graver(level: str, than: str) -> bool:
    return LEVELS.index(level) > LEVELS.index(than)


def _read(text: str) -> tuple[Watched, bool]:
    try:
        return judged(text, WITHIN_S), True
    except (Busy, Unreadable):
        found = risk(text)
        level = found.level if found.about == "self" else "none"
        return Watched(level, found.about, found.cues, "rules", "rules alone"), not settings.HEARTEN_MODELS


def wake() -> None:
    """Have the reader's process started: somebody opened the page."""
    start_reading()
