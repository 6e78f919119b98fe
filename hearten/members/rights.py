"""What is a member's right over their own data, and who takes part in it: a copy of it all, and being forgotten.

A slice that keeps something about members registers two things where its app is made ready (`AppConfig.ready`):

    rights.export(Exported("tries", title, columns, read))     what a member gets in their copy
    rights.erase_with(Erasure("coach", run, covers=(...)))     how the slice forgets a member

`read(seat)` and `run(seat, how)` act as the member, under row-level security; neither takes anybody's id. What a policy
keeps from the member (words in a group that they left) is read or removed by a reviewed function of the slice
(`sql/doors*.sql`) that acts for the acting member alone. See `members/own.py` for an example of both.

Erasures run from the highest slice to the lowest, members last, which removes the member's own row. That row cannot go
while a foreign key still points at it, so a slice that forgets to take part makes the erasure fail as a whole, and
tests/rights/test_rights.py names the column before that happens to anybody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearten.kernel.seat import Seat

Row = dict[str, Any]


@dataclass(frozen=True)
class Exported:
    """One section of a member's copy.

    name     its key in the JSON file
    title    what it is called, in the reader's language
    columns  key of a row -> what it is called; also the order in the readable file
    read     the rows: texts, numbers, booleans, moments, days, None, or lists of texts. No other person's words, except
             what the member quoted; other people only as they are named anywhere ("somebody")
    files    path inside the zip -> bytes, for pictures
    """

    name: str
    title: Callable[[], str]
    columns: Callable[[], dict[str, str]]
    read: Callable[[Seat], list[Row]]
    files: Callable[[Seat], dict[str, bytes]] = lambda seat: {}


@dataclass(frozen=True)
class Before:
    """What somebody should know before they leave for good, and the page where they can still see to it."""

    sentence: str
    url: str = ""
    url_text: str = ""


@dataclass(frozen=True)
class Erasure:
    """How one slice forgets the acting member.

    run      f(seat, how), in one transaction with all others; `how` is "erased" (the words go) or "kept" (the words
             stay, with nothing that leads to the member). It may run again after a crash, on what is left
    covers   the foreign keys to a member that it sees to, as "table.column"
    before   what the member should know first
    """

    name: str
    run: Callable[[Seat, str], None]
    covers: tuple[str, ...] = ()
    before: Callable[[Seat], list[Before]] = lambda seat: []


_exported: dict[str, Exported] = {}
_erasures: dict[str, Erasure] = {}
_ready: list[Callable[[Seat, UUID], None]] = []
_waits: list[Callable[[Seat, UUID], None]] = []


def export(section: Exported) -> None:
    """Have a section in every member's copy."""
    _exported[section.name] = section


def erase_with(erasure: Erasure) -> None:
    """Have a slice take part when a member is forgotten."""
    _erasures[erasure.name] = erasure


def when_an_export_is_ready(function: Callable[[Seat, UUID], None]) -> None:
    """Have `function` called, as the member, with the id of a copy that can be fetched now."""
    if function not in _ready:
        _ready.append(function)


def when_a_departure_waits(function: Callable[[Seat, UUID], None]) -> None:
    """Have `function` called, as the member, with the id of a wish to leave that has to wait when its time comes."""
    if function not in _waits:
        _waits.append(function)


def exported() -> Iterable[Exported]:
    """Return the sections, lower slices first."""
    return _exported.values()


def erasures() -> Iterable[Erasure]:
    """Return how each slice forgets, higher slices first: what stands on a row goes before the row."""
    return reversed(_erasures.values())


def before_leaving(seat: Seat) -> list[Before]:
    """Return what this member should know before they leave for good."""
    return [each for erasure in erasures() for each in erasure.before(seat)]


def export_is_ready(seat: Seat, export_id: UUID) -> None:
    """Call everything that waits for copies."""
    for function in _ready:
        function(seat, export_id)


def a_departure_waits(seat: Seat, departure_id: UUID) -> None:
    """Call everything that tells somebody why they are still here."""
    for function in _waits:
        function(seat, departure_id)
