"""The way out of a conversation: end it, keep the other at a distance, hand it to the moderators; each alone, too."""

from dataclasses import dataclass

from hearten.kernel import live
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.messages import blocking, moderated
from hearten.messages.models import Ending
from hearten.messages.reading import Talk


@dataclass(frozen=True)
class Way:
    """What somebody chose on the page. A block ends the conversation, too."""

    end: bool
    block: bool
    report: bool
    about: str  # the category of a report
    words: str = ""


def take(seat: Seat, talk: Talk, way: Way) -> None:
    """Do what was chosen, the report first: it stands even where nothing else can be done any more."""
    if way.report:
        moderated.report(seat, talk, way.about, way.words)
    if way.end or way.block:
        _end(seat, talk)
    if way.block:
        blocking.block(seat, talk.their_place_id)


def _end(seat: Seat, talk: Talk) -> None:
    """Nobody can write any more; both keep what they have. Whoever only asked is told nothing."""
    Ending.objects.bulk_create([Ending(talk_id=talk.id, member_id=seat.me, at=now())], ignore_conflicts=True)
    if talk.answer == "accepted":
        live.announce("talk", talk.id, "state", talk.id, member=talk.other_id, author=seat.me)
