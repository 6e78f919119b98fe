"""Entries of one's own days: writing, changing, removing, and reading them back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Verdict, no, yes
from hearten.plans.calendar import today
from hearten.plans.models import Entry, Prompt, Shared
from hearten.plans.models.days import Energy, Feeling, Kind

LONGEST = 4000
LONGEST_LINE = 200
HARD = (Feeling.TIRED, Feeling.RESTLESS, Feeling.SAD, Feeling.AFRAID, Feeling.ANGRY, Feeling.NUMB)
LONGEST_AGO = timedelta(days=366 * 3)

_listeners: list[Callable[[Seat, UUID], None]] = []


class _Gone(NamedTuple):
    gone: int


@dataclass(frozen=True)
class Said:
    """What an entry says. Everything may be empty but one of it."""

    words: str = ""
    helped: str = ""
    who: str = ""
    feeling: str = ""
    energy: int | None = None

    def packed(self) -> str:
        """Return it as the text that is sealed."""
        return json.dumps({name: value for name, value in vars(self).items() if value}, ensure_ascii=False)

    @property
    def empty(self) -> bool:
        return not any(vars(self).values())

    @property
    def hard(self) -> bool:
        """Whether it reads like a hard day: then something may be offered. It is worked out anew, and kept nowhere."""
        return self.feeling in HARD or self.energy == Energy.LITTLE


@dataclass(frozen=True)
class Written:
    """One entry as its person reads it."""

    id: UUID
    kind: str
    day: date
    said: Said = field(default_factory=Said)

    @property
    def title(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def feeling(self) -> str:
        return str(Feeling(self.said.feeling).label) if self.said.feeling in Feeling.values else ""

    @property
    def energy(self) -> str:
        return str(Energy(self.said.energy).label) if self.said.energy in Energy.values else ""

    @property
    def text(self) -> str:
        """Return all that was written, part by part, for who is shown it."""
        said = [self.said.words]
        said += [_("What helped: %(words)s") % {"words": self.said.helped}] if self.said.helped else []
        said += [_("Feeling: %(word)s") % {"word": self.feeling}] if self.feeling else []
        said += [_("Energy: %(word)s") % {"word": self.energy}] if self.energy else []
        return "\n".join(part for part in said if part)


def may_be_on(day: date, today: date) -> Verdict:
    """Judge the day of an entry: not one to come, and within three years."""
    if day > today:
        return no(_("This day is still to come. Give today, or a day before it."))
    if day < today - LONGEST_AGO:
        return no(_("That is longer ago than these pages go. Give a later day."))
    return yes


def add_entry(seat: Seat, kind: str, said: Said, *, day: date | None = None, client_id: UUID | None = None) -> Written:
    """Keep an entry for the member alone. Returns it, or the earlier one when this was sent before.

    `client_id` is the form's (or device's) name for this sending. Raises Refused for a day to come, and when the same
    name was used for other words.
    """
    on, key = day or today(), client_id or uuid4()
    may_be_on(on, today()).or_refuse()
    seat.one_at_a_time(f"entries {seat.me}")
    before = seat.glance(Entry).filter(member_id=seat.me, client_id=key).first()
    if before is not None:
        if (before.kind, before.said) != (Kind(kind).value, said.packed()):
            raise Refused(_("Something else was sent from this box before. Open the page again, then send it."))
        return written(before)
    made = Entry(member_id=seat.me, kind=Kind(kind).value, day=on, said=said.packed(), client_id=key, at=now())
    made.save(force_insert=True)
    return written(made)


def change(seat: Seat, entry: Entry, said: Said, day: date) -> None:
    """Change one's own entry; what was shown of it stays as it was shown. Raises Refused for a day to come."""
    may_be_on(day, today()).or_refuse()
    entry.said, entry.day = said.packed(), day
    entry.save(update_fields=["said", "day"])


def when_one_goes(listener: Callable[[Seat, UUID], None]) -> None:
    """Call the listener with an entry's `client_id` when its person removes it: other parts keep its words, too."""
    _listeners.append(listener)


def remove(seat: Seat, entry: Entry) -> None:
    """Remove it, and end everything that was shown of it."""
    for listener in _listeners:
        listener(seat, entry.client_id)
    seat.glance(Shared).filter(member_id=seat.me, entry_id=entry.id).delete()
    take_back_told(seat, entry.id)
    seat.glance(Entry).filter(pk=entry.id).delete()


def take_back_told(seat: Seat, entry_id: UUID, group_id: UUID | None = None) -> None:
    """Take back what was told of an entry: to one group, or to all; also where the member left and the words stayed."""
    seat.read(_Gone, "SELECT plans_take_back_told(%s, %s)", entry_id, group_id)


def written(row: Entry) -> Written:
    """Return a row as its person reads it; empty when its key is gone."""
    return Written(row.id, row.kind, row.day, Said(**json.loads(row.said or "{}")))


def entries(seat: Seat, since: date | None = None, until: date | None = None, kind: str = "") -> Sequence[Written]:
    """Return the member's own entries of some days (`until` is the first that is not asked for), the latest first."""
    rows = seat.glance(Entry).filter(member_id=seat.me)
    rows = rows.filter(day__gte=since) if since else rows
    rows = rows.filter(day__lt=until) if until else rows
    rows = rows.filter(kind=kind) if kind else rows
    return [written(row) for row in rows.order_by("-day", "-at", "id")]


def any_before(seat: Seat, day: date) -> bool:
    """Whether the member wrote something down before a day: a page of an earlier month has something to show."""
    return seat.glance(Entry).filter(member_id=seat.me, day__lt=day).exists()


def asks_today(seat: Seat) -> bool:
    """Whether the first page asks how it is: the member wants that, and has not said it today. Two queries at most."""
    if not seat.glance(Prompt).filter(member_id=seat.me, ended_at=None).exists():
        return False
    return not seat.glance(Entry).filter(member_id=seat.me, kind=Kind.CHECK_IN, day=today()).exists()


def wants_to_be_asked(seat: Seat) -> bool:
    """Whether the member wants to be asked each day."""
    return seat.glance(Prompt).filter(member_id=seat.me, ended_at=None).exists()


def ask_me(seat: Seat) -> None:
    """Want to be asked, once a day, on the first page."""
    made = Prompt(member_id=seat.me, since=now())
    Prompt.objects.bulk_create([made], ignore_conflicts=True)


def ask_me_no_more(seat: Seat) -> None:
    """Not want it any more. Nothing that was written goes."""
    seat.glance(Prompt).filter(member_id=seat.me, ended_at=None).update(ended_at=now())
