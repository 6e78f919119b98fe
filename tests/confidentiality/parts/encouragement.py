"""The matrices' lines about cards of encouragement.

In "low days" Ada wrote `warm_of_ada` under her name, and Ben `warm_of_ben` without his; `warm_held` is Ben's and is
held, `warm_removed` is Ben's and was taken down: Ada may judge it, in a case. Eli wrote `warm_of_eli` without his name
before he was removed. In "night shift", `warm_hidden` is Ada's.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

DOORS = """
# Cards of encouragement                                                 visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /encouragement/                                          -           in  200  200  200  200  200  200  200  200
GET  /encouragement/mine/                                     -           in  200  200  200  200  200  200  200  200
GET  /encouragement/write/                                    -           in  200  200  200  200  200  200  200  200
POST /encouragement/write/                                    to_low_days  in  302  302  404  404  404  404  404  404
POST /encouragement/write/                                    to_panic     in  404  404  302  404  404  404  404  404
GET  /encouragement/<card>/                                   warm_of_ada in  200  200  404  404  404  404  200  404
GET  /encouragement/<card>/                                   warm_of_ben in  200  200  404  404  404  404  200  404
GET  /encouragement/<card>/                                   warm_of_eli in  200  200  404  404  200  404  200  404
GET  /encouragement/<card>/                                   warm_held   in  200  200  404  404  404  404  200  404
GET  /encouragement/<card>/                                   warm_removed in  200  200  404  404  404  404  200  404
GET  /encouragement/<card>/                                   warm_hidden in  200  200  404  404  404  404  200  404
GET  /encouragement/<card>/edit/                              warm_of_ada in  200  404  404  404  404  404  404  404
GET  /encouragement/<card>/edit/                              warm_of_ben in  404  200  404  404  404  404  404  404
POST /encouragement/<card>/edit/                              warm_of_ada in  302  404  404  404  404  404  404  404
POST /encouragement/<card>/edit/                              warm_of_ben in  404  302  404  404  404  404  404  404
POST /encouragement/<card>/edit/                              warm_removed in  404  403  404  404  404  404  404  404
POST /encouragement/<card>/edit/                              warm_of_eli in  404  404  404  404  403  404  404  404
GET  /encouragement/<card>/removal/                           warm_of_ada in  200  404  404  404  404  404  404  404
POST /encouragement/<card>/removal/                           warm_of_ada in  302  404  404  404  404  404  404  404
POST /encouragement/<card>/removal/                           warm_of_ben in  404  302  404  404  404  404  404  404
POST /encouragement/<card>/removal/                           warm_of_eli in  404  404  404  404  302  404  404  404
POST /encouragement/<card>/removal/                           warm_removed in  404  403  404  404  404  404  404  404
POST /encouragement/<card>/hope/                              warm_of_ada in  403  302  404  404  404  404  404  404
POST /encouragement/<card>/hope/                              warm_of_ben in  302  403  404  404  404  404  404  404
POST /encouragement/<card>/hope/                              warm_held   in  404  403  404  404  404  404  404  404
POST /encouragement/<card>/hope/                              warm_hidden in  403  302  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "to_low_days": lambda w: {"?": {"group": w.cast.group.id}},
    "to_panic": lambda w: {"?": {"group": w.cast.other_group.id}},
    **{
        name: lambda w, name=name: {"card": getattr(w, name).id}  # type: ignore[misc]
        for name in ("warm_of_ada", "warm_of_ben", "warm_of_eli", "warm_held", "warm_removed", "warm_hidden")
    },
}

_WORDS = {"words": "The kettle still works on days like this."}
FORMS: dict[str, dict[str, Any]] = {
    "/encouragement/write/": {**_WORDS, "client_id": "7d1f0f5e-6a53-4c61-9d1c-0c1f6f1f5c77"},
    "/encouragement/<card>/edit/": _WORDS,
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
encouragement_card       -/-/-/-     V/-/W/-      -/-/-/-      V/-/-/-       -/-/-/-      -/-/-/-
encouragement_writer     -/-/-/-     o/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
encouragement_unshredded -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""
CHANGED: dict[str, set[str] | None] = {"encouragement_card": {"words", "changed_at"}}


def _wrote(me: Any, row: dict[str, Any]) -> bool:
    rows = me.world.rows["encouragement_writer"].values()
    return any(one["card_id"] == row["id"] and one["member_id"] == me.id for one in rows)


def _sees(me: Any, row: dict[str, Any]) -> bool:
    """Whether `me` reads a card: their own, and of a group; what is held or taken down where they judge."""
    held = {one["item"] for one in me.world.rows["moderation_hold"].values() if one["released_at"] is None}
    cares = row["group_id"] in me.leads | me.visits
    reads = row["group_id"] in me.joined | me.visits
    return _wrote(me, row) or (reads and (cares or (row["id"] not in held and row["removed_at"] is None)))


def _own_here(me: Any, row: dict[str, Any]) -> bool:
    return _wrote(me, row) and row["group_id"] in me.joined and row["removed_at"] is None


LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "V": lambda me, table, row: _sees(me, row),
    "W": lambda me, table, row: _own_here(me, row),
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Add cards of Ada's, Ben's and Eli's."""
    from hearten.encouragement.models import Card, Unshredded, Writer
    from hearten.groups.models import Membership
    from hearten.moderation.models import Case, Hold, Whom

    def card(person: Any, group: Any, membership: Any = None, **more: Any) -> Any:
        row = put(Card, group=group, membership=membership, words="It is fine to sit down.", made_at=moment, **more)
        put(Writer, card=row, member_id=person.id, client_id=uuid4())
        return row

    made.warm_of_ada = card(cast.ada, cast.group, cast.ada_in_group)
    made.warm_of_ben = card(cast.ben, cast.group)
    made.warm_of_eli = card(cast.eli, cast.group)
    made.warm_held = card(cast.ben, cast.group, cast.ben_in_group)
    made.warm_removed = card(cast.ben, cast.group, cast.ben_in_group, removed_at=moment)
    ada = Membership.objects.using("keeper").get(group=cast.hidden_group, member_id=cast.ada.id)
    made.warm_hidden = card(cast.ada, cast.hidden_group, ada)
    put(Hold, group=cast.group, kind="warmcard", item=made.warm_held.id, why="waits", made_at=moment)
    put(
        Case,
        group=cast.group,
        kind="warmcard",
        item=made.warm_removed.id,
        category="other",
        severity=1,
        opened_at=moment,
    )
    for row in (made.warm_held, made.warm_removed):
        put(Whom, kind="warmcard", item=row.id, member_id=cast.ben.id)
    put(Unshredded, at=moment)
