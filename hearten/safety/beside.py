"""What stands beside one's own words when they sound like danger: the calm panel (CR-05), and for whom it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from hearten.groups.standing import place_in
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.models import Profile
from hearten.safety.actions import last_calls
from hearten.safety.actions.writing import said_not_of
from hearten.safety.lines import Country, country_for
from hearten.safety.looking import Cover, cover_of
from hearten.safety.models import SafetyPlan
from hearten.safety.rules import ON_TOP, Shown, shown_lines
from hearten.safety.sources import source_of


@dataclass(frozen=True)
class Panel:
    """All that the panel shows. How grave the words were read stands nowhere (CR-19)."""

    kind: str
    about: UUID
    whose: str  # self, other
    group_title: str
    cover: Cover
    country: Country | None
    lines: list[Shown]
    has_plan: bool
    stays: bool = True  # whether the words stay where they are


class _Mine(NamedTuple):
    group_id: UUID | None


class _Due(NamedTuple):
    whose: str


class _Counted(NamedTuple):
    done: Any


def panel_beside(seat: Seat, kind: str, about: UUID, whose: str = "") -> Panel:
    """Return the panel for one's own item, and count that one was shown. Raises Unseen for anybody else's item."""
    group_id, source = group_of_mine(seat, kind, about), source_of(kind)
    place = place_in(seat, group_id) if group_id else None
    country = country_for("", own_country(seat))
    lines = shown_lines(country, last_calls(seat), now().date())[:ON_TOP] if country else []
    seat.read(_Counted, "SELECT safety_count_shown()")
    return Panel(
        kind,
        about,
        whose or due(seat, kind, about) or "self",
        place.title if place else "",
        cover_of(seat, group_id),
        country,
        lines,
        seat.glance(SafetyPlan).filter(member_id=seat.me).exists(),
        source is None or source.stays,
    )


def asked_for(seat: Seat, asked: Mapping[str, str], kind: str = "post") -> Panel | None:
    """Return the panel that a page's address asks for (?beside=ID&whose=self), for an own item of this kind only."""
    whose = asked.get("whose", "")
    try:
        about = UUID(asked.get("beside", ""))
        return panel_beside(seat, kind, about, whose if whose in ("self", "other") else "")
    except (ValueError, Unseen):
        return None


def group_of_mine(seat: Seat, kind: str, about: UUID) -> UUID | None:
    """Return the group of one's own item (None for a private one). Raises Unseen for anybody else's."""
    found = seat.read(_Mine, "SELECT group_id FROM safety_mine(%s, %s)", kind, about)
    if not found:
        raise Unseen
    return found[0].group_id


def due(seat: Seat, kind: str, about: UUID) -> str:
    """Return "self" or "other" where triage found that the panel should stand beside one's own item, else "".

    It is not due where its writer said of exactly these words that it is not about them.
    """
    whose = seat.read(_Due, "SELECT safety_panel_due(%s, %s)", kind, about)[0].whose
    return "" if whose and said_not(seat, kind, about) else whose


def said_not(seat: Seat, kind: str, about: UUID) -> bool:
    """Whether this seat said of its own item, with the words it has now, that it is safe or not meant."""
    source = source_of(kind)
    return source is not None and said_not_of(seat, kind, about, source.text(seat, about))


def own_country(seat: Seat) -> str:
    """Return the country that a member set for themself, or ""."""
    if not seat.signed_in:
        return ""
    return seat.glance(Profile).filter(member_id=seat.me).values_list("country", flat=True).first() or ""
