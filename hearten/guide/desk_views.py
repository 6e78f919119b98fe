"""For operators: the switch, the pages that the Guide may quote, and for whom it stopped. And for staff, with a reason,

a conversation about which two people agreed to call emergency services.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.guide import actions, own_pages, rules, watched
from hearten.guide.forms import NothingForm, PageForm, ReasonForm, SwitchForm, given
from hearten.guide.generating import named_model
from hearten.guide.models import Opening, Page, Stop
from hearten.guide.standing import is_open
from hearten.guide.texts import LANGUAGES
from hearten.guide.tried import why_not
from hearten.kernel.clock import now
from hearten.kernel.door import Knock
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.desk_door import desk


@desk(Knock.OPERATOR, form=SwitchForm)
def switch(request: HttpRequest, seat: Seat, *, form: SwitchForm) -> HttpResponse:
    """Open or close the Guide for everybody here, from this moment on; show its pages and for whom it stopped."""
    if form.is_valid():
        opens = form.cleaned_data["open"] == "yes"
        (actions.open_guide if opens else actions.close_guide)(seat)
        leave_note(
            request,
            _("The Guide is open now. Members decide for themselves.")
            if opens
            else _("The Guide is closed. Nothing is answered any more, also what was just asked."),
        )
        return HttpResponseRedirect(url("guide:desk"))
    rows = list(seat.glance(Opening).order_by("-opened_at")[:10])
    return show(
        request, "guide/desk.html", here="desk", rows=rows, running=any(row.closed_at is None for row in rows),
        reads=is_open(seat) or not rows or rows[0].closed_at is not None, pages=own_pages.listed(seat),
        stops=list(seat.glance(Stop).filter(lifted_at=None).exclude(member_id=seat.me).order_by("at")),
        named=named_model() is not None, untried=_untried(),
    )  # fmt: skip


def _untried() -> str:
    """Return why the model that was named writes for nobody, or "" (also where none is named)."""
    named = named_model()
    return why_not(named) if named is not None else ""


@desk(Knock.OPERATOR, form=PageForm)
def new_page(request: HttpRequest, seat: Seat, *, form: PageForm) -> HttpResponse:
    """Write a page for the Guide to quote."""
    if form.is_bound and form.is_valid():
        own_pages.write(seat, form.cleaned_data)
        return _written(request)
    return _page(request, form, {"checked_on": now().date().isoformat(), "language": "en"})


@desk(Knock.OPERATOR, form=PageForm)
def edit_page(request: HttpRequest, seat: Seat, *, page_id: UUID, form: PageForm) -> HttpResponse:
    """Change a page, or say that it was checked again."""
    found = seat.find(Page, page_id, ended_at=None)
    if form.is_bound and form.is_valid():
        own_pages.change(seat, found, form.cleaned_data)
        return _written(request)
    first = {"title": found.title, "words": found.words, "asked": "\n".join(found.asked), "language": found.language}
    return _page(request, form, first | {"checked_on": found.checked_on.isoformat()}, found)


def _page(request: HttpRequest, form: PageForm, first: dict[str, Any], found: Page | None = None) -> HttpResponse:
    page = {"given": given(form, first), "errors": form.errors, "found": found}
    status = 422 if form.is_bound else 200
    return show(request, "guide/desk_page.html", status=status, here="desk", languages=LANGUAGES, **page)


def _written(request: HttpRequest) -> HttpResponse:
    leave_note(request, _("Kept. The Guide may quote it from now on, for 180 days after the day it was checked."))
    return HttpResponseRedirect(url("guide:desk"))


@desk(Knock.OPERATOR, form=NothingForm, methods=("POST",))
def remove_page(request: HttpRequest, seat: Seat, *, page_id: UUID, form: NothingForm) -> HttpResponse:
    """Take a page away: nothing of it is quoted any more."""
    own_pages.end(seat, seat.find(Page, page_id, ended_at=None))
    leave_note(request, _("Taken away. Nothing of it is quoted any more."))
    return HttpResponseRedirect(url("guide:desk"))


@desk(Knock.OPERATOR, form=NothingForm, methods=("POST",))
def lift(request: HttpRequest, seat: Seat, *, stop_id: UUID, form: NothingForm) -> HttpResponse:
    """Let the Guide answer somebody again, once a person has looked."""
    found = seat.find(Stop, stop_id)
    rules.may_lift(found.member_id == seat.me).or_refuse()
    actions.lift(seat, found)
    return HttpResponseRedirect(url("guide:desk"))


@desk(form=ReasonForm)
def words(request: HttpRequest, seat: Seat, *, talk_id: UUID, form: ReasonForm) -> HttpResponse:
    """Ask for the reason, then show a conversation once. Its member finds who read it and why."""
    if not form.is_bound or not form.is_valid():
        if not watched.is_opened_to(seat, talk_id):
            raise Unseen
        status = 422 if form.is_bound else 200
        page = {"talk_id": talk_id, "given": given(form, {}), "errors": form.errors}
        return show(request, "guide/open_words.html", status=status, here="desk", **page)
    said = watched.staff_read(seat, talk_id, form.cleaned_data["reason"])
    return show(request, "guide/words.html", here="desk", said=said)
