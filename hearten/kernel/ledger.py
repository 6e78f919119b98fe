"""The ledger of erasures (`erased.log`): one line for each person who was erased, `hex` or `hex how`.

`hex` is the subject's id, which says nothing once the person's rows are gone. `how` is what they chose for their words:
"erased" (the words go) or "kept" (the words stay, without them). Lines of older versions have no `how`. The file is
only ever appended to; where lines differ, the words go. A line that a kill tore, at the end of the file or closed with
a `?` by whoever wrote next, names nobody and spoils no other: nothing of that erasure had been done yet.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from hearten.kernel.secret import make_folder, private, settle

NAME = "erased.log"
ERASED, KEPT = "erased", "kept"
_STRONGEST_LAST = ("", KEPT, ERASED)
_TORN = "?"
_SUBJECT = re.compile("[0-9a-f]{32}")

Ledger = Mapping[str, str]


def parse(text: str) -> dict[str, str]:
    """Return subject -> how. A `how` that nobody knows is none."""
    found: dict[str, str] = {}
    whole, _, _torn = text.rpartition("\n")
    for line in whole.splitlines():
        subject, _, how = line.strip().partition(" ")
        if _SUBJECT.fullmatch(subject) and not how.endswith(_TORN):
            found[subject] = _stronger(found.get(subject, ""), how)
    return found


def read(file: Path) -> dict[str, str]:
    """Return what a ledger's file knows. Raises FileNotFoundError without one."""
    return parse(file.read_text(errors="replace"))  # what a power cut left may be no text at all


def add(file: Path, fresh: Ledger) -> None:
    """Append to a ledger's file, through to the disk."""
    make_folder(file.parent)
    with open(file, "ab+", opener=private) as place:
        place.write((_closing(place) + lines(fresh)).encode())
        place.flush()
        os.fsync(place.fileno())
    settle(file.parent)


def _closing(place: BinaryIO) -> str:
    """Return what closes a torn line at the end of a ledger's file; nothing where there is none."""
    if not place.seek(0, os.SEEK_END):
        return ""
    place.seek(-1, os.SEEK_END)
    return "" if place.read(1) == b"\n" else f"{_TORN}\n"


def together(*ledgers: Ledger) -> dict[str, str]:
    """Return what several ledgers know."""
    return parse("".join(lines(ledger) for ledger in ledgers))


def lines(ledger: Ledger) -> str:
    """Return a ledger as its file holds it."""
    return "".join(f"{f'{subject} {how}'.strip()}\n" for subject, how in sorted(ledger.items()))


def _stronger(one: str, other: str) -> str:
    known = [how for how in (one, other) if how in _STRONGEST_LAST]
    return max(known, key=_STRONGEST_LAST.index, default="")
