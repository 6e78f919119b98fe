"""What people do with the coach: agree, take it back, practise; and the operator's switch."""

from hearten.coach.models import Opening, Try
from hearten.coach.wording import CONSENT_VERSION, consent_text, pauses_text
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.members.actions import give_consent, withdraw_consent

COACH, PAUSES = "coach", "coach_pauses"


def agree(seat: Seat, along: bool) -> None:
    """Write down that the member wants feedback on drafts, and whether also when typing pauses."""
    give_consent(seat, COACH, consent_text(), CONSENT_VERSION, "coach page")
    if along:
        give_consent(seat, PAUSES, pauses_text(), CONSENT_VERSION, "coach page")
    else:
        withdraw_consent(seat, PAUSES)


def take_back(seat: Seat) -> None:
    """End both agreements. The next click already finds no coach."""
    withdraw_consent(seat, PAUSES)
    withdraw_consent(seat, COACH)


def open_coach(seat: Seat) -> None:
    """Open the coach on this install. Only an operator's seat may (row-level security)."""
    if not seat.glance(Opening).filter(closed_at=None).exists():
        Opening(opened_by_id=seat.me, opened_at=now()).save(force_insert=True)


def close_coach(seat: Seat) -> None:
    """Close it: from the next request on nobody's draft is read, whatever they agreed to (AI-11)."""
    seat.glance(Opening).filter(closed_at=None).update(closed_at=now(), closed_by_id=seat.me)


def remember_try(seat: Seat, scenario: str, present: dict[str, bool]) -> None:
    """Keep that a scenario was tried and what the reply had, for the member alone. Not the words."""
    Try(
        member_id=seat.me,
        scenario=scenario,
        warmth=present["emotional_reactions"],
        understanding=present["interpretations"],
        interest=present["explorations"],
        at=now(),
    ).save(force_insert=True)


def forget_tries(seat: Seat) -> None:
    """Remove everything the member practised."""
    seat.glance(Try).filter(member_id=seat.me).delete()
