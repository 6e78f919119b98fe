"""A recap without names: proposing words, asking whose they are, answering, and letting people read it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.meetings.after import reading as reading_after
from hearten.meetings.after import rules as rules_after
from hearten.meetings.after.actions import recap as doing
from hearten.meetings.after.actions import share as answering
from hearten.meetings.after.forms import AnswerForm, PassageForm
from hearten.meetings.after.reading import After
from hearten.meetings.after.views.log import led_meeting
from hearten.meetings.after.views.share import back_to
from hearten.meetings.models import Meeting, Passage
from hearten.meetings.schedule.forms import NothingForm

SHOWN = 60  # letters of a line in the list to choose from


def _led(seat: Seat, meeting_id: UUID) -> tuple[Place, Meeting, After]:
    """Return a meeting whose recap this seat may make: they lead the group, and were there."""
    place, meeting, here = led_meeting(seat, meeting_id)
    if not here.inside:
        raise Unseen
    return place, meeting, here


@door(Knock.MEMBER, form=PassageForm)
def recap(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: PassageForm) -> HttpResponse:
    """Show what the recap would hold, and propose words for it."""
    place, meeting, here = _led(seat, meeting_id)
    if form.is_bound and form.is_valid():
        try:
            said = form.cleaned_data
            made = doing.propose(seat, meeting, place, here, said["use_line"], said["words"])
        except Refused as no:
            form.add_error("words", no.reason)
        else:
            asked = _("Asked. Until they say yes, nobody else reads it.")
            leave_note(request, asked if made.source_id else _("It stands in the recap."))
            return HttpResponseRedirect(url("meetings:recap", meeting.id))
    return _page(request, seat, place, meeting, here, form)


def _page(
    request: HttpRequest, seat: Seat, place: Place, meeting: Meeting, here: After, form: PassageForm
) -> HttpResponse:
    written = reading_after.lines_to_tell(seat, meeting)
    lines = [(one.id, f"{one.membership.name}: {one.body[:SHOWN]}") for one in written]
    proposed = reading_after.passages(seat, meeting)
    return show(
        request,
        "meetings/after_recap.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        meeting=meeting,
        form=form,
        lines=[("", _("My own words")), *lines] if lines else [],
        recap=reading_after.recap_of(seat, meeting),
        passages=[one for one in proposed if one.membership_id == place.membership_id],
        may_propose=rules_after.may_follow_up(here, meeting, now()),
    )


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def out(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: NothingForm) -> HttpResponse:
    """Let those who were there read it."""
    place, meeting, _here = _led(seat, meeting_id)
    doing.let_out(seat, meeting, place)
    leave_note(request, _("Those who were there can read it now, on the page after the meeting."))
    return HttpResponseRedirect(url("meetings:recap", meeting.id))


@door(Knock.MEMBER, form=AnswerForm, methods=("POST",))
def answer(request: HttpRequest, seat: Seat, *, passage_id: UUID, form: AnswerForm) -> HttpResponse:
    """Say whether words of one's own may be in the recap."""
    found = seat.find(Passage, passage_id)
    if not form.is_valid():
        raise Refused(_("Say yes or no."), url("meetings:after", found.meeting_id), _("Back"))
    yes = form.cleaned_data["answer"] == "yes"
    answering.answer(seat, found, place_or_unseen(seat, found.group_id), yes)
    leave_note(request, _("Your words may be in the recap.") if yes else _("Your words stay out of the recap."))
    return back_to(found.meeting_id, "asked")


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def removal(request: HttpRequest, seat: Seat, *, passage_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one's own proposal away."""
    found = seat.find(Passage, passage_id)
    doing.drop(seat, found, place_or_unseen(seat, found.group_id))
    leave_note(request, _("Taken out of the recap."))
    return HttpResponseRedirect(url("meetings:recap", found.meeting_id))
