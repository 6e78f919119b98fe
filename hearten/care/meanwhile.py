"""A preparation that is written in two windows: each box is merged by itself, and no version of one is lost.

A page sends along what each box said when it was shown (safety/two_places.py). What both windows changed stays as it
stands, and goes back to the second window beside its own words: its person puts them together.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from hearten.care.models import Appointment
from hearten.care.parts import Parts, parts_of
from hearten.safety import two_places

AFTER = ("decided", "next")


def boxes(row: Appointment) -> Parts:
    """Return what stands in a preparation now, box by box; the day as year-month-day."""
    return {**parts_of(row.words), "on": day_text(row.on)}


def day_text(on: date | None) -> str:
    """Return a day as a page sends it, or nothing."""
    return on.isoformat() if on else ""


def seen(words: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Return what a page's form sends back, so that it can be told whether a box was changed elsewhere since."""
    return two_places.seen_in(words, names)


def sentences(apart: Iterable[str], fields: Mapping[str, str]) -> dict[str, list[str]]:
    """Say at each box that was changed in both windows what to do. `fields`: boxes that a form calls otherwise."""
    said = _(
        "You changed this in another window, too. Nothing is lost: what stands there now is below this box. Put into "
        "the box what you want to keep, then press “Keep this”."
    )
    return {fields.get(name, name): [said] for name in apart}
