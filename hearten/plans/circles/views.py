"""Circles: the list, asking people, answering, one circle, what one shows there, its words, leaving."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.standing import my_groups, place_or_unseen
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Unseen
from hearten.plans.calendar import monday_of, today
from hearten.plans.circles import actions, reading
from hearten.plans.circles.forms import LEVELS, AnswerForm, ProposeForm, ShowingForm, WordsForm
from hearten.plans.circles.words import SUGGESTED
from hearten.plans.doing import reading as plan_reading
from hearten.plans.fields import NothingForm
from hearten.safety.first_look import looked_at, wake


@door(Knock.MEMBER)
def circles(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show one's circles, those into which one is asked, and where one could begin one."""
    return show(request, "plans/circles.html", here="you", circles=reading.mine(seat), groups=my_groups(seat))


@door(Knock.MEMBER, form=ProposeForm)
def propose(request: HttpRequest, seat: Seat, *, group_id: UUID, form: ProposeForm) -> HttpResponse:
    """Ask people of one group into a circle."""
    place = place_or_unseen(seat, group_id)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        made = actions.propose(seat, place, said["people"], said["code"], said["client_id"])
        leave_note(request, _("Asked. It begins as soon as one of them says yes."))
        return HttpResponseRedirect(url("plans:circle", made))
    people = [(str(key), name) for key, name in reading.who_can_be_asked(seat, group_id)]
    page = {
        "place": place,
        "people": people,
        "suggested": SUGGESTED,
        "given": request.POST if form.is_bound else {"client_id": fresh_client_id(), "code": "thinking"},
        "chosen": request.POST.getlist("people"),
        "errors": form.errors,
    }
    return show(request, "plans/circle_begin.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER)
def circle(request: HttpRequest, seat: Seat, *, circle_id: UUID) -> HttpResponse:
    """Show one circle: who is in it, what each shows, and the words. Who is only asked is led to the question."""
    found, place = reading.my_place(seat, circle_id)
    if place.in_from_day is None:
        return HttpResponseRedirect(url("plans:circle_answer", found.id))
    people = reading.people_of(seat, found.id)
    if reading.is_alone(people, found, now()):
        return show(request, "plans/circle_over.html", here="you", circle=found)
    words = reading.words_of(seat, found.id)
    page: dict[str, Any] = {
        "circle": found,
        "seen": reading.seen(seat, found.id),
        "asked": [one for one in people if not one.inside and found.until > now()],
        "held": next((one for one in words if one.agreed_at is not None), None),
        "forward": [one for one in words if one.agreed_at is None],
        "said": reading.notes_of(seat, found.id),
    }
    return show(request, "plans/circle.html", here="you", **page)


@door(Knock.MEMBER, form=AnswerForm)
def answer(request: HttpRequest, seat: Seat, *, circle_id: UUID, form: AnswerForm) -> HttpResponse:
    """Say yes, or not now."""
    found, place = reading.my_place(seat, circle_id)
    if form.is_bound and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        actions.answer(seat, found.id, yes)
        if not yes:
            leave_note(
                request, _("Not now. They only see that no answer came, and you are not asked again for a while.")
            )
            return HttpResponseRedirect(url("plans:circles"))
        leave_note(request, _("You are in it. Nothing of you is shown until you choose it."))
        return HttpResponseRedirect(url("plans:circle_showing", found.id))
    if place.in_from_day is not None:
        return HttpResponseRedirect(url("plans:circle", found.id))
    if found.until <= now():
        raise Unseen
    people = [one for one in reading.people_of(seat, found.id) if not one.mine]
    words = reading.words_of(seat, found.id)
    page = {"circle": found, "people": people, "words": words[0] if words else None, "errors": form.errors}
    return show(request, "plans/circle_answer.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER)
def showing(request: HttpRequest, seat: Seat, *, circle_id: UUID) -> HttpResponse:
    """Show what one shows in a circle, thing by thing."""
    found, _place = reading.inside(seat, circle_id)
    return _showing(request, seat, found)


def _showing(request: HttpRequest, seat: Seat, circle: Any, wrong: Any = None) -> HttpResponse:
    wake()
    shows = reading.shows_of_mine(seat, circle.id)
    running = [one for one in plan_reading.held(seat, monday_of(today())) if not one.over]
    lines = [(one, shows.get(one.id)) for one in running]
    page = {"circle": circle, "lines": lines, "levels": LEVELS, "wrong": wrong or {}}
    return show(request, "plans/circle_showing.html", status=422 if wrong else 200, here="you", **page)


@door(Knock.MEMBER, form=ShowingForm, methods=("POST",))
def show_one(
    request: HttpRequest, seat: Seat, *, circle_id: UUID, commitment_id: UUID, form: ShowingForm
) -> HttpResponse | Later:
    """Choose what a circle sees of one thing, from today on."""
    found, _place = reading.inside(seat, circle_id)
    held = plan_reading.one(seat, commitment_id, today())
    if not form.is_valid():
        return _showing(request, seat, found, {"id": held.id, "given": request.POST, "errors": form.errors})
    said = form.cleaned_data
    kept = actions.choose(seat, found, held.id, said["level"], said["called"])
    leave_note(request, _("From today on it is so. Nothing of an earlier day is shown."))
    to = HttpResponseRedirect(url("plans:circle_showing", found.id))
    return looked_at(actions.SHOW, kept, said["called"], to) if kept else to


@door(Knock.MEMBER, form=WordsForm)
def words(request: HttpRequest, seat: Seat, *, circle_id: UUID, form: WordsForm) -> HttpResponse | Later:
    """Put other words forward for when something was missed."""
    found, _place = reading.inside(seat, circle_id)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        own = "" if said["code"] else said["words"]
        made = actions.put_forward(seat, found, said["code"], own)
        leave_note(request, _("Put forward. They hold as soon as everybody in the circle agrees."))
        to = HttpResponseRedirect(url("plans:circle", found.id))
        return looked_at(actions.WORDS, made.id, own, to) if own else to
    wake()
    given = request.POST if form.is_bound else {"code": "thinking"}
    page = {"circle": found, "suggested": SUGGESTED, "given": given, "errors": form.errors}
    return show(request, "plans/circle_words.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def words_yes(request: HttpRequest, seat: Seat, *, circle_id: UUID, words_id: UUID, form: NothingForm) -> HttpResponse:
    """Agree to words that somebody put forward."""
    found, _place = reading.inside(seat, circle_id)
    holds = actions.agree(seat, words_id)
    leave_note(request, _("These words hold now.") if holds else _("You agree. They hold when everybody does."))
    return HttpResponseRedirect(url("plans:circle", found.id))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def saying(request: HttpRequest, seat: Seat, *, circle_id: UUID, place_id: UUID, form: NothingForm) -> HttpResponse:
    """Say the agreed words to somebody."""
    found, _place = reading.inside(seat, circle_id)
    actions.say(seat, found, place_id)
    leave_note(request, _("Said. They find your words in the circle."))
    return HttpResponseRedirect(url("plans:circle", found.id))


@door(Knock.MEMBER, form=NothingForm)
def leaving(request: HttpRequest, seat: Seat, *, circle_id: UUID, form: NothingForm) -> HttpResponse:
    """Leave a circle. Nobody is told."""
    found, _place = reading.inside(seat, circle_id)
    if request.method != "POST":
        return show(request, "plans/circle_leaving.html", here="you", circle=found)
    actions.leave(seat, found.id)
    leave_note(request, _("You left. Nobody is told, and what you showed there is gone."))
    return HttpResponseRedirect(url("plans:circles"))
