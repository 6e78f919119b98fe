"""The matrices' lines about finding a group: open to everybody, and it keeps nothing, so that it adds no table."""

from typing import Any

DOORS = """
# Finding a group by a few questions                                     visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /find-a-group/                                           -          200  200  200  200  200  200  200  200  200
POST /find-a-group/                                           -          200  200  200  200  200  200  200  200  200
GET  /find-a-group/how/                                       -          200  200  200  200  200  200  200  200  200
POST /find-a-group/how/                                       -          200  200  200  200  200  200  200  200  200
GET  /find-a-group/when/                                      -          200  200  200  200  200  200  200  200  200
POST /find-a-group/when/                                      -          200  200  200  200  200  200  200  200  200
GET  /find-a-group/language/                                  -          200  200  200  200  200  200  200  200  200
POST /find-a-group/language/                                  -          200  200  200  200  200  200  200  200  200
GET  /find-a-group/groups/                                    -          200  200  200  200  200  200  200  200  200
POST /find-a-group/groups/                                    -          200  200  200  200  200  200  200  200  200
"""

_SAID = {"topics": "low days", "words": "winters are long", "ways": "forum", "zone": "UTC", "languages": "en"}
FORMS: dict[str, dict[str, Any]] = {
    "/find-a-group/": _SAID,
    "/find-a-group/how/": _SAID,
    "/find-a-group/when/": _SAID,
    "/find-a-group/language/": _SAID,
    "/find-a-group/groups/": _SAID,
}
