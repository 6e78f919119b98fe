"""What somebody reads of what is shown: by them, to them, and to a group; and a month of their own."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hearten.groups.contact import is_closed_to
from hearten.groups.models import Group, Membership
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.breaks import on_break
from hearten.plans.calendar import today
from hearten.plans.days.entries import Written, entries
from hearten.plans.doing.reading import held
from hearten.plans.doing.rules import DONE
from hearten.plans.models import Shared, Told
from hearten.plans.models.days import Kind


@dataclass(frozen=True)
class Piece:
    """Something that is shown: to or by `name`, in a group."""

    id: UUID
    name: str
    group: str
    kind: str
    day: date
    words: str
    until: datetime
    mine: bool

    @property
    def title(self) -> str:
        return str(Kind(self.kind).label)


@dataclass(frozen=True)
class Month:
    """One's own month. Nothing here compares it with another one."""

    first: date
    wins: Sequence[Written]
    helped: Sequence[str]
    who: Sequence[str]
    setbacks: int
    check_ins: int
    notes: int
    done: Sequence[tuple[str, int]]

    @property
    def empty(self) -> bool:
        return not (self.wins or self.helped or self.who or self.setbacks or self.check_ins or self.notes or self.done)


def shown(seat: Seat) -> tuple[list[Piece], list[Piece]]:
    """Return what the member shows now, and what is shown to them: two lists, the newest first."""
    rows = list(seat.glance(Shared).filter(ended_at=None, until__gt=now()).order_by("-at"))
    found = _pieces(seat, rows)
    theirs = [] if is_closed_to(seat) else [one for one in found if not one.mine]
    return [one for one in found if one.mine], theirs


def shown_of(seat: Seat, entry_id: UUID) -> list[Piece]:
    """Return to whom one of the member's entries is shown now."""
    rows = seat.glance(Shared).filter(member_id=seat.me, entry_id=entry_id, ended_at=None, until__gt=now())
    return _pieces(seat, list(rows.order_by("-at")))


def told_of(seat: Seat, entry_id: UUID) -> list[Piece]:
    """Return to which groups one of the member's entries is told now."""
    return [_told(seat, row) for row in _my_told(seat).filter(entry_id=entry_id)]


def shown_one(seat: Seat, shared_id: UUID) -> tuple[Shared, Piece]:
    """Return one share that the seat may see now. Raises Unseen."""
    row = seat.find(Shared, shared_id, ended_at=None)
    if row.until <= now() or (row.member_id != seat.me and is_closed_to(seat)):
        raise Unseen
    return row, _pieces(seat, [row])[0]


def _pieces(seat: Seat, rows: Sequence[Shared]) -> list[Piece]:
    other = [row.to_place_id if row.member_id == seat.me else row.place_id for row in rows]
    names = dict(seat.glance(Membership).filter(pk__in=other, ended_at=None).values_list("id", "name"))
    groups = dict(seat.glance(Group).filter(pk__in={row.group_id for row in rows}).values_list("id", "title"))
    return [
        Piece(
            row.id,
            # Whoever left, or is out of sight, is not named; the words are one's own and stay on one's list.
            names.get(key, _("somebody")),
            groups.get(row.group_id, ""),
            row.kind,
            row.day,
            row.words or "",
            row.until,
            row.member_id == seat.me,
        )
        for row, key in zip(rows, other, strict=True)
    ]


def told_in(seat: Seat, group_id: UUID) -> list[Piece]:
    """Return what people of a group told there, as this seat may see it, the newest first."""
    rows = seat.glance(Told).filter(group_id=group_id, until__gt=now()).exclude(body="")
    return [_told(seat, row) for row in rows.select_related("membership", "group").order_by("-made_at")[:100]]


def told_one(seat: Seat, told_id: UUID) -> tuple[Told, Piece]:
    """Return one of them. Raises Unseen when its words or its time are gone."""
    row = seat.glance(Told).select_related("membership", "group").filter(pk=told_id).exclude(body="").first()
    if row is None or row.until <= now():
        raise Unseen
    return row, _told(seat, row)


def my_told(seat: Seat) -> list[Piece]:
    """Return what the member told to their groups and what stands there now."""
    return [_told(seat, row) for row in _my_told(seat)]


def _my_told(seat: Seat) -> "QuerySet[Told]":
    rows = seat.glance(Told).filter(membership__member_id=seat.me, until__gt=now()).exclude(body="")
    return rows.select_related("membership", "group").order_by("-made_at")


def _told(seat: Seat, row: Told) -> Piece:
    who = row.membership
    return Piece(
        row.id, who.name, row.group.title, row.kind, row.day, row.body, row.until, who.member_id == seat.me
    )  # fmt: skip


def people(seat: Seat) -> list[tuple[UUID, str, str]]:
    """Return the people of one's groups to whom something can be shown: membership, name, group."""
    rows = seat.glance(Membership).filter(ended_at=None, group__closed_at=None).exclude(member_id=seat.me)
    rows = rows.annotate(away=on_break("member_id")).filter(away=False).select_related("group")
    return [(row.id, row.name, row.group.title) for row in rows.order_by("group__title", "name")]


def month_of(seat: Seat, first: date) -> Month:
    """Return one's own month, from the day `first` on: what was noted down, and what was done."""
    after = following(first)
    found = entries(seat, first, after)
    kinds = Counter(one.kind for one in found)
    oldest_first = list(reversed(found))
    done = [
        (one.words, sum(day < after and state == DONE for day, state in one.marks.items())) for one in held(seat, first)
    ]
    return Month(
        first,
        [one for one in oldest_first if one.kind == Kind.WIN],
        _once_each(one.said.helped for one in oldest_first),
        _once_each(one.said.who for one in oldest_first),
        kinds[Kind.SETBACK],
        kinds[Kind.CHECK_IN],
        kinds[Kind.NOTE],
        [(words, count) for words, count in done if count],
    )


def _once_each(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def following(first: date) -> date:
    """Return the first day of the month after."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def before(first: date) -> date:
    """Return the first day of the month before."""
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)


def this_month() -> date:
    """Return the first day of the acting member's month."""
    return today().replace(day=1)
