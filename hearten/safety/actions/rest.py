"""Looking after oneself while looking after others (Q5, MO-07). Nothing of it needs a reason."""

from datetime import datetime, timedelta

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.notices.actions import tell
from hearten.safety.actions.rota import say
from hearten.safety.duty import homes
from hearten.safety.models import Spell
from hearten.safety.rules import BREAK

TALK = "talk"
GOES_ON_FOR = timedelta(hours=1)
A_DAY = timedelta(hours=18)  # what is left of a day, whenever in it somebody says so


def take_break(seat: Seat) -> datetime:
    """Not be asked for a quarter of an hour. Returns until when."""
    return _away(seat, Spell.What.BREAK, now() + BREAK)


def not_today(seat: Seat) -> datetime:
    """Not be asked for the rest of the day, unless nobody else is left (safety_whom). Returns until when."""
    return _away(seat, Spell.What.NOT_TODAY, now() + A_DAY)


def come_back(seat: Seat) -> None:
    """Be asked again, earlier than said."""
    mine = seat.glance(Spell).filter(member_id=seat.me, what__in=(Spell.What.NOT_TODAY, Spell.What.BREAK))
    mine.filter(until__gt=now()).update(until=now())


def go_on(seat: Seat) -> None:
    """Read on for an hour without being asked to rest. Only this seat knows of it."""
    say(seat, homes(seat)[0], Spell.What.GO_ON, now() + GOES_ON_FOR)


def debrief(seat: Seat, weight: str, words: str, talk: bool) -> None:
    """Keep what one says after a shift, for oneself alone; others learn only that one wants to talk, if one does."""
    say(seat, homes(seat)[0], Spell.What.DEBRIEF, answers={"weight": weight, "talk": talk}, words=words)
    for group in homes(seat) if talk else ():
        tell(kind=TALK, about=say(seat, group, Spell.What.TALK).id)


def _away(seat: Seat, what: str, until: datetime) -> datetime:
    for group in homes(seat):
        say(seat, group, what, until)
    return until
