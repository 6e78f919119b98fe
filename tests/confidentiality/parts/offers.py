"""The matrices' lines about what people offer.

Ada offers something in "low days", which she leads, and has time now; Ben did so there, too, though he does not help
any more, and wants no suggestions; Eli's stands there as if nothing had taken it away when he was removed.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

DOORS = """
# What people offer                                                      visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /you/offers/                                             -           in  200  200  200  200  200  200  200  200
GET  /you/offers/waiting/                                     -           in  200  404  404  404  404  404  404  404
POST /you/offers/none/                                        -           in  302  302  302  302  302  302  302  302
POST /you/offers/none/end/                                    -           in  302  302  302  302  302  302  302  302
POST /you/offers/time/                                        -           in  302  404  404  404  404  404  404  404
POST /you/offers/time/end/                                    -           in  302  302  302  302  302  302  302  302
GET  /you/offers/<group>/                                     low_days    in  200  404  404  404  404  404  404  404
GET  /you/offers/<group>/                                     night       in  200  404  404  404  404  404  404  404
GET  /you/offers/<group>/                                     panic       in  404  404  404  404  404  404  404  404
POST /you/offers/<group>/                                     low_days    in  302  404  404  404  404  404  404  404
POST /you/offers/<group>/                                     panic       in  404  404  404  404  404  404  404  404
POST /you/offers/<group>/removal/                             low_days    in  302  302  404  404  302  404  404  404
POST /you/offers/<group>/removal/                             night       in  404  404  404  404  404  404  404  404
"""

FORMS: dict[str, dict[str, Any]] = {
    "/you/offers/<group>/": {"lived": "nights", "wants": "listen", "a_day": "2", "a_week": "5", "resting_until": ""},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
offers_offer             -/-/-/-     o/J/o/o      o/J/o/o      o/J/o/o       o/J/o/o      -/-/-/-
offers_nosuggestions     -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
offers_timenow           -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "offers_offer": {"said", "a_day", "a_week", "resting_until"},
    "offers_timenow": {"until"},
}

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "J": lambda me, table, row: row["member_id"] == me.id and row["group_id"] in me.joined,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Add what Ada, Ben and Eli offer."""
    from hearten.offers.models import NoSuggestions, Offer, TimeNow

    for person in (cast.ada, cast.ben, cast.eli):
        put(Offer, member_id=person.id, group=cast.group, said='{"lived": ["nights"]}', a_day=3, a_week=10)
    put(NoSuggestions, member_id=cast.ben.id, since=moment)
    put(TimeNow, member_id=cast.ada.id, until=moment + timedelta(hours=1))
