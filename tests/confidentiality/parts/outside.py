"""The matrices' lines about reminders and ways outside: Ben has an address, a phone and a reminder."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

STOP = "a-token-of-one-letter-of-bens"

DOORS = """
# How news reaches you                                                   visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /you/news/                                               -           in  200  200  200  200  200  200  200  200
POST /you/news/                                               -           in  302  302  302  302  302  302  302  302
GET  /you/news/address/                                       -           in  200  200  200  200  200  200  200  200
POST /you/news/address/                                       -           in  422  422  422  422  422  422  422  422
POST /you/news/address/letter/                                -           in  302  302  302  302  302  302  302  302
POST /you/news/devices/                                       -           in  422  422  422  422  422  422  422  422
POST /you/news/devices/<device>/removal/                      bens_phone  in  404  302  404  404  404  404  404  404
GET  /letters/<token>/end/                                    bens_stop   200  200  200  200  200  200  200  200  200
POST /letters/<token>/end/                                    bens_stop   200  200  200  200  200  200  200  200  200
GET  /letters/<token>/end/                                    no_stop    404  404  404  404  404  404  404  404  404
POST /letters/<token>/end/                                    no_stop    404  404  404  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "bens_phone": lambda w: {"device": w.device.id},
    "bens_stop": lambda w: {"token": STOP},
    "no_stop": lambda w: {"token": "a-token-of-no-letter"},
}

FORMS: dict[str, dict[str, Any]] = {
    "/you/news/": {"quiet_from": "22:00", "quiet_until": "07:00", "wakes": "urgent", "zone": "Europe/Berlin"},
    "/you/news/address/": {"code": "00000000"},
    "/you/news/devices/": {"endpoint": "http://push.example/1", "p256dh": "x", "auth": "y"},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
notices_reminder         -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
notices_ways             -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
notices_mailing          -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
notices_device           -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
notices_fresh            -/-/-/-     o/-/-/o      o/-/-/o      o/-/-/o       o/-/-/o      -/-/-/-
notices_outgoing         -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
notices_trouble          */-/-/-     */-/-/-      */-/-/-      */-/-/-       */-/-/-      */-/-/-
pictures_unshredded      -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "notices_reminder": {"rhythm", "zone", "next_at", "given_for"},
    "notices_ways": None,
    "notices_mailing": None,
    "notices_outgoing": {"due_at", "dated_at", "tries", "done_at", "how"},
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.notices.addresses import hash_of
    from hearten.notices.models import Device, Fresh, Mailing, Outgoing, Reminder, Trouble, Ways
    from hearten.pictures.models import Unshredded

    ben, later = {"member_id": cast.ben.id}, moment + timedelta(days=1)
    rhythm = {"times": ["08:00"], "first": "2026-01-01", "days": [], "every": 0, "last": None}
    put(Reminder, kind="export_ready", about=uuid4(), rhythm=rhythm, zone="UTC", next_at=later, made_at=moment, **ben)
    put(Ways, **ben)
    stop = {"stop_token": STOP, "stop_hash": hash_of(STOP)}
    put(Mailing, email_index="of an address", asked_at=moment, letter_at=moment, written_at=moment, **stop, **ben)
    made.device = put(
        Device, session_id=made.session.id, name="phone", place="{}", place_mark="its mark", made_at=moment, **ben
    )
    put(Fresh, kind="reply", at=moment, **ben)
    put(Outgoing, channel="mail", level=0, made_at=moment, due_at=later, **ben)
    put(Trouble, channel="mail", since=moment, cause="ConnectionRefusedError")
    put(Unshredded, at=moment)
