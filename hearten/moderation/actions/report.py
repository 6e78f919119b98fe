"""Reporting something, adding words to a report, and taking it back."""

from typing import NamedTuple
from uuid import UUID

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.moderation.items import Shown, item_of
from hearten.moderation.models import Report
from hearten.moderation.rules import may_report
from hearten.moderation.telling import CASE, DECISION
from hearten.notices.actions import tell


class Taken(NamedTuple):
    report: UUID
    case: UUID
    calls: bool  # whether somebody is called; a sixth report in a day calls nobody, and is taken all the same
    held: UUID | None


def report(seat: Seat, kind: str, shown: Shown, category: str, words: str) -> Taken:
    """Report something. Its writer is told nothing by this alone (CR-07); a rule may hold the words for a look.

    Raises Refused for one's own words, Unseen for what is not there.
    """
    may_report(shown).or_refuse()
    item = item_of(kind)
    sql = "SELECT * FROM moderation_take_report(%s, %s, %s, %s, %s)"
    found = seat.read(Taken, sql, kind, shown.item, category, words, item.attach(seat, shown.item))
    if not found:
        raise Unseen
    taken = found[0]
    if taken.calls:
        tell(kind=CASE, about=taken.case, group=shown.group_id)
    if taken.held is not None:
        item.changed(shown)
        tell(kind=DECISION, about=taken.held, group=shown.group_id)
    return taken


def add_words(seat: Seat, report_id: UUID, words: str) -> None:
    """Add words to one's own report; what was written before stays."""
    mine = seat.find(Report, report_id)
    text = f"{mine.words}\n\n{words}".strip()
    seat.glance(Report).filter(pk=mine.pk).update(words=text)


def take_back(seat: Seat, report_id: UUID) -> None:
    """Take one's own report back. Its words are not shown any more; what was decided by then stays."""
    mine = seat.find(Report, report_id)
    seat.glance(Report).filter(pk=mine.pk, taken_back_at=None).update(taken_back_at=now())
