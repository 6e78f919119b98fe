"""What a member reads of their own results. What is handed to a clinician is made of the same (`results_of`)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.measures.definition import Definition, of_data
from hearten.measures.models import Counted, CountsLook, Procedure, Sheet
from hearten.measures.scoring import Score, least_and_most, part_score, raises_safety, score
from hearten.members.models import Standing


@dataclass(frozen=True)
class Answered:
    """One question with what was chosen; "" where it was left out."""

    id: str
    text: str
    answer: str
    value: int | None
    least: int
    most: int


@dataclass(frozen=True)
class PartResult:
    """A score within a result, such as PHQ-2 within PHQ-8."""

    id: str
    title: str
    score: Decimal | None
    band: str
    words: str


@dataclass(frozen=True)
class Result:
    """One sheet as its person reads it. `score` is None where too much was left out.

    instrument, version, dated, language   which definition was filled in, and from which day it is
    least, most   the ends of the score; `ends`: where one band ends and the next begins
    band, words   what the stretch of the score is called, and what that says in plain words
    left_out, of  how many items have no answer, of how many; `may_lack`: with how many there still is a score
    safety        whether an answer leads to the member's own safety plan first
    """

    id: UUID
    instrument: str
    title: str
    about: str
    version: str
    dated: date
    language: str
    window: str
    at: datetime
    score: Decimal | None
    least: Decimal
    most: Decimal
    ends: tuple[Decimal, ...]
    higher: str
    band: str
    words: str
    items: tuple[Answered, ...]
    parts: tuple[PartResult, ...]
    left_out: int
    of: int
    may_lack: int
    mean: bool
    safety: bool
    licence: str
    source: str
    fingerprint: str


def results_of(seat: Seat) -> list[Result]:
    """Return everything that the member filled in, the newest first. One query; what cannot be opened is left out."""
    rows = seat.glance(Sheet).filter(member_id=seat.me).order_by("-at", "id")
    return [made for row in rows if (made := _result(row)) is not None]


def result_of(seat: Seat, sheet_id: UUID) -> Result:
    """Return one of the member's own. Raises Unseen for every other, and when it cannot be opened any more."""
    made = _result(seat.find(Sheet, sheet_id, member_id=seat.me))
    if made is None:
        raise Unseen
    return made


def words_of(row: Sheet) -> dict[str, Any] | None:
    """Return what a sheet holds: answers, definition, fingerprint, algorithm; None when its key is gone."""
    return json.loads(row.words) if row.words else None


def _result(row: Sheet) -> Result | None:
    kept = words_of(row)
    return None if kept is None else made_of(row, of_data(kept["definition"]), kept["answers"], kept["fingerprint"])


def made_of(row: Sheet, definition: Definition, answers: dict[str, int], fingerprint: str) -> Result:
    """Return a sheet's result by the definition that was filled in."""
    whole, (least, most) = score(definition, answers), least_and_most(definition)
    return Result(
        id=row.id,
        instrument=definition.id,
        title=definition.title,
        about=definition.about,
        version=definition.version,
        dated=definition.dated,
        language=definition.language,
        window=definition.window,
        at=row.at,
        score=whole.value,
        least=least,
        most=most,
        ends=tuple(band.to for band in definition.bands if band.to is not None),
        higher=definition.higher,
        band=whole.band.name if whole.band else "",
        words=whole.band.words if whole.band else "",
        items=tuple(_answered(definition, answers)),
        parts=tuple(_parts(definition, answers)),
        left_out=whole.left_out,
        of=whole.of,
        may_lack=definition.may_lack(whole.of),
        mean=definition.how == "mean",
        safety=raises_safety(definition, answers),
        licence=definition.licence,
        source=definition.source,
        fingerprint=fingerprint,
    )


def _answered(definition: Definition, answers: dict[str, int]) -> Iterable[Answered]:
    for item in definition.items:
        value = answers.get(item.id)
        said = next((option.text for option in item.options if option.value == value), "")
        yield Answered(item.id, item.text, said, value, item.least, item.most)


def _parts(definition: Definition, answers: dict[str, int]) -> Iterable[PartResult]:
    for part in definition.parts:
        one: Score = part_score(definition, part, answers)
        band = one.band
        yield PartResult(part.id, part.title, one.value, band.name if band else "", band.words if band else "")


def kept_before(seat: Seat, client_id: UUID) -> Sheet | None:
    """Return the sheet that the member sent under this id, if they did."""
    return seat.glance(Sheet).filter(member_id=seat.me, client_id=client_id).first()


def counted_of(seat: Seat) -> int:
    """Return how many of the member's numbers are kept for counts."""
    return seat.glance(Counted).filter(member_id=seat.me).count()


class ProcedureLine(NamedTuple):
    """A confirmed procedure as the desk shows it."""

    id: UUID
    key: str
    name: str
    in_force_on: Any
    by_name: str
    confirmed_at: datetime
    ended_at: datetime | None


def procedures(seat: Seat) -> list[ProcedureLine]:
    """Return all that were ever named, the newest first. `by_name` is "" where that place on the desk is gone."""
    rows = list(seat.glance(Procedure).order_by("-confirmed_at"))
    names = dict(seat.glance(Standing).values_list("id", "name"))
    return [
        ProcedureLine(
            row.id,
            row.key,
            row.name,
            row.in_force_on,
            names.get(row.confirmed_by_id, ""),
            row.confirmed_at,
            row.ended_at,
        )
        for row in rows
    ]


def looks_at_counts(seat: Seat) -> list[CountsLook]:
    """Return the last looks at the counts, for staff."""
    return list(seat.glance(CountsLook).order_by("-at")[:50])
