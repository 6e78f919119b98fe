"""Agreeing to be counted, and taking that back."""

from hearten.kernel.seat import Seat
from hearten.measures.models import COUNTED
from hearten.measures.wording import CONSENT_VERSION, consent_lines
from hearten.members.actions import give_consent, has_consent, withdraw_consent


def agree(seat: Seat) -> None:
    """Have results from now on in counts. Pressed twice it is the first agreement, which goes on."""
    seat.one_at_a_time(f"counted {seat.me}")
    if not has_consent(seat, COUNTED):
        give_consent(seat, COUNTED, "\n".join(consent_lines()), CONSENT_VERSION, "measures page")


def take_back(seat: Seat) -> None:
    """End it: the numbers go with it (sql/triggers.sql), whatever page it was ended on."""
    withdraw_consent(seat, COUNTED)
