"""The matrices' lines about guides: one of the house, one of each of Ada's groups, and what Ben told beside them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from hearten.library.tests.guiding import GUIDE

DOORS = """
# Guides                                                                  visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /guides/                                                 -           in  200  200  200  200  200  200  200  200
GET  /guides/new/                                             -           in  404  404  404  404  404  200  200  200
POST /guides/new/                                             -           in  404  404  404  404  404  302  302  302
GET  /groups/<group>/guides/new/                              low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/guides/new/                              night       in  200  404  404  404  404  404  404  404
POST /groups/<group>/guides/new/                              low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/guides/new/                              night       in  302  404  404  404  404  404  404  404
GET  /guides/<guide>/                                         house       in  200  200  200  200  200  200  200  200
GET  /guides/<guide>/                                         by_ada      in  200  200  404  404  404  404  200  404
GET  /guides/<guide>/                                         by_night    in  200  200  404  404  404  404  200  404
GET  /guides/<guide>/history/                                 house       in  200  200  200  200  200  200  200  200
GET  /guides/<guide>/history/                                 by_ada      in  200  200  404  404  404  404  200  404
GET  /guides/<guide>/history/                                 by_night    in  200  200  404  404  404  404  200  404
GET  /guides/<guide>/edit/                                    house       in  404  404  404  404  404  200  200  200
GET  /guides/<guide>/edit/                                    by_ada      in  200  404  404  404  404  404  404  404
GET  /guides/<guide>/edit/                                    by_night    in  200  404  404  404  404  404  404  404
POST /guides/<guide>/edit/                                    house       in  404  404  404  404  404  302  302  302
POST /guides/<guide>/edit/                                    by_ada      in  302  404  404  404  404  404  404  404
GET  /guides/<guide>/checks/                                  house       in  404  404  404  404  404  200  200  200
GET  /guides/<guide>/checks/                                  by_ada      in  200  404  404  404  404  404  404  404
POST /guides/<guide>/checks/                                  house       in  404  404  404  404  404  302  302  302
POST /guides/<guide>/checks/                                  by_ada      in  302  404  404  404  404  404  404  404
GET  /guides/<guide>/owner/                                   house       in  404  404  404  404  404  404  404  404
GET  /guides/<guide>/owner/                                   by_ada      in  200  404  404  404  404  404  404  404
POST /guides/<guide>/owner/                                   house       in  404  404  404  404  404  404  404  404
POST /guides/<guide>/owner/                                   by_ada      in  302  404  404  404  404  404  404  404
GET  /guides/<guide>/retirement/                              house       in  404  404  404  404  404  200  200  200
GET  /guides/<guide>/retirement/                              by_ada      in  200  404  404  404  404  404  404  404
POST /guides/<guide>/retirement/                              house       in  404  404  404  404  404  302  302  302
POST /guides/<guide>/retirement/                              by_ada      in  302  404  404  404  404  404  404  404
POST /guides/<guide>/return/                                  house       in  404  404  404  404  404  302  302  302
POST /guides/<guide>/return/                                  by_ada      in  302  404  404  404  404  404  404  404
GET  /groups/<group>/guides/<guide>/notes/                    house       in  200  200  404  404  404  404  404  404
GET  /groups/<group>/guides/<guide>/notes/                    by_ada      in  200  200  404  404  404  404  404  404
GET  /groups/<group>/guides/<guide>/notes/                    not_theirs  in  404  404  404  404  404  404  404  404
POST /groups/<group>/guides/<guide>/notes/                    house       in  302  302  404  404  404  404  404  404
POST /groups/<group>/guides/<guide>/notes/                    by_ada      in  302  302  404  404  404  404  404  404
POST /groups/<group>/guides/<guide>/notes/                    not_theirs  in  404  404  404  404  404  404  404  404
GET  /guide-checks/<check>/                                   house       in  302  302  302  302  302  302  302  302
GET  /guide-checks/<check>/                                   by_ada      in  302  302  404  404  404  404  302  404
GET  /library-words/<key>/                                    house       in  302  302  302  302  302  302  302  302
GET  /library-words/<key>/                                    by_ada      in  302  302  404  404  404  404  302  404
GET  /guide-notes/<note>/                                     house       in  200  200  404  404  404  404  200  404
GET  /guide-notes/<note>/                                     by_night    in  200  200  404  404  404  404  200  404
GET  /guide-notes/<note>/withdrawal/                          house       in  404  200  404  404  404  404  404  404
GET  /guide-notes/<note>/withdrawal/                          by_night    in  404  200  404  404  404  404  404  404
POST /guide-notes/<note>/withdrawal/                          house       in  404  302  404  404  404  404  404  404
POST /guide-notes/<note>/withdrawal/                          by_night    in  404  302  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "house": lambda w: {
        "guide": w.guides["house"].id,
        "check": w.guide_checks["house"].id,
        "key": w.guide_checks["house"].id,
        "note": w.guide_note.id,
        "group": w.cast.group.id,
        "membership": w.cast.ada_in_group.id,
    },
    "by_ada": lambda w: {
        "guide": w.guides["ada"].id,
        "check": w.guide_checks["ada"].id,
        "key": w.guides["ada"].id,
        "group": w.cast.group.id,
        "membership": w.cast.ada_in_group.id,
    },
    "not_theirs": lambda w: {"group": w.cast.hidden_group.id, "guide": w.guides["ada"].id},  # of another group
    "by_night": lambda w: {"guide": w.guides["night"].id, "note": w.guide_note_by_night.id},
}

