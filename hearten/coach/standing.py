"""Where somebody stands with the coach: closed here, open but not asked for, on, or on and reading along."""

from typing import NamedTuple

from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat

CLOSED, OFFERED, ON, ALONG = "closed", "offered", "on", "along"

_AGREED = (
    "EXISTS (SELECT 1 FROM members_consent c WHERE c.purpose = '{purpose}' AND c.withdrawn_at IS NULL "
    f"AND c.member_id = {ME})"
)
# One expression, so that a page that has its own query asks nothing more. Asked at every request: a switch or a consent
# that is taken back holds from the next click on.
STANDING = f"""(CASE WHEN NOT EXISTS (SELECT 1 FROM coach_opening WHERE closed_at IS NULL) THEN '{CLOSED}'
  WHEN NOT {_AGREED.format(purpose="coach")} THEN '{OFFERED}'
  WHEN {_AGREED.format(purpose="coach_pauses")} THEN '{ALONG}' ELSE '{ON}' END)"""


class _Standing(NamedTuple):
    coach: str


def standing(seat: Seat) -> str:
    """Return where the seat's member stands with the coach now."""
    return seat.read(_Standing, f"SELECT {STANDING}")[0].coach
