"""Looking after a concern: taking it, doing something, handing it on, closing it.

Each is one reviewed door and one line of the log.
"""

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.notices.actions import tell
from hearten.safety.models import Concern, ConcernNote

SECOND_READER = "second_reader"
ANSWERED = "person_answered"


class Done(NamedTuple):
    done: bool


def _did(seat: Seat, sql: str, *values: object) -> bool:
    return bool(seat.read(Done, sql, *values)[0].done)


def claim(seat: Seat, concern: Concern, name: str) -> None:
    """Take a concern: from now on it is this person's. Raises Refused when somebody else has it."""
    if not _did(seat, "SELECT safety_claim(%s, %s)", concern.id, name):
        raise Refused(_("Somebody else looks after this already. Thank you for being there."))


def step(seat: Seat, concern: Concern, what: str) -> None:
    """Write down that its owner did something (a code of safety_step). Raises Refused when it is not theirs now."""
    if not _did(seat, "SELECT safety_step(%s, %s)", concern.id, what):
        raise Refused(_("You do not look after this now. Take it again, then go on."))


def judge(seat: Seat, concern: Concern, level: str) -> None:
    """Say, as who has it and read the words, that a concern is graver. Raises Refused when it is not theirs."""
    if not _did(seat, "SELECT safety_judge(%s, %s)", concern.id, level):
        raise Refused(_("Who looks after an open concern can say that it is graver, and nobody that it is less."))


def write_note(seat: Seat, concern: Concern, name: str, kind: str, words: str) -> ConcernNote:
    """Keep a note for whoever looks after the concern, sealed for its writer. `kind`: note, handover, second."""
    note = ConcernNote(concern=concern, member_id=seat.me, name=name, kind=kind, words=words, at=now())
    note.save(force_insert=True)
    return note


def read(seat: Seat, concern: Concern) -> None:
    """Write down that this seat opened the words of a concern that it looks after. Raises Unseen."""
    if not _did(seat, "SELECT safety_read(%s)", concern.id):
        raise Unseen


def ask_second_reader(seat: Seat, concern: Concern, name: str, words: str) -> None:
    """Ask the others who look after this concern to read it too; they are told that somebody asks, and no more."""
    tell(kind=SECOND_READER, about=write_note(seat, concern, name, "second", words).id)


def answer(seat: Seat, concern: Concern, name: str, words: str) -> None:
    """Answer somebody who asked for a person without words; they are told that there is an answer. Raises Refused.

    It is the one way to them that is always there: nothing of theirs stands anywhere that could be replied to.
    """
    step(seat, concern, "wrote")
    tell(kind=ANSWERED, about=write_note(seat, concern, name, "answer", words).id)


def hand_over(seat: Seat, concern: Concern, name: str, words: str) -> None:
    """Hand a concern back with a note for the next person; people are asked anew at once. Raises Refused."""
    write_note(seat, concern, name, "handover", words)
    if not _did(seat, "SELECT safety_hand_back(%s, 'handover')", concern.id):
        raise Refused(_("You do not look after this now, so there is nothing to hand over."))


def pass_on(seat: Seat, concern: Concern) -> None:
    """Let a concern go, without a reason: nobody has to explain (Q5). Raises Refused."""
    if not _did(seat, "SELECT safety_hand_back(%s, 'passed')", concern.id):
        raise Refused(_("You do not look after this now, so there is nothing to pass on."))


def close(seat: Seat, concern: Concern, outcome: str) -> None:
    """Close a concern with its outcome. Raises Refused."""
    if not _did(seat, "SELECT safety_close(%s, %s)", concern.id, outcome):
        raise Refused(_("It could not be closed. Take it first; and “emergency” needs a second person who agreed."))


def agree_disclosure(seat: Seat, disclosure_id: UUID, name: str, agrees: bool) -> None:
    """Agree, as the second person, to telling emergency services, or decline. Raises Refused."""
    if not _did(seat, "SELECT safety_agree_disclosure(%s, %s, %s)", disclosure_id, name, agrees):
        raise Refused(
            _("This needs an open concern, and somebody else than who asked, who leads the group or is of the staff.")
        )


def reached(seat: Seat, disclosure_id: UUID) -> None:
    """Write down that the services reached the person. Raises Refused."""
    if not _did(seat, "SELECT safety_reached(%s)", disclosure_id):
        raise Refused(_("Nothing was asked of the services here, or it is written down already."))
