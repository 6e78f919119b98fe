"""Saying that there was a setback. Nothing is counted, and nothing begins again from zero."""

import json
from collections.abc import Mapping
from uuid import UUID, uuid4

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.plans.days.entries import Said, add_entry
from hearten.plans.days.entries import remove as remove_entry
from hearten.plans.doing.counting import setback_beside_all
from hearten.plans.models import Entry
from hearten.plans.models.days import Kind
from hearten.wellness.marks import mark_of, same_or_refuse
from hearten.wellness.models import Setback


def say(seat: Seat, words: Mapping[str, str], client_id: UUID, *, beside: bool = False) -> Setback:
    """Keep three answers, sealed, and an entry of one's own days; `beside`: a mark beside what one counts, too.

    Sent twice, it is there once. Raises Refused where the id came with other words.
    """
    seat.one_at_a_time(f"setback {client_id}")
    said = json.dumps(dict(words))
    mark = mark_of(said)
    before = seat.glance(Setback).filter(member_id=seat.me, client_id=client_id).first()
    if before is not None:
        same_or_refuse(before.mark, mark)
        return before
    made = Setback(id=uuid4(), member_id=seat.me, words=said, client_id=client_id, mark=mark, made_at=now())
    made.save(force_insert=True)
    add_entry(seat, Kind.SETBACK, _as_entry(words), client_id=client_id)
    if beside:
        setback_beside_all(seat, client_id)
    return made


def _as_entry(words: Mapping[str, str]) -> Said:
    lines = [words.get(name, "") for name in ("now", "need")]
    return Said(words="\n".join(one for one in lines if one), helped=words.get("helped", ""))


def when_its_entry_goes(seat: Seat, client_id: UUID) -> None:
    """Remove the words of a setback whose entry of one's own days is removed there."""
    seat.glance(Setback).filter(member_id=seat.me, client_id=client_id).delete()


def entry_of(seat: Seat, setback: Setback) -> UUID | None:
    """Return the entry of one's own days that it made, while that is there."""
    made = seat.glance(Entry).filter(member_id=seat.me, client_id=setback.client_id)
    return made.values_list("id", flat=True).first()


def remove(seat: Seat, setback: Setback) -> None:
    """Remove one of them, for good, with the entry of one's own days that it made."""
    entry = seat.glance(Entry).filter(member_id=seat.me, client_id=setback.client_id).first()
    if entry is not None:
        remove_entry(seat, entry)
    seat.glance(Setback).filter(pk=setback.pk).delete()
