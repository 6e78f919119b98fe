"""What can be taken along to an appointment. A slice above registers kinds of its own where its app is made ready.

Of what others wrote nothing is copied: the line holds own words and the way back. Own words may be offered as a quote.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearten.care.rules import LONGEST_LINE
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library.reading_guides import guide_of
from hearten.resources.models import Listing


@dataclass(frozen=True)
class Carried:
    """One thing as its reader takes it along. `title`: what it is called; `quote`: own words of theirs, or ""."""

    url: str
    title: str
    quote: str = ""


@dataclass(frozen=True)
class Carrier:
    """One kind. `named`: what it is called; `find` (seat, id) -> Carried, and raises Unseen for who may not read it."""

    kind: str
    named: Any
    find: Callable[[Seat, UUID], Carried]


_carriers: dict[str, Carrier] = {}


def register(carrier: Carrier) -> Carrier:
    """Make a kind known."""
    _carriers[carrier.kind] = carrier
    return carrier


def carried(seat: Seat, kind: str, about: UUID) -> Carried:
    """Return one thing that can be taken along. Raises Unseen for a kind that nobody registered, too."""
    if kind not in _carriers:
        raise Unseen
    found = _carriers[kind].find(seat, about)
    return Carried(found.url, found.title, found.quote[:LONGEST_LINE])


def named(kind: str) -> str:
    """Return what a kind is called. Raises Unseen."""
    if kind not in _carriers:
        raise Unseen
    return str(_carriers[kind].named)


def _guide(seat: Seat, guide_id: UUID) -> Carried:
    return Carried(url("library:guide", guide_id), guide_of(seat, guide_id).title)


def _service(seat: Seat, listing_id: UUID) -> Carried:
    return Carried(url("resources:service", listing_id), seat.find(Listing, listing_id).name)


def ready() -> None:
    """Make guides and services known; conversations stand beside this slice, and are registered above both."""
    register(Carrier("guide", _("A guide"), _guide))
    register(Carrier("service", _("A service"), _service))
