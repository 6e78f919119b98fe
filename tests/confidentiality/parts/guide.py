"""The matrices' lines about the Guide, a program: open on this install, and agreed to by Ben and Dov.

Ben has a conversation with one turn and lines that he gave along, while a concern about it is open; for Eli it stopped.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

DOORS = """
# The Guide                                                              visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /guide/                                                  -           in  200  200  200  200  200  200  200  200
POST /guide/                                                  -           in  403  302  403  302  403  403  403  403
GET  /guide/about/                                            -          200  200  200  200  200  200  200  200  200
POST /guide/consent/                                          -           in  302  302  302  302  302  302  302  302
POST /guide/end/                                              -           in  302  302  302  302  302  302  302  302
POST /guide/keeping/                                          -           in  403  302  403  302  403  403  403  403
GET  /guide/person/                                           -           in  200  200  200  200  200  200  200  200
POST /guide/person/                                           -           in  302  302  302  302  302  302  302  302
GET  /guide/pages/<key>/                                      joining     in  200  200  200  200  200  200  200  200
GET  /guide/pages/<key>/                                      no_page     in  404  404  404  404  404  404  404  404
GET  /guide/team-pages/<page>/                                team_page   in  200  200  200  200  200  200  200  200
GET  /guide/talks/<talk>/words/                               bens_guide  in  404  404  404  404  404  200  200  200
POST /guide/talks/<talk>/words/                               bens_guide  in  404  404  404  404  404  200  200  200
GET  /guide/talks/<talk>/words/                               dovs_guide  in  404  404  404  404  404  404  404  404
POST /guide/talks/<talk>/words/                               dovs_guide  in  404  404  404  404  404  404  404  404
GET  /desk/guide/                                             -           in  404  404  404  404  404  404  404  200
POST /desk/guide/                                             -           in  404  404  404  404  404  404  404  302
GET  /desk/guide/pages/new/                                   -           in  404  404  404  404  404  404  404  200
POST /desk/guide/pages/new/                                   -           in  404  404  404  404  404  404  404  302
GET  /desk/guide/pages/<page>/                                team_page   in  404  404  404  404  404  404  404  200
POST /desk/guide/pages/<page>/                                team_page   in  404  404  404  404  404  404  404  302
POST /desk/guide/pages/<page>/removal/                        team_page   in  404  404  404  404  404  404  404  302
POST /desk/guide/stops/<stop>/lifting/                        elis_stop   in  404  404  404  404  404  404  404  302
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "joining": lambda w: {"key": "joining"},
    "no_page": lambda w: {"key": "no-such-page"},
    "team_page": lambda w: {"page": w.guide_page.id},
    "bens_guide": lambda w: {"talk": w.guide_talk.id},
    "dovs_guide": lambda w: {"talk": w.guide_talk_of_dov.id},
    "elis_stop": lambda w: {"stop": w.guide_stop.id},
}

_PAGE = {"title": "Our house", "words": "Our house has a garden.", "language": "en", "checked_on": "2026-11-01"}
FORMS: dict[str, dict[str, Any]] = {
    "/guide/": {"said": "How do I take a break?"},
    "/guide/consent/": {"agree": "yes"},
    "/guide/keeping/": {"keep": "yes"},
    "/guide/person/": {"words": "It is a long night."},
    "/guide/talks/<talk>/words/": {"reason": "The services asked us what was said last."},
    "/desk/guide/": {"open": "yes"},
    "/desk/guide/pages/new/": _PAGE,
    "/desk/guide/pages/<page>/": _PAGE,
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
guide_opening            */-/-/-     */-/-/-      */-/-/-      */-/-/-       */o/*/-      */-/-/-
guide_page               */-/-/-     */-/-/-      */-/-/-      */-/-/-       */o/*/-      */-/-/-
guide_talk               -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
guide_exchange           -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
guide_use                -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
guide_record             -/-/-/-     -/*/-/-      -/*/-/-      -/*/-/-       */*/-/-      -/-/-/-
guide_stop               -/-/-/-     o/o/-/-      o/o/-/-      o/o/-/-       */o/X/-      -/-/-/-
guide_summary            -/-/-/-     o/o/-/o      L/o/-/o      L/o/-/o       L/o/-/o      -/-/-/-
guide_unshredded         -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""
ABOUT = {"guide_opening": "opened_by_id", "guide_page": "owner_id"}
CHANGED: dict[str, set[str] | None] = {
    "guide_opening": {"closed_at", "closed_by_id"},
    "guide_page": {
        "title", "words", "asked", "language", "owner_id", "owner_name", "checked_on", "changed_at", "ended_at",
    },
    "guide_talk": {"last_at", "kept_until"},
    "guide_use": None,
    "guide_stop": {"lifted_at", "lifted_by_id"},
}  # fmt: skip

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    # Lines that were given along: their writer's, and of who looks after the concern (of the staff, for it is of none).
    "L": lambda me, table, row: True,
    "X": lambda me, table, row: row["member_id"] != me.id,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Open the Guide, let Ben and Dov agree, and add one of each row."""
    from hearten.guide.models import Exchange, Opening, Page, Record, Stop, Summary, Talk, Unshredded, Use
    from hearten.members.models import Consent
    from hearten.safety.models import Concern, Disclosure

    put(Opening, opened_by_id=cast.odile.id, opened_at=moment)
    made.guide_page = put(
        Page, title="Our house", words="Our house has a garden.", asked=[], language="en", owner_id=cast.odile.id,
        owner_name="Odile", checked_on=moment.date(), made_at=moment, changed_at=moment,
    )  # fmt: skip
    for person in (cast.ben, cast.dov):
        put(
            Consent, member_id=person.id, purpose="guide", text_hash="0" * 64, version="1", language="en",
            how="a form", given_at=moment,
        )  # fmt: skip
    made.guide_talk, made.guide_talk_of_dov = (
        put(Talk, member_id=one.id, began_at=moment, last_at=moment) for one in (cast.ben, cast.dov)
    )
    sealed = {"client_id": uuid4(), "at": moment, "said": "A quiet question.", "answered": _ANSWERED}
    put(Exchange, member_id=cast.ben.id, talk=made.guide_talk, **sealed)
    put(Use, member_id=cast.ben.id, day=moment.date(), seconds=60, since=moment, last_at=moment)
    put(Record, day=moment, level="none", fixed="", refused=[], quoted=1, generated=False, made_by={})
    made.guide_stop = put(Stop, member_id=cast.eli.id, name="Eli", at=moment)
    put(Summary, member_id=cast.ben.id, talk=made.guide_talk, words="Please write to me.", at=moment)
    put(Unshredded, at=moment)
    concern = put(
        Concern, kind="guide_talk", about=made.guide_talk.id, member_id=cast.ben.id, level="L3", source="rules",
        opened_at=moment,
    )  # fmt: skip
    put(
        Disclosure, concern=concern, asked_by_id=cast.odile.id, member_id=cast.odile.id, asked_name="Odile",
        tried="x", tells="x", whom="x", basis="x", asked_at=moment, agreed_by_id=cast.mo.id, agreed_name="Mo",
        agreed_at=moment + timedelta(minutes=1),
    )  # fmt: skip


_ANSWERED = json.dumps(
    {
        "made_by": {"rules": "", "texts": "", "reader": "", "encoder": "", "generator": "", "prompt": ""},
        "level": "none", "whose": "self", "fixed": "", "words": "A quiet answer.", "language": "en", "sentences": [],
        "sources": [], "generated": False, "refused": [], "steps": None, "notices": [], "handover": True,
        "lines": False, "country": "",
    }
)  # fmt: skip
