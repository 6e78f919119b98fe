"""Triage: what somebody wrote is committed first, and read for danger afterwards, whatever the reading does (CR-01).

`read_this` leaves a row that says "waiting" in the writer's own transaction, and a job. The job reads in a process
aside, bounded in time. If it fails, hangs or is killed, the row still waits, and half a minute later people get it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from hearten.kernel.acting import acting
from hearten.kernel.aside import Busy, Pool, Process
from hearten.kernel.jobs import job
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.reading.watched import Watched
from hearten.safety.sources import Source, source_of

WITHIN_S = 10.0
FEW_WORDS = 8
SURE = 0.93  # put on half of the lines of reading/tests/data/meeting_lines
LEVELS = ("none", "L1", "L2", "L3", "L4")
ALARMING = LEVELS[2:]
ABOUT = ("self", "other", "past", "quote", "figure")


class _Done(NamedTuple):
    done: object


class Unreadable(Exception):
    """What came back from the reading is no reading."""


def read_this(seat: Seat, *, kind: str, about: UUID, group_id: UUID | None) -> None:
    """Have one item of this seat's own read for danger after the running transaction. Call it again after an edit.

    Where the operator switched reading off, the item is only known as its writer's: reports and asking still work.
    """
    seat.read(_Done, "SELECT safety_wait(%s, %s, %s)", kind, about, group_id)
    if settings.HEARTEN_READ_FOR_DANGER:
        read_aside(kind=kind, about=str(about))
    else:
        seat.read(_Done, "SELECT safety_not_read(%s, %s)", kind, about)


@job("safety.read", queue="safety")
def read_aside(*, kind: str, about: str) -> None:
    """Read one item as its writer, and tell the database what was found. A failure is told too: people look then."""
    source, writer, item = source_of(kind), Seat(acting.get()), UUID(about)
    try:
        found = heard_of(source, writer, item) if source else None
    except Unseen:
        # It was taken back meanwhile. What goes by itself, with signing out, says nothing of that: people look.
        found = Watched("none", "self", (), "rules", "") if source is None or source.stays else None
    except (Busy, Unreadable):
        found = None
    told = ("unread", "self", "failed", "") if found is None else as_concern(found)
    writer.read(_Done, "SELECT safety_heard(%s, %s, %s, %s, %s, %s)", kind, item, *told)


def heard_of(source: Source, writer: Seat, item: UUID) -> Watched:
    """Return the reading of an item: the gravest of the whole and its parts, without what people have settled.

    Where a concern was closed, the words that were there count no more by being read again. What is new counts, and
    the whole where it is graver than they were alone: what is said in pieces may be finished later. Raises as judged.
    """
    kind, whole, apart = source.kind, source.text(writer, item), source.apart(writer, item)
    if not (settled := source.settled(writer, item)):
        return _gravest(kind, [whole, *apart])
    new = _gravest(kind, apart or [""])
    try:
        together, was = _gravest(kind, [whole]), _gravest(kind, [settled])
    except (Busy, Unreadable):
        if new.level in ALARMING:
            return new
        raise
    level = LEVELS.index
    return together if level(together.level) > max(level(was.level), level(new.level)) else new


def _gravest(kind: str, texts: Sequence[str]) -> Watched:
    """Return the gravest reading of an item and its parts. Raises as `judged`, unless danger was found before."""
    found: list[Watched] = []
    for text in dict.fromkeys(texts):
        try:
            found.append(counted(kind, text, judged(text)))
        except (Busy, Unreadable):
            if not any(one.level in ALARMING for one in found):
                raise
            break  # people are called for what was found
    return max(found, key=lambda one: (LEVELS.index(one.level), one.about == "other" and bool(one.cues)))


def as_concern(found: Watched) -> tuple[str, str, str, str]:
    """Return (level, whose, source, version) for the concern: worry for somebody else goes onto the list, as L1."""
    if found.about == "other" and found.level == "none" and found.cues:
        return "L1", "other", found.source, found.made_by
    return found.level, "self", found.source, found.made_by


def counted(kind: str, text: str, found: Watched) -> Watched:
    """Return what a reading counts for in an item of this kind.

    The model learned from posts. Of the short lines of a talk ("Pass.", "Here I am.") it would put nearly half onto a
    level. Where people sit together and hear each other, what it finds alone in a few words counts as L2 when it is
    sure, and not otherwise; what the rules find counts as everywhere (docs/models/risk.md, decision 0062).
    """
    source = source_of(kind)
    few = found.source == "model" and len(text.split()) <= FEW_WORDS
    if not (few and source and source.among_people):
        return found
    return replace(found, level="L2") if found.chance >= SURE else Watched("none", "self", (), "model", found.made_by)


def judged(text: str, within: float = WITHIN_S, start: bool = True) -> Watched:
    """Return the reading of a text. Raises Busy (no answer in time) or Unreadable (an answer that is none)."""
    told = readers().ask({"text": text}, within, start)
    try:
        cues = tuple((int(start), int(end), str(why)) for start, end, why in told["cues"])
        source, made_by, chance = str(told["source"]), str(told["made_by"])[:80], float(told["chance"])
        found = Watched(told["level"], told["about"], cues, source, made_by, chance)
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable from error
    if found.level not in LEVELS or found.about not in ABOUT or found.source not in ("rules", "model"):
        raise Unreadable
    return found


_readers: list[Pool] = []


def readers() -> Pool:
    """Return this process's readers, apart from the coach's: a busy coach must never delay them."""
    if not _readers:
        _readers.append(Pool(1, settings.HEARTEN_THREADS, begin_reader))
    return _readers[0]


def begin_reader() -> Process:
    """Start one process that reads for danger."""
    return Process("hearten.reading.watch_aside", *([] if settings.HEARTEN_MODELS else ["--rules"]))


def hand_over_unread() -> int:
    """Hand what waited for more than half a minute to people. Returns how many items. Run every few seconds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT safety_hand_over_unread()")
        return int(cursor.fetchone()[0])
