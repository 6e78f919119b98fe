"""The directory's tables: the objects of HSDS as they were given, what a page shows of each service, and what people of
this place found out, reported and met there."""

from hearten.resources.models.checks import Check, Closure, Keeping
from hearten.resources.models.notes import ListingNote, NoteOwner
from hearten.resources.models.records import Listing, Record
from hearten.resources.models.reports import ListingReport, ReportAnswer

__all__ = [
    "Check",
    "Closure",
    "Keeping",
    "Listing",
    "ListingNote",
    "ListingReport",
    "NoteOwner",
    "Record",
    "ReportAnswer",
]
