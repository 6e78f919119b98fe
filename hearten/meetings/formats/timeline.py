"""How the time of a meeting goes, part by part, if so many people come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.meetings.formats.sense import least_turn


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part on the way from minute 0 to the end."""

    title: str
    begins: int
    ends: int
    order: str
    note: str  # what it means for that many people
    tight: bool = False  # whether turns get shorter than they were meant to be, or do not fit

    @property
    def minutes(self) -> int:
        return self.ends - self.begins


def timeline(definition: Mapping[str, Any], people: int) -> list[Stretch]:
    """Return the parts with the minutes at which they begin and end, as they go when `people` come."""
    found, minute = [], 0
    for part in definition["segments"]:
        note, tight = _note(part, people)
        found.append(Stretch(part["title"], minute, minute + part["min"], part["order"], note, tight))
        minute += part["min"]
    return found


def _note(part: Mapping[str, Any], people: int) -> tuple[str, bool]:
    turn, seconds = part.get("turn_sec", 0), part["min"] * 60
    if part["order"] == "hands" and turn:
        count = seconds // turn
        note = ngettext("Room for %(num)s turn of %(turn)s.", "Room for %(num)s turns of %(turn)s.", count)
        return note % {"num": count, "turn": span_in_words(turn)}, count < 1
    if part["order"] != "circle" or not turn:
        return "", False
    each = seconds // people
    if each >= turn:
        said = {"turn": span_in_words(turn), "all": span_in_words(turn * people)}
        return _("%(turn)s for each. If nobody passes, that is %(all)s.") % said, False
    if each >= least_turn(part):
        return _("Tight: turns get shorter, to about %(each)s for each.") % {"each": span_in_words(each)}, True
    return _("Too short for so many: give it more time, or meet in two rooms."), True


def span_in_words(seconds: int) -> str:
    """Return a span of time as short words: "45 s", "2 min", "1 min 30 s"."""
    minutes, rest = divmod(seconds, 60)
    said = [_("%(n)s min") % {"n": minutes}] if minutes else []
    return " ".join([*said, _("%(n)s s") % {"n": rest}] if rest or not said else said)
