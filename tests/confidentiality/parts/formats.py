"""The matrices' lines about formats of meetings: whoever leads changes them, the group may read its own."""

from typing import Any

DOORS = """
GET  /groups/<group>/lead/formats/                            low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/formats/                            panic       in  404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/formats/<name>/                     own_form    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/formats/<name>/                     no_format   in  404  404  404  404  404  404  404  404
POST /groups/<group>/lead/formats/<name>/                     own_form    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/formats/<name>/                     night_circle in 302  404  404  404  404  404  404  404
POST /groups/<group>/lead/formats/<name>/preview/             own_form    in  200  404  404  404  404  404  404  404
POST /groups/<group>/lead/formats/<name>/parts/               own_form    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/formats/versions/<version>/         own_form    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/formats/versions/<version>/         crossed_circle in 404 404 404  404  404  404  404  404
POST /groups/<group>/lead/formats/versions/<version>/return/  own_form    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/formats/versions/<version>/return/  crossed_circle in 404 404 404  404  404  404  404  404
"""

_OF_A_PART = {"crosstalk": "none", "chat": "closed", "pass": "on"}
_PARTS: list[dict[str, Any]] = [
    {"id": "opening", "title": "Opening", "min": "5", "order": "leader"},
    {"id": "round_one", "title": "Round", "min": "20", "order": "circle", "turn": "150"},
    {"id": "close", "title": "Close", "min": "5", "order": "leader", "protect": "on"},
]
CIRCLE = {"title": "A short circle", "length": "30", "people": "6", "based_on": "1", "parts": "3"} | {
    f"{name}_{number}": value for number, part in enumerate(_PARTS) for name, value in (_OF_A_PART | part).items()
}
_FORMAT = "/groups/<group>/lead/formats/<name>/"
FORMS = {_FORMAT: CIRCLE, f"{_FORMAT}preview/": CIRCLE, f"{_FORMAT}parts/": CIRCLE | {"move": "up-1"}}

SUBJECTS = {
    "own_form": lambda w: {"group": w.cast.group.id, "name": "talking_circle", "version": w.own_format.id},
    "night_circle": lambda w: {"group": w.cast.hidden_group.id, "name": "talking_circle"},
    "no_format": lambda w: {"group": w.cast.group.id, "name": "no_such_format"},
    "crossed_circle": lambda w: {"group": w.cast.group.id, "version": w.hidden_format.id},  # of another group
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
meetings_ownformat       -/-/-/-     g/L/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
"""
LETTERS = {  # of a group that one leads, and made by oneself
    "L": lambda me, table, row: row["group_id"] in me.leads and row["made_by_id"] in me.memberships
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Add a version of the talking circle to both of Ada's groups."""
    from hearten.groups.models import Membership
    from hearten.meetings.formats.shipped import shipped
    from hearten.meetings.models import OwnFormat

    said = {"name": "talking_circle", "version": 1, "definition": shipped("talking_circle"), "made_at": moment}
    in_hidden = Membership.objects.using("keeper").get(group=cast.hidden_group, member_id=cast.ada.id)
    made.own_format = put(OwnFormat, group=cast.group, made_by=cast.ada_in_group, **said)
    made.hidden_format = put(OwnFormat, group=cast.hidden_group, made_by=in_hidden, **said)
