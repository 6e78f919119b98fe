"""My plan: what I would like to do, today and in the last days, and each thing by itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Refused
from hearten.members import zones
from hearten.plans.calendar import last_days, monday_of, today
from hearten.plans.days.entries import asks_today, wants_to_be_asked
from hearten.plans.doing import actions, reading, reminding, rules
from hearten.plans.doing.beginnings import first_words
from hearten.plans.doing.forms import (
    DAYS_OF_WEEK,
    EVERY,
    LONGEST,
    TIMES,
    BeginForm,
    DayForm,
    RemindForm,
    RhythmForm,
    WordsForm,
)
from hearten.plans.doing.reading import Held
from hearten.plans.doing.rules import DONE, NOT_TODAY
from hearten.plans.fields import NothingForm
from hearten.plans.models import Commitment
from hearten.plans.models.days import Energy, Feeling
from hearten.plans.models.doing import Often, Rest
from hearten.plans.returns.actions import here_again
from hearten.plans.saying import often_text

WAYS = {"often": Often.choices, "weekdays": DAYS_OF_WEEK, "every": EVERY, "times": TIMES}


@door(Knock.MEMBER)
def plan(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what today holds, what is paused, and what ended. After a while away, the way to what changed."""
    if here_again(seat) is not None:
        return HttpResponseRedirect(url("plans:back"))
    day = today()
    held = reading.held(seat, monday_of(day))
    running = [one for one in held if not one.over]
    page: dict[str, Any] = {
        "today": [(one, one.state_on(day)) for one in running if one.state_on(day)],
        "others": [one for one in running if not one.state_on(day) and not one.rests_on(day)],
        "paused": [one for one in running if one.rests_on(day)],
        "over": [one for one in held if one.over],
        "often": {one.id: often_text(one.rhythm(day)) for one in held},
        "day": day,
        "asks": asks_today(seat),
        "asked_daily": wants_to_be_asked(seat),
    }
    return show(request, "plans/plan.html", here="you", **page, **feelings())


def feelings() -> dict[str, Any]:
    """Return what a one-tap check-in needs."""
    return {"feelings": Feeling.choices, "energies": Energy.choices, "client_id": fresh_client_id()}


@door(Knock.MEMBER, form=BeginForm)
def begin(request: HttpRequest, seat: Seat, *, form: BeginForm) -> HttpResponse:
    """Put something new into one's plan. An address may name where first words are; only what is sent is kept."""
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.begin(seat, said["words"], said["why"], form.rhythm(), said["client_id"])
        leave_note(request, _("It is in your plan. Only you see it."))
        return HttpResponseRedirect(url("plans:plan"))
    first = {"words": first_words(seat, request.GET.get("from", ""))[:LONGEST], "often": Often.DAILY.value}
    given = request.POST if form.is_bound else {**first, "client_id": fresh_client_id()}
    page = {"given": given, "chosen_days": _chosen(request), "errors": form.errors, "ways": WAYS}
    return show(request, "plans/begin.html", status=422 if form.is_bound else 200, here="you", **page)


def _chosen(request: HttpRequest) -> list[str]:
    return request.POST.getlist("weekdays")


@door(Knock.MEMBER)
def commitment(request: HttpRequest, seat: Seat, *, commitment_id: UUID) -> HttpResponse:
    """Show one thing of one's plan, with the days that can still be written down."""
    return _page(request, seat, reading.one(seat, commitment_id))


def _page(request: HttpRequest, seat: Seat, held: Held, errors: Any = None, given: Any = None) -> HttpResponse:
    day = today()
    rhythm = held.rhythm(day)
    now_so = {
        "words": held.words,
        "why": held.row.why or "",
        "often": rhythm.often if rhythm else Often.DAILY.value,
        "every": rhythm.number if rhythm and rhythm.often == Often.EVERY else "",
        "times": rhythm.number if rhythm and rhythm.often == Often.WEEKLY else "",
        "on_day": rhythm.on_day.isoformat() if rhythm and rhythm.on_day else "",
    }
    done = sum(state == DONE for state in held.marks.values())
    page = {
        "held": held,
        "day": day,
        "days": held.days_back(day),
        "dates": last_days(day),
        "often": often_text(rhythm),
        "done": ngettext("Done on %(n)d day so far.", "Done on %(n)d days so far.", done) % {"n": done},
        "given": given if given is not None else now_so,
        "chosen_days": _chosen(request)
        if given is not None
        else [str(one) for one in rhythm.weekdays]
        if rhythm
        else [],
        "errors": errors or {},
        "ways": WAYS,
        "rests": held.rests_on(day),
        "next_at": reminding.comes_next(seat, held.id),
        "zones": [] if zones.zone_of(seat) else zones.choices(),
    }
    return show(request, "plans/commitment.html", status=422 if errors else 200, here="you", **page)


