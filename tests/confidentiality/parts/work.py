"""The matrices' lines about working something through, and about replies that may become cards.

Ben works something through in "night shift", where Ada offered an idea. In "low days" Ben wrote two replies; Ada asked
about the second one whether it could become a card, and a card grew out of it.
"""

from collections.abc import Callable
from typing import Any

DOORS = """
# Working something through                                               visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /groups/<group>/work/                                    low_days    in  200  200  404  404  404  404  404  404
GET  /groups/<group>/work/                                    night       in  200  200  404  404  404  404  404  404
POST /groups/<group>/work/                                    low_days    in  302  302  404  404  404  404  404  404
POST /groups/<group>/work/                                    night       in  302  403  404  404  404  404  404  404
GET  /threads/<thread>/facts/                                 working     in  404  200  404  404  404  404  404  404
GET  /threads/<thread>/facts/                                 ben         in  404  404  404  404  404  404  404  404
POST /threads/<thread>/facts/                                 working     in  404  302  404  404  404  404  404  404
GET  /threads/<thread>/choice/                                working     in  404  200  404  404  404  404  404  404
GET  /threads/<thread>/choice/                                ben         in  404  404  404  404  404  404  404  404
POST /threads/<thread>/choice/                                working     in  404  302  404  404  404  404  404  404
GET  /threads/<thread>/report-back/                           working     in  404  200  404  404  404  404  404  404
GET  /threads/<thread>/report-back/                           ben         in  404  404  404  404  404  404  404  404
POST /threads/<thread>/report-back/                           working     in  404  302  404  404  404  404  404  404
GET  /posts/<post>/points/                                    working     in  200  404  404  404  404  404  404  404
GET  /posts/<post>/points/                                    ben         in  404  404  404  404  404  404  404  404
POST /posts/<post>/points/                                    working     in  302  404  404  404  404  404  404  404
# Replies that may become cards                                           visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /posts/<post>/card-proposal/                             unasked     in  200  404  404  404  404  404  404  404
GET  /posts/<post>/card-proposal/                             asked_about in  403  404  404  404  404  404  404  404
POST /posts/<post>/card-proposal/                             unasked     in  302  404  404  404  404  404  404  404
POST /posts/<post>/card-proposal/                             asked_about in  403  404  404  404  404  404  404  404
GET  /posts/<post>/card-answer/                               unasked     in  404  404  404  404  404  404  404  404
GET  /posts/<post>/card-answer/                               asked_about in  404  200  404  404  404  404  404  404
POST /posts/<post>/card-answer/                               unasked     in  404  404  404  404  404  404  404  404
POST /posts/<post>/card-answer/                               asked_about in  404  302  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "working": lambda w: {"thread": w.work_thread.id, "post": w.work_idea.id},
    "unasked": lambda w: {"post": w.reply_of_ben.id},
    "asked_about": lambda w: {"post": w.reply_asked_about.id},
}

FORMS: dict[str, dict[str, Any]] = {
    "/groups/<group>/work/": {
        "title": "The talk",
        "body": "How can I begin it?",
        "facts": "On Friday.",
        "client_id": "3c7c4e4a-6a0d-4d0e-9a55-3f6a1f0c9b21",
    },
    "/threads/<thread>/facts/": {"facts": "On Saturday."},
    "/threads/<thread>/choice/": {"words": "I ring first."},
    "/threads/<thread>/report-back/": {"words": "It went all right."},
    "/posts/<post>/points/": {"good": "It is quick.", "bad": "It may be loud."},
    "/posts/<post>/card-answer/": {"welcome": "yes"},
}

#                                visitor   member       mo           mo+           odile        worker
TABLES = """
threads_working                  -/-/-/-   g/B/B/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
threads_idea                     -/-/-/-   g/P/P/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
threads_cardproposal             -/-/-/-   lQ/A/Q/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
threads_grewout                  -/-/-/-   g/Q/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "threads_working": {"facts", "tried", "idea_id", "chosen", "chosen_at", "report", "reported_at"},
    "threads_idea": {"good", "bad"},
    "threads_cardproposal": {"answer", "answered_at"},
}

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "Q": lambda me, table, row: me.world.rows["threads_post"][row["post_id"]]["membership_id"] in me.memberships,
    "A": lambda me, table, row: row["group_id"] in me.leads and row["by_id"] in me.memberships and not row["answer"],
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.groups.models import Membership
    from hearten.library.models import Card, CardOwner
    from hearten.threads.models import CardProposal, GrewOut, Idea, Post, Thread, Working

    night = {"group": cast.hidden_group}
    ada = Membership.objects.using("keeper").get(member_id=cast.ada.id, **night)
    said = {"title": "The call", "kind": "work", "wish": "ideas", "made_at": moment, "last_at": moment}
    made.work_thread = put(Thread, membership=cast.ben_in_hidden, **said, **night)
    here = {"thread": made.work_thread, "html": "", "made_at": moment, **night}
    put(Post, opens=True, membership=cast.ben_in_hidden, body="How can I call?", **here)
    made.work_idea = put(Post, membership=ada, body="Write it down first.", move="idea", **here)
    put(Idea, post=made.work_idea, good="It is calm.", bad="It takes time.", **night)
    chosen = {"chosen": "I write it down.", "chosen_at": moment}
    put(Working, thread=made.work_thread, facts="It is my sister.", made_at=moment, **chosen, **night)
    said = {"group": cast.group, "thread": cast.thread, "membership": cast.ben_in_group, "made_at": moment}
    made.reply_of_ben = put(Post, body="I count to ten.", html="", **said)
    made.reply_asked_about = put(Post, body="I count to twenty.", html="", **said)
    asked = {"group": cast.group, "by": cast.ada_in_group, "made_at": moment}
    put(CardProposal, post=made.reply_asked_about, **asked)
    words = {"title": "Counting", "topic": "coping", "label": "experience", "what": "I count.", "cost": "free"}
    also = {"minutes": 1, "energy": "low", "company": "alone", "steps": ["Sit.", "Count."], "made_at": moment}
    card = put(Card, group=cast.group, membership=cast.ben_in_group, **words, **also)
    put(CardOwner, card=card, member_id=cast.ben.id)
    put(GrewOut, group=cast.group, post=made.reply_asked_about, card=card, at=moment)
