"""Saying how it went with what a card says, and taking that back."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID, uuid4

from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library import going_out, reading, rules
from hearten.library.models import ExperienceReport, ReportOwner, ReportWithdrawal
from hearten.library.reading import ShownCard, ShownReport
from hearten.moderation.actions.hold import held
from hearten.moderation.reading import gate_of
from hearten.safety.triage import read_this


class _Did(NamedTuple):
    did: bool


@dataclass(frozen=True)
class Account:
    """How it went, as somebody tells it."""

    outcome: str
    context: str
    words: str = ""
    backgrounds: tuple[str, ...] = ()
    masked: bool = False


def tried(seat: Seat, place: Place, card: ShownCard, account: Account) -> ExperienceReport:
    """Say how it went, or say it anew. One for each person and card.

    Raises Refused for who wrote the card, during a break from writing, and while the card waits for a look.
    """
    seat.one_at_a_time(f"tried {card.id} {seat.me}")
    before = reading.told_by_me(seat, card.id)
    rules.may_try(card, place, gate_of(seat, card.group_id), before).or_refuse()
    row = _row(seat, card, before)
    new = row._state.adding
    row.version, row.outcome, row.context, row.words = card.version, account.outcome, account.context, account.words
    row.backgrounds = list(account.backgrounds)
    row.membership_id = None if account.masked else place.membership_id
    if new:
        row.save(force_insert=True)
    else:
        row.changed_at = now()
        row.save(update_fields=["version", "outcome", "context", "words", "backgrounds", "membership", "changed_at"])
        seat.glance(ReportWithdrawal).filter(report_id=row.id, how__in=("author", "left")).delete()
    _pass_on(seat, row, new)
    return row


def _row(seat: Seat, card: ShownCard, before: ShownReport | None) -> ExperienceReport:
    """Return one's own row about a card, new if there is none. Of two sent at once, the second changes the first."""
    made = ExperienceReport(id=uuid4(), group_id=card.group_id, card_id=card.id, at=now())
    if before is None:
        owner = ReportOwner(report_id=made.id, card_id=card.id, member_id=seat.me)
        ReportOwner.objects.bulk_create([owner], ignore_conflicts=True)
        before = reading.told_by_me(seat, card.id)
    return seat.find(ExperienceReport, before.id) if before else made


def _pass_on(seat: Seat, row: ExperienceReport, new: bool) -> None:
    if row.words:
        read_this(seat, kind="tried", about=row.id, group_id=row.group_id)
    if not held(seat, "tried", row.group_id, row.id, row.words, new=new, tried=True) and new:
        going_out.told(row.group_id, row.id)


def take_back(seat: Seat, card_id: UUID) -> None:
    """Take back what one said about a card. It is not counted any more, and can be said anew.

    One's own words are there to be taken back however the card stands: flagged, or with its own words gone.
    """
    seat.one_at_a_time(f"tried {card_id} {seat.me}")
    if not seat.read(_Did, "SELECT library_withdraw_report(%s)", card_id)[0].did:
        raise Unseen
