"""The matrices' lines about what somebody tries: Ben tries a card of Ada's in "low days", and has answered once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

DOORS = """
# What one tries                                                         visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /cards/<card>/trying/                                    to_try      in  200  200  404  404  404  404  403  404
POST /cards/<card>/trying/                                    to_try      in  302  302  404  404  404  404  403  404
GET  /cards/<card>/trying/                                    no_words    in  404  404  404  404  404  404  404  404
POST /cards/<card>/trying/                                    no_words    in  404  404  404  404  404  404  404  404
GET  /trying/                                                 -           in  200  200  200  200  200  200  200  200
GET  /trying/<trying>/end/                                    bens_try    in  404  200  404  404  404  404  404  404
POST /trying/<trying>/end/                                    bens_try    in  404  302  404  404  404  404  404  404
POST /trying/<trying>/end/                                    over_try    in  404  403  404  404  404  404  404  404
POST /trying/<trying>/quiet/                                  bens_try    in  404  302  404  404  404  404  404  404
POST /trying/<trying>/quiet/                                  over_try    in  404  403  404  404  404  404  404  404
GET  /trying/check-backs/<check>/                             open_ask    in  404  200  404  404  404  404  404  404
POST /trying/check-backs/<check>/                             open_ask    in  404  302  404  404  404  404  404  404
POST /trying/check-backs/<check>/                             later_ask   in  404  403  404  404  404  404  404  404
GET  /desk/tried/                                             -           in  404  404  404  404  404  404  404  200
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "to_try": lambda w: {"card": w.card_to_try.id},
    "no_words": lambda w: {"card": w.card_without_words.id},
    "bens_try": lambda w: {"trying": w.trying.id},
    "over_try": lambda w: {"trying": w.trying_over.id},
    "open_ask": lambda w: {"check": w.check_backs[14].id},
    "later_ask": lambda w: {"check": w.check_backs[60].id},
}

FORMS: dict[str, dict[str, Any]] = {
    "/cards/<card>/trying/": {"words": "The evenings are long."},
    "/trying/<trying>/end/": {"how": "stopped"},
    "/trying/check-backs/<check>/": {"answer": "not_any_more"},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
library_trying           -/-/-/-     o/R/o/o      o/R/o/o      o/R/o/o       o/R/o/o      -/-/-/-
library_checkback        -/-/-/-     o/N/o/o      o/N/o/o      o/N/o/o       o/N/o/o      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "library_trying": {"ended_at", "how"},
    "library_checkback": {"answered_at", "answer", "dropped_at"},
}

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "R": lambda me, table, row: row["member_id"] == me.id and row["ended_at"] is None,
    # One's own question that nobody was told of and that has no answer: whoever begins plans it.
    "N": lambda me, table, row: row["member_id"] == me.id and row["told_at"] is None and row["answered_at"] is None,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.library.models import CheckBack, Trying
    from hearten.library.tests.tries import card

    made.card_to_try = card(cast.group, cast.ada_in_group, moment, put=put)
    made.card_without_words = card(cast.group, cast.ada_in_group, moment, put=put, title="", what="", steps=[])
    begun = moment - timedelta(days=20)
    tries = {"member_id": cast.ben.id, "group": cast.group, "card": made.card_to_try, "version": 1, "topic": "coping"}
    tries |= {"title": made.card_to_try.title, "begun_at": begun}
    made.trying = put(Trying, words="The evenings are long.", **tries)
    made.trying_over = put(Trying, ended_at=moment, how="stopped", **tries)
    asked = {3: {"told_at": moment, "answered_at": moment, "answer": "sometimes"}, 14: {"told_at": moment}, 60: {}}
    made.check_backs = {
        days: put(CheckBack, member_id=cast.ben.id, trying=made.trying, days=days,
                  due_at=begun + timedelta(days=days), **facts)
        for days, facts in asked.items()
    }  # fmt: skip
