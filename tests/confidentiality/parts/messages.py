"""The matrices' lines about private contact.

Ada and Ben have it on. Ben asked Ada in "low days", and they write to each other (`talk`); Ada asked Ben there too, and
waits (`asked`). In "night shift" Ada asked Ben, who said not now and ended it (`refused`); and an earlier one of theirs
is over (`over`). Nobody else of the cast is in any of it, the facilitator's and the staff's places included.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

DOORS = """
# Private conversations on the desk: only where one is reported, and never for one of the two
GET  /desk/conversations/                                     -           in  404  404  404  404  404  200  200  200
GET  /desk/conversations/<talk>/                              open_talk   in  404  404  404  404  404  200  200  200
POST /desk/conversations/<talk>/                              open_talk   in  404  404  404  404  404  200  200  200
POST /desk/conversations/<talk>/                              asked_talk  in  404  404  404  404  404  404  404  404
POST /desk/reviews/<review>/close/                            signs       in  404  404  404  404  404  302  302  302
# Private contact                                                        visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /you/private-contact/                                    -           in  200  200  200  200  200  200  200  200
POST /you/private-contact/                                    -           in  302  302  302  302  302  302  302  302
GET  /messages/                                               -           in  200  200  200  200  200  200  200  200
GET  /people/<place>/message/                                 ada_at_night  in  404  200  404  404  404  404  404  404
GET  /people/<place>/message/                                 cleo_in_panic  in  404  404  404  404  404  404  404  404
POST /people/<place>/message/                                 ada_at_night  in  404  302  404  404  404  404  404  404
POST /people/<place>/message/                                 ada_by_day   in  404  403  404  404  404  404  404  404
POST /people/<place>/message/                                 cleo_in_panic  in  404  404  404  404  404  404  404  404
GET  /messages/<talk>/                                        open_talk   in  200  200  404  404  404  404  404  404
GET  /messages/<talk>/                                        asked_talk  in  200  200  404  404  404  404  404  404
GET  /messages/<talk>/messages/                               open_talk   in  302  302  404  404  404  404  404  404
POST /messages/<talk>/messages/                               open_talk   in  302  302  404  404  404  404  404  404
POST /messages/<talk>/messages/                               asked_talk  in  403  403  404  404  404  404  404  404
POST /messages/<talk>/messages/                               over_talk   in  403  403  404  404  404  404  404  404
POST /messages/<talk>/answer/                                 asked_talk  in  404  302  404  404  404  404  404  404
POST /messages/<talk>/answer/                                 open_talk   in  403  404  404  404  404  404  404  404
GET  /messages/<talk>/end/                                    open_talk   in  200  200  404  404  404  404  404  404
POST /messages/<talk>/end/                                    open_talk   in  302  302  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "ada_at_night": lambda w: {"place": w.ada_in_hidden.id},
    "ada_by_day": lambda w: {"place": w.cast.ada_in_group.id},
    "cleo_in_panic": lambda w: {"place": w.cast.cleo_in_other.id},
    "open_talk": lambda w: {"talk": w.talk.id},
    "asked_talk": lambda w: {"talk": w.asked_talk.id},
    "over_talk": lambda w: {"talk": w.over_talk.id},
    "signs": lambda w: {"review": w.review.id},
}

