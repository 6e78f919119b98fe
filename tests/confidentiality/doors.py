"""What each door answers to each person: the table that test_doors.py goes through.

One line for each verb and address: `VERB address of answers...`. `of` names what the address is about (SUBJECTS below).
The columns after it:

    visi  a visitor, not signed in                        eli   was in both of Ada's groups, until she removed him
    ada   facilitator of "low days" and of                mo    moderator, without a grant
          "night shift" (by invitation only)              mo+   moderator with a running grant for both groups
    ben   member of both                                  odil  the operator
    cleo  member of "panic and worry" (ask to join)
    dov   in no group

An answer is an HTTP status, or `in`: sent to sign in (GET 302), or told to sign in and send again (POST 401). `in`, 403
and 404 also mean that no row of any table changed. A POST sends what FORMS says, filled in well: whoever is refused is
refused for who they are. A verb that a door does not have is answered with 405 to everybody; it needs no line.
"""

from collections.abc import Callable
from typing import Any

from tests.confidentiality.parts import entries, texts

TOKEN = "a-token-that-nobody-guesses"
PEOPLE = ["visitor", "ada", "ben", "cleo", "dov", "eli", "mo", "mo+", "odile"]

TABLE = texts("DOORS")

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "-": lambda w: {},
    "rue": lambda w: {},  # a name that only one person can have
    "low_days": lambda w: {
        "group": w.cast.group.id,
        "slug": "low-days",
        "membership": w.cast.ben_in_group.id,
        "request": w.request.id,
        "ask": w.ask.id,
    },
    "night": lambda w: {
        "group": w.cast.hidden_group.id,
        "slug": "night-shift",
        "token": TOKEN,
        "membership": w.cast.ben_in_hidden.id,
        "invitation": w.invitation.id,
        "ask": w.ask_in_hidden.id,
    },
    "crossed": lambda w: {"group": w.cast.group.id, "ask": w.ask_in_hidden.id},  # of another group than it says
    "panic": lambda w: {
        "group": w.cast.other_group.id,
        "slug": "panic-and-worry",
        "membership": w.cast.cleo_in_other.id,
    },
    "closed": lambda w: {"group": w.closed_group.id, "membership": w.closed_stay.id},
    "three_stops": lambda w: {"key": "three-stops"},
    "no_room": lambda w: {"key": "no-such-room"},
    "ben": lambda w: {
        "thread": w.cast.thread.id,
        "post": w.cast.post.id,
        "key": w.session.id,
        "notice": w.notice.id,
    },
    "ben_yes": lambda w: {"key": w.consent.id},
    "ada": lambda w: {"post": w.cast.reply.id},
    "asking": lambda w: {"post": w.asking.id},
    "masked": lambda w: {
        "thread": w.cast.masked.id,
        "post": w.masked_post.id,
        "?": {"mask": w.cast.mask.id},
    },
    "hidden": lambda w: {"thread": w.cast.hidden_thread.id, "post": w.cast.hidden_reply.id},
    "mo": lambda w: {"grant": w.grant.id, "lookup": w.lookup_of_mo.id, "standing": w.standing.id},
    "odile": lambda w: {"lookup": w.lookup_of_odile.id},
    "agreed": lambda w: {"lookup": w.lookup_agreed.id},
}


# What is sent to each door that takes a POST: filled in well, so that a refusal is about the person. "<membership>" is
# that of the line's subject.
_PASSPHRASE = "four quiet words in a row"
_GROUP = {
    "title": "mornings", "purpose": "To begin the day.", "who_for": "Early people.", "topics": "mornings",
    "formats": "forum", "language": "en", "zone": "UTC", "openness": "open", "keeps": "keep",
}  # fmt: skip
_WORDS = {"body": "I am here, reading.", "client_id": "7d1f0f5e-6a53-4c61-9d1c-0c1f6f1f5b11"}
_REASON = {"reason": "A facilitator asked us for help in writing."}
FORMS: dict[str, dict[str, Any]] = {
    "/join/": {"name": "Rue", "passphrase": _PASSPHRASE, "adult": "on", "agrees": "on"},
    "/join/passkey/": {"name": "Rue", "adult": "on", "agrees": "on"},
    "/sign-in/": {"name": "Ben", "passphrase": "ben drives the last bus"},
    "/sign-in/second/": {"code": "123456"},
    "/sign-in/agree/": {"agrees": "on"},
    "/recover/": {"name": "Ben", "code": "0000-0000-0000", "passphrase": _PASSPHRASE},
    "/first-steps/": {"step": "folds", "did": "skipped"},
    "/you/name/": {"name": "Rue"},
    "/you/language-and-place/": {"language": "en", "country": "DE", "zone": "Europe/Berlin"},
    "/you/look/": {"theme": "dark"},
    "/you/email/": {"email": "somebody@example.org"},
    "/you/confirm/": {"passphrase": "ben drives the last bus"},
    "/you/passphrase/": {"passphrase": _PASSPHRASE, "passphrase_now": "ben drives the last bus"},
    "/you/passkeys/": {"name": "my phone"},
    "/you/passkeys/removal/": {"key": "1"},
    "/you/codes/app/": {"code": "123456"},
    "/invitations/<token>/": {"name": "Rue", "version": "1", "agree": "on"},
    "/groups/<group>/join/": {"name": "Rue", "version": "1", "agree": "on"},
    "/groups/<group>/ask/": {"name": "Rue", "words": "I would like to sit with you."},
    "/groups/<group>/agreement/": {"version": "1"},
    "/groups/<group>/me/": {"name": "Rue"},
    "/groups/<group>/leave/": {"how": "erased"},
    "/groups/<group>/lead/people/<membership>/": {"role": "peer_supporter", "welcomes": "on"},
    "/groups/<group>/lead/people/<membership>/removal/": {"words": "Please take some time."},
    "/groups/<group>/lead/requests/<request>/": {"answer": "welcome", "words": "Come in."},
    "/groups/<group>/lead/agreement/": {"text": "We are kind.", "based_on": "1"},
    "/groups/<group>/lead/description/": _GROUP,
    "/groups/<group>/lead/practice/": {"person": "<membership>", "practice": "first-replies"},
    "/coach/": {"agree": "yes"},
    "/practice/<key>/feedback/": {"body": "That sounds like a long way with your own thoughts."},
    "/groups/<group>/write/": {**_WORDS, "title": "Morning", "kind": "support", "wish": "listen"},
    "/threads/<thread>/": _WORDS,
    "/threads/<thread>/replies/": _WORDS,
    "/threads/<thread>/feedback/": _WORDS,
    "/posts/<post>/edit/": {"body": "I woke up.", "title": "The long way", "wish": "listen", "note": ""},
    "/posts/<post>/permission/": {"welcome": "yes"},
    "/desk/groups/make/": {**_GROUP, "agreement": "We listen."},
    "/desk/groups/<group>/": {"sign_in_name": "Dov", "shown_name": "Dov"},
    "/desk/groups/<group>/enter/": _REASON,
    "/desk/look-ups/ask/": _REASON,
    "/desk/look-ups/<lookup>/answer/": {"agrees": "yes"},
    "/desk/coach/": {"open": "no"},
    "/desk/staff/": {"sign_in_name": "Dov", "shown_name": "Dov"},
    "/desk/lines/": {"line": "ar-call-135", "right": "yes", "initials": "OD", "on": "2026-01-01"},
}

SUBJECTS |= entries("SUBJECTS")
FORMS |= entries("FORMS")
