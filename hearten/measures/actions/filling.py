"""Keeping what a member filled in, and taking it away again. Nobody is told of either."""

import json
from collections.abc import Mapping
from uuid import UUID

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.measures.definition import ALGORITHM, Definition, as_data
from hearten.measures.models import COUNTED, Counted, Sheet
from hearten.measures.reading import kept_before, words_of
from hearten.measures.scoring import score
from hearten.members.actions import held_consent


class OtherAnswers(Exception):
    """Under this page's id other answers were kept already: the member is told, and nothing is dropped in silence."""

    def __init__(self, before: UUID) -> None:
        super().__init__("kept before with other answers")
        self.before = before


def fill_in(seat: Seat, definition: Definition, answers: Mapping[str, int], client_id: UUID) -> UUID:
    """Keep the answers to one instrument, sealed, with the definition that was answered. Returns the sheet's id.

    Sent a second time (a poor link, two presses) it is the first sheet. Raises OtherAnswers when the id came before
    with other answers or of another definition.
    """
    seat.one_at_a_time(f"sheet {seat.me} {client_id}")
    before = kept_before(seat, client_id)
    if before is not None:
        return _the_same(before, definition, answers)
    whole = {"answers": dict(answers), "definition": as_data(definition), "algorithm": ALGORITHM}
    words = json.dumps(whole | {"fingerprint": definition.fingerprint}, sort_keys=True)
    sheet = Sheet(member_id=seat.me, client_id=client_id, words=words, at=now())
    sheet.save(force_insert=True)
    _count(seat, sheet, definition, answers)
    return sheet.id


def _the_same(before: Sheet, definition: Definition, answers: Mapping[str, int]) -> UUID:
    kept = words_of(before)
    if kept is None or (kept["answers"], kept["fingerprint"]) != (dict(answers), definition.fingerprint):
        raise OtherAnswers(before.id)
    return before.id


def _count(seat: Seat, sheet: Sheet, definition: Definition, answers: Mapping[str, int]) -> None:
    """Keep the number for counts, if the member agrees now: who takes the consent back waits, or was first."""
    consent = held_consent(seat, COUNTED)
    if consent is None:
        return
    number = Counted(member_id=seat.me, consent=consent, sheet=sheet, at=sheet.at)
    number.key, number.version = definition.id, definition.version
    number.score = score(definition, answers).value
    number.save(force_insert=True)


def take_away(seat: Seat, sheet_id: UUID) -> None:
    """Remove one of the member's own results, with its number in counts. Nothing happens when it is gone already."""
    seat.glance(Counted).filter(member_id=seat.me, sheet_id=sheet_id).delete()
    seat.glance(Sheet).filter(member_id=seat.me, pk=sheet_id).delete()
