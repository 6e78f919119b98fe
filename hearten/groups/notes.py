"""Notes before sending: what a writer may want to look at again. One press passes them over, if our agreement allows.

Where others will try what somebody writes, some kinds of words are left out whatever the agreement says (`never`).

Nothing is stored. What was passed over comes back with the form as marks, each for one stretch of words.
"""

import hashlib
from collections.abc import Collection, Sequence
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
    """One note as it is shown: the words, why, a kinder way to say it, and whether our agreement does not allow it.

    `never`: no agreement allows it here.
    """

    said: str
    why: Any
    kinder: Any
    bound: bool
    mark: str
    never: bool = False


# What nobody passes over where others will try what they read, whatever a group's agreement says.
MEDICINES = ("dose", "medicine")
# What people of this place write for everybody stands under no group's agreement; what is never passed over holds.
NO_GROUP = UUID(int=0)


def notes_on(
    seat: Seat,
    group_id: UUID,
    text: str | Sequence[str],
    fine: str,
    never: Collection[str] = (),
    without: Collection[str] = (),
    *,
    nothing_holds_it: bool = False,
) -> dict[str, Any]:
    """Return what `_notes.html` shows of a text, or {} where nothing stands between it and its sending.

    `text`: one, or several parts, each looked at by itself. `fine`: the marks that the writer passed over, with commas.
    `never`: kinds that nobody passes over here, whatever the agreement says. `without`: kinds that say nothing here, as
    a way of contact where one writes how to reach a service. Words that may speak of danger to their writer are not
    held up: they are taken and read, and what they say of a medicine is held for a person's look (moderation,
    `hold_for_method`). Where no such look follows (`nothing_holds_it`), what is never passed over is left out beside
    danger, too, and Help now stands there.
    """
    parts = (text,) if isinstance(text, str) else text
    danger = not all(worth_checking(part) for part in parts)
    if danger and not nothing_holds_it:
        return {}
    bounds, passed = bounds_of(seat, group_id), set(fine.split(","))
    found = [check for part in parts for check in checks(part) if check.kind not in without]
    notes = (
        _note(check, check.kind in bounds, check.kind in never) for check in found if not danger or check.kind in never
    )
    made = {note.mark: note for note in notes}
    left = [note for note in made.values() if note.bound or note.mark not in passed]
    if not left:
        return {}
    return {
        "words_noted": left,
        "bound": any(note.bound for note in left),
        "never": any(note.never for note in left),
        "all_fine": ",".join(made),
        "danger": danger,
    }


def _note(check: Check, bound: bool, never: bool) -> Note:
    mark = hashlib.sha256(f"{check.kind} {check.said}".encode()).hexdigest()[:12]
    kinder = _("For example: %(words)s.") % {"words": check.kinder} if check.kinder else ""
    return Note(check.said, WHY[check.kind], kinder, bound or never, mark, never)
