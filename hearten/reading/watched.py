"""What watching for danger says of a text. Apart from the model: whoever asks the process aside needs nothing of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Watched:
    """What a text says of danger to its writer, now.

    `level`: "none", "L1" (distress), "L2" (thoughts), "L3" (plan, intent, means, soon), "L4" (under way). `about`:
    "self"; or why it is not the writer's own, and then `level` is "none": "other" (worry or grief for somebody),
    "past", "quote", "figure". `cues`: (start, end, why) in code points. `source`: which of "rules" and "model" decided.
    `made_by`: which lexicon and which weights. `chance`: the model's probability of at least L2; 0 where the rules
    read alone, or nothing of danger was found.
    """

    level: str
    about: str
    cues: tuple[tuple[int, int, str], ...]
    source: str
    made_by: str
    chance: float = 0.0
