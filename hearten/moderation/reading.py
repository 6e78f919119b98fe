"""What the pages of moderation read: mostly through reviewed doors, which leave out who reported and who wrote."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from hearten.groups.standing import agreement_of
from hearten.kernel.seat import Line, Seat
from hearten.kernel.verdict import Unseen
from hearten.moderation.models import Appeal, Case, Hold, Report


class MyReport(NamedTuple):
    """One's own report. `state`: received, reading, decided, back (taken back)."""

    id: UUID
    kind: str
    category: str
    words: str
    made_at: datetime
    taken_back_at: datetime | None
    state: str
    outcome: str
    decided_at: datetime | None


class ReportIn(NamedTuple):
    """A report as those who look read it: by "a member". `same`: theirs about the same writer, in seven days."""

    id: UUID
    category: str
    words: str
    attached: str
    made_at: datetime
    quiet: bool
    taken_back: bool
    same: int


class Decision(NamedTuple):
    """A step about something that one wrote, with its reasons, and the appeal if there is one."""

    id: UUID
    step: str
    kind: str
    item: UUID
    group_id: UUID | None
    title: str
    category: str
    reason: str
    rule: str
    passage: str
    version: int | None
    by_program: bool
    made_at: datetime
    until: datetime | None
    appeal_until: datetime
    ended_at: datetime | None
    appeal_words: str | None
    appealed_at: datetime | None
    due_at: datetime | None
    answer: str
    answer_words: str
    answered_at: datetime | None


class Waiting(NamedTuple):
    """That something waits, for the staff: no words and no person."""

    id: UUID
    what: str  # case, appeal
    group_id: UUID | None
    title: str | None
    category: str
    severity: int
    since: datetime
    due_at: datetime | None
    claimed: bool


class LogEntry(NamedTuple):
    """A line of the log as the people of a group read it."""

    what: str
    passage: str
    by_program: bool
    at: datetime


class _Gate(NamedTuple):
    gate: str


class _Held(NamedTuple):
    held: bool


def gate_of(seat: Seat, group_id: UUID) -> str:
    """Return how writing in a group stands for this seat: "", "slow", "read_only" or "pause <until>"."""
    return seat.read(_Gate, "SELECT moderation_gate(%s)", group_id)[0].gate


def is_held(seat: Seat, item: UUID) -> bool:
    """Whether something that this seat can see is held, or waits for a look."""
    return seat.read(_Held, "SELECT %s::uuid = ANY (ARRAY(SELECT moderation_held()))", item)[0].held


def my_reports(seat: Seat) -> Sequence[MyReport]:
    """Return the seat's own reports, newest first."""
    return seat.read(MyReport, "SELECT * FROM moderation_my_reports()")


def my_report(seat: Seat, report_id: UUID) -> MyReport:
    """Return one of the seat's own reports. Raises Unseen."""
    return _one(seat.read(MyReport, "SELECT * FROM moderation_my_reports() r WHERE r.id = %s", report_id))


def reports_in(seat: Seat, case_id: UUID) -> Sequence[ReportIn]:
    """Return the reports of a case that this seat may read, oldest first."""
    return seat.read(ReportIn, "SELECT * FROM moderation_reports_in(%s)", case_id)


def decisions(seat: Seat) -> Sequence[Decision]:
    """Return what was decided about things that the seat's member wrote, newest first."""
    return seat.read(Decision, "SELECT * FROM moderation_decisions()")


def decision(seat: Seat, act_id: UUID) -> Decision:
    """Return one of them. Raises Unseen."""
    return _one(seat.read(Decision, "SELECT * FROM moderation_decisions() d WHERE d.id = %s", act_id))


def waiting(seat: Seat) -> Sequence[Waiting]:
    """Return what waits in the whole install, most urgent first: for staff, empty for everybody else."""
    return seat.read(Waiting, "SELECT * FROM moderation_waiting() w ORDER BY w.severity DESC, w.since")


def reported(seat: Seat, case_id: UUID) -> bool:
    """Whether this seat's own member reported what a case is about."""
    return seat.glance(Report).filter(case_id=case_id, member_id=seat.me).exists()


def open_cases(seat: Seat) -> list[Case]:
    """Return the open cases that this seat may read, the most urgent and then the oldest first."""
    return list(seat.glance(Case).filter(closed_at=None).select_related("group").order_by("-severity", "opened_at"))


def settled_cases(seat: Seat, most: int = 30) -> list[Case]:
    """Return the last cases that were settled."""
    return list(seat.glance(Case).exclude(closed_at=None).select_related("group").order_by("-closed_at")[:most])


def open_appeals(seat: Seat) -> list[Appeal]:
    """Return the appeals that wait in cases of this seat's, the first due first."""
    return list(seat.glance(Appeal).filter(answered_at=None).select_related("act").order_by("due_at"))


def running_holds(seat: Seat) -> "QuerySet[Hold]":
    """Return what is held in the groups that this seat looks after, oldest first."""
    return seat.glance(Hold).filter(released_at=None).select_related("group").order_by("made_at")


def open_log(seat: Seat, group_id: UUID) -> Sequence[LogEntry]:
    """Return a group's log without names, newest first."""
    return seat.read(LogEntry, "SELECT * FROM moderation_open_log(%s)", group_id)


def passages(seat: Seat, group_id: UUID | None) -> tuple[int, list[str]]:
    """Return the agreement that holds in a group, as its version and its paragraphs; 0 and none without one."""
    agreement = agreement_of(seat, group_id) if group_id else None
    if agreement is None:
        return 0, []
    return agreement.version, [part for text in agreement.text.split("\n") if (part := text.strip(" #*-"))]


def _one(rows: Sequence[Line]) -> Line:
    if not rows:
        raise Unseen
    return rows[0]
