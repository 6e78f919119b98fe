"""A drawing of the main figures, as SVG that is read on light and dark ground and says in words what it shows."""

from collections.abc import Iterator
from math import isfinite

FIGURES = {"day": "calls still unanswered after 24 hours", "stayed": "helpers who still help at the end"}
WIDE, BAR, GAP, LEFT = 720, 14, 30, 190
_STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#1d2b2a}.big{font-weight:600}.axis{stroke:#6b7a78}"
    ".n0{fill:#0f766e}.n1{fill:#b45309}.n2{fill:#6d5bb0}rect.ground{fill:#fbfaf7}"
    "@media(prefers-color-scheme:dark){text{fill:#e8efed}.axis{stroke:#93a3a0}rect.ground{fill:#14201f}"
    ".n0{fill:#5ec9bd}.n1{fill:#e9a35b}.n2{fill:#b3a4f0}}"
)  # fmt: skip

Base = dict[int, dict[str, dict[str, tuple[float, float]]]]


def drawn(base: Base) -> str:
    """Return the drawing: for each figure and order one bar a size, with its number beside it."""
    rules = list(next(iter(base.values()), {}))
    rows = len(FIGURES) * (len(rules) * (len(base) * BAR + 10) + 2 * GAP) + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {rows}" role="img" aria-labelledby="t d">',
        '<title id="t">Six orders of what waits, compared</title>',
        f'<desc id="d">{_told(base)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{WIDE}" height="{rows}"/>',
        *_bars(base, rules),
        *_legend(base, rows),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _told(base: Base) -> str:
    """Return the figures as sentences, for who does not see the drawing."""
    return " ".join(
        f"{members:,} members, {label}: "
        + ", ".join(f"{rule} {_percent(told[name][0])}" for rule, told in rules.items())
        + "."
        for members, rules in base.items()
        for name, label in FIGURES.items()
    )


def _bars(base: Base, rules: list[str]) -> Iterator[str]:
    y = GAP
    for name, label in FIGURES.items():
        yield f'<text class="big" x="16" y="{y}">Share of {label}</text>'
        y += 14
        for rule in rules:
            yield f'<text x="16" y="{y + len(base) * BAR / 2 + 5:.0f}">{rule}</text>'
            for n, members in enumerate(base):
                share = base[members][rule][name][0]
                wide = (WIDE - LEFT - 70) * (share if isfinite(share) else 0)
                yield f'<rect class="n{n}" x="{LEFT}" y="{y}" width="{wide:.1f}" height="{BAR - 3}" rx="2"/>'
                yield f'<text x="{LEFT + wide + 6:.1f}" y="{y + BAR - 3}" font-size="11">{_percent(share)}</text>'
                y += BAR
            y += 10
        top = y - len(rules) * (len(base) * BAR + 10)
        yield f'<line class="axis" x1="{LEFT}" x2="{LEFT}" y1="{top}" y2="{y - 8}"/>'
        y += 2 * GAP - 14


def _legend(base: Base, rows: int) -> Iterator[str]:
    for n, members in enumerate(base):
        x = LEFT + n * 170
        yield f'<rect class="n{n}" x="{x}" y="{rows - 28}" width="12" height="12" rx="2"/>'
        yield f'<text x="{x + 18}" y="{rows - 17}">{members:,} members</text>'


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
