"""Making a recap: words of one's own, or somebody's who is asked first; and letting those who were there read it."""

from typing import NamedTuple
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.kernel.words import render
from hearten.meetings.after import reading as reading_after
from hearten.meetings.after import rules as rules_after
from hearten.meetings.after.reading import After
from hearten.meetings.models import Line, Meeting, Passage, Recap
from hearten.meetings.schedule.telling import ASK
from hearten.notices.actions import tell


class _May(NamedTuple):
    tell: bool


def propose(seat: Seat, meeting: Meeting, place: Place, after: After, line: UUID | None, words: str) -> Passage:
    """Propose words for the recap. Whose line it was is asked; until they say yes, nobody else reads it.

    Raises Refused where they name somebody, are another's without asking, or it is too late; Unseen for other lines.
    """
    rules_after.may_follow_up(after, meeting, now()).or_refuse()
    found = seat.find(Line, line, meeting_id=meeting.id, kind__in=("share", "line")) if line else None
    body = words or (found.body if found else "")
    rules_after.without_names(body, reading_after.names(seat, meeting)).or_refuse()
    source = found.membership_id if found and found.membership_id != place.membership_id else None
    if source is None:
        _own_words(seat, meeting, place, body)
    made = Passage(id=uuid4(), group_id=meeting.group_id, meeting=meeting, recap=_mine(seat, meeting, place))
    made.membership_id, made.source_id = place.membership_id, source
    made.body, made.html, made.at = body, render(body), now()
    made.save(force_insert=True)
    if source is not None:
        tell(kind=ASK, about=made.id, group=meeting.group_id)
    return made


def _own_words(seat: Seat, meeting: Meeting, place: Place, body: str) -> None:
    """Raises Refused where words are another's. The database says it, which refuses them: this seat may see less."""
    sql = "SELECT meetings_may_tell(%s, %s, NULL::uuid, %s)"
    if not seat.read(_May, sql, meeting.id, place.membership_id, body)[0].tell:
        raise Refused(_("Somebody else wrote these words. Choose their line, so that they are asked first."))


def _mine(seat: Seat, meeting: Meeting, place: Place) -> Recap:
    """Return one's own recap of the meeting, begun if there is none. Raises Refused when somebody else makes it."""
    seat.one_at_a_time(f"recap {meeting.id}")
    found = reading_after.recap_of(seat, meeting)
    if found is None:
        found = Recap(group_id=meeting.group_id, meeting=meeting, membership_id=place.membership_id, made_at=now())
        found.save(force_insert=True)
    if found.membership_id != place.membership_id:
        raise Refused(_("Somebody else who leads makes the recap of this meeting. Talk to each other about it."))
    return found


def drop(seat: Seat, passage: Passage, place: Place) -> None:
    """Take one's own proposal away."""
    if passage.membership_id != place.membership_id:
        raise Unseen
    seat.glance(Passage).filter(pk=passage.id).delete()


def let_out(seat: Seat, meeting: Meeting, place: Place) -> None:
    """Let those who were there read the recap: what is one's own, and what its speaker said yes to, now or later."""
    found = reading_after.recap_of(seat, meeting)
    if found is None or found.membership_id != place.membership_id:
        raise Unseen
    seat.glance(Recap).filter(pk=found.id, out_at=None).update(out_at=now())
