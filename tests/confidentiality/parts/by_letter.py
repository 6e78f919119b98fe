"""The matrices' lines about answering by letter: Ben wants it, had a letter, and answered one that waits."""

from collections.abc import Callable
from typing import Any

DOORS = """
# Answering by letter                                                    visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /you/by-letter/                                          -           in  200  200  200  200  200  200  200  200
POST /you/by-letter/                                          -           in  302  302  302  302  302  302  302  302
GET  /you/by-letter/<letter>/                                 bens_letter in  404  200  404  404  404  404  404  404
POST /you/by-letter/<letter>/                                 bens_letter in  404  302  404  404  404  404  404  404
GET  /you/by-letter/<letter>/removal/                         bens_letter in  404  200  404  404  404  404  404  404
POST /you/by-letter/<letter>/removal/                         bens_letter in  404  302  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {"bens_letter": lambda w: {"letter": w.letter_in.id}}

FORMS: dict[str, dict[str, Any]] = {"/you/by-letter/<letter>/": {"body": "I am here, reading."}}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
by_letter_wanted         -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
by_letter_wayback        -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
by_letter_letter         -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "by_letter_wayback": {"bounced_at", "bounced_as"},
    "by_letter_letter": {"words", "told_at", "done_at", "how", "post_id"},
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.by_letter.models import Letter, Wanted, WayBack

    ben = {"member_id": cast.ben.id}
    put(Wanted, since=moment, **ben)
    put(WayBack, thread_id=cast.thread.id, email_index="of an address", made_at=moment, **ben)
    came = {"words": "I slept until six today.", "came_at": moment, "told_at": moment}
    made.letter_in = put(Letter, thread_id=cast.thread.id, mark="its mark", **came, **ben)