def _to(commitment_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(url("plans:commitment", commitment_id))


@door(Knock.MEMBER, form=WordsForm, methods=("POST",))
def words(request: HttpRequest, seat: Seat, *, commitment_id: UUID, form: WordsForm) -> HttpResponse:
    """Call it otherwise, or say why otherwise."""
    held = reading.one(seat, commitment_id)
    if not form.is_valid():
        return _page(request, seat, held, form.errors, request.POST)
    actions.say_otherwise(seat, held.row, form.cleaned_data["words"], form.cleaned_data["why"])
    leave_note(request, _("Your words are kept."))
    return _to(commitment_id)


@door(Knock.MEMBER, form=RhythmForm, methods=("POST",))
def rhythm(request: HttpRequest, seat: Seat, *, commitment_id: UUID, form: RhythmForm) -> HttpResponse:
    """Do it in another rhythm from today on."""
    held = reading.one(seat, commitment_id)
    if not form.is_valid():
        return _page(request, seat, held, form.errors, request.POST)
    actions.change_rhythm(seat, held.row, form.rhythm())
    leave_note(request, _("From today on it is so. Earlier days stay as they were."))
    return _to(commitment_id)


@door(Knock.MEMBER, form=RemindForm, methods=("POST",))
def reminder(request: HttpRequest, seat: Seat, *, commitment_id: UUID, form: RemindForm) -> HttpResponse:
    """Be reminded of it at a time of day, or not."""
    held = reading.one(seat, commitment_id)
    if not form.is_valid():
        return _page(request, seat, held, form.errors, request.POST)
    zones.keep_zone(request, seat, form.cleaned_data["zone"])
    rules.may_be_reminded(held.over or held.rests_on(today()), held.id).or_refuse()
    reminding.at_time(seat, held.id, form.cleaned_data["at"])
    leave_note(request, _("You are reminded.") if form.cleaned_data["at"] else _("You are not reminded."))
    return _to(commitment_id)


@door(Knock.MEMBER, form=DayForm, methods=("POST",))
def done(request: HttpRequest, seat: Seat, *, commitment_id: UUID, form: DayForm) -> HttpResponse:
    """Check a day off."""
    return _marked(request, seat, commitment_id, form, DONE, _("Done."))


@door(Knock.MEMBER, form=DayForm, methods=("POST",))
def not_today(request: HttpRequest, seat: Seat, *, commitment_id: UUID, form: DayForm) -> HttpResponse:
    """Let a day be."""
    return _marked(request, seat, commitment_id, form, NOT_TODAY, _("Not today. That is all right."))


def _marked(
    request: HttpRequest, seat: Seat, commitment_id: UUID, form: DayForm, state: str, note: str
) -> HttpResponse:
    found = seat.find(Commitment, commitment_id)
    actions.mark(seat, found, _day_of(form), state)
    leave_note(request, note)
    return _after(request)


@door(Knock.MEMBER, form=DayForm, methods=("POST",))
def undone(request: HttpRequest, seat: Seat, *, commitment_id: UUID, form: DayForm) -> HttpResponse:
    """Take back what was written down for a day."""
    actions.unmark(seat, seat.find(Commitment, commitment_id), _day_of(form))
    leave_note(request, _("Taken back. The day is open again."))
    return _after(request)


def _day_of(form: DayForm) -> Any:
    if not form.is_valid():
        raise Refused(str(form.errors["day"][0]), url("plans:plan"), _("My plan"))
    return form.cleaned_data["day"]


def _after(request: HttpRequest) -> HttpResponse:
    """Go back to where the button was: the first page, the page of the one thing, or the plan."""
    then = request.POST.get("then", "")
    if then == "home":
        return HttpResponseRedirect(url("home:home"))
    match = request.resolver_match
    if then == "one" and match is not None:
        return _to(match.kwargs["commitment_id"])
    return HttpResponseRedirect(url("plans:plan"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def pause(request: HttpRequest, seat: Seat, *, commitment_id: UUID, form: NothingForm) -> HttpResponse:
    """Pause one thing from today."""
    actions.rest(seat, Rest.What.PAUSE, commitment=seat.find(Commitment, commitment_id).id)
    leave_note(request, _("Paused from today. It waits for you, and nothing that you did goes."))
    return _to(commitment_id)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, commitment_id: UUID, form: NothingForm) -> HttpResponse:
    """End one thing."""
    actions.rest(seat, Rest.What.END, commitment=seat.find(Commitment, commitment_id).id)
    leave_note(request, _("It is off your plan from today. What you did stays here for you."))
    return HttpResponseRedirect(url("plans:plan"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def going_on(request: HttpRequest, seat: Seat, *, commitment_id: UUID, form: NothingForm) -> HttpResponse:
    """Go on after a pause, or after an end."""
    found = reading.one(seat, commitment_id)
    rules.may_begin(sum(not one.over for one in reading.held(seat, today()) if one.id != found.id)).or_refuse()
    actions.go_on(seat, commitment=found.id)
    leave_note(request, _("It goes on from today."))
    return _to(commitment_id)


@door(Knock.MEMBER, form=NothingForm)
def removal(request: HttpRequest, seat: Seat, *, commitment_id: UUID, form: NothingForm) -> HttpResponse:
    """Remove one thing with all that was written down about it."""
    held = reading.one(seat, commitment_id)
    if request.method != "POST":
        return show(request, "plans/removal.html", here="you", held=held)
    actions.remove(seat, held.row)
    leave_note(request, _("Removed, with its days."))
    return HttpResponseRedirect(url("plans:plan"))
