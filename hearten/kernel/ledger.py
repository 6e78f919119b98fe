"""The ledger of erasures (`erased.log`): one line for each person who was erased, `hex` or `hex how`.

`hex` is the subject's id, which says nothing once the person's rows are gone. `how` is what they chose for their words:
"erased" (the words go) or "kept" (the words stay, without them). Lines of older versions have no `how`. The file is
only ever appended to; where lines differ, the words go.
"""

from collections.abc import Mapping

NAME = "erased.log"
ERASED, KEPT = "erased", "kept"
_STRONGEST_LAST = ("", KEPT, ERASED)

Ledger = Mapping[str, str]


def parse(text: str) -> dict[str, str]:
    """Return subject -> how. A `how` that nobody knows is none."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        subject, _, how = line.strip().partition(" ")
        if subject:
            found[subject] = _stronger(found.get(subject, ""), how)
    return found


def together(*ledgers: Ledger) -> dict[str, str]:
    """Return what several ledgers know."""
    return parse("".join(lines(ledger) for ledger in ledgers))


def lines(ledger: Ledger) -> str:
    """Return a ledger as its file holds it."""
    return "".join(f"{f'{subject} {how}'.strip()}\n" for subject, how in sorted(ledger.items()))


def _stronger(one: str, other: str) -> str:
    known = [how for how in (one, other) if how in _STRONGEST_LAST]
    return max(known, key=_STRONGEST_LAST.index, default="")
