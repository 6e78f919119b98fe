"""Taking one letter in: whose it is, whether it may come in, and keeping its writer's words before anybody says yes.

There are three answers. "Taken" is said only once the row is committed. "Later" is said where we cannot know: the mail
server then tries again. All else is one flat no, which tells nobody what was wrong. Nothing is ever answered by letter.
"""

import hashlib
from email.message import Message
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction

from hearten.by_letter import bounced, keeping
from hearten.by_letter.automatic import is_automatic
from hearten.by_letter.bounces import reports_in
from hearten.by_letter.parsed import Unfit, header, parsed, words_of
from hearten.by_letter.place import only_in_our_letters
from hearten.by_letter.quoted import own_words
from hearten.by_letter.senders import name_of, sender_of, was_refuted
from hearten.by_letter.signed import BACK, Signed, Way, fits, taken_apart
from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.keystore import blind_index
from hearten.kernel.seat import VISITOR, Seat

TAKEN = "250 2.0.0 Taken"
LATER = "451 4.3.0 Not now. Try again later"
NO = "550 5.1.1 There is no such address"


class _Found(NamedTuple):
    id: UUID
    member: UUID
    thread: UUID | None
    email_index: str
    made_at: object
    wanted: bool


def is_known(written: str) -> bool:
    """Whether letters to an address are taken."""
    return _way(written) is not None


def take(written: str, sender: str, content: bytes) -> str:
    """Take a letter to an address, from an envelope's sender. Returns the answer to the mail server."""
    found = _way(written)
    if found is None:
        return NO
    signed, way = found
    try:
        message = parsed(content)
        return _report(way, message, sender) if signed.what == BACK else _answer(way, message, sender, content)
    except Unfit:
        return TAKEN if signed.what == BACK else NO  # a report that is refused would come back as another one


def _way(written: str) -> tuple[Signed, Way] | None:
    signed = taken_apart(written)
    if signed is None:
        return None
    with as_member(None), transaction.atomic():
        rows = VISITOR.read(_Found, "SELECT * FROM by_letter_way(%s)", signed.id)
    way = Way(*rows[0][:5]) if rows else None  # type: ignore[arg-type]  # the columns of one are those of the other
    if way is None or not fits(signed, way) or not (signed.what == BACK or rows[0].wanted):
        return None
    return signed, way


def _report(way: Way, message: Message, sender: str) -> str:
    if reports := reports_in(message, sender):
        with as_member(way.member), transaction.atomic():
            bounced.note(Seat(way.member), way, reports)
    return TAKEN


def _answer(way: Way, message: Message, sender: str, content: bytes) -> str:
    if is_automatic(message, sender):
        return TAKEN  # and dropped: to refuse it would only have servers write to each other
    is_theirs = blind_index("e-mail", sender_of(message)) == way.email_index
    if not is_theirs or was_refuted(message, settings.HEARTEN_LETTERS_TRUSTED):
        return NO
    said = words_of(message)
    own = own_words(said.text, only_in_our_letters())
    came = keeping.Came(_mark(way, message, content), own, said, now(), name_of(message))
    with as_member(way.member), transaction.atomic():
        return {None: LATER, False: NO, True: TAKEN}[keeping.keep(Seat(way.member), way, came)]


def _mark(way: Way, message: Message, content: bytes) -> str:
    """Return by what a letter that comes twice to one address is known: its Message-ID, else all of it."""
    name = header(message, "Message-ID") or hashlib.sha256(content).hexdigest()
    return blind_index("letter that came", f"{way.id} {name}")
