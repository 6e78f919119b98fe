"""A turn as it is kept, sealed: what was said, and the answer as plain values, so that the page shows it again."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from hearten.guide.answers import Answer, MadeBy, Quoted, Source, Turn, Walk
from hearten.guide.models import Exchange, Talk
from hearten.guide.passages import still_quoted
from hearten.kernel.seat import Seat


@dataclass(frozen=True)
class Kept:
    """One turn that was, as its member reads it again."""

    id: UUID
    said: str
    answer: Answer
    at: datetime


def written(answer: Answer) -> str:
    """Return an answer as it is sealed."""
    return json.dumps(asdict(answer), ensure_ascii=False)


def answer_of(text: str) -> Answer:
    """Return the answer that `written` wrote."""
    told: dict[str, Any] = json.loads(text)
    steps = told.pop("steps")
    told |= {name: tuple(told[name]) for name in ("refused", "notices")}
    told["sentences"] = tuple(Quoted(**one) for one in told["sentences"])
    told["sources"] = tuple(Source(**one) for one in told["sources"])
    return Answer(MadeBy(**told.pop("made_by")), steps=Walk(**steps) if steps else None, **told)


def kept_in(seat: Seat, talk: Talk) -> list[Kept]:
    """Return the turns of one's own conversation, the oldest first; what cannot be opened any more is left out.

    So is a quotation whose source was taken back, flagged or put out of reach since: its writer's "no" holds here, too.
    """
    rows = seat.glance(Exchange).filter(talk_id=talk.id, member_id=seat.me).order_by("at", "id")
    opened = [(row, row.said, row.answered) for row in rows]
    kept = [Kept(row.id, said, answer_of(told), row.at) for row, said, told in opened if said is not None and told]
    there = still_quoted(seat, [source for one in kept for source in one.answer.sources])
    return [replace(one, answer=_without_gone(one.answer, there)) for one in kept]


def _without_gone(answer: Answer, there: set[str]) -> Answer:
    if all(one.key in there for one in answer.sources):
        return answer
    return replace(
        answer,
        sentences=tuple(one for one in answer.sentences if one.source_key in there),
        sources=tuple(one for one in answer.sources if one.key in there),
        refused=(*answer.refused, "gone"),
    )


def turns_of(kept: Sequence[Kept]) -> list[Turn]:
    """Return what was, as the engine takes it."""
    return [
        Turn(
            one.said,
            one.answer.text,
            one.answer.level,
            one.answer.fixed,
            one.answer.refused,
            f"{one.answer.steps.name} {one.answer.steps.at}" if one.answer.steps else "",
        )
        for one in kept
    ]