_CHANGED = {**GUIDE, "title": "Getting there"}
FORMS: dict[str, dict[str, Any]] = {
    "/guides/new/": GUIDE,
    "/groups/<group>/guides/new/": GUIDE,
    "/guides/<guide>/edit/": _CHANGED,
    "/guides/<guide>/checks/": {"on": "2026-01-01", "found": "Still right."},
    "/guides/<guide>/owner/": {"person": "<membership>"},
    "/guides/<guide>/retirement/": {"reason": "The office closed."},
    "/groups/<group>/guides/<guide>/notes/": {
        "kind": "happened",
        "body": "They rang back at noon.",
        "client_id": "0f1e8f10-52a5-4f39-9a6e-0d8f3b7c8d11",
    },
}

#                                visitor   member       mo           mo+           odile        worker
TABLES = """
library_guide                    -/-/-/-   Hg/A/l/-     H/H/H/-      Hg/H/H/-      H/H/H/-      -/-/-/-
library_guidestep                -/-/-/-   Hg/l/l/l     H/H/H/H      Hg/H/H/H      H/H/H/H      -/-/-/-
library_guideversion             -/-/-/-   Hg/l/-/-     H/H/-/-      Hg/H/-/-      H/H/-/-      -/-/-/-
library_guidecheck               -/-/-/-   Hg/l/-/-     H/H/-/-      Hg/H/-/-      H/H/-/-      -/-/-/-
library_guideretirement          -/-/-/-   Hg/l/-/l     H/H/-/H      Hg/H/-/H      H/H/-/H      -/-/-/-
library_guidenote                -/-/-/-   g/-/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
library_guidenoteowner           -/-/-/-   o/N/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
library_guidenotewithdrawal      -/-/-/-   g/-/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "library_guide": {
        "owner_id",
        "title",
        "summary",
        "topic",
        "about",
        "regions",
        "language",
        "sources",
        "checked_on",
        "version",
        "changed_at",
    },
    "library_guidestep": {"place", "title", "words", "html"},
}

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "H": lambda me, table, row: me.id is not None and row["group_id"] is None,  # of the house
    "A": lambda me, table, row: row["group_id"] in me.leads and row["owner_id"] in me.memberships,  # kept by oneself
    "N": lambda me, table, row: (  # one's own, and its note is still to come
        row["member_id"] == me.id and row["note_id"] not in me.world.rows["library_guidenote"]
    ),
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.library.models import Guide, GuideCheck, GuideNoteOwner, GuideNoteWithdrawal, GuideRetirement
    from hearten.library.models import GuideStep as Step
    from hearten.library.models import GuideVersion as Version

    said = {"summary": "For anybody.", "topic": "systems", "about": "referral", "sources": ["The clinic"]}
    when = {"checked_on": moment.date(), "made_at": moment, "changed_at": moment, "version": 2}
    kept = {"ada": (cast.group, cast.ada_in_group), "night": (cast.hidden_group, None), "house": (None, None)}
    made.guides, made.guide_checks = {}, {}
    for name, (group, owner) in kept.items():
        guide = put(Guide, group=group, owner=owner, title="Getting a referral", **said, **when)
        here = {"group": group, "guide": guide}
        put(Step, place=1, title="Ask", words="Ask twice.", html="<p>Ask twice.</p>", **here)
        put(Version, version=1, title="Before", summary="x", steps=[["Ask", "Once."]], until=moment, **here)
        made.guides[name] = guide
        made.guide_checks[name] = put(GuideCheck, on=moment.date(), at=moment, **here)
    for group in (cast.group, None):
        old = put(Guide, group=group, title="An old one", **said, **when)
        put(GuideRetirement, guide=old, group=group, reason="The office closed.", at=moment)
    made.guide_note = _told(made, cast.group, None, moment, put)
    made.guide_note_by_night = _told(made, cast.hidden_group, cast.ben_in_hidden, moment, put)
    gone = _told(made, cast.group, cast.ben_in_group, moment, put)
    put(GuideNoteWithdrawal, group=cast.group, note=gone, how="author", at=moment)
    put(GuideNoteOwner, note_id=uuid4(), member_id=cast.ben.id, client_id=uuid4(), at=moment)


def _told(made: Any, group: Any, by: Any, moment: Any, put: Any) -> Any:
    """Let Ben tell something beside the guide of the house, behind no name where `by` is None."""
    from hearten.library.models import GuideNote, GuideNoteOwner

    words = {"kind": "happened", "body": "They rang back.", "html": "<p>They rang back.</p>", "made_at": moment}
    note = put(GuideNote, group=group, guide=made.guides["house"], membership=by, **words)
    put(GuideNoteOwner, note=note, member_id=made.cast.ben.id, client_id=uuid4(), at=moment)
    return note
