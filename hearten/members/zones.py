"""By which clock somebody lives: their own choice, else what the operator said for this place, else nobody knows.

Whoever plans something for a time of day asks `zone_of`, and where it says "" asks the person (`ZoneField`, and
`zone_field` in members/_pieces.html, which the browser fills in where it can). Nothing is ever planned by UTC only
because nobody asked.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.members import places
from hearten.members.models import Profile

Changed = Callable[[Seat, str], None]

_changed: list[Changed] = []


def when_it_changes(function: Changed) -> None:
    """Have `function(seat, zone)` called, in the same transaction, when a member's own zone is another from now on."""
    if function not in _changed:
        _changed.append(function)


def tell_of_change(seat: Seat, zone: str) -> None:
    """Call everything that plans by a member's clock. `zone` is what `zone_of` says now, and may be ""."""
    for function in _changed:
        function(seat, zone)


def zone_of(seat: Seat) -> str:
    """Return the name of the zone (IANA) that a member's days and times are in, or "" where nobody said one."""
    own = seat.glance(Profile).filter(member_id=seat.me).values_list("zone", flat=True).first()
    return own or settings.HEARTEN_TIME_ZONE


def known_zone_of(seat: Seat) -> str:
    """Return the same. Raises Refused, with the page where one chooses it, where nobody said one."""
    zone = zone_of(seat)
    if not zone:
        reason = _("Choose your time zone first, so that it comes at the right time of day.")
        raise Refused(reason, url("members:place"), _("Choose it"))
    return zone


def keep_zone(request: HttpRequest, seat: Seat, zone: str) -> str:
    """Keep a zone that somebody chose beside a time, where they had none of their own. Returns what counts now."""
    profile = seat.glance(Profile).filter(member_id=seat.me).first()
    if zone and profile is not None and not profile.zone:
        profile.zone = zone
        profile.save(update_fields=["zone"])
        request.session["zone"] = zone
        tell_of_change(seat, zone)
    return zone_of(seat)


def clock_name(zone: str) -> str:
    """Return how a zone's clock is called beside a time: "Berlin time"."""
    place = zone.rpartition("/")[2].replace("_", " ")
    return _("%(place)s time") % {"place": place} if place else ""


def choices() -> list[tuple[str, str]]:
    """Return what one chooses from, the empty choice first."""
    return [("", _("Choose your time zone")), *((zone, zone.replace("_", " ")) for zone in places.zones())]


class ZoneField(forms.CharField):
    """A zone chosen beside a time. Empty where the page did not ask, because one is known."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(max_length=60, **options)

    def clean(self, value: Any) -> str:
        zone = str(super().clean(value) or "")
        if zone and zone not in places.zones():
            raise ValidationError(gettext_lazy("Choose a time zone from the list."))
        return zone
