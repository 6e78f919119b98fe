"""What somebody who was there does after a meeting: three taps, words of their own, an answer, how they are."""

from typing import NamedTuple
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.groups.rules import may_post
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.kernel.words import render
from hearten.meetings.after import rules as rules_after
from hearten.meetings.after.reading import After
from hearten.meetings.models import Afterword, Feedback, HowAreYou, Meeting, Passage
from hearten.moderation.actions.method import hold_for_method
from hearten.moderation.reading import gate_of
from hearten.moderation.rules import may_write_now
from hearten.safety.triage import read_this


class Draft(NamedTuple):
    """What somebody says on, as their form gave it."""

    kind: str
    body: str
    client_id: UUID


def feed_back(seat: Seat, meeting: Meeting, place: Place, after: After, heard: str, again: str, unsafe: bool) -> None:
    """Keep how a meeting was for the acting member; a second time changes it."""
    rules_after.may_feed_back(after, meeting, now()).or_refuse()
    said = {"heard": heard, "again": again, "unsafe": unsafe, "at": now()}
    seat.one_at_a_time(f"feedback {meeting.id} {place.membership_id}")
    mine = {"meeting_id": meeting.id, "membership_id": place.membership_id}
    if not seat.glance(Feedback).filter(**mine).update(**said):
        Feedback(group_id=meeting.group_id, **mine, **said).save(force_insert=True)


def say_on(seat: Seat, meeting: Meeting, place: Place, after: After, draft: Draft) -> Afterword:
    """Say something on. Returns the earlier one when this was sent before. Raises Refused when it is too late."""
    seat.one_at_a_time(f"afterword {draft.client_id}")
    before = seat.glance(Afterword).filter(membership_id=place.membership_id, client_id=draft.client_id).first()
    if before is not None:
        return _the_same(before, draft.body)
    rules_after.may_follow_up(after, meeting, now()).or_refuse()
    may_post(place, place.version).or_refuse()
    may_write_now(gate_of(seat, meeting.group_id)).or_refuse()
    word = Afterword(id=uuid4(), group_id=meeting.group_id, meeting=meeting, membership_id=place.membership_id)
    word.client_id, word.kind, word.body = draft.client_id, draft.kind, draft.body
    word.html, word.at = render(draft.body), now()
    word.save(force_insert=True)
    read_this(seat, kind="afterword", about=word.id, group_id=meeting.group_id)
    hold_for_method(seat, "afterword", word.id, meeting.group_id, draft.body, True)
    return word


def _the_same(word: Afterword, body: str) -> Afterword:
    if word.body != body:
        raise Refused(_("Something else was sent from this box before. Open the page again, then send these words."))
    return word


def did_it(seat: Seat, word: Afterword, place: Place) -> None:
    """Say of something one meant to do that it is done. A second time takes that back."""
    if word.membership_id != place.membership_id or word.kind != Afterword.Kind.COMMITMENT:
        raise Unseen
    seat.glance(Afterword).filter(pk=word.id).update(done_at=None if word.done_at else now())


def take_back(seat: Seat, word: Afterword, place: Place) -> None:
    """Take one's own words back. They are gone."""
    if word.membership_id != place.membership_id:
        raise Unseen
    seat.glance(Afterword).filter(pk=word.id).delete()


def answer(seat: Seat, passage: Passage, place: Place, yes: bool) -> None:
    """Say whether words of one's own may be in the recap, exactly as they stand there. It can be changed later."""
    if passage.source_id != place.membership_id:
        raise Unseen
    seat.glance(Passage).filter(pk=passage.id).update(answer="yes" if yes else "no", answered_at=now())


def say_how(seat: Seat, meeting: Meeting, after: After, how: str) -> None:
    """Keep how one is, for oneself; it can be changed while one is asked."""
    if not after.asks_how:
        raise Unseen
    seat.one_at_a_time(f"how are you {meeting.id} {seat.me}")
    mine = {"meeting_id": meeting.id, "member_id": seat.me}
    row = seat.glance(HowAreYou).filter(**mine).first()
    if row is None:
        HowAreYou(answer=how, at=now(), **mine).save(force_insert=True)
        return
    row.answer, row.at = how, now()
    row.save(update_fields=["answer", "at"])
