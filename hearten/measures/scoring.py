"""What answers add up to. Pure, exact (no floating point), and the same for every instrument.

A few items may be left out: at most 20 percent of them, or fewer where the definition says so. Then the sum is taken up
to the full number of items and rounded to the nearest whole number, a half upwards; a mean is that of what was
answered, to two places. With more left out there is no score, and none is guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hearten.measures.definition import Band, Definition, Item, Part

Answers = Mapping[str, int]


@dataclass(frozen=True)
class Score:
    """What came out. `value` is None where too much was left out; `left_out` counts items without an answer."""

    value: Decimal | None
    band: Band | None
    left_out: int
    of: int


def score(definition: Definition, answers: Answers) -> Score:
    """Return the score of the whole instrument. Raises KeyError for an answer that is none of an item's options."""
    return _scored(definition, definition.items, answers, definition.bands)


def part_score(definition: Definition, part: Part, answers: Answers) -> Score:
    """Return the score of one part, by its own items and bands, never taken times the factor."""
    items = [definition.item(key) for key in part.items]
    return _scored(definition, items, answers, part.bands, factor=1)


def least_and_most(definition: Definition) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest score there can be."""
    edges = [_together(definition, [one(item) for item in definition.items]) for one in (_least, _most)]
    return _said(definition, edges[0], definition.factor), _said(definition, edges[1], definition.factor)


def raises_safety(definition: Definition, answers: Answers) -> bool:
    """Whether an answer to a safety item is above its lowest option: then the member's own plan comes first."""
    return any(answers[key] > definition.item(key).least for key in definition.safety if key in answers)


def _least(item: Item) -> int:
    return item.least


def _most(item: Item) -> int:
    return item.most


def _scored(
    definition: Definition, items: Sequence[Item], answers: Answers, bands: Sequence[Band], factor: int | None = None
) -> Score:
    given = [_points(item, answers[item.id]) for item in items if item.id in answers]
    left_out = len(items) - len(given)
    if not given or left_out > definition.may_lack(len(items)):
        return Score(None, None, left_out, len(items))
    whole = _together(definition, given)
    if definition.how == "sum":
        whole = Fraction(_rounded(whole * len(items) / len(given), "1"))
    value = _said(definition, whole, definition.factor if factor is None else factor)
    return Score(value, band_of(bands, value), left_out, len(items))


def _points(item: Item, value: int) -> int:
    if value not in {option.value for option in item.options}:
        raise KeyError(f"{item.id} has no option {value}")
    return item.least + item.most - value if item.backwards else value


def _together(definition: Definition, points: Sequence[int]) -> Fraction:
    return Fraction(sum(points), len(points) if definition.how == "mean" else 1)


def _said(definition: Definition, whole: Fraction, factor: int) -> Decimal:
    return _rounded(whole * factor, "1" if definition.how == "sum" else "0.01")


def _rounded(value: Fraction, to: str) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(to), ROUND_HALF_UP)


def band_of(bands: Sequence[Band], value: Decimal) -> Band | None:
    """Return the band that a score lies in: the first that reaches up to it."""
    return next((band for band in bands if band.to is None or value <= band.to), None)
