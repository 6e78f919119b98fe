"""Having somebody look at a preparation for two days, what they suggest, and the end of that."""

from typing import NamedTuple
from uuid import UUID, uuid4

from hearten.care import rules
from hearten.care.actions.visits import KIND
from hearten.care.models import Invite, Suggestion
from hearten.care.sending import same_words
from hearten.groups.contact import is_closed_to
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.notices.actions import tell
from hearten.safety.triage import read_this

SUGGESTED = "suggestion"


class _Word(NamedTuple):
    word: str


class _Did(NamedTuple):
    did: bool


def invite(seat: Seat, appointment_id: UUID, place_id: UUID) -> UUID | None:
    """Invite somebody for 48 hours. Returns the invite. Raises Refused, or Unseen for somebody who is not there.

    What they can read from now on is read for danger first. Invited already, it is that one, and nothing new (None).
    """
    rules.may_be_alone(is_closed_to(seat)).or_refuse()
    made = uuid4()
    sql = "SELECT care_invite_somebody(%s, %s, %s, %s, %s, %s)"
    values = (made, appointment_id, place_id, now(), rules.HOURS_INVITED, rules.MOST_INVITED)
    word = seat.read(_Word, sql, *values)[0].word
    if word == "here":
        return None
    rules.why_not_invited(word).or_refuse()
    read_this(seat, kind=KIND, about=appointment_id, group_id=None)
    tell(kind="care_invited", about=made)
    return made


def end(seat: Seat, invite_id: UUID) -> None:
    """End an invite as either of the two. Whoever was invited has nothing of it any more; nobody is told."""
    seat.read(_Did, "SELECT care_end_invite(%s, %s)", invite_id, now())


def suggest(seat: Seat, opened: Invite, client_id: UUID, words: str) -> UUID:
    """Suggest something to whose preparation it is. Returns its id; sent twice it is one. Raises Refused."""
    rules.may_be_alone(is_closed_to(seat)).or_refuse()
    row = Suggestion(id=uuid4(), member_id=opened.member_id, appointment_id=opened.appointment_id, invite_id=opened.id)
    row.author_id, row.client_id, row.words, row.at = seat.me, client_id, words, now()
    Suggestion.objects.bulk_create([row], ignore_conflicts=True)
    kept = seat.glance(Suggestion).get(author_id=seat.me, client_id=client_id)
    same_words(kept.words, words)
    if kept.id == row.id:
        read_this(seat, kind=SUGGESTED, about=row.id, group_id=None)
        tell(kind="care_suggested", about=opened.appointment_id)
    return kept.id


def take_back(seat: Seat, suggestion_id: UUID) -> None:
    """Remove a suggestion, as who wrote it or as who was given it."""
    seat.glance(Suggestion).filter(pk=suggestion_id).delete()
