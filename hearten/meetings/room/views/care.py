"""Care in the room: private words, side rooms for two, and what is typed for whoever cannot hear."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.standing import Place
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import fragment, leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Refused, Unseen
from hearten.meetings.models import Meeting, SideRoom, Word
from hearten.meetings.room import reading as reading_room
from hearten.meetings.room import reading_care
from hearten.meetings.room.actions import care
from hearten.meetings.room.actions import play as room
from hearten.meetings.room.forms import AnswerForm, LineForm, OfferForm, WordForm
from hearten.meetings.room.fragments import Shown, line_html, stage_html
from hearten.meetings.room.page import found, help_here, inside_or_unseen, loudest, own_html, page, present, with_sound
from hearten.meetings.schedule.forms import NothingForm
from hearten.safety.first_look import looked_at


def _refused(no: Refused) -> HttpResponse:
    """A refusal for a page that sent in place: it stands beside the words, which stay in their box."""
    return HttpResponse(fragment("meetings/_closed.html", reason=no.reason), status=409)


@door(Knock.MEMBER, form=WordForm)
def words(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: WordForm) -> HttpResponse | Later:
    """Write privately to those who lead, or as one of them to somebody in the room."""
    meeting, place = found(seat, meeting_id)
    here = present(meeting.id, place)
    if here is None or not form.is_bound:
        return HttpResponseRedirect(url("meetings:room", meeting.id))
    if not form.is_valid():
        errors = {"word": form.errors.get("body", [_("Choose again, then send it.")])}
        return page(
            request, seat, meeting, *here, given={"word": request.POST.get("body", "")}, errors=errors, status=422
        )
    said, to = form.cleaned_data, form.cleaned_data["person"]
    try:
        kept = care.word(seat, meeting, place.membership_id, said["body"], said["client_id"], wish=said["wish"], to=to)
    except Refused as no:
        if request.headers.get("X-Fragment"):
            return _refused(no)
        return page(
            request, seat, meeting, *here, given={"word": said["body"]}, errors={"word": [no.reason]}, status=403
        )
    return looked_at("word", kept.id, said["body"], _sent(request, kept, place, url("meetings:room", meeting.id)))


def _sent(request: HttpRequest, kept: Word, place: Place, back: str) -> HttpResponse:
    if request.headers.get("X-Fragment"):
        return HttpResponse(reading_care.word_html(kept, place.name), status=201)
    return HttpResponseRedirect(f"{back}#care")


@door(Knock.MEMBER, form=LineForm)
def captions(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: LineForm) -> HttpResponse:
    """Type what is said, as whoever took that role."""
    meeting, place = found(seat, meeting_id)
    here = present(meeting.id, place)
    if here is None or not form.is_bound:
        return HttpResponseRedirect(url("meetings:room", meeting.id))
    given = {"caption": request.POST.get("body", "")}
    if not form.is_valid():
        return page(
            request, seat, meeting, *here, given=given, errors={"caption": form.errors.get("body", [])}, status=422
        )
    said = form.cleaned_data
    try:
        line = room.caption(seat, meeting, place.membership_id, said["body"], said["client_id"])
    except Refused as no:
        if request.headers.get("X-Fragment"):
            return _refused(no)
        return page(request, seat, meeting, *here, given=given, errors={"caption": [no.reason]}, status=403)
    if request.headers.get("X-Fragment"):
        speaker = here[0].names.get(str(line.speaker_id), "") if line.speaker_id else ""
        return HttpResponse(line_html(reading_room.as_found(line, place.name, speaker)), status=201)
    return HttpResponseRedirect(f"{url('meetings:room', meeting.id)}#captions")


@door(Knock.MEMBER, form=OfferForm, methods=("POST",))
def offer(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: OfferForm) -> HttpResponse:
    """Offer somebody a side room, as who leads or stands by."""
    meeting, place = found(seat, meeting_id)
    if present(meeting.id, place) is None or not form.is_valid():
        raise Unseen
    try:
        care.offer(seat, meeting, place.membership_id, form.cleaned_data["person"])
    except Refused as no:
        return _not_now(request, no)
    said = _("Offered. When they say yes, both of you can go there. Your places in the meeting are kept.")
    return _in_place(request, seat, meeting, place, said)


def _not_now(request: HttpRequest, no: Refused) -> HttpResponse:
    """A refusal for a page that pressed a button in place. Raises it for all others: it has a page of its own."""
    if not request.headers.get("X-Fragment"):
        raise no
    return HttpResponse(no.reason, status=409, content_type="text/plain; charset=utf-8")


def _in_place(request: HttpRequest, seat: Seat, meeting: Meeting, place: Place, said: str = "") -> HttpResponse:
    """Answer a button of the room: who stays on the page gets what is their own anew, and is not missed meanwhile."""
    if request.headers.get("X-Fragment"):
        return own_html(seat, meeting, place)
    if said:
        leave_note(request, said)
    return HttpResponseRedirect(f"{url('meetings:room', meeting.id)}#care")


def _side(seat: Seat, side_id: UUID) -> tuple[SideRoom, Meeting, Place, Shown]:
    """Return a side room of this seat's, with its meeting. Raises Unseen, also for who was sent out of the meeting."""
    side = seat.find(SideRoom, side_id)
    meeting, place = found(seat, side.meeting_id)
    return side, meeting, place, inside_or_unseen(meeting.id, place)[0]


