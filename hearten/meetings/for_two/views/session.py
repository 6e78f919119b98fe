"""Sessions of two: who offers hours, booking one, its page, calling it off."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from hearten.groups.choices import zone_name
from hearten.groups.models import Membership
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, safe_html, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.meetings.for_two import actions as for_two
from hearten.meetings.for_two import reading as reading_for_two
from hearten.meetings.for_two import rules as rules_for_two
from hearten.meetings.for_two.forms import BookForm, CallOffSessionForm
from hearten.meetings.for_two.reading import Time, by_day
from hearten.meetings.formats.shipped import in_words
from hearten.meetings.models import Beforehand, Hours, Medium, Meeting
from hearten.meetings.room import reading as reading_room
from hearten.meetings.schedule import reading, rules
from hearten.meetings.schedule.alone import may_be_two
from hearten.meetings.schedule.offered import moment_of_stamp, stamp_of
from hearten.meetings.schedule.times import spoken
from hearten.safety.first_look import looked_at, wake


@door(Knock.MEMBER)
def sessions(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Show who can be talked to, the free times by day, and one's own sessions to come."""
    place, moment = place_or_unseen(seat, group_id), now()
    mine = reading_for_two.my_sessions(seat, place, moment)
    return show(
        request,
        "meetings/sessions.html",
        here="groups",
        my=place,
        supporters=reading_for_two.supporters(seat, place, moment),
        mine=[(one, name, spoken(one.starts_at, one.zone)) for one, name in mine],
        offers=rules_for_two.may_offer(place),
        zone=zone_name(timezone.get_current_timezone_name()),
    )


@door(Knock.MEMBER, form=BookForm)
def book(request: HttpRequest, seat: Seat, *, hours_id: UUID, stamp: str, form: BookForm) -> HttpResponse | Later:
    """Ask once more, take a few words along, and book. Whoever comes second keeps their words and chooses another."""
    found, at = seat.find(Hours, hours_id, ended_at=None), moment_of_stamp(stamp)
    place = place_or_unseen(seat, found.group_id)
    if at is None or found.membership_id == place.membership_id:
        raise Unseen
    may_be_two(seat, place)
    if not form.is_bound:
        free = at in reading_for_two.free_times(seat, found, now())
        return _book_page(request, seat, place, found, at, form, "" if free else "gone")
    if not form.is_valid():
        return _book_page(request, seat, place, found, at, form)
    words = form.cleaned_data["words"]
    try:
        made = for_two.book(seat, place, found, at, words)
    except for_two.NotBooked as no:
        return _book_page(request, seat, place, found, at, form, no.word)
    leave_note(request, _("Booked. We remind you, and nobody else of the group is told."))
    answer = HttpResponseRedirect(url("meetings:meeting", made.id))
    said = reading_for_two.said_beforehand(seat, made)
    return looked_at("beforehand", said.id, words, answer) if said else answer


def _book_page(
    request: HttpRequest, seat: Seat, place: Place, found: Hours, at: datetime, form: BookForm, gone: str = ""
) -> HttpResponse:
    """Show the form. `gone`: why it was not booked; the other free times take the words along."""
    wake()
    others = (
        [Time(one, stamp_of(one), found.id) for one in reading_for_two.free_times(seat, found, now())] if gone else []
    )
    labels = dict(Medium.choices)
    return show(
        request,
        "meetings/book.html",
        status=409 if gone else 422 if form.is_bound else 200,
        here="groups",
        my=place,
        hours=found,
        name=seat.find(Membership, found.membership_id, ended_at=None).name,
        stamp=stamp_of(at),
        when=spoken(at, found.zone),
        media=[labels[way] for way in found.media],
        form=form,
        gone=rules_for_two.why_not_booked(gone) if gone else "",
        full=gone in rules_for_two.FULL,
        others=by_day(others),
    )


def session_page(request: HttpRequest, seat: Seat, place: Place, meeting: Meeting) -> HttpResponse:
    """Show a session to one of its two: when, with whom, what was said beforehand, the way in, calling it off."""
    other, moment = reading_for_two.other_of(place, meeting), now()
    said = reading_for_two.said_beforehand(seat, meeting)
    labels = dict(Medium.choices)
    context: dict[str, Any] = {
        "name": reading_for_two.names_of(seat, [other]).get(other) or _("Somebody"),
        "said": safe_html(said.html) if said else "",
        "said_id": said.id if said else None,
        "hosts": meeting.host_id == place.membership_id,
        "when": spoken(meeting.starts_at, meeting.zone),
        "doors": spoken(rules.doors_open_at(meeting), meeting.zone),
        "door": reading_room.door(seat, meeting),
        "media": [labels[way] for way in meeting.media],
        "agenda": in_words(meeting.definition)["segments"],
        "change": reading.last_change(seat, meeting),
        "may_call_off": rules_for_two.may_call_off(place, meeting, moment),
        "over": rules.ends_at(meeting) <= moment,
    }
    return show(request, "meetings/session.html", here="groups", my=place, meeting=meeting, **context)


@door(Knock.MEMBER, form=CallOffSessionForm)
def call_off(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: CallOffSessionForm) -> HttpResponse:
    """Ask once more, then call a session off; the other is told."""
    place, meeting = reading.meeting_in(seat, meeting_id)
    rules_for_two.may_call_off(place, meeting, now()).or_refuse()
    if form.is_bound and form.is_valid():
        for_two.call_off(seat, place, meeting, form.cleaned_data["words"])
        leave_note(request, _("Called off. The other person is told, and the time is free again."))
        return HttpResponseRedirect(url("meetings:sessions", meeting.group_id))
    page = {"my": place, "meeting": meeting, "form": form, "when": spoken(meeting.starts_at, meeting.zone)}
    return show(request, "meetings/call_off_session.html", status=422 if form.is_bound else 200, here="groups", **page)


@door(Knock.MEMBER)
def beforehand(request: HttpRequest, seat: Seat, *, said_id: UUID) -> HttpResponse:
    """Lead from words that were said beforehand to their session."""
    return HttpResponseRedirect(url("meetings:meeting", seat.find(Beforehand, said_id).meeting_id))
