"""Pages of the team's that the Guide may quote: written, changed, and checked again twice a year."""

from datetime import date
from typing import Any, NamedTuple

from hearten.guide.models import Page
from hearten.guide.passages import GOOD_FOR
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.members.actions import profile_of


class Listed(NamedTuple):
    """One page in the operators' list. `stale`: not checked for 180 days, so that nothing of it is quoted."""

    page: Page
    stale: bool
    until: date


def listed(seat: Seat) -> list[Listed]:
    """Return the pages that stand, the one that has to be checked first at the top."""
    today = now().date()
    rows = seat.glance(Page).filter(ended_at=None).order_by("checked_on", "title")
    return [Listed(row, row.checked_on + GOOD_FOR <= today, row.checked_on + GOOD_FOR) for row in rows]


def write(seat: Seat, said: dict[str, Any]) -> Page:
    """Write a page in this operator's name."""
    page = Page(made_at=now())
    _fill(seat, page, said)
    page.save(force_insert=True)
    return page


def change(seat: Seat, page: Page, said: dict[str, Any]) -> None:
    """Change a page; whoever does so answers for it from now on."""
    _fill(seat, page, said)
    page.save(update_fields=["title", "words", "asked", "language", "owner", "owner_name", "checked_on", "changed_at"])


def end(seat: Seat, page: Page) -> None:
    """Take a page away."""
    seat.glance(Page).filter(pk=page.pk).update(ended_at=now())


def _fill(seat: Seat, page: Page, said: dict[str, Any]) -> None:
    for name in ("title", "words", "asked", "language", "checked_on"):
        setattr(page, name, said[name])
    page.owner_id, page.owner_name, page.changed_at = seat.me, profile_of(seat).name, now()
