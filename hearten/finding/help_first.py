"""Help now before anything else, where somebody's own words sound like danger. Nothing of it is stored, nobody is told.

The rules look wider than they do for concerns (reading/danger.py): a panel too many costs a moment, and here it alarms
nobody. What the model alone finds in a few words counts when it is sure, as in a meeting's room (safety/triage.py).
"""

from dataclasses import dataclass

from django.conf import settings

from hearten.kernel.aside import Busy
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.reading.danger import touches_danger
from hearten.safety.actions import last_calls
from hearten.safety.beside import own_country
from hearten.safety.first_look import WITHIN_S
from hearten.safety.lines import Country, country_for
from hearten.safety.rules import ON_TOP, Shown, shown_lines
from hearten.safety.triage import ALARMING, FEW_WORDS, SURE, Unreadable, judged


@dataclass(frozen=True)
class Panel:
    """Emergency numbers and two lines of the reader's country; without a country, the page leads to Help now."""

    country: Country | None
    lines: list[Shown]


def sounds_like_danger(words: str, model: bool = True) -> bool:
    """Whether help now should stand first. The model is asked for less than a second; the rules always look."""
    if touches_danger(words):
        return True
    if not (model and settings.HEARTEN_READ_FOR_DANGER):
        return False
    try:
        found = judged(words, WITHIN_S, start=False)
    except (Busy, Unreadable):
        return False
    if found.source == "model" and len(words.split()) <= FEW_WORDS and found.chance < SURE:
        return False
    return found.level in ALARMING or (found.about == "other" and bool(found.cues))


def panel_for(seat: Seat) -> Panel:
    """Return who answers now, in the country of this seat or of this place."""
    country = country_for("", own_country(seat))
    return Panel(country, shown_lines(country, last_calls(seat), now().date())[:ON_TOP] if country else [])
