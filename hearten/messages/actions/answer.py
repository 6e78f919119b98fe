"""What the asked person says: accept, or not now."""

from typing import NamedTuple

from hearten.kernel import live
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.messages.models import Answer
from hearten.messages.reading import Talk
from hearten.messages.rules import may_answer, nothing_to_answer
from hearten.notices.actions import tell


class _May(NamedTuple):
    may: bool


def accept(seat: Seat, talk: Talk) -> None:
    """Begin the conversation. The asker is told."""
    _say(seat, talk, "accepted")
    live.announce("talk", talk.id, "state", talk.id, member=talk.other_id, author=seat.me)
    tell(kind="private", about=talk.id, group=talk.group_id)


def not_now(seat: Seat, talk: Talk) -> None:
    """Leave it for now. The asker is told nothing: they see that no answer has come yet."""
    _say(seat, talk, "not_now")


def _say(seat: Seat, talk: Talk, how: str) -> None:
    may_answer(talk, now()).or_refuse()
    if not seat.read(_May, "SELECT messages_may_answer(%s)", talk.id)[0].may:  # since the page was read
        nothing_to_answer().or_refuse()
    Answer(talk_id=talk.id, member_id=seat.me, how=how, at=now()).save(force_insert=True)
