"""The three ways in which a reply can carry empathy, and what one reading of a reply says about them.

Source: Sharma, Miner, Atkins, Althoff, "A Computational Approach to Understanding Empathy Expressed in Text-Based
Mental Health Support", EMNLP 2020 (EPITOME).
"""

from dataclasses import dataclass

MECHANISMS = ("emotional_reactions", "interpretations", "explorations")
LEVELS = (0, 1, 2)  # none, weak, strong

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One mechanism in one reply: its level (0-2), the probability of each level, and the spans that carry it.

    Where the level is 0 the spans, if there are any, say where it would be; nothing is claimed to be there.
    """

    level: int
    probabilities: tuple[float, float, float]
    rationales: tuple[Span, ...]

    @property
    def present(self) -> float:
        """How probable it is that the mechanism is there at all, weak or strong."""
        return self.probabilities[1] + self.probabilities[2]


Reading = dict[str, Mechanism]


def total(reading: Reading) -> int:
    """Return the sum of the three levels, 0-6 (the measure of PARTNER, arXiv 2101.07714)."""
    return sum(reading[name].level for name in MECHANISMS)
