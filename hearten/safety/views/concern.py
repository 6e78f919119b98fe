"""One concern: reading it, taking it, doing something, writing for the next person, handing it on, closing it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.models import Group
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.safety import duty, rules
from hearten.safety.actions import concerns as actions
from hearten.safety.actions import disclosures, last_calls
from hearten.safety.beside import own_country
from hearten.safety.duty_forms import CloseForm, LevelForm, NoteForm, StepForm
from hearten.safety.forms import ANSWERS
from hearten.safety.lines import country_for, in_order
from hearten.safety.models import CheckIn, Concern, ConcernNote, Disclosure, Timer
from hearten.safety.models.concerns import Level, Outcome
from hearten.safety.rules import ON_TOP, shown_lines
from hearten.safety.sources import source_of
from hearten.safety.suggested import OFFERS
from hearten.safety.views.duty import words

HELP = "help"  # a concern without an item: somebody asked for a person
GRAVE = ("L4", "L3", "unread", "L2")  # folded until somebody asks for the words


@door(Knock.MEMBER)
def concern(request: HttpRequest, seat: Seat, *, concern_id: UUID) -> HttpResponse:
    """Show one concern: first the course and rest where they are due, then the concern, with its words folded."""
    here = duty.concern_of(seat, concern_id)
    mine, second = here.owner_id == seat.me, duty.second_needed(seat, here.id)
    if not rules.may_open(duty.through_course(seat), mine, second):
        others = duty.asked(seat, "others_there", here.id)
        return show(request, "safety/course_first.html", concern=here, others=others, **words())
    if not (mine or second or here.closed_at) and duty.rest_due(seat):
        return show(request, "safety/rest.html", concern=here)
    return _page(request, seat, here)


def _page(request: HttpRequest, seat: Seat, here: Concern, status: int = 200, **more: Any) -> HttpResponse:
    timers = seat.glance(Timer).filter(concern=here, done_at=None).order_by("due_at")
    context = {
        "concern": here,
        "group": seat.glance(Group).filter(pk=here.group_id).first() if here.group_id else None,
        "mine": here.owner_id == seat.me,
        "timer": timers.first(),
        "offers": OFFERS,
        "outcomes": Outcome.choices,
        "graver": [(level, Level(level).label) for level in rules.graver_than(here.level)],
        "answers": dict(ANSWERS),
        "written": list(seat.glance(ConcernNote).filter(concern=here).order_by("at")),
        "check_ins": list(seat.glance(CheckIn).filter(concern=here).order_by("at")),
        "disclosures": list(seat.glance(Disclosure).filter(concern=here).order_by("asked_at")),
        "given": request.POST,
        "errors": {},
    }
    context |= _item(request, seat, here) | _lines(request, seat) | words() | more
    return show(request, "safety/concern.html", status=status, **context)


def _item(request: HttpRequest, seat: Seat, here: Concern) -> dict[str, Any]:
    """Return the item, if this seat may read it, whether its words are unfolded, and else the way to it."""
    source, asked = source_of(here.kind), here.kind == HELP
    shown = source.shown(seat, here.about) if source else None
    opened = here.level not in GRAVE or ("words" in request.GET and duty.asked(seat, "have_read", here.id))
    return {
        "asked": asked,
        "reported": source is None and not asked,
        "shown": shown,
        "opened": opened,
        "item_url": source.url(here.about) if source and shown else "",
        "reopen": source.reopen(seat, here.about) if source and not shown else "",
        "asked_by": duty.asked_by(seat, here.id) if asked else "",
    }


def _lines(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    """Return the lines of the country that was chosen on the page: where the writer lives is not ours to know."""
    country = country_for(request.GET.get("country", ""), own_country(seat))
    lines = shown_lines(country, last_calls(seat), now().date())[:ON_TOP] if country else []
    options = [(one.code, one.name) for one in in_order()]
    return {"country": country, "lines": lines, "countries": options}


@door(Knock.MEMBER, methods=("POST",))
def opened_words(request: HttpRequest, seat: Seat, *, concern_id: UUID) -> HttpResponse:
    """Open the words: it is written down that somebody read them."""
    here = duty.concern_of(seat, concern_id)
    actions.read(seat, here)
    return HttpResponseRedirect(f"{url('safety:concern', here.id)}?words=1#words")


@door(Knock.MEMBER, methods=("POST",))
def claim(request: HttpRequest, seat: Seat, *, concern_id: UUID) -> HttpResponse:
    """Take a concern."""
    here = duty.concern_of(seat, concern_id)
    rules.may_claim(duty.through_course(seat), duty.asked(seat, "others_there", here.id)).or_refuse()
    actions.claim(seat, here, duty.name_in(seat, here.group_id))
    leave_note(request, _("You look after this now. Others can see that. Read first, in your own time."))
    return _back(here)


@door(Knock.MEMBER, form=StepForm, methods=("POST",))
def step(request: HttpRequest, seat: Seat, *, concern_id: UUID, form: StepForm) -> HttpResponse:
    """Write down that its owner did something, or is still here."""
    here = duty.concern_of(seat, concern_id)
    if not form.is_valid():
        return _page(request, seat, here, 422, errors=form.errors)
    actions.step(seat, here, form.cleaned_data["what"])
    leave_note(request, _("Written down. You have ten more minutes before others are asked."))
    return _back(here)


@door(Knock.MEMBER, form=LevelForm, methods=("POST",))
def level(request: HttpRequest, seat: Seat, *, concern_id: UUID, form: LevelForm) -> HttpResponse:
    """Say, after reading, that a concern is graver than a program or a member found."""
    here = duty.concern_of(seat, concern_id)
    if not form.is_valid():
        return _page(request, seat, here, 422, errors=form.errors)
    actions.judge(seat, here, form.cleaned_data["level"])
    leave_note(request, _("Written down. What belongs to this is open to you now, and you have ten more minutes."))
    return _back(here)


@door(Knock.MEMBER, form=NoteForm, methods=("POST",))
def notes(request: HttpRequest, seat: Seat, *, concern_id: UUID, form: NoteForm) -> HttpResponse:
    """Write for whoever reads next: a note, one to hand over with, or one that asks for a second reader."""
    here = duty.concern_of(seat, concern_id)
    if not form.is_valid():
        return _page(request, seat, here, 422, errors=form.errors)
    kind, said = form.cleaned_data["kind"], form.cleaned_data["words"]
    if kind == "answer" and here.kind != HELP:
        nowhere = _("There is no page here where they would read an answer. Write to them where they wrote.")
        return _page(request, seat, here, 422, errors={"words": [nowhere]})
    name = duty.name_in(seat, here.group_id)
    if kind == "handover":
        actions.hand_over(seat, here, name, said)
        leave_note(request, _("Handed over. Others are asked now, and they read your note. Thank you for being there."))
        return HttpResponseRedirect(url("safety:duty"))
    if kind == "answer":
        actions.answer(seat, here, name, said)
        leave_note(request, _("Sent. They are told that there is an answer, and read it where they asked."))
        return _back(here)
    if kind == "second":
        actions.ask_second_reader(seat, here, name, said)
    else:
        actions.write_note(seat, here, name, "note", said)
    leave_note(request, _("Others are asked to read it too.") if kind == "second" else _("Your note is kept."))
    return _back(here)


@door(Knock.MEMBER, methods=("POST",))
def passing(request: HttpRequest, seat: Seat, *, concern_id: UUID) -> HttpResponse:
    """Pass a concern on, without a reason."""
    actions.pass_on(seat, duty.concern_of(seat, concern_id))
    leave_note(request, _("Passed on. Others are asked now. You do not have to explain anything."))
    return HttpResponseRedirect(url("safety:duty"))


@door(Knock.MEMBER, methods=("POST",))
def to_desk(request: HttpRequest, seat: Seat, *, concern_id: UUID) -> HttpResponse:
    """Let the people who run this place see a concern too."""
    here = duty.concern_of(seat, concern_id)
    if not disclosures.to_desk(seat, here):
        rules.may_disclose(here.level, "", owner=False).or_refuse()
    leave_note(request, _("The people who run this place can see this too now."))
    return _back(here)


@door(Knock.MEMBER, form=CloseForm, methods=("POST",))
def closing(request: HttpRequest, seat: Seat, *, concern_id: UUID, form: CloseForm) -> HttpResponse:
    """Close a concern with its outcome."""
    here = duty.concern_of(seat, concern_id)
    if not form.is_valid():
        return _page(request, seat, here, 422, errors=form.errors)
    actions.close(seat, here, form.cleaned_data["outcome"])
    leave_note(request, _("Closed. Thank you for looking after somebody. How are you now?"))
    return HttpResponseRedirect(url("safety:debrief"))


def _back(here: Concern) -> HttpResponse:
    return HttpResponseRedirect(url("safety:concern", here.id))
