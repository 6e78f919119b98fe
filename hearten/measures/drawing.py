"""Change over time as a drawing (SVG), made without script. Beside it stands a table of the same numbers. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from markupsafe import Markup, escape

WIDE, HIGH = 320, 180
LEFT, RIGHT, TOP, BOTTOM = 34, 306, 14, 150
WRITTEN = 'font-size="11" fill="currentColor" stroke="none"'


@dataclass(frozen=True)
class Point:
    """One result: when, how its day is written, and the number."""

    at: datetime
    day: str
    value: Decimal


def chart(
    points: Sequence[Point], least: Decimal, most: Decimal, lines: Sequence[Decimal], title: str, text: str
) -> Markup:
    """Return the drawing of some results, the oldest first, between the ends of the score. `lines`: where bands end.

    `title` and `text` are what a screen reader says instead. Colours are those of the text around, so that it prints.
    """
    places = [(_across(one.at, points), _up(one.value, least, most)) for one in points]
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDE} {HIGH}" width="100%" role="img" aria-labelledby="chart-t chart-d" '
        'fill="none" stroke="currentColor">',
        f'<title id="chart-t">{escape(title)}</title><desc id="chart-d">{escape(text)}</desc>',
        f'<path d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}"/>',
        *(_line(_up(one, least, most)) for one in lines if least < one < most),
        *(_number(_up(one, least, most), one) for one in (least, most)),
        f'<polyline stroke-width="2" points="{" ".join(f"{x},{y}" for x, y in places)}"/>',
        *(f'<circle cx="{x}" cy="{y}" r="4" fill="currentColor"/>' for x, y in places),
        _day(LEFT, "start", points[0].day),
        _day(RIGHT, "end", points[-1].day) if len(points) > 1 else "",
        "</svg>",
    ]
    return Markup("".join(str(part) for part in parts))  # noqa: S704  # every text in it is escaped above


def _across(at: datetime, points: Sequence[Point]) -> int:
    began, whole = points[0].at, (points[-1].at - points[0].at).total_seconds()
    share = (at - began).total_seconds() / whole if whole else 0.5
    return round(LEFT + 10 + share * (RIGHT - LEFT - 20))


def _up(value: Decimal, least: Decimal, most: Decimal) -> int:
    return round(BOTTOM - float((value - least) / (most - least)) * (BOTTOM - TOP))


def _line(y: int) -> str:
    return f'<path d="M{LEFT} {y}H{RIGHT}" stroke-dasharray="3 4" opacity=".6"/>'


def _number(y: int, value: Decimal) -> str:
    return f'<text x="{LEFT - 5}" y="{y + 4}" text-anchor="end" {WRITTEN}>{value}</text>'


def _day(x: int, anchor: str, day: str) -> str:
    return f'<text x="{x}" y="{BOTTOM + 18}" text-anchor="{anchor}" {WRITTEN}>{escape(day)}</text>'
