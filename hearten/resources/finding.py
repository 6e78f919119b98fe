"""Finding a service: by need, area, cost, language, access, and whether it is open now (R1).

The database finds what fits; whether it is open is asked of each in turn, of a bounded number. Where somebody is, is
never asked: an area is what they write.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.resources.models import Listing
from hearten.resources.reading import Asked, Match, matches
from hearten.resources.showing import Card, card_of, is_open, stale_since

ON_A_PAGE = 20
MOST_WORDS = 8
MOST_ASKED = 300  # services of which it is found out whether they are open
_FOR_HOURS = ("id", "status", "schedules", "places", "areas", "zone")


@dataclass(frozen=True)
class Found:
    """One page of what was found. `over`: how many fit and are closed or gone; they are left out unless asked for.
    `asked`: of how many it was found out whether they are open, where there were more of them."""

    cards: Sequence[Card]
    total: int
    page: int
    pages: int
    over: int
    asked: int = 0


def asked_of(said: dict[str, Any]) -> Asked:
    """Return what a filled in form asks for."""
    words = re.findall(r"[^\s,;]+", said.get("words") or "")
    area = [" ".join(part.split()).lower() for part in (said.get("area") or "").split(",")]
    return Asked(
        tuple(words[:MOST_WORDS]),
        said.get("need") or "",
        tuple(part for part in area[:4] if part),
        bool(said.get("free")),
        said.get("language") or "",
        said.get("access") or "",
    )


def find(seat: Seat, said: dict[str, Any], moment: datetime) -> Found:
    """Return a page of services. `said` is a cleaned FindForm."""
    fitting = matches(seat, asked_of(said), stale_since(moment.date()))
    over = [one for one in fitting if one.over]
    shown = list(fitting) if said.get("over") else [one for one in fitting if not one.over]
    asked = 0
    if said.get("open"):
        asked = MOST_ASKED if len(shown) > MOST_ASKED else 0
        shown = _open_ones(seat, shown[:MOST_ASKED], moment)
    pages = max(1, -(-len(shown) // ON_A_PAGE))
    page = min(max(said.get("page") or 1, 1), pages)
    cards = cards_of(seat, shown[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], moment)
    return Found(cards, len(shown), page, pages, len(over), asked)


def _open_ones(seat: Seat, candidates: Sequence[Match], moment: datetime) -> list[Match]:
    rows = _listings(seat, candidates, *_FOR_HOURS)
    return [one for one in candidates if not one.over and one.id in rows and is_open(rows[one.id], moment)]


def _listings(seat: Seat, found: Sequence[Match], *only: str) -> dict[UUID, Listing]:
    rows = seat.glance(Listing).filter(pk__in=[one.id for one in found])
    return {row.id: row for row in (rows.only(*only) if only else rows)}


def cards_of(seat: Seat, found: Sequence[Match], moment: datetime) -> list[Card]:
    """Return services as a list shows them, in the order in which they were found."""
    rows = _listings(seat, found)
    return [card_of(rows[one.id], moment, one.checked_on, one.over, one.people) for one in found if one.id in rows]
