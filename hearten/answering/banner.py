"""What whoever asked reads beside their own conversation while nobody has answered: only what is so (CR-09)."""

from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from hearten.groups.on_duty import cover_of_group
from hearten.groups.welcomers import welcomers_of
from hearten.kernel.pages import fragment
from hearten.kernel.seat import Seat
from hearten.threads.reading import Head


class Mine(NamedTuple):
    """How one's own conversation stands while nobody else has answered."""

    asked_at: datetime
    first_at: datetime
    second_at: datetime
    welcomed_at: datetime | None  # who welcomes newcomers was told
    first_told_at: datetime | None
    second_told_at: datetime | None
    reopened_at: datetime | None
    alone: bool  # a reply is there, by oneself with another name on
    held: bool
    step: str  # what comes next
    helpers: bool  # whether there is anybody else to ask
    leads: bool

    @property
    def asks_first(self) -> bool:
        """Whether people will be asked to look."""
        return self.helpers and self.step in ("welcome", "first")

    @property
    def asks_second(self) -> bool:
        """Whether those who lead will be asked."""
        return self.leads and self.step != ""


def beside(seat: Seat, head: Head) -> Markup | None:
    """Return the banner, or None where somebody has answered, and where nobody is to answer yet or any more."""
    found = seat.read(Mine, "SELECT * FROM answering_of_mine(%s)", head.id)
    if not found or found[0].held or head.archived:
        return None
    cover, mine = cover_of_group(seat, head.group_id), found[0]
    names = welcomers_of(seat, head.group_id) if mine.welcomed_at or mine.step == "welcome" else []
    return Markup(fragment("answering/_banner.html", mine=mine, cover=cover, welcomers=names))  # noqa: S704  # our own template
