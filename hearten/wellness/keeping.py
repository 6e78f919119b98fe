"""What a device may keep of one's own pages: as plain parts, which the shell page (shell.py) puts together there.

Nothing of it is HTML: the script on the device writes it as text. What others wrote is in it only where it lies on
one's own shelf.
"""

from typing import Any

from django.utils.translation import gettext as _

from hearten.kernel.device import mark_of
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.plans import calendar
from hearten.plans.reading import today
from hearten.safety.forms import PLAN as SAFETY
from hearten.wellness import reading
from hearten.wellness.parts import PLAN

Part = dict[str, Any]


def pages(seat: Seat) -> dict[str, Any]:
    """Return all of it, with the mark by which the device knows whose it is, and whether two versions wait anywhere."""
    own = [_safety(seat), _hope(seat), _plan(seat), _wellness(seat)]
    return {"mine": mark_of(seat.me), "pages": own, "choose": bool(reading.versions(seat))}


def _safety(seat: Seat) -> Part:
    words = reading.safety_words(seat)
    return {
        "key": "safety",
        "address": url("safety:plan"),
        "title": _("My safety plan"),
        "changes": "safety",
        "parts": [_part(name, label, hint, words) for name, label, hint in SAFETY],
    }


def _plan(seat: Seat) -> Part:
    """What the member's own day holds, and which day that is."""
    return {
        "key": "plan",
        "address": url("plans:plan"),
        "title": _("My plan"),
        "changes": "plan",
        "day": calendar.today().isoformat(),
        "lines": [{"id": str(one.id), "words": one.words, "state": one.state} for one in today(seat)],
    }


def _wellness(seat: Seat) -> Part:
    words = reading.plan_words(seat)
    return {
        "key": "wellness",
        "address": url("wellness:plan"),
        "title": _("My wellness plan"),
        "changes": "wellness",
        "parts": [_part(name, label, hint, words) for name, label, hint in PLAN],
    }


def _part(name: str, label: Any, hint: Any, words: dict[str, str]) -> Part:
    return {"name": name, "label": str(label), "hint": str(hint), "words": words.get(name, "")}


def _hope(seat: Seat) -> Part:
    return {
        "key": "hope",
        "address": url("wellness:hope"),
        "title": _("My hope shelf"),
        "changes": "hope",
        "things": [_thing(one) for one in reading.shelf(seat)],
    }


def _thing(one: Any) -> Part:
    given = _("From %(name)s") % {"name": one.given_by} if one.given_by else ""
    picture = url("wellness:picture", one.id) if one.what == "picture" else ""
    return {"id": str(one.id), "what": one.what, "words": one.words or "", "by": given, "picture": picture}
