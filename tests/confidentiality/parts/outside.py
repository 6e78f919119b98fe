"""The matrices' lines about reminders and ways outside: Ben has an address, a phone and a reminder."""

from collections.abc import Callable
from datetime import time, timedelta
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
GET  /you/news/groups/<group>/                                bens_group  in  200  200  404  404  404  404  404  404
POST /you/news/groups/<group>/                                bens_group  in  302  302  404  404  404  404  404  404
POST /you/news/devices/                                       -           in  422  422  422  422  422  422  422  422
POST /you/news/devices/<device>/removal/                      bens_phone  in  404  302  404  404  404  404  404  404
GET  /letters/<token>/end/                                    bens_stop   200  200  200  200  200  200  200  200  200
POST /letters/<token>/end/                                    bens_stop   200  200  200  200  200  200  200  200  200
GET  /letters/<token>/end/                                    no_stop    404  404  404  404  404  404  404  404  404
POST /letters/<token>/end/                                    no_stop    404  404  404  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "bens_phone": lambda w: {"device": w.device.id},
    "bens_group": lambda w: {"group": w.cast.group.id},
    "bens_stop": lambda w: {"token": STOP},
    "no_stop": lambda w: {"token": "a-token-of-no-letter"},
}

FORMS: dict[str, dict[str, Any]] = {
    "/you/news/": {
        "pace": "day",
        "digest_at": "08:00",
        "quiet_from": "22:00",
        "quiet_until": "07:00",
        "wakes": "urgent",
        "zone": "Europe/Berlin",
    },
    "/you/news/groups/<group>/": {"what": "here"},
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
notices_digest           -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
notices_groupchoice      -/-/-/-     o/J/o/o      o/J/o/o      o/J/o/o       o/J/o/o      -/-/-/-
notices_trouble          */-/-/-     */-/-/-      */-/-/-      */-/-/-       */-/-/-      */-/-/-
pictures_unshredded      -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "notices_reminder": {"rhythm", "zone", "next_at", "given_for"},
    "notices_ways": None,
    "notices_mailing": None,
    "notices_digest": None,
    "notices_groupchoice": {"what"},
    "notices_outgoing": {"due_at", "dated_at", "tries", "tried_at", "done_at", "how"},
}


LETTERS: dict[str, Callable[[Any, str, Any], bool]] = {
    # One's own, of a group that one is in.
    "J": lambda me, table, row: row["member_id"] == me.id and row["group_id"] in me.joined,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.kernel.models import Beat
    from hearten.notices.models import (
        Device,
        Digest,
        Fresh,
        GroupChoice,
        Mailing,
        Outgoing,
        Reminder,
        Trouble,
        Ways,
    )
    from hearten.notices.outside.mail.addresses import hash_of
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
    put(Digest, at=time(8), zone="UTC", next_at=later, given_on=moment.date(), **ben)
    put(GroupChoice, group_id=cast.group.id, what="here", **ben)
    put(Trouble, channel="mail", since=moment, cause="ConnectionRefusedError")
    put(Beat, what="letters", at=moment)
    put(Unshredded, at=moment)
