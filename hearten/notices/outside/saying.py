"""What is said outside these pages. Always the same: no group, no person, no number, no word of anybody (PR-14)."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.members.models import Profile


def in_language_of(seat: Seat) -> translation.override:
    """Have what is said in the block said in somebody's own language."""
    own = seat.glance(Profile).filter(member_id=seat.me).values_list("language", flat=True).first()
    return translation.override(own or settings.LANGUAGE_CODE)


def sentence() -> str:
    """Return it, in the active language: a letter's subject, and all that a locked screen shows."""
    return _("You have something new at %(name)s") % {"name": settings.HEARTEN_NAME}


def letter(news: str, stop: str, more: str = "") -> str:
    """Return a letter's words. `news` and `stop` are addresses: where one reads what is new, and how letters end.

    `more` is a fixed sentence of whoever takes what comes back (coming_back.py).
    """
    words = [
        _("You have something new at %(name)s.") % {"name": settings.HEARTEN_NAME},
        _("Read it here: %(address)s") % {"address": news},
        _("You asked for letters like this one. To get no more of them, open this address: %(address)s")
        % {"address": stop},
    ]
    words += [more] if more else []
    return "\n\n".join(words) + "\n"


def code_subject() -> str:
    """Return the subject of the letter that asks whether an address is somebody's."""
    return _("Your code for %(name)s") % {"name": settings.HEARTEN_NAME}


def code_letter(code: str, place: str) -> str:
    """Return its words. `place` is the address of the page where the code is written down."""
    words = [
        _("Somebody wrote this address down at %(name)s. If it was you, this is the code: %(code)s")
        % {"name": settings.HEARTEN_NAME, "code": code},
        _("Write it here within a day: %(address)s") % {"address": place},
        _("If it was not you, do nothing. Without the code nothing more is sent to this address."),
    ]
    return "\n\n".join(words) + "\n"
