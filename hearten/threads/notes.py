"""Notes before sending: what a writer may want to look at again. One press passes them over, if our agreement allows.

Nothing is stored. What was passed over comes back with the form as marks, each for one stretch of words.
"""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.groups.bounds import bounds_of
from hearten.kernel.seat import Seat
from hearten.reading.checking import Check, checks, worth_checking

# Why a writer may want to look again, and what they can do.
WHY = {
    "own": gettext_lazy(
        "This may tell people who you are or how to reach you. Everybody in the group can read it, and copy it."
    ),
    "others": gettext_lazy("This may tell who somebody else is. They are not here to say whether they mind."),
    "dose": gettext_lazy(
        "A dose that fits one person can harm another. It helps as much to say that a change helped you."
    ),
    "medicine": gettext_lazy(
        "This reads like telling somebody to change a medicine. "
        "You could say what happened to you, and add: talk to your prescriber."
    ),
    "stigma": gettext_lazy(
        "This name can hurt people who read it about themselves. You could say what happened instead."
    ),
}


@dataclass(frozen=True)
class Note:
    """One note as it is shown: the words, why, a kinder way to say it, and whether our agreement does not allow it."""

    said: str
    why: Any
    kinder: Any
    bound: bool
    mark: str


def notes_on(seat: Seat, group_id: UUID, text: str, fine: str) -> dict[str, Any]:
    """Return what `_notes.html` shows of a text, or {} where nothing stands between it and its sending.

    `fine`: the marks that the writer passed over, with commas. Words that may speak of danger to their writer are never
    held up for a note.
    """
    if not worth_checking(text):
        return {}
    bounds, passed = bounds_of(seat, group_id), set(fine.split(","))
    made = {note.mark: note for note in (_note(check, check.kind in bounds) for check in checks(text))}
    left = [note for note in made.values() if note.bound or note.mark not in passed]
    if not left:
        return {}
    return {"words_noted": left, "bound": any(note.bound for note in left), "all_fine": ",".join(made)}


def _note(check: Check, bound: bool) -> Note:
    mark = hashlib.sha256(f"{check.kind} {check.said}".encode()).hexdigest()[:12]
    kinder = _("For example: %(words)s.") % {"words": check.kinder} if check.kinder else ""
    return Note(check.said, WHY[check.kind], kinder, bound, mark)