_WORDS = {"body": "I read what you wrote, twice.", "client_id": "5f2b0f7e-8f0c-4c55-8c0e-51b6a1c2d3e4"}
FORMS: dict[str, dict[str, Any]] = {
    "/you/private-contact/": {"on": "yes"},
    "/people/<place>/message/": _WORDS,
    "/messages/<talk>/messages/": _WORDS,
    "/messages/<talk>/answer/": {"how": "accept"},
    "/desk/conversations/<talk>/": {"reason": "One of the two asked us to look at this."},
    "/messages/<talk>/end/": {"ways": ["end", "report"]},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
messages_contact         -/-/-/-     o/o/o/-      o/o/o/-      o/o/o/-       o/o/o/-      -/-/-/-
messages_closure         -/-/-/-     o/-/-/-      o/-/-/-      o/-/-/-       o/-/-/-      -/-/-/-
messages_talk            -/-/-/-     Y/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
messages_answer          -/-/-/-     oH/-/-/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
messages_ending          -/-/-/-     oH/o/-/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
messages_message         -/-/-/-     Q/V/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
messages_reported        -/-/-/-     o/o/-/-      */-/-/-      */-/-/-       */-/-/-      -/-/-/-
messages_review          -/-/-/-     -/-/-/-      */-/*/-      */-/*/-       */-/*/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "messages_contact": {"ended_at"},
    "messages_review": {"closed_at", "closed_by_id"},
}


def _of_mine(me: Any, row: dict[str, Any]) -> bool:
    """Whether a row belongs to a talk of two people of whom `me` is one."""
    talk = me.world.rows["messages_talk"][row["talk_id"]]
    return me.id in (talk["asker_id"], talk["asked_id"])


def _accepted(me: Any, row: dict[str, Any]) -> bool:
    answers = me.world.rows["messages_answer"].values()
    return any(one["talk_id"] == row["talk_id"] and one["how"] == "accepted" for one in answers)


LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "Y": lambda me, table, row: me.id in (row["asker_id"], row["asked_id"]),  # one of the two
    "H": lambda me, table, row: _of_mine(me, row) and _accepted(me, row),  # of a talk of one's own that was accepted
    "Q": lambda me, table, row: _of_mine(me, row) and row["given_up_at"] is None,
    "V": lambda me, table, row: row["author_id"] == me.id and not row["opens"],  # one's own, in the open talk
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.groups.models import Membership
    from hearten.kernel.models import LiveEvent
    from hearten.members.models import Profile
    from hearten.messages.models import Answer, Closure, Contact, Ending, Reported, Review, Talk

    ada, ben, before = cast.ada.id, cast.ben.id, moment - timedelta(days=10)
    Profile.objects.using("keeper").update(adult_attested_at=before)
    for person in (ada, ben):
        put(Contact, member_id=person, since=before)
    put(Closure, member_id=ben, act_id=uuid4(), at=before, ended_at=before)
    made.ada_in_hidden = Membership.objects.using("keeper").get(group=cast.hidden_group, member_id=ada)
    day, night = (cast.ada_in_group, cast.ben_in_group), (made.ada_in_hidden, cast.ben_in_hidden)
    to_ada, to_ben = {"asker_id": ben, "asked_id": ada}, {"asker_id": ada, "asked_id": ben}
    old = moment - timedelta(days=60)
    made.talk = put(Talk, group=cast.group, asker_place=day[1], asked_place=day[0], made_at=before, **to_ada)
    made.asked_talk = put(Talk, group=cast.group, asker_place=day[0], asked_place=day[1], made_at=moment, **to_ben)
    by_night = {"group": cast.hidden_group, "asker_place": night[0], "asked_place": night[1], "made_at": old}
    made.refused_talk, made.over_talk = put(Talk, **by_night, **to_ben), put(Talk, **by_night, **to_ben)
    put(Answer, talk=made.talk, member_id=ada, how="accepted", at=before)
    put(Answer, talk=made.refused_talk, member_id=ben, how="not_now", at=old)
    put(Answer, talk=made.over_talk, member_id=ben, how="accepted", at=old)
    for talk in (made.refused_talk, made.over_talk):
        put(Ending, talk=talk, member_id=ben, at=old)
    made.message = _said(put, made.talk, ben, "You wrote about four in the morning.", opens=True, at=before)
    _said(put, made.talk, ada, "I did. It is quieter now.", at=moment)
    _said(put, made.asked_talk, ada, "May I ask you something?", opens=True, at=moment)
    _said(put, made.talk, ada, "This I took along.", at=moment, given_up_at=moment)
    put(Reported, talk=made.talk, member_id=ben, words="It began to frighten me.", at=moment)
    signs = {"codes": ["secrecy"], "counts": {"secrecy": 1}, "talks": [made.talk.id]}
    made.review = put(Review, group=cast.group, place=cast.ben_in_group, opened_at=moment, seen_at=moment, **signs)
    topic = {"topic": f"talk:{made.over_talk.id}", "number": 1, "kind": "message", "about": made.message.id}
    put(LiveEvent, member_id=ada, author_member_id=ben, at=moment, **topic)


def _said(put: Any, talk: Any, author: Any, words: str, *, at: Any, opens: bool = False, **more: Any) -> Any:
    from hearten.messages.models import Message
    from hearten.messages.proofs import proof_of

    key = uuid4()
    said = {"talk": talk, "author_id": author, "client_id": uuid4(), "opens": opens, "made_at": at, **more}
    return put(Message, id=key, body=words, proof=proof_of(key, author, words), **said)
