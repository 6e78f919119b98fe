"""The matrices' lines about hard days.

Ben has all of it: a shelf, a plan with signs, a setback, a change and another version from a device. In "low days" Ada
said yes to being company for him, has room, and was asked just now; in "night shift" Ada asks whether he would be
company for her, and waits.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

DOORS = """
# One's own, for hard days                                               visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /you/hard-days/                                          -           in  200  200  200  200  200  200  200  200
GET  /you/hope/                                               -           in  200  200  200  200  200  200  200  200
GET  /you/hope/words/                                         -           in  200  200  200  200  200  200  200  200
POST /you/hope/words/                                         -           in  302  302  302  302  302  302  302  302
GET  /you/hope/pictures/                                      -           in  200  200  200  200  200  200  200  200
POST /you/hope/pictures/                                      -           in  422  422  422  422  422  422  422  422
GET  /you/hope/<hope>/picture/                                bens_pic    in  404  200  404  404  404  404  404  404
GET  /you/hope/<hope>/picture/                                bens_hope   in  404  404  404  404  404  404  404  404
GET  /you/hope/<hope>/removal/                                bens_hope   in  404  200  404  404  404  404  404  404
POST /you/hope/<hope>/removal/                                bens_hope   in  404  302  404  404  404  404  404  404
GET  /posts/<post>/hope/                                      ben         in  200  403  404  404  404  404  404  404
POST /posts/<post>/hope/                                      ben         in  302  403  404  404  404  404  404  404
POST /posts/<post>/hope/                                      masked      in  302  403  404  404  404  404  404  404
POST /posts/<post>/hope/                                      hidden      in  403  302  404  404  404  404  404  404
GET  /you/wellness-plan/                                      -           in  200  200  200  200  200  200  200  200
GET  /you/wellness-plan/edit/                                 -           in  200  200  200  200  200  200  200  200
POST /you/wellness-plan/edit/                                 -           in  302  302  302  302  302  302  302  302
GET  /you/wellness-plan/removal/                              -           in  200  200  200  200  200  200  200  200
POST /you/wellness-plan/removal/                              -           in  302  302  302  302  302  302  302  302
POST /you/signs/                                              -           in  302  302  302  302  302  302  302  302
POST /you/signs/end/                                          -           in  302  302  302  302  302  302  302  302
GET  /you/signs/<look>/                                       open_look   in  404  200  404  404  404  404  404  404
POST /you/signs/<look>/                                       open_look   in  404  302  404  404  404  404  404  404
POST /you/signs/<look>/                                       later_look  in  404  403  404  404  404  404  404  404
GET  /you/setback/                                            -           in  200  200  200  200  200  200  200  200
POST /you/setback/                                            -           in  302  302  302  302  302  302  302  302
GET  /you/setbacks/                                           -           in  200  200  200  200  200  200  200  200
GET  /you/setback/<setback>/                                  bens_back   in  404  200  404  404  404  404  404  404
POST /you/setback/<setback>/removal/                          bens_back   in  404  302  404  404  404  404  404  404
GET  /you/on-this-device/                                     -           in  200  200  200  200  200  200  200  200
GET  /you/on-this-device/pages/                               -           in  200  200  200  200  200  200  200  200
POST /you/on-this-device/changes/                             -           in  409  409  409  409  409  409  409  409
GET  /you/two-versions/                                       -           in  200  200  200  200  200  200  200  200
GET  /you/two-versions/<version>/                             bens_other  in  404  302  404  404  404  404  404  404
POST /you/two-versions/<version>/                             bens_other  in  404  302  404  404  404  404  404  404
GET  /kept/                                                   -          200  200  200  200  200  200  200  200  200
# Company                                                                visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /you/company/                                            -           in  200  200  200  200  200  200  200  200
POST /you/company/room/                                       -           in  302  302  302  302  302  302  302  302
POST /you/company/room/end/                                   -           in  302  302  302  302  302  302  302  302
POST /you/company/calls/                                      -           in  403  302  403  403  403  403  403  403
GET  /you/company/calls/<call>/                               bens_call   in  404  200  404  404  404  404  404  404
POST /you/company/calls/<call>/end/                           bens_call   in  404  302  404  404  404  404  404  404
GET  /you/company/asked/<call>/                               bens_call   in  200  404  404  404  404  404  404  404
POST /you/company/asked/<call>/                               bens_call   in  302  404  404  404  404  404  404  404
GET  /you/company/people/<place>/                             ada_by_day  in  404  200  404  404  404  404  404  404
POST /you/company/people/<place>/                             ada_by_day  in  404  403  404  404  404  404  404  404
POST /you/company/people/<place>/                             cleo_in_panic  in  404  404  404  404  404  404  404  404
POST /you/company/named/<peer>/answer/                        adas_ask    in  404  302  404  404  404  404  404  404
POST /you/company/named/<peer>/answer/                        bens_peer   in  403  404  404  404  404  404  404  404
POST /you/company/named/<peer>/end/                           bens_peer   in  302  302  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "bens_pic": lambda w: {"hope": w.hope_picture.id},
    "bens_hope": lambda w: {"hope": w.hope.id},
    "open_look": lambda w: {"look": w.look_open.id},
    "later_look": lambda w: {"look": w.look_later.id},
    "bens_back": lambda w: {"setback": w.setback.id},
    "bens_other": lambda w: {"version": w.version.id},
    "bens_call": lambda w: {"call": w.call.id},
    "bens_peer": lambda w: {"peer": w.peer.id},
    "adas_ask": lambda w: {"peer": w.peer_waits.id},
}

