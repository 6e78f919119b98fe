"""The accounts under a card: both sides first, where there are both (P3). Pure."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from hearten.library.choices import Outcome
from hearten.library.reading import ShownReport

A_PAGE = 10


class Told(NamedTuple):
    """What a page shows: one account of each side beside each other, then the rest.

    What is held is among the rest, for who may read it, and never stands for a side.
    """

    first: list[ShownReport]
    rest: list[ShownReport]
    page: int
    more: bool


def told(reports: Sequence[ShownReport], version: int, page: int = 1) -> Told:
    """Return the accounts of a page. `reports`: the newest first; `version`: what the card says now.

    On every page stand the two sides first: the best to read of those whom it helped, and of those whom it did not, or
    not only. With words before without, about this version before about an earlier one, then the newest.
    """
    first = [side[0] for side in _sides(reports, version) if side]
    ids = {one.id for one in first}
    rest = [one for one in reports if one.id not in ids]
    begin = (page - 1) * A_PAGE
    return Told(first, rest[begin : begin + A_PAGE], page, len(rest) > begin + A_PAGE)


def page_with(reports: Sequence[ShownReport], version: int, report_id: UUID) -> int:
    """Return the page on which an account stands."""
    first = {side[0].id for side in _sides(reports, version) if side}
    rest = [one.id for one in reports if one.id not in first]
    return rest.index(report_id) // A_PAGE + 1 if report_id in rest else 1


def _sides(reports: Sequence[ShownReport], version: int) -> tuple[list[ShownReport], list[ShownReport]]:
    shown = sorted((one for one in reports if not one.held), key=lambda one: (not one.words, one.version != version))
    return [one for one in shown if one.outcome == Outcome.HELPED], [
        one for one in shown if one.outcome != Outcome.HELPED
    ]
