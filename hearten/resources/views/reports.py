"""Saying that an entry is wrong, and what became of that."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.members.limits import POSTS_OF_A_MEMBER, take
from hearten.moderation.rules import may_write_so_often
from hearten.resources.actions import reports as doing
from hearten.resources.forms import NothingForm, ReportForm
from hearten.resources.models import Listing, ListingReport, ReportAnswer
from hearten.resources.reading import my_reports
from hearten.resources.watched import REPORT, report_or_unseen
from hearten.safety.first_look import looked_at, wake


@door(Knock.MEMBER, form=ReportForm)
def report(request: HttpRequest, seat: Seat, *, listing_id: UUID, form: ReportForm) -> HttpResponse | Later:
    """Report that a service is closed, that something is wrong, or how long one waits."""
    listing = seat.find(Listing, listing_id)
    if not form.is_bound:
        wake()
    elif form.is_valid():
        may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
        made = doing.report(seat, listing, form.cleaned_data)
        leave_note(
            request, _("Sent. Thank you. Somebody who looks after the directory checks it and answers you here.")
        )
        return looked_at(
            REPORT, made, form.cleaned_data["words"], HttpResponseRedirect(url("resources:report_of_mine", made))
        )
    return show(
        request,
        "resources/report.html",
        status=422 if form.is_bound else 200,
        listing=listing,
        form=form,
        kinds=ListingReport.Kind.choices,
        fields=ListingReport.Field.choices,
    )


@door(Knock.MEMBER)
def mine(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List what one reported about services, with what one was answered."""
    found = seat.glance(ListingReport).defer("member").filter(pk__in=my_reports(seat))
    rows = list(found.select_related("listing", "answer").order_by("-made_at"))
    return show(
        request, "resources/reports.html", reports=[(one, said_in(one), hasattr(one, "answer")) for one in rows]
    )


def said_in(report: ListingReport) -> str:
    """Return what a report says, in a line."""
    parts = [str(ListingReport.Kind(report.kind).label)]
    if report.field:
        parts.append(str(ListingReport.Field(report.field).label))
    if report.weeks is not None:
        parts.append(_("%(n)d weeks") % {"n": report.weeks})
    return ": ".join(parts)


@door(Knock.MEMBER)
def one(request: HttpRequest, seat: Seat, *, report_id: UUID) -> HttpResponse:
    """Show a report of one's own, and its answer. Whoever looks after the directory finds it where it is answered."""
    found = report_or_unseen(seat, report_id)
    if report_id not in my_reports(seat):
        return HttpResponseRedirect(url("resources:check", found.listing_id))
    answer = seat.glance(ReportAnswer).filter(report_id=report_id).first()
    return show(request, "resources/report_of_mine.html", report=found, said=said_in(found), answer=answer)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def withdrawal(request: HttpRequest, seat: Seat, *, report_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one's own report back, while nobody has answered it."""
    listing_id = report_or_unseen(seat, report_id).listing_id
    doing.take_back(seat, report_id)
    leave_note(request, _("Taken back. Nobody reads it any more."))
    return HttpResponseRedirect(url("resources:service", listing_id))
