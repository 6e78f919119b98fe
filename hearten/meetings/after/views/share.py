"""The page after a meeting, for whoever was there: how it was, what people say on, what is asked, what is next."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Refused, Unseen
from hearten.meetings.after import reading as reading_after
from hearten.meetings.after import rules as rules_after
from hearten.meetings.after.actions import share as doing
from hearten.meetings.after.forms import YES_NO, AfterwordForm, FeedbackForm, HowForm
from hearten.meetings.after.reading import After
from hearten.meetings.models import Afterword, Again, Feedback, Heard, HowAreYou, Incident, Meeting, Passage
from hearten.meetings.schedule import reading, rules
from hearten.meetings.schedule.forms import NothingForm
from hearten.meetings.schedule.times import spoken
from hearten.safety.first_look import looked_at, wake


def was_in(seat: Seat, meeting_id: UUID) -> tuple[Place, Meeting, After]:
    """Return a meeting where this seat was, and how it stands for them. Raises Unseen for everybody else."""
    place, meeting = reading.meeting_in(seat, meeting_id)
    rules.is_for_the_group(meeting).or_refuse()
    here = reading_after.after_of(seat, meeting, place)
    rules_after.may_see(here).or_refuse()
    return place, meeting, here


def back_to(meeting_id: UUID, part: str = "") -> HttpResponse:
    return HttpResponseRedirect(url("meetings:after", meeting_id) + (f"#{part}" if part else ""))


@door(Knock.MEMBER)
def after(request: HttpRequest, seat: Seat, *, meeting_id: UUID) -> HttpResponse:
    """Show it."""
    wake()
    return _page(request, seat, *was_in(seat, meeting_id))


def _page(
    request: HttpRequest, seat: Seat, place: Place, meeting: Meeting, here: After, form: Any = None
) -> HttpResponse:
    moment = now()
    end = rules_after.until(here)
    wrong = form is not None and form.is_bound
    return show(
        request,
        "meetings/after.html",
        status=422 if wrong else 200,
        here="groups",
        my=place,
        meeting=meeting,
        when=spoken(meeting.starts_at, meeting.zone),
        after=here,
        until=spoken(end, meeting.zone) if end else None,
        may_feed_back=rules_after.may_feed_back(here, meeting, moment),
        given=request.POST if wrong else {},
        errors=form.errors if wrong else {},
        asks_how=here.asks_how,
        how=reading_after.my_answer(seat, meeting),
        hows=HowAreYou.Answer.choices,
        about_me=[(one, Incident.What(one.what).label) for one in _about_me(seat, meeting, place)],
        next=_next(seat, meeting),
        led=reading_after.who_led(seat, meeting.id) == place.membership_id,
        **_feedback(seat, meeting, place),
        **(_said(seat, meeting, place, here) if here.inside else {}),
    )


def _about_me(seat: Seat, meeting: Meeting, place: Place) -> list[Incident]:
    return reading_after.incidents(seat, meeting, about_id=place.membership_id)


def _next(seat: Seat, meeting: Meeting) -> Any:
    found = reading_after.next_after(seat, meeting)
    return (found, spoken(found.starts_at, found.zone)) if found else None


def _feedback(seat: Seat, meeting: Meeting, place: Place) -> dict[str, Any]:
    mine = seat.glance(Feedback).filter(meeting_id=meeting.id, membership_id=place.membership_id).first()
    return {"mine": mine, "heard": Heard.choices, "again": Again.choices, "yes_no": YES_NO}


def _said(seat: Seat, meeting: Meeting, place: Place, here: After) -> dict[str, Any]:
    """Return what those who were let in read of each other, and what is asked of this one."""
    told = reading_after.passages(seat, meeting)
    recap = reading_after.recap_of(seat, meeting)
    out = recap is not None and recap.out_at is not None
    return {
        "words": [(one, Afterword.Kind(one.kind).label) for one in reading_after.words_after(seat, meeting)],
        "kinds": Afterword.Kind.choices,
        "may_say": rules_after.may_follow_up(here, meeting, now()),
        "client_id": fresh_client_id(),
        "asked": [one for one in told if one.source_id == place.membership_id],
        "recap": [one for one in told if one.source_id is None or one.answer == "yes"] if out else [],
    }


@door(Knock.MEMBER, form=FeedbackForm, methods=("POST",))
def feedback(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: FeedbackForm) -> HttpResponse:
    """Say how it was, in three taps."""
    place, meeting, here = was_in(seat, meeting_id)
    rules_after.may_feed_back(here, meeting, now()).or_refuse()
    if not form.is_valid():
        return _page(request, seat, place, meeting, here, form)
    said = form.cleaned_data
    doing.feed_back(seat, meeting, place, here, said["heard"], said["again"], said["unsafe"] == "yes")
    leave_note(request, _("Kept. Thank you. You can change it until the three days are over."))
    return back_to(meeting.id, "how-it-was")


@door(Knock.MEMBER, form=AfterwordForm, methods=("POST",))
def words(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: AfterwordForm) -> HttpResponse | Later:
    """Say something on."""
    place, meeting, here = was_in(seat, meeting_id)
    rules_after.may_follow_up(here, meeting, now()).or_refuse()
    if not form.is_valid():
        return _page(request, seat, place, meeting, here, form)
    said = form.cleaned_data
    word = doing.say_on(seat, meeting, place, here, doing.Draft(said["kind"], said["body"], said["client_id"]))
    leave_note(request, _("It stands here now. You can take it back at any time."))
    return looked_at("afterword", word.id, word.body, back_to(meeting.id, f"w-{word.id}"))


@door(Knock.MEMBER, form=HowForm, methods=("POST",))
def how_are_you(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: HowForm) -> HttpResponse:
    """Say how one is. Whoever would like to talk is led to where one asks for a person."""
    _place, meeting, here = was_in(seat, meeting_id)
    if not form.is_valid():
        raise Refused(_("Choose one of the three answers."), url("meetings:after", meeting.id), _("Back"))
    doing.say_how(seat, meeting, here, form.cleaned_data["answer"])
    if form.cleaned_data["answer"] == HowAreYou.Answer.TALK:
        return HttpResponseRedirect(f"{url('safety:help_now')}#person")
    return back_to(meeting.id, "how-are-you")


def _word(seat: Seat, word_id: UUID) -> tuple[Afterword, Place]:
    found = seat.find(Afterword, word_id)
    return found, place_or_unseen(seat, found.group_id)


@door(Knock.MEMBER)
def afterword(request: HttpRequest, seat: Seat, *, word_id: UUID) -> HttpResponse:
    """Lead from something that was said on to where it stands."""
    return back_to(seat.find(Afterword, word_id).meeting_id, f"w-{word_id}")


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def done(request: HttpRequest, seat: Seat, *, word_id: UUID, form: NothingForm) -> HttpResponse:
    """Say that one did it, or take that back."""
    found, place = _word(seat, word_id)
    doing.did_it(seat, found, place)
    leave_note(request, _("It is open again.") if found.done_at else _("Noted. Well done."))
    return back_to(found.meeting_id, f"w-{word_id}")


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def removal(request: HttpRequest, seat: Seat, *, word_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one's words back."""
    found, place = _word(seat, word_id)
    doing.take_back(seat, found, place)
    leave_note(request, _("Taken back. Your words are gone."))
    return back_to(found.meeting_id, "said")


@door(Knock.MEMBER)
def news(request: HttpRequest, seat: Seat, *, about: UUID) -> HttpResponse:
    """Lead from a notice to what it is about: a question about one's words, or a note."""
    passage = seat.glance(Passage).filter(pk=about).first()
    if passage is not None:
        return back_to(passage.meeting_id, "asked")
    note = seat.glance(Incident).filter(pk=about).first()
    if note is None:
        raise Unseen
    leads = place_or_unseen(seat, note.group_id).leads
    return HttpResponseRedirect(url("meetings:log" if leads else "meetings:after", note.meeting_id))
