"""Where else in the house the Guide is pointed to: only where it is open, and never for whom it stopped."""

from markupsafe import Markup

from hearten.guide.standing import OFFERED, ON, standing
from hearten.kernel.pages import fragment
from hearten.kernel.seat import Seat


def point_here(seat: Seat) -> Markup | None:
    """Return a line for whoever searched and found nothing."""
    if standing(seat) not in (OFFERED, ON):
        return None
    return Markup(fragment("guide/_further.html"))  # noqa: S704  # our own template
