"""What the directory hands to safety: what somebody writes about a service is read for danger, as everything is."""

from uuid import UUID

from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.resources.models import ListingNote, ListingReport
from hearten.resources.noting import name_on
from hearten.safety.sources import Shown, Source, register

NOTE, REPORT = "listingnote", "listingreport"


def _words_of_note(seat: Seat, note_id: UUID) -> str:
    note = seat.find(ListingNote, note_id)
    return "\n".join(part for part in (note.cost_words, note.body) if part)


def _note(seat: Seat, note_id: UUID) -> Shown | None:
    try:
        note = seat.find(ListingNote, note_id)
    except Unseen:
        return None
    return Shown(name_on(note), _words_of_note(seat, note_id), safe_html(note.html), note.made_at)


def report_or_unseen(seat: Seat, report_id: UUID) -> ListingReport:
    """Return a report that this seat may read, without whose it is. Raises Unseen for every other."""
    found = seat.glance(ListingReport).defer("member").filter(pk=report_id).select_related("listing").first()
    if found is None:
        raise Unseen
    return found


def _report(seat: Seat, report_id: UUID) -> Shown | None:
    try:
        report = report_or_unseen(seat, report_id)
    except Unseen:
        return None
    return Shown("", report.words, safe_html(render(report.words)), report.made_at)


def ready() -> None:
    """Make both known to safety.

    Facts about a service are as short as what is said in a meeting, and as strange to the model, which takes "There is
    a fence around it." for despair. What it finds alone in a few words counts as there (`among_people`); what the rules
    find counts as everywhere.
    """
    register(Source(NOTE, _words_of_note, _note, lambda note: url("resources:note", note), among_people=True))
    register(
        Source(
            REPORT,
            lambda seat, report: report_or_unseen(seat, report).words,
            _report,
            lambda report: url("resources:report_of_mine", report),
            among_people=True,
        )
    )
