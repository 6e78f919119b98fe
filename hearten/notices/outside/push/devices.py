"""The devices that somebody is pushed to: adding the one they hold, listing, ending."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hearten.kernel.clock import now
from hearten.kernel.keystore import blind_index
from hearten.kernel.seat import Seat
from hearten.members.models import Session
from hearten.members.sessions import hash_of
from hearten.notices.models import Device
from hearten.notices.outside.push.pushing import Place

MOST = 10
KNOWN_BY = "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"
KNOWN_FOR = timedelta(days=400)  # the longest that browsers keep one


class _Id(NamedTuple):
    id: UUID


class _Done(NamedTuple):
    done: object


def add(request: HttpRequest, seat: Seat, place: Place, name: str) -> UUID | None:
    """Push to this device from now on; once more for the same one changes nothing. None: there are too many already.

    A device that somebody else signed in on before is theirs no more: it is in this person's hands.
    """
    seat.one_at_a_time(f"devices {seat.me}")
    mark = _mark(place)
    here = seat.glance(Session).get(member_id=seat.me, key_hash=hash_of(request.session.session_key or ""))
    mine = seat.glance(Device).filter(member_id=seat.me)
    mine.filter(place_mark=mark).delete()
    if mine.count() >= MOST:
        return None
    seat.read(_Done, "SELECT notices_device_changes_hands(%s)", mark)
    row = Device(id=uuid4(), member_id=seat.me, session_id=here.pk, name=name, place_mark=mark, made_at=now())
    row.place = json.dumps(place._asdict())
    row.save(force_insert=True)
    return row.id


def remember(response: HttpResponse, device: UUID) -> None:
    """Have the browser know which device it is, so that whoever signs in on it later is known to hold it."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(KNOWN_BY, str(device), KNOWN_FOR, secure=secure, httponly=True, samesite="Lax")


def come_in(request: HttpRequest, seat: Seat) -> None:
    """Whoever signs in on a device holds it: their own ends from now on with this sign-in, somebody else's ends now."""
    device = known_by(request)
    here = seat.glance(Session).filter(key_hash=hash_of(request.session.session_key or "")).first()
    if device is not None and here is not None:
        seat.read(_Done, "SELECT notices_device_in_hand(%s, %s)", device, here.pk)


def known_by(request: HttpRequest) -> UUID | None:
    """Return which device a browser says that it is, or None."""
    try:
        return UUID(request.COOKIES.get(KNOWN_BY, ""))
    except ValueError:
        return None


def open_devices(seat: Seat) -> Sequence[UUID]:
    """Return the ids of one's own devices that may be pushed to now."""
    return [one.id for one in seat.read(_Id, "SELECT * FROM notices_my_devices() AS d (id)")]


def place_of(device: Device) -> Place | None:
    """Return where a device is; None where its member's key is gone."""
    return Place(**json.loads(device.place)) if device.place else None


def end_others(seat: Seat, here: str) -> None:
    """Push only to the browser with this session key: all others were signed out."""
    kept = seat.glance(Session).filter(member_id=seat.me, key_hash=hash_of(here)).values_list("pk", flat=True)
    seat.glance(Device).filter(member_id=seat.me).exclude(session_id__in=list(kept)).delete()


def _mark(place: Place) -> str:
    return blind_index("place of a device", place.endpoint)
