"""The matrices' lines about what helps: cards, what happened when people tried them, reviews and flags.

In "low days" Ada wrote `card_of_ada`, and Ben wrote `card_of_ben` without his name, on which a review waits for its
second person. Eli wrote `card_of_eli` without his before he was removed. `card_waits` is Ben's, flagged by Ada. In
"night shift", `card_hidden` is Ada's, flagged by Ben.
"""

from datetime import timedelta
from typing import Any

DOORS = """
# What helps in a group                                                  visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /groups/<group>/library/                                 low_days    in  200  200  404  404  404  404  200  404
GET  /groups/<group>/library/                                 night       in  200  200  404  404  404  404  200  404
GET  /groups/<group>/library/                                 panic       in  404  404  200  404  404  404  404  404
GET  /groups/<group>/library/write/                           low_days    in  200  200  404  404  404  404  404  404
POST /groups/<group>/library/write/                           low_days    in  302  302  404  404  404  404  404  404
POST /groups/<group>/library/write/                           panic       in  404  404  302  404  404  404  404  404
GET  /groups/<group>/library/looks/                           low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/library/looks/                           panic       in  404  404  404  404  404  404  404  404
# Cards
GET  /cards/<card>/                                           card_of_ada in  200  200  404  404  404  404  200  404
GET  /cards/<card>/                                           card_of_ben in  200  200  404  404  404  404  200  404
GET  /cards/<card>/                                           card_of_eli in  200  200  404  404  404  404  200  404
GET  /cards/<card>/                                           card_waits  in  200  200  404  404  404  404  200  404
GET  /cards/<card>/                                           card_hidden in  200  200  404  404  404  404  200  404
GET  /cards/<card>/edit/                                      card_of_ada in  200  404  404  404  404  404  404  404
GET  /cards/<card>/edit/                                      card_of_ben in  404  200  404  404  404  404  404  404
POST /cards/<card>/edit/                                      card_of_ada in  302  404  404  404  404  404  404  404
POST /cards/<card>/edit/                                      card_of_ben in  404  302  404  404  404  404  404  404
POST /cards/<card>/edit/                                      card_of_eli in  404  404  404  404  404  404  404  404
GET  /cards/<card>/history/                                   card_of_ada in  200  200  404  404  404  404  200  404
GET  /cards/<card>/history/                                   card_hidden in  200  404  404  404  404  404  200  404
GET  /cards/<card>/withdrawal/                                card_of_ada in  200  404  404  404  404  404  404  404
POST /cards/<card>/withdrawal/                                card_of_ada in  302  404  404  404  404  404  404  404
POST /cards/<card>/withdrawal/                                card_of_ben in  404  302  404  404  404  404  404  404
# How it went
GET  /cards/<card>/tried/                                     card_of_ada in  403  200  404  404  404  404  403  404
GET  /cards/<card>/tried/                                     card_of_ben in  200  403  404  404  404  404  403  404
POST /cards/<card>/tried/                                     card_of_ada in  403  302  404  404  404  404  403  404
POST /cards/<card>/tried/                                     card_of_ben in  302  403  404  404  404  404  403  404
POST /cards/<card>/tried/                                     card_hidden in  403  404  404  404  404  404  403  404
POST /cards/<card>/tried/withdrawal/                          card_of_ada in  404  302  404  404  404  404  404  404
POST /cards/<card>/tried/withdrawal/                          card_of_ben in  302  404  404  404  404  404  404  404
GET  /tried/<report>/                                         card_of_ada in  302  302  404  404  404  404  302  404
# Two people look
GET  /cards/<card>/review/                                    card_waits  in  200  404  404  404  404  404  404  404
POST /cards/<card>/review/                                    card_waits  in  302  404  404  404  404  404  404  404
POST /cards/<card>/review/                                    card_of_ben in  403  404  404  404  404  404  404  404
POST /cards/<card>/review/                                    card_of_ada in  403  404  404  404  404  404  404  404
GET  /card-reviews/<review>/second/                           card_of_ben in  403  403  404  404  404  404  404  404
POST /card-reviews/<review>/second/                           card_of_ben in  403  403  404  404  404  404  404  404
GET  /card-reviews/<review>/second/                           card_of_eli in  403  200  404  404  404  404  404  404
POST /card-reviews/<review>/second/                           card_of_eli in  403  302  404  404  404  404  404  404
GET  /card-reviews/<review>/end/                              card_of_ben in  200  404  404  404  404  404  404  404
POST /card-reviews/<review>/end/                              card_of_ben in  302  404  404  404  404  404  404  404
# One person asks for a look
GET  /cards/<card>/flag/                                      card_of_ben in  200  403  404  404  404  404  404  404
POST /cards/<card>/flag/                                      card_of_ben in  302  403  404  404  404  404  404  404
GET  /cards/<card>/flag/                                      card_hidden in  403  200  404  404  404  404  404  404
POST /cards/<card>/flag/withdrawal/                           card_waits  in  302  404  404  404  404  404  404  404
POST /cards/<card>/flag/withdrawal/                           card_hidden in  404  302  404  404  404  404  404  404
GET  /cards/<card>/answer/                                    card_waits  in  200  404  404  404  404  404  404  404
POST /cards/<card>/answer/                                    card_waits  in  302  404  404  404  404  404  404  404
POST /cards/<card>/answer/                                    card_hidden in  404  404  404  404  404  404  404  404
GET  /card-flags/<flag>/news/                                 card_waits  in  302  302  404  404  404  404  404  404
GET  /card-flags/<flag>/news/                                 card_hidden in  302  302  404  404  404  404  404  404
GET  /library-words/<key>/                                    card_of_ben in  302  302  404  404  404  404  302  404
GET  /library-words/<key>/                                    card_of_eli in  302  302  404  404  404  404  302  404
"""
SUBJECTS = {
    "card_of_ada": lambda w: {"card": w.card_of_ada.id, "report": w.report_of_ben.id},
    "card_of_ben": lambda w: {"card": w.card_of_ben.id, "review": w.review_of_ben.id, "key": w.review_of_ben.id},
    "card_of_eli": lambda w: {"card": w.card_of_eli.id, "review": w.review_of_eli.id, "key": w.review_of_eli.id},
    "card_waits": lambda w: {"card": w.card_waits.id, "flag": w.flag_of_ada.id},
    "card_hidden": lambda w: {"card": w.card_hidden.id, "flag": w.flag_of_ben.id},
}
_CARD = {
    "title": "Feet in water", "what": "I sit with my feet in water.", "steps": "Fill a bowl.\nSit down.",
    "fits": "At night.", "wrong": "Too cold.", "topic": "coping", "energy": "low", "minutes": "10", "company": "alone",
    "cost": "free", "label": "experience", "client_id": "7d1f0f5e-6a53-4c61-9d1c-0c1f6f1f5b22",
}  # fmt: skip
_LOOK = {"words": "I read it twice."}
FORMS: dict[str, dict[str, Any]] = {
    "/groups/<group>/library/write/": _CARD,
    "/cards/<card>/edit/": _CARD,
    "/cards/<card>/tried/": {"outcome": "mixed", "context": "first_time", "words": "It was fine."},
    "/cards/<card>/review/": _LOOK,
    "/card-reviews/<review>/second/": _LOOK,
    "/card-reviews/<review>/end/": _LOOK,
    "/cards/<card>/flag/": {"concern": "other", "words": "Look, please."},
    "/cards/<card>/answer/": {"answer": "stays", "words": "It is fine."},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
library_card             -/-/-/-     V/-/W/-      -/-/-/-      V/-/-/-       -/-/-/-      -/-/-/-
library_cardowner        -/-/-/-     o/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
library_cardversion      -/-/-/-     K/B/-/-      -/-/-/-      Y/-/-/-       -/-/-/-      -/-/-/-
library_cardwithdrawal   -/-/-/-     X/-/-/-      -/-/-/-      X/-/-/-       -/-/-/-      -/-/-/-
library_experiencereport -/-/-/-     X/-/R/-      -/-/-/-      X/-/-/-       -/-/-/-      -/-/-/-
library_reportowner      -/-/-/-     o/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
library_reportwithdrawal -/-/-/-     g/-/-/Z      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
library_review           -/-/-/-     X/E/l/-      -/-/-/-      X/-/-/-       -/-/-/-      -/-/-/-
library_flag             -/-/-/-     oF/N/F/U     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""
_WORDS = {
    "title", "topic", "label", "source", "source_on", "what", "fits", "steps", "wrong", "cost", "minutes", "energy",
    "company", "situations", "backgrounds", "version", "changed_at",
}  # fmt: skip
CHANGED: dict[str, set[str] | None] = {
    "library_card": _WORDS,
    "library_experiencereport": {
        "outcome", "context", "words", "backgrounds", "version", "membership_id", "changed_at",
    },
    "library_review": {"revoked_at", "revoked_by_id", "revoked_reason"},
    "library_flag": {"answer", "answer_words", "answer_key", "answered_by_id", "answered_at", "closed_at"},
}  # fmt: skip


def _owns(me: Any, card_id: Any) -> bool:
    owners = me.world.rows["library_cardowner"].values()
    return any(one["card_id"] == card_id and one["member_id"] == me.id for one in owners)


def _said(me: Any, report_id: Any) -> bool:
    owners = me.world.rows["library_reportowner"].values()
    return any(one["report_id"] == report_id and one["member_id"] == me.id for one in owners)


def _sees(me: Any, card: dict[str, Any]) -> bool:
    """Whether `me` reads a card: in a group they read, and while it waits only if they wrote or look after it."""
    flags = me.world.rows["library_flag"].values()
    waits = any(one["card_id"] == card["id"] and one["closed_at"] is None for one in flags)
    cares = card["group_id"] in me.leads | me.visits or _owns(me, card["id"])
    return card["group_id"] in me.joined | me.visits and (not waits or cares)


def _sees_its_card(me: Any, row: dict[str, Any]) -> bool:
    return _sees(me, me.world.rows["library_card"][row["card_id"] if "card_id" in row else row["id"]])


def _leads_not_wrote(me: Any, row: dict[str, Any]) -> bool:
    return row["group_id"] in me.leads and not _owns(me, row["card_id"])


def _first_look(me: Any, row: dict[str, Any]) -> bool:
    fresh = row["second_id"] is None and row["revoked_at"] is None
    return _leads_not_wrote(me, row) and row["first_id"] in me.memberships and fresh


def _reads_what_was(me: Any, row: dict[str, Any]) -> bool:
    """What a card said while it was held or flagged: its writer reads it, and who leads."""
    return row["kept_from"] == "" or row["group_id"] in me.leads or _owns(me, row["card_id"])


def _own_open_flag(me: Any, row: dict[str, Any]) -> bool:
    return row["member_id"] == me.id and row["answer"] == ""


LETTERS = {
    "V": lambda me, table, row: _sees(me, row),
    "W": lambda me, table, row: _owns(me, row["id"]) and row["group_id"] in me.joined and row["title"] != "",
    "K": lambda me, table, row: _sees_its_card(me, row) and _reads_what_was(me, row),
    "Y": lambda me, table, row: _sees_its_card(me, row) and row["kept_from"] == "",
    "Z": lambda me, table, row: _said(me, row["report_id"]) and row["how"] in ("author", "left"),
    "X": lambda me, table, row: _sees_its_card(me, row),
    "B": lambda me, table, row: _owns(me, row["card_id"]) and row["group_id"] in me.joined,
    "R": lambda me, table, row: _said(me, row["id"]) and row["group_id"] in me.joined,
    "E": lambda me, table, row: _first_look(me, row),
    "F": lambda me, table, row: _leads_not_wrote(me, row),
    "N": lambda me, table, row: _own_open_flag(me, row) and row["group_id"] in me.joined and _sees_its_card(me, row),
    "U": lambda me, table, row: _own_open_flag(me, row),
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Add cards of Ada's, Ben's and Eli's, and what hangs on them."""
    _cards(made, cast, moment, put)
    _reports(made, cast, moment, put)
    _looks(made, cast, moment, put)


def _cards(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.groups.models import Membership
    from hearten.library import models

    words = {
        "title": "Tea", "topic": "coping", "label": "experience", "what": "I make tea.", "steps": ["Boil.", "Sit."],
        "cost": "free", "minutes": 10, "energy": "low", "company": "alone", "made_at": moment,
    }  # fmt: skip

    def card(person: Any, group: Any, membership: Any = None, **more: Any) -> Any:
        row = put(models.Card, group=group, membership=membership, **words | more)
        put(models.CardOwner, card=row, member_id=person.id)
        return row

    made.card_of_ada = card(cast.ada, cast.group, cast.ada_in_group)
    made.card_of_ben = card(cast.ben, cast.group)
    made.card_of_eli = card(cast.eli, cast.group)
    made.card_waits = card(cast.ben, cast.group, cast.ben_in_group)
    ada = Membership.objects.using("keeper").get(group=cast.hidden_group, member_id=cast.ada.id)
    made.card_hidden = card(cast.ada, cast.hidden_group, ada)
    gone = card(cast.ada, cast.group, cast.ada_in_group, title="", what="", steps=[])
    put(models.CardWithdrawal, group=cast.group, card=gone, how="author", at=moment)
    for row in (made.card_of_ada, made.card_of_ben, made.card_hidden):
        then = {"title": "Tea", "what": "Coffee.", "fits": "", "steps": [], "wrong": "", "source": ""}
        put(models.CardVersion, group=row.group, card=row, number=0, words=then, at=moment)
    for row in (made.card_of_ada, made.card_of_ben):
        put(models.CardVersion, group=row.group, card=row, number=9, words=then, at=moment, kept_from="held")
    made.card_told = card(cast.ada, cast.group, cast.ada_in_group)


def _reports(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.library import models

    def report(person: Any, card: Any, membership: Any = None, **more: Any) -> Any:
        said = {"outcome": "helped", "context": "first_time", "at": moment, "version": 1} | more
        row = put(models.ExperienceReport, group=card.group, card=card, membership=membership, **said)
        put(models.ReportOwner, report=row, card=card, member_id=person.id)
        return row

    made.report_of_ben = report(cast.ben, made.card_of_ada)
    report(cast.ada, made.card_of_ben, cast.ada_in_group)
    untold = report(cast.ben, made.card_told, outcome="", context="")
    put(models.ReportWithdrawal, group=cast.group, report=untold, how="author", at=moment)
    removed = report(cast.ada, made.card_of_eli, cast.ada_in_group, outcome="", context="")
    put(models.ReportWithdrawal, group=cast.group, report=removed, how="removed", at=moment)


def _looks(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.library import models

    def review(card: Any, **more: Any) -> Any:
        said = {"version": 1, "first": cast.ada_in_group, "reason": "Read.", "asked_at": moment} | more
        return put(models.Review, group=card.group, card=card, **said)

    made.review_of_ben = review(made.card_of_ben)
    made.review_of_eli = review(made.card_of_eli)
    year = {"reviewed_at": moment, "expires_at": moment + timedelta(days=365)}
    review(made.card_of_eli, second=cast.ben_in_group, second_words="Read, too.", **year)

    def flag(person: Any, card: Any, **more: Any) -> Any:
        said = {"version": 1, "concern": "harm", "at": moment} | more
        return put(models.Flag, group=card.group, card=card, member_id=person.id, **said)

    made.flag_of_ada = flag(cast.ada, made.card_waits)
    made.flag_of_ben = flag(cast.ben, made.card_hidden)
    settled = {"answer": "stays", "answered_at": moment, "closed_at": moment}
    flag(cast.ben, made.card_of_ada, **settled)
    flag(cast.ben, made.card_of_eli, **settled)
