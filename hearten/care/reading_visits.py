"""What somebody reads of their preparations, and what somebody reads who was invited to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.formats import date_format

from hearten.care.choices import LineKind
from hearten.care.models import Appointment, Invite, Line, Look, Statement, Suggestion
from hearten.care.parts import Parts, parts_of
from hearten.groups.contact import is_closed_to
from hearten.groups.models import Membership
from hearten.kernel.sealed import Sealed
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


@dataclass(frozen=True)
class Put:
    """One line of a preparation."""

    id: UUID
    kind: str
    text: str
    link: str


@dataclass(frozen=True)
class Suggested:
    """What somebody suggested. `name` is "" where they cannot be named any more; no `words`: their key is gone."""

    id: UUID
    name: str
    words: str | None
    at: datetime


@dataclass(frozen=True)
class Guest:
    """Somebody who was invited, when they looked, and until when they may."""

    invite_id: UUID
    name: str
    ends_at: datetime
    ended_at: datetime | None
    looks: Sequence[datetime]

    def open(self, moment: datetime) -> bool:
        return self.ended_at is None and moment < self.ends_at


@dataclass(frozen=True)
class Prepared:
    """One preparation. `parts` and `after` as their person wrote them; questions stand in their own order."""

    id: UUID
    on: date | None
    parts: Parts
    after: Parts
    made_at: datetime
    lines: Sequence[Put]

    @property
    def with_whom(self) -> str:
        return self.parts.get("with", "")

    @property
    def on_text(self) -> str:
        return date_format(self.on, "j M Y") if self.on else ""

    def of(self, kind: str) -> list[Put]:
        return [line for line in self.lines if line.kind == kind]

    @property
    def questions(self) -> list[Put]:
        return self.of(LineKind.QUESTION)


def mine(seat: Seat) -> list[Prepared]:
    """Return one's own preparations, the newest first, without their lines."""
    rows = seat.glance(Appointment).filter(member_id=seat.me).order_by("-made_at", "id")
    return [_prepared(row, []) for row in rows]


def one(seat: Seat, appointment_id: UUID) -> Prepared:
    """Return one of one's own, with its lines. Raises Unseen for every other."""
    row = seat.find(Appointment, appointment_id)
    lines = seat.glance(Line).filter(appointment_id=row.id).order_by("rank", "made_at", "id")
    return _prepared(row, [_put(line) for line in lines])


def _prepared(row: Appointment, lines: Sequence[Put]) -> Prepared:
    return Prepared(row.id, row.on, parts_of(row.words), parts_of(row.after), row.made_at, lines)


def _put(line: Line) -> Put:
    words = parts_of(line.words)
    return Put(line.id, line.kind, words.get("text", ""), words.get("link", ""))


def guests(seat: Seat, appointment_id: UUID) -> list[Guest]:
    """Return whom one invited to a preparation, the newest first, with the times at which they looked."""
    looks: dict[UUID, list[datetime]] = {}
    for look in seat.glance(Look).filter(invite__appointment_id=appointment_id).order_by("at"):
        looks.setdefault(look.invite_id, []).append(look.at)
    rows = list(seat.glance(Invite).filter(appointment_id=appointment_id, member_id=seat.me).order_by("-made_at"))
    names = _names(seat, [row.guest_place_id for row in rows])
    return [
        Guest(row.id, names.get(row.guest_place_id, ""), row.ends_at, row.ended_at, looks.get(row.id, []))
        for row in rows
    ]


def suggestions(seat: Seat, appointment_id: UUID) -> list[Suggested]:
    """Return what was suggested for a preparation, as far as this seat may read it: all of it, or one's own."""
    rows = list(seat.glance(Suggestion).filter(appointment_id=appointment_id).order_by("at", "id"))
    places = dict(seat.glance(Invite).filter(appointment_id=appointment_id).values_list("id", "guest_place_id"))
    names = _names(seat, list(places.values()))
    return [Suggested(row.id, names.get(places.get(row.invite_id), ""), row.words, row.at) for row in rows]


def _names(seat: Seat, places: Sequence[UUID]) -> dict[UUID | None, str]:
    return dict(seat.glance(Membership).filter(pk__in=places).values_list("id", "name"))


class _Opened(NamedTuple):
    id: UUID
    member_id: UUID
    kind: str
    rank: int
    words: bytes


@dataclass(frozen=True)
class Shared:
    """A preparation as its guest reads it."""

    invite: Invite
    name: str
    prepared: Prepared


def shared_with_me(seat: Seat) -> list[tuple[Invite, str]]:
    """Return the invites that are open for this seat as a guest, with the names of whose preparation it is."""
    if is_closed_to(seat):
        return []
    rows = list(seat.glance(Invite).filter(guest_id=seat.me).order_by("-made_at"))
    names = _names(seat, [row.my_place_id for row in rows])
    return [(row, names.get(row.my_place_id, "")) for row in rows]


def shared(seat: Seat, invite_id: UUID, moment: datetime) -> Shared:
    """Open a preparation as its guest; its owner sees that, and when. Raises Unseen for everybody else.

    Whoever may not be alone with others, whatever for, looks at nobody's preparation either.
    """
    if is_closed_to(seat):
        raise Unseen
    found = seat.read(_Opened, "SELECT * FROM care_open_draft(%s, %s)", invite_id, moment)
    if not found:
        raise Unseen
    invite = seat.find(Invite, invite_id)
    drafts = [one for one in found if one.kind == "draft"]
    row = Appointment(id=drafts[0].id, member_id=drafts[0].member_id, words=Sealed(drafts[0].words), made_at=moment)
    lines = [
        _put(Line(id=one.id, member_id=one.member_id, kind=one.kind, words=Sealed(one.words)))
        for one in found
        if one.kind != "draft"
    ]
    name = _names(seat, [invite.my_place_id]).get(invite.my_place_id, "")
    return Shared(invite, name, _prepared(row, lines))


class CanInvite(NamedTuple):
    """Somebody of one's groups who may be invited."""

    place_id: UUID
    name: str
    role: str
    group_title: str


def who_can_be_invited(seat: Seat) -> list[CanInvite]:
    """Return peer supporters and facilitators of one's groups, as far as this seat sees them."""
    groups = seat.glance(Membership).filter(member_id=seat.me, ended_at=None).values("group_id")
    rows = seat.glance(Membership).filter(group_id__in=groups, ended_at=None, role__in=HELPS).exclude(member_id=seat.me)
    found = rows.select_related("group").order_by("group__title", "name", "id")
    return [CanInvite(row.id, row.name, row.get_role_display(), row.group.title) for row in found]


HELPS = ("peer_supporter", "facilitator", "co_facilitator")


@dataclass(frozen=True)
class Saying:
    """One statement: in which situation, the words, and what if they are not heard."""

    id: UUID
    situation: str
    statement: str
    follow_up: str


def statements(seat: Seat) -> list[Saying]:
    """Return one's own statements, the newest first."""
    return [saying(row) for row in seat.glance(Statement).filter(member_id=seat.me).order_by("-made_at", "id")]


def saying(row: Statement) -> Saying:
    """Return a statement as its person reads it."""
    words = parts_of(row.words)
    return Saying(row.id, words.get("situation", ""), words.get("statement", ""), words.get("follow_up", ""))
