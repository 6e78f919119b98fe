"""Who takes what comes back of letters: answers that people write, and word that a letter reached nobody.

A slice above registers here. Its function is asked before each letter, as the member whom it is to, and what it keeps
of a letter about news is committed before that leaves: an answer can be quicker than the server's own yes, and outlives
a worker that is killed before it heard that. It says the same for the same letter each time: one that had to be sent
twice is known to be one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from hearten.kernel.seat import Seat


@dataclass(frozen=True)
class Leaving:
    """A letter that is about to leave.

    id      of the letter: what stands before the @ of its Message-ID
    code    it asks whether an address is somebody's, and stands for no news
    kind    of the one notice that it stands for, "" where it stands for none or several
    about   what that notice is about, `group_id` its group, and `notice` its own id
    """

    id: UUID
    code: bool = False
    kind: str = ""
    about: UUID | None = None
    group_id: UUID | None = None
    notice: UUID | None = None


@dataclass(frozen=True)
class Back:
    """Where what comes back goes.

    sender    the envelope's sender, a bare address (RFC 5321, 4.4): a letter that reaches nobody is told of there
    reply_to  where an answer goes, a bare address; "" for the letter's own sender
    sentence  one fixed sentence that the letter ends with, said in its language; nothing of what is new (PR-14)
    notice    the one that the letter leads to, so that its reader knows what they answer; None: to all that is new
    """

    sender: str
    reply_to: str = ""
    sentence: str = ""
    notice: UUID | None = None


Takes = Callable[[Seat, Leaving], Back | None]

_takes: list[Takes] = []


def who_takes_answers(function: Takes) -> Takes:
    """Have `function` asked about every letter; called where a slice's app is made ready. None: nothing is changed."""
    _takes[:] = [function]
    return function


def way_back(seat: Seat, letter: Callable[[], Leaving]) -> Back | None:
    """Return where what comes back of a letter goes; None where nobody takes it, or nobody does for this one.

    `letter` says what is leaving; it is asked only where somebody takes what comes back.
    """
    return _takes[0](seat, letter()) if _takes else None
