"""Reporting something in three taps, and reading what became of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, safe_html, show, url
from hearten.kernel.seat import Seat
from hearten.moderation import reading, rules
from hearten.moderation.actions import report as actions
from hearten.moderation.choices import Category
from hearten.moderation.forms import NothingForm, ReportForm, WordsForm
from hearten.moderation.items import item_of
from hearten.moderation.saying import became, said_of


@door(Knock.MEMBER, form=ReportForm)
def report(request: HttpRequest, seat: Seat, *, kind: str, item_id: UUID, form: ReportForm) -> HttpResponse:
    """Say that something needs a look: what it is about, words if there are any, and send."""
    item = item_of(kind)
    shown = item.find(seat, item_id)
    rules.may_report(shown).or_refuse()
    if not form.is_valid():
        return show(
            request,
            "moderation/report.html",
            status=422 if form.is_bound else 200,
            shown=shown,
            words=safe_html(shown.html),
            stays=item.words_stay,
            back=(item.at_home or item.url)(item_id),
            form=form,
            categories=Category.choices,
        )
    taken = actions.report(seat, kind, shown, form.cleaned_data["category"], form.cleaned_data["words"])
    leave_note(request, _("Sent. Thank you for telling us. This page says what happens next."))
    return HttpResponseRedirect(url("moderation:my_report", taken.report))


@door(Knock.MEMBER)
def reports(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List what one reported, and where each stands."""
    rows = [(one, said_of(one.category), became(one)) for one in reading.my_reports(seat)]
    return show(request, "moderation/reports.html", rows=rows)


@door(Knock.MEMBER, form=WordsForm)
def one(request: HttpRequest, seat: Seat, *, report_id: UUID, form: WordsForm) -> HttpResponse:
    """Show one report with what became of it, and add words to it."""
    mine = reading.my_report(seat, report_id)
    if form.is_valid() and mine.state in ("received", "reading"):
        actions.add_words(seat, report_id, form.cleaned_data["words"])
        leave_note(request, _("Added. Those who look at it read these words too."))
        return HttpResponseRedirect(url("moderation:my_report", report_id))
    status = 422 if form.is_bound else 200
    also = {"category": said_of(mine.category), "became": became(mine), "form": form}
    return show(request, "moderation/my_report.html", status=status, report=mine, **also)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def withdrawal(request: HttpRequest, seat: Seat, *, report_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one's own report back."""
    actions.take_back(seat, report_id)
    leave_note(request, _("Taken back. Nobody reads your words about it any more."))
    return HttpResponseRedirect(url("moderation:my_report", report_id))
