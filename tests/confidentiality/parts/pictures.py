"""The matrices' lines about images in posts."""

from typing import Any

from tests.confidentiality.parts.moderation import my_case

DOORS = """
# Pictures: one shown, one that waits                                    visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /pictures/<picture>/                                     shown       in  200  200  404  404  404  404  200  404
GET  /pictures/<picture>/                                     waits       in  200  200  404  404  404  404  404  404
GET  /pictures/<picture>/about/                               shown       in  200  200  404  404  404  404  302  404
GET  /pictures/<picture>/about/                               waits       in  200  200  404  404  404  404  404  404
POST /pictures/<picture>/showing/                             waits       in  302  404  404  404  404  404  404  404
POST /pictures/<picture>/removal/                             waits       in  302  404  404  404  404  404  404  404
POST /pictures/<picture>/removal/                             shown       in  302  404  404  404  404  404  404  404
POST /pictures/<picture>/withdrawal/                          shown       in  404  302  404  404  404  404  404  404
POST /pictures/<picture>/withdrawal/                          waits       in  404  302  404  404  404  404  404  404
GET  /groups/<group>/lead/pictures/                           low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/pictures/                           panic       in  404  404  404  404  404  404  404  404
POST /groups/<group>/lead/pictures/person-first/              low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/pictures/person-first/              panic       in  404  404  404  404  404  404  404  404
"""
SUBJECTS = {
    "shown": lambda w: {"picture": w.shown_picture.id},
    "waits": lambda w: {"picture": w.waiting_picture.id},
}
FORMS = {"/groups/<group>/lead/pictures/person-first/": {"wanted": "on"}}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
pictures_picture         -/-/-/-     N/O/-/-      N/O/-/-      N/O/-/-       N/O/-/-      -/-/-/-
pictures_step            -/-/-/-     Q/-/-/-      Q/-/-/-      Q/-/-/-       Q/-/-/-      -/-/-/-
pictures_known           -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
pictures_personfirst     -/-/-/-     g/S/l/-      g/S/l/-      g/S/l/-       g/S/l/-      -/-/-/-
"""
CHANGED = {"pictures_personfirst": {"ended_at", "ended_by_name"}}
UNREADABLE = {"pictures_picture": {"member_id"}}


def _sent(me: Any, row: Any) -> bool:
    return row["member_id"] == me.id and row["group_id"] in me.joined


def _sees(me: Any, row: Any) -> bool:
    shown = row["shown_at"] is not None and row["group_id"] in me.joined | me.visits
    return shown or _sent(me, row) or row["group_id"] in me.leads or _judges(me, row)


def _judges(me: Any, row: Any) -> bool:
    """Whether somebody may read a case about a picture that is not shown, or about words that it was removed with."""
    about = {row["id"]} | ({row["about"]} if row["removed_at"] is not None else set())
    cases = [case for case in me.world.rows["moderation_case"].values() if case["item"] in about]
    return row["shown_at"] is None and any(my_case(me, case) for case in cases)


LETTERS = {
    "N": lambda me, table, row: _sees(me, row),
    "O": lambda me, table, row: _sent(me, row) and row["shown_at"] is None and row["removed_at"] is None,
    "Q": lambda me, table, row: _sees(me, me.world.rows["pictures_picture"][row["picture_id"]]),
    "S": lambda me, table, row: row["group_id"] in me.leads and row["ended_at"] is None,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Add pictures of Ben's in both of Ada's groups (shown, waiting, removed), and what hangs on them."""
    from hearten.pictures import models

    said = {"member_id": cast.ben.id, "alt": "A window.", "width": 2, "height": 2, "size": 4, "made_at": moment}
    here = {"group": cast.group, "about": cast.post.id, **said}
    made.shown_picture = put(models.Picture, place=0, content=b"webp", shown_at=moment, **here)
    made.waiting_picture = put(models.Picture, place=1, content=b"webp", **here)
    removed = put(models.Picture, place=2, content=b"webp", removed_at=moment, **here)
    there = {"group": cast.hidden_group, "about": cast.hidden_reply.id, **(said | {"member_id": cast.ada.id})}
    hers = put(models.Picture, place=0, content=b"webp", shown_at=moment, **there)
    for picture in (made.shown_picture, made.waiting_picture, removed, hers):
        put(models.Step, picture=picture, what="remade", at=moment)
    put(models.Known, print=7, at=moment)
    put(models.PersonFirst, group=cast.hidden_group, began_by_name="Ada", began_at=moment)
    put(
        models.PersonFirst, group=cast.group, began_by_name="Ada", began_at=moment, ended_by_name="Ada", ended_at=moment
    )