@door(Knock.MEMBER)
def side(request: HttpRequest, seat: Seat, *, side_id: UUID) -> HttpResponse:
    """Show a side room to its two."""
    here, meeting, place, shown = _side(seat, side_id)
    if here.taken_at is None:
        return HttpResponseRedirect(f"{url('meetings:room', meeting.id)}#care")
    return _side_page(request, seat, here, meeting, place, shown)


def _side_page(
    request: HttpRequest, seat: Seat, here: SideRoom, meeting: Meeting, place: Place, shown: Shown, **more: Any
) -> HttpResponse:
    status = more.pop("status", 200)
    values: dict[str, Any] = {"given": "", "errors": {}, "fresh": fresh_client_id, "help": help_here(seat)} | more
    values |= {"meeting": meeting, "place": place, "stage": stage_html(shown), "media": loudest(meeting)}
    values |= {"since": reading_room.live_number(seat, meeting.id), **_side_values(seat, here, place, shown)}
    return with_sound(meeting, show(request, "meetings/side.html", status=status, **values))


def _side_values(seat: Seat, here: SideRoom, place: Place, shown: Shown) -> dict[str, Any]:
    beside, said = reading_care.side_room(seat, here.id, place.membership_id, shown.names)
    ended = beside.over or shown.state.phase == "ended"
    return {"side": beside, "words": said, "ended": ended, "room": url("meetings:room", here.meeting_id)}


@door(Knock.MEMBER)
def side_own(request: HttpRequest, seat: Seat, *, side_id: UUID) -> HttpResponse:
    """Answer with what was said in a side room, for its open page."""
    here, _meeting, place, shown = _side(seat, side_id)
    return HttpResponse(fragment("meetings/_side.html", **_side_values(seat, here, place, shown)))


@door(Knock.MEMBER, form=AnswerForm, methods=("POST",))
def side_answer(request: HttpRequest, seat: Seat, *, side_id: UUID, form: AnswerForm) -> HttpResponse:
    """Take a side room that one was offered, or do not."""
    here, meeting, place, _shown = _side(seat, side_id)
    if not form.is_valid():
        raise Unseen
    if care.answer(seat, meeting, here, place.membership_id, form.cleaned_data["answer"] == "yes"):
        return HttpResponseRedirect(url("meetings:side", here.id))
    return _in_place(request, seat, meeting, place, _("That is fine. You can write to them at any time."))


@door(Knock.MEMBER, form=LineForm)
def side_words(request: HttpRequest, seat: Seat, *, side_id: UUID, form: LineForm) -> HttpResponse | Later:
    """Write in a side room."""
    here, meeting, place, shown = _side(seat, side_id)
    if not form.is_bound:
        return HttpResponseRedirect(url("meetings:side", here.id))
    given = request.POST.get("body", "")
    if not form.is_valid():
        return _side_page(request, seat, here, meeting, place, shown, given=given, errors=form.errors, status=422)
    try:
        said = form.cleaned_data
        kept = care.word_in(seat, meeting, here, place.membership_id, said["body"], said["client_id"])
    except Refused as no:
        if request.headers.get("X-Fragment"):
            return _refused(no)
        errors = {"body": [no.reason]}
        return _side_page(request, seat, here, meeting, place, shown, given=given, errors=errors, status=403)
    return looked_at("word", kept.id, said["body"], _sent(request, kept, place, url("meetings:side", here.id)))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def side_end(request: HttpRequest, seat: Seat, *, side_id: UUID, form: NothingForm) -> HttpResponse:
    """Go back to the room: the side room ends, and the other one comes back when they are ready."""
    here, meeting, place, _shown = _side(seat, side_id)
    care.end(seat, meeting, here, place.membership_id)
    return _in_place(request, seat, meeting, place)


@door(Knock.MEMBER)
def word(request: HttpRequest, seat: Seat, *, word_id: UUID) -> HttpResponse:
    """Lead from a private word to where it stands."""
    said = seat.find(Word, word_id)
    where = url("meetings:side", said.side_id) if said.side_id else url("meetings:room", said.meeting_id)
    return HttpResponseRedirect(f"{where}#w-{said.id}")
