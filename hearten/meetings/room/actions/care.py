"""A private word, and a side room for two: offered, taken, ended."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.live import nudge
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.meetings.engine.commands import Command, NotNow
from hearten.meetings.engine.state import State
from hearten.meetings.models import Meeting, SideRoom, Wish, Word
from hearten.meetings.room import sound, store
from hearten.meetings.room.reading_care import who_stands_by
from hearten.meetings.schedule import saying
from hearten.meetings.schedule.whose import members_of
from hearten.moderation.reading import gate_of
from hearten.moderation.rules import may_write_now
from hearten.safety.triage import read_this


def word(
    seat: Seat, meeting: Meeting, me: UUID, body: str, client_id: UUID, *, wish: str = "", to: UUID | None = None
) -> Word:
    """Write privately to those who lead, or as one of them to somebody (`to`). Sent twice, it is there once."""
    if meeting.host_id:
        raise Refused(_("In a session of two, what you write in the room is for the two of you."), *_back(meeting))
    state = _running(meeting)
    stands_by = str(me) in who_stands_by(state)
    if stands_by and to is None:
        raise Refused(_("Choose whom this is for. Your words are kept."), *_back(meeting))
    place = to if stands_by and to is not None else me
    if str(place) not in state.people:
        raise Refused(_("That person is not in the room any more. Your words are kept."), *_back(meeting))
    said = _write(seat, meeting, place, me, body, client_id, wish=wish if not stands_by else "")
    _nudge(meeting.id, [str(place), *who_stands_by(state)])
    return said


def word_in(seat: Seat, meeting: Meeting, side: SideRoom, me: UUID, body: str, client_id: UUID) -> Word:
    """Write in a side room, to the other one."""
    _running(meeting)
    side.refresh_from_db()
    if side.taken_at is None or side.ended_at is not None:
        raise Refused(
            _("The side room is closed. Your words are kept. You can write them to those who lead, in the room."),
            *_back(meeting),
        )
    said = _write(seat, meeting, side.person_id, me, body, client_id, side=side)
    _nudge(meeting.id, [str(side.person_id), str(side.helper_id)])
    return said


def _running(meeting: Meeting) -> State:
    """Hold the room, so that it cannot end meanwhile. Raises Refused when it has."""
    state = store.hold(meeting.id).state
    if state.phase == "ended":
        raise Refused(
            _("This meeting is over, so nobody would read this here. Your words are kept. Help now stays open."),
            url("meetings:meeting", meeting.id),
            _("To the meeting's page"),
        )
    return state


def _write(
    seat: Seat,
    meeting: Meeting,
    place: UUID,
    me: UUID,
    body: str,
    client_id: UUID,
    *,
    wish: str = "",
    side: SideRoom | None = None,
) -> Word:
    before = seat.glance(Word).filter(membership_id=me, client_id=client_id).first()
    if before is not None:
        if before.body != body:
            raise Refused(
                _("Something else was sent from this box before. Open the page again, then send these words.")
            )
        return before
    said = Word(id=uuid4(), group_id=meeting.group_id, meeting=meeting, place_id=place, side=side, membership_id=me)
    said.author_id, said.client_id, said.wish = seat.me, client_id, wish or Wish.READ
    said.body, said.at = body, now()
    said.save(force_insert=True)
    read_this(seat, kind="word", about=said.id, group_id=meeting.group_id)
    return said


def offer(seat: Seat, meeting: Meeting, me: UUID, person: UUID) -> SideRoom:
    """Offer somebody a side room, as who leads or stands by. Raises Refused with a sentence where it does not fit."""
    held = store.hold(meeting.id)
    if meeting.host_id or str(me) not in who_stands_by(held.state):
        raise Unseen
    may_write_now(gate_of(seat, meeting.group_id)).or_refuse()
    if not _stays_led(held.state, me, person):
        raise Refused(saying.why("stay_with_room"), *_back(meeting))
    if person == me or not held.state.is_here(str(person)):
        raise Refused(_("That person is not in the room at the moment."), *_back(meeting))
    if seat.glance(SideRoom).filter(meeting=meeting, ended_at=None, helper_id=me).exists():
        raise Refused(_("You have a side room already. End it first, then offer another one."), *_back(meeting))
    side = SideRoom(group_id=meeting.group_id, meeting=meeting, person_id=person, helper_id=me, offered_at=now())
    try:
        with transaction.atomic():
            side.save(force_insert=True)
    except IntegrityError:  # one for each person; this seat does not see another's
        raise Refused(_("Somebody offered them a side room already, or is with them."), *_back(meeting)) from None
    _nudge(meeting.id, [str(person), str(me)])
    return side


def _stays_led(state: State, *two: UUID) -> bool:
    """Whether somebody who leads or stands by is left in the room when these two step out."""
    gone = {str(one) for one in two}
    return any(state.is_here(key) and key not in gone and not state.people[key].aside for key in who_stands_by(state))


def answer(seat: Seat, meeting: Meeting, side: SideRoom, me: UUID, yes: bool) -> bool:
    """Take a side room that one was offered, or do not. Returns whether both are in it now."""
    held = store.hold(meeting.id)
    side.refresh_from_db()  # it may have ended while this waited
    if side.person_id != me or side.ended_at is not None:
        raise Refused(_("This side room is not there any more. You can write to those who lead."), *_back(meeting))
    if side.taken_at is not None:
        return True
    if yes:
        if not held.state.is_here(str(side.helper_id)) or not _stays_led(held.state, me, side.helper_id):
            raise Refused(
                _("They cannot leave the room right now. Try again in a moment, or write to those who lead."),
                *_back(meeting),
            )
        side.taken_at = now()
        side.save(update_fields=["taken_at"])
        for who in (me, side.helper_id):
            _step(meeting.id, who, True)
    else:
        side.ended_at = now()
        side.save(update_fields=["ended_at"])
    _nudge(meeting.id, [str(side.person_id), str(side.helper_id)])
    return yes


def end(seat: Seat, meeting: Meeting, side: SideRoom, me: UUID) -> None:
    """End a side room or take an offer back, and go back to the room. The other one of the two goes when ready."""
    store.hold(meeting.id)
    side.refresh_from_db()
    if side.ended_at is None:
        side.ended_at = now()
        side.save(update_fields=["ended_at"])
        sound.close(side.id)
    _step(meeting.id, me, False)
    _nudge(meeting.id, [str(side.person_id), str(side.helper_id)])


def _step(meeting_id: UUID, who: UUID, away: bool) -> None:
    """Step out of the meeting or back in; whoever lost the connection meanwhile is met where they are."""
    try:
        store.move(meeting_id, Command("aside", str(who), value=away))
    except NotNow as no:
        if no.why not in ("not_here", "not_open"):
            raise


def _nudge(meeting_id: UUID, places: Iterable[str]) -> None:
    nudge(members_of(meeting_id, set(places)))


def _back(meeting: Meeting) -> tuple[str, str]:
    return url("meetings:room", meeting.id), _("Back to the room")
