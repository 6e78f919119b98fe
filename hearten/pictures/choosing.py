"""Reads the pictures that a writing form came with, each with what its sender says is in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.kernel.seat import Seat
from hearten.kernel.words import tidy_name
from hearten.members import limits
from hearten.pictures.reading import kept_bytes
from hearten.pictures.rules import may_send
from hearten.pictures.workshop import Remade, Unusable, remade

PLACES = ("1", "2", "3")
LONGEST_ALT = 300


@dataclass
class Chosen:
    """The pictures of one form, made anew, or what is in the way: a sentence for each field's name."""

    pictures: tuple[Remade, ...] = ()
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def said(self) -> list[str]:
        """What is said to be in them."""
        return [made.alt for made in self.pictures if made.alt]


def chosen(request: HttpRequest, seat: Seat) -> Chosen:
    """Return what was chosen. Nothing is kept yet: `actions.attach` does that, with the words."""
    given = list(_given(request))
    if not given:
        return Chosen()
    errors = {f"alt-{place}": [why] for place, _file, alt in given if (why := _wrong_alt(request, place, alt))}
    if not errors:
        often = limits.reached(limits.PICTURES_OF_A_MEMBER, str(seat.me))
        room = may_send(often, kept_bytes(seat), settings.HEARTEN_PICTURE_ROOM)
        errors = {} if room else {f"picture-{given[0][0]}": [room.reason]}
    return Chosen(errors=errors) if errors else _made(seat, given)


def _given(request: HttpRequest) -> Iterator[tuple[str, Any, str]]:
    for place in PLACES:
        file = request.FILES.get(f"picture-{place}")
        if file is not None:
            only_decoration = request.POST.get(f"decoration-{place}")
            yield place, file, "" if only_decoration else tidy_name(request.POST.get(f"alt-{place}", ""))


def _wrong_alt(request: HttpRequest, place: str, alt: str) -> str:
    if request.POST.get(f"decoration-{place}"):
        return ""
    if not alt:
        return _("Say in a few words what is in the picture, for people who cannot see it.")
    more = len(alt) - LONGEST_ALT
    if more <= 0:
        return ""
    return ngettext("Say it %(n)d letter shorter.", "Say it %(n)d letters shorter.", more) % {"n": more}


def _made(seat: Seat, given: list[tuple[str, Any, str]]) -> Chosen:
    """Make each picture anew; how often somebody may try is counted apart from how many they may send."""
    found, errors = [], {}
    for place, file, alt in given:
        try:
            if not limits.take(limits.TRIES_OF_PICTURES, str(seat.me)):
                raise Unusable("slow")
            found.append(remade(file.read(), alt))
        except Unusable as unusable:
            errors[f"picture-{place}"] = [str(unusable.sentence)]
    return Chosen(tuple(found), errors) if not errors else Chosen(errors=errors)