_ONCE = {"client_id": "0b0cf6a4-5a8f-4a86-9a3d-6c0f9a5b7d21"}
FORMS: dict[str, dict[str, Any]] = {
    "/you/hope/words/": {"what": "words", "words": "It has been lighter before.", **_ONCE},
    "/you/hope/pictures/": {"words": "A lake.", **_ONCE},
    "/you/wellness-plan/edit/": {"well": "I hum."},
    "/you/signs/": {"every": "3"},
    "/you/signs/<look>/": {"answer": "signs"},
    "/you/setback/": {"now": "Tired.", **_ONCE},
    "/you/on-this-device/changes/": {"mine": "nobody", "of": "safety", "says": "{}", **_ONCE},
    "/you/two-versions/<version>/": {"keep": "both"},
    "/you/company/room/": {"until": "2"},
    "/you/company/named/<peer>/answer/": {"how": "agreed"},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
wellness_hope            -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
wellness_wellnessplan    -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
wellness_asking          -/-/-/-     o/R/o/o      o/R/o/o      o/R/o/o       o/R/o/o      -/-/-/-
wellness_look            -/-/-/-     o/N/o/o      o/N/o/o      o/N/o/o       o/N/o/o      -/-/-/-
wellness_setback         -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
wellness_change          -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
wellness_version         -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
wellness_peer            -/-/-/-     Y/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
wellness_peeranswer      -/-/-/-     oG/-/-/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
wellness_room            -/-/-/-     o/R/o/o      o/R/o/o      o/R/o/o       o/R/o/o      -/-/-/-
wellness_call            -/-/-/-     o/-/o/-      o/-/o/-      o/-/o/-       o/-/o/-      -/-/-/-
wellness_asked           -/-/-/-     o/-/-/-      o/-/-/-      o/-/-/-       o/-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "wellness_wellnessplan": None,
    "wellness_asking": {"ended_at"},
    "wellness_look": {"answered_at", "answer"},
    "wellness_room": {"ended_at"},
    "wellness_call": {"ended_at"},
}

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "Y": lambda me, table, row: me.id in (row["by_id"], row["whom_id"]),  # one of the two
    # Somebody's yes to one's own naming; a "not now" is theirs alone.
    "G": lambda me, table, row: (
        row["how"] == "agreed" and me.world.rows["wellness_peer"][row["peer_id"]]["by_id"] == me.id
    ),
    "R": lambda me, table, row: row["member_id"] == me.id and row["ended_at"] is None,
    # One's own question that nobody was told of and that has no answer.
    "N": lambda me, table, row: row["member_id"] == me.id and row["told_at"] is None and row["answered_at"] is None,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.wellness.models import Asking, Change, Hope, Look, Setback, Version, WellnessPlan

    ben = {"member_id": cast.ben.id}
    sent = {"client_id": uuid4(), "mark": "x"}
    made.hope = put(Hope, what="words", words="It passed before.", made_at=moment, **ben, **sent)
    picture = {"what": "picture", "words": "A lake.", "content": b"RIFF", "width": 1, "height": 1, "size": 4}
    made.hope_picture = put(Hope, client_id=uuid4(), mark="x", made_at=moment, **ben, **picture)
    put(WellnessPlan, words='{"well": "I sing."}', changed_at=moment, **ben)
    asking = put(Asking, every=3, since=moment - timedelta(days=6), **ben)
    here = {"asking": asking, **ben}
    put(Look, due_at=moment - timedelta(days=3), told_at=moment, answered_at=moment, answer="well", **here)
    made.look_open = put(Look, due_at=moment - timedelta(hours=1), told_at=moment, **here)
    made.look_later = put(Look, due_at=moment + timedelta(days=3), **here)
    made.setback = put(Setback, words='{"now": "Tired."}', made_at=moment, **ben, **sent)
    put(Change, came="done", at=moment, **ben, **sent)
    made.version = put(Version, of="safety", part="signs", words="It begins at night.", at=moment, **ben)
    _company(made, cast, moment, put)


def _company(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Who is company for whom, and a call of Ben's that reached Ada."""
    from hearten.wellness.models import Asked, Call, Peer, PeerAnswer, Room

    ada, ben = cast.ada.id, cast.ben.id
    day = {"by_place": cast.ben_in_group, "whom_place": cast.ada_in_group, "by_name": "Ben", "whom_name": "Ada"}
    made.peer = put(Peer, group=cast.group, by_id=ben, whom_id=ada, made_at=moment, **day)
    night = {"by_place": made.ada_in_hidden, "whom_place": cast.ben_in_hidden, "by_name": "Ada", "whom_name": "Ben"}
    made.peer_waits = put(Peer, group=cast.hidden_group, by_id=ada, whom_id=ben, made_at=moment, **night)
    before = {"made_at": moment - timedelta(days=70), "ended_at": moment, **day}
    over = put(Peer, group=cast.group, by_id=ben, whom_id=ada, **before)
    put(PeerAnswer, peer=made.peer, member_id=ada, how="agreed", at=moment)
    put(PeerAnswer, peer=over, member_id=ada, how="not_now", at=moment)
    put(Room, member_id=ada, since=moment - timedelta(hours=1))
    put(Room, member_id=ada, since=moment - timedelta(days=1), ended_at=moment - timedelta(hours=2))
    made.call = put(Call, member_id=ben, made_at=moment)
    put(Asked, member_id=ada, call=made.call, peer=made.peer, at=moment)
