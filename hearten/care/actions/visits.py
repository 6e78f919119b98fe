"""Preparing an appointment: its parts, its lines in order, and what came of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearten.care import meanwhile, reminding, rules
from hearten.care.choices import LineKind
from hearten.care.models import Appointment, Invite, Line
from hearten.care.parts import parts_of, sealed_as
from hearten.care.reading_routine import Felt
from hearten.care.sending import same_words
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.safety import two_places
from hearten.safety.triage import read_this

KIND = "preparation"


class _Gone(NamedTuple):
    gone: Any


def begin(seat: Seat, client_id: UUID, with_whom: str, on: date | None) -> UUID:
    """Begin to prepare an appointment. Returns its id; the same form sent twice begins one.

    Raises Refused when the same box was sent before with other words or another day, while nothing was changed since.
    """
    seat.one_at_a_time(f"appointment {seat.me} {client_id}")
    before = seat.glance(Appointment).filter(member_id=seat.me, client_id=client_id).first()
    if before is not None:
        if before.changed_at == before.made_at:  # later it is what its person made of it
            same_words(f"{before.on} {before.words}", f"{on} {sealed_as({'with': with_whom})}")
        return before.id
    row = Appointment(member_id=seat.me, client_id=client_id, on=on, made_at=now())
    row.changed_at = row.made_at
    row.words = sealed_as({"with": with_whom})
    row.save(force_insert=True)
    reminding.visit(seat, row.id, on)
    return row.id


def write(
    seat: Seat, appointment_id: UUID, parts: Mapping[str, str], on: date | None, sent: Mapping[str, str] = {}
) -> dict[str, str]:
    """Write the parts of a preparation. While somebody is invited to it, the words are read for danger.

    `sent`: what a page says it saw (meanwhile.py). Returns what stands now in parts that were changed elsewhere since;
    those are not written.
    """
    seat.one_at_a_time(f"preparation {appointment_id}")
    row = seat.find(Appointment, appointment_id)
    there = meanwhile.boxes(row)
    merged = two_places.from_page({**parts, "on": meanwhile.day_text(on)}, sent, there)
    if merged.fresh:
        fresh = {**there, **merged.fresh}
        row.on = date.fromisoformat(day) if (day := fresh.pop("on")) else None
        row.words, row.changed_at = sealed_as(fresh), now()
        row.save(update_fields=["words", "on", "changed_at"])
        reminding.visit(seat, row.id, row.on)
        read_while_shared(seat, row.id)
    return {name: there.get(name, "") for name in merged.apart}


def read_while_shared(seat: Seat, appointment_id: UUID) -> bool:
    """Have a preparation read for danger where somebody may look at it now. Returns whether that is so."""
    shared = seat.glance(Invite).filter(appointment_id=appointment_id, ended_at=None, ends_at__gt=now()).exists()
    if shared:
        read_this(seat, kind=KIND, about=appointment_id, group_id=None)
    return shared


def write_after(
    seat: Seat, appointment_id: UUID, decided: str, next_step: str, sent: Mapping[str, str] = {}
) -> dict[str, str]:
    """Keep what was decided, and the next step. Nobody who was invited reads this. `sent` and the answer: as above."""
    seat.one_at_a_time(f"preparation {appointment_id}")
    row = seat.find(Appointment, appointment_id)
    there = parts_of(row.after)
    merged = two_places.from_page({"decided": decided, "next": next_step}, sent, there)
    if merged.fresh:
        row.after, row.changed_at = sealed_as({**there, **merged.fresh}), now()
        row.save(update_fields=["after", "changed_at"])
    return {name: there.get(name, "") for name in merged.apart}


def remove(seat: Seat, appointment_id: UUID) -> None:
    """Remove a preparation with everything in it, and every invite to it."""
    row = seat.find(Appointment, appointment_id)
    reminding.no_more(seat, row.id)
    seat.read(_Gone, "SELECT care_remove_visit(%s)", row.id)


def put(seat: Seat, appointment_id: UUID, kind: str, client_id: UUID, text: str, link: str = "") -> UUID:
    """Add a line at the end of its kind. Returns its id; sent twice it is one. Raises Refused when there are many."""
    row = seat.find(Appointment, appointment_id)
    seat.one_at_a_time(f"lines {row.id}")
    sealed = sealed_as({"text": text, "link": link})
    before = seat.glance(Line).filter(member_id=seat.me, client_id=client_id).first()
    if before is not None:
        same_words(before.words, sealed)
        return before.id
    lines = seat.glance(Line).filter(appointment_id=row.id)
    if lines.count() >= rules.MOST_LINES:
        raise Refused(_("There are sixty lines here already. Take one away first, then add this one."))
    rank = (lines.filter(kind=kind).aggregate(last=Max("rank"))["last"] or 0) + 1
    made = Line(id=uuid4(), member_id=seat.me, appointment_id=row.id, client_id=client_id, kind=kind, rank=rank)
    made.words, made.made_at = sealed, now()
    made.save(force_insert=True)
    read_while_shared(seat, row.id)
    return made.id


def move(seat: Seat, line: Line, by: int) -> None:
    """Change places with the line before (-1) or after (1) of its kind. At an end nothing happens."""
    seat.one_at_a_time(f"lines {line.appointment_id}")
    beside = list(seat.glance(Line).filter(appointment_id=line.appointment_id, kind=line.kind).order_by("rank", "id"))
    ids = [one.id for one in beside]
    here = ids.index(line.id) if line.id in ids else 0
    if 0 <= here + by < len(ids):
        ids[here], ids[here + by] = ids[here + by], ids[here]
        for rank, line_id in enumerate(ids, start=1):
            seat.glance(Line).filter(pk=line_id).update(rank=rank)


def take_away(seat: Seat, line: Line) -> None:
    """Remove a line."""
    seat.glance(Line).filter(pk=line.id).delete()


def choose_effects(seat: Seat, appointment_id: UUID, offered: Sequence[Felt], chosen: Sequence[Felt]) -> None:
    """Have of the entries on offer exactly the chosen ones in a preparation, as copies; new ones in this order.

    A copy whose entry was not on offer stays: its entry is older than those, or was removed from the diary.
    """
    row = seat.find(Appointment, appointment_id)
    seat.one_at_a_time(f"effects {row.id}")
    lines = seat.glance(Line).filter(appointment_id=row.id, kind=LineKind.EFFECT)
    kept = {parts_of(line.words).get("link", ""): line.id for line in lines}
    away = {str(felt.id) for felt in offered} - {str(felt.id) for felt in chosen}
    lines.filter(pk__in=[line_id for felt_id, line_id in kept.items() if felt_id in away]).delete()
    for felt in (one for one in chosen if str(one.id) not in kept):
        put(seat, row.id, LineKind.EFFECT, uuid4(), f"{date_format(felt.on, 'j M')}: {felt.text}", link=str(felt.id))


def chosen_effects(seat: Seat, appointment_id: UUID) -> set[str]:
    """Return the ids of the diary's entries that stand in a preparation."""
    lines = seat.glance(Line).filter(appointment_id=appointment_id, kind=LineKind.EFFECT)
    return {parts_of(line.words).get("link", "") for line in lines}
