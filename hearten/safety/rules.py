"""What counts as a line that somebody here has dialled. Pure judgements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from hearten.safety.lines import Country, Line

# Wrong or dead numbers were found in 6 of 69 apps for people in crisis (BMC Medicine 2019): check again twice a year.
GOOD_FOR = timedelta(days=180)
ON_TOP = 2


class Call(Protocol):
    """The last test call to a line: when, and was it right."""

    @property
    def right(self) -> bool: ...
    @property
    def on(self) -> date: ...


@dataclass(frozen=True)
class Shown:
    """A line as the page prints it, with the day somebody of this install dialled it (None: not lately)."""

    line: Line
    dialled_on: date | None


def dialled_on(call: Call | None, today: date) -> date | None:
    """Return the day of the last test call, when it was right and is not older than 180 days."""
    return call.on if call is not None and call.right and today - call.on <= GOOD_FOR else None


def shown_lines(country: Country, calls: Mapping[str, Call], today: date) -> list[Shown]:
    """Return the lines to print. One that was found wrong is printed nowhere; the other of a pair stays (CR-23)."""
    fit = [line for line in country.lines if line.id not in calls or calls[line.id].right]
    return [Shown(line, dialled_on(calls.get(line.id), today)) for line in fit]


def to_check(calls: Mapping[str, Call], lines: Mapping[str, Line], today: date) -> list[Line]:
    """Return the lines that an operator should dial: never dialled, found wrong, or too long ago."""
    return [line for line in lines.values() if dialled_on(calls.get(line.id), today) is None]
