"""Choosing what stands on a summary, seeing how it fits, and taking it along as a page or for a health record."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearten.handover import choosing, fhir, paper, rules, saying, workshop
from hearten.handover.forms import SHEETS, NothingForm, SummaryForm
from hearten.handover.sheet import Sheet
from hearten.handover.sources import Part, parts_of
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, at_table, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.members.limits import SUMMARIES_OF_A_MEMBER, take

PDF, RECORD = "application/pdf", "application/fhir+json"


@door(Knock.MEMBER, form=SummaryForm)
def choose(request: HttpRequest, seat: Seat, *, form: SummaryForm) -> HttpResponse | Later:
    """Show what can be chosen; sent, say how it fits before anything is taken along."""
    parts = parts_of(seat)
    if not form.is_bound:
        ticked = choosing.remembered(seat, parts)
        fresh = {"pick": ticked or [], "paper": paper.usual_paper(get_language() or "en")}
        return _shown(request, parts, fresh, kept=ticked is not None)
    return _with_sheet(request, seat, parts, form, lambda sheet: _fitted(request, seat, parts, form, sheet))


@door(Knock.MEMBER, form=SummaryForm, methods=("POST",))
def page(request: HttpRequest, seat: Seat, *, form: SummaryForm) -> HttpResponse | Later:
    """Give the summary as one page, or say why there is none. It goes to who asked and is kept nowhere."""
    parts = parts_of(seat)
    return _with_sheet(request, seat, parts, form, lambda sheet: _fitted(request, seat, parts, form, sheet, give=True))


@door(Knock.MEMBER, form=SummaryForm, methods=("POST",))
def record(request: HttpRequest, seat: Seat, *, form: SummaryForm) -> HttpResponse | Later:
    """Give the summary as an HL7 FHIR document. It goes to who asked and is kept nowhere."""
    parts, at = parts_of(seat), timezone.localtime(now())

    def made(sheet: Sheet) -> HttpResponse:
        try:
            return _file(workshop.bundle(fhir.bundle_of(sheet, at)), RECORD, "my-summary.json")
        except workshop.Unmade as unmade:
            return _again(request, seat, parts, form, {"sentence": unmade.sentence}, 503)

    return _with_sheet(request, seat, parts, form, made)


@door(Knock.MEMBER, form=SummaryForm, methods=("POST",))
def ticks(request: HttpRequest, seat: Seat, *, form: SummaryForm) -> HttpResponse:
    """Remember which boxes are ticked, and show the page as it was sent: its words are nowhere else."""
    parts = parts_of(seat)
    if not form.is_valid() and "pick" in form.errors:
        return _shown(request, parts, _given(request), errors=form.errors, status=422)
    choosing.remember(seat, form.cleaned_data["pick"], parts)
    told = {"good": _("Your ticks are remembered. What is in the boxes is not.")}
    return _shown(request, parts, _given(request), told=told, kept=True)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def ticks_removal(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Remember no ticks any more."""
    choosing.forget(seat)
    told = {"good": _("Your ticks are forgotten.")}
    return _shown(request, parts_of(seat), {"paper": paper.usual_paper(get_language() or "en")}, told=told)


def _with_sheet(
    request: HttpRequest, seat: Seat, parts: list[Part], form: SummaryForm, then: Callable[[Sheet], HttpResponse]
) -> HttpResponse | Later:
    """Go on with the summary once the database's connection is given back, or say what is missing."""
    kept = choosing.remembered(seat, parts) is not None
    if not form.is_valid():
        return _shown(request, parts, _given(request), errors=form.errors, status=422, kept=kept)
    sheet = choosing.sheet_of(parts, form.cleaned_data)
    if sheet.empty:
        told = {"sentence": _("Tick something or write a few words first. Then there is something to hand over.")}
        return _shown(request, parts, _given(request), told=told, status=422, kept=kept)
    if not take(SUMMARIES_OF_A_MEMBER, str(seat.me)):
        told = {
            "sentence": _("That was many in an hour. Nothing is lost: your words and ticks are below. Try again later.")
        }
        return _shown(request, parts, _given(request), told=told, status=429, kept=kept)
    return Later(lambda: then(sheet))


def _fitted(
    request: HttpRequest, seat: Seat, parts: list[Part], form: SummaryForm, sheet: Sheet, give: bool = False
) -> HttpResponse:
    try:
        made = workshop.page(paper.page_of(sheet, form.cleaned_data["paper"]))
    except workshop.Unmade as unmade:
        return _again(request, seat, parts, form, {"sentence": unmade.sentence}, 503)
    if give and made.content:
        return _file(made.content, PDF, "my-summary.pdf")
    told = _told(sheet, made) | {"gone": rules.gone(form.cleaned_data["pick"], parts)}
    return _again(request, seat, parts, form, told, 422 if give else 200)


def _told(sheet: Sheet, made: workshop.Page) -> dict[str, Any]:
    """Return what is said about how it fits: the size of its letters, or what takes how much of the page."""
    sections = [section for section in sheet.sections if not section.empty]
    if made.content:
        return {"fits": made, "sheet": sheet, "sections": sections}
    if made.undrawn:
        return {"undrawn": made.undrawn}
    takes = sorted(zip(made.parts, sections, strict=True), key=lambda pair: -pair[0])
    return {"long": saying.length(made.share), "takes": [(one.heading, saying.length(share)) for share, one in takes]}


def _again(
    request: HttpRequest, seat: Seat, parts: list[Part], form: SummaryForm, told: dict[str, Any], status: int
) -> HttpResponse:
    """Show the page once more, with everything that was ticked and written."""
    with at_table(seat):
        kept = choosing.remembered(seat, parts) is not None
        return _shown(request, parts, _given(request), told=told, status=status, kept=kept)


def _given(request: HttpRequest) -> dict[str, Any]:
    return request.POST.dict() | {"pick": request.POST.getlist("pick")}


def _shown(
    request: HttpRequest, parts: list[Part], given: dict[str, Any], *, errors: Any = None, told: Any = None,
    status: int = 200, kept: bool = False,
) -> HttpResponse:  # fmt: skip
    usual = [part for part in parts if not part.source.careful]
    careful = [part for part in parts if part.source.careful]
    ticked = any(offer.key in given.get("pick", []) for part in careful for offer in part.offers)
    return show(
        request, "handover/choose.html", status=status, given=given, errors=errors, told=told or {}, kept=kept,
        usual=usual, careful=careful, careful_ticked=ticked, sheets=SHEETS, here="you",
    )  # fmt: skip


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file to be saved, and kept by nobody on the way."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
