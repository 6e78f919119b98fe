"""Saying that an entry of the directory is wrong, and taking that back."""

from typing import Any, NamedTuple
from uuid import UUID, uuid4

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.resources.models import Listing, ListingReport, ReportAnswer
from hearten.resources.reading import my_reports
from hearten.resources.rules import may_take_back
from hearten.resources.watched import REPORT
from hearten.safety.triage import read_this


class _Gone(NamedTuple):
    gone: bool


def report(seat: Seat, listing: Listing, said: dict[str, Any]) -> UUID:
    """Report something about a service. Returns the report's id. It changes nothing by itself."""
    seat.one_at_a_time(f"report on {listing.id} by {seat.me}")
    row = _made(seat, listing, said)
    if twin := _waiting_twin(seat, row):
        return twin
    row.save(force_insert=True)
    if row.words:
        read_this(seat, kind=REPORT, about=row.id, group_id=None)
    return row.id


def _waiting_twin(seat: Seat, row: ListingReport) -> UUID | None:
    """Return one's own report that says the same and waits: the button was pressed twice."""
    same = {"listing_id": row.listing_id, "kind": row.kind, "field": row.field, "weeks": row.weeks, "words": row.words}
    mine = seat.glance(ListingReport).filter(pk__in=my_reports(seat), answer__isnull=True, **same)
    return mine.values_list("id", flat=True).first()


def _made(seat: Seat, listing: Listing, said: dict[str, Any]) -> ListingReport:
    kind = said["kind"]
    return ListingReport(
        id=uuid4(),
        member_id=seat.me,
        listing_id=listing.id,
        kind=kind,
        field=said["field"] if kind == ListingReport.Kind.WRONG else "",
        weeks=said["weeks"] if kind == ListingReport.Kind.WAIT else None,
        words=said["words"],
        made_at=now(),
    )


def take_back(seat: Seat, report_id: UUID) -> None:
    """Take one's own report back while nobody has answered it. Raises Unseen for another's, Refused once answered."""
    answered = seat.glance(ReportAnswer).filter(report_id=report_id).exists()
    may_take_back(report_id in my_reports(seat), answered).or_refuse()
    if not seat.read(_Gone, "SELECT resources_take_report_back(%s)", report_id)[0].gone:
        may_take_back(report_id in my_reports(seat), answered=True).or_refuse()  # answered, or gone, at this moment
