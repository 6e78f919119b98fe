"""Keeping the index: the worker takes what waits, words first, meaning after. State is in rows."""

import logging
import threading
import time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.aside import Busy
from hearten.kernel.watches import keep_doing
from hearten.search.encoder import Vector, meanings, parts_of
from hearten.search.fields import written
from hearten.search.sources import kinds

log = logging.getLogger("hearten.search")
INDEX = "the index"
EVERY_S = 0.5
WORDS_AT_ONCE = 50
MEANINGS_AT_ONCE = 16
RESTS_S = 30.0
COMPLETE_EVERY_S = 24 * 3600.0
Unread = tuple[UUID, list[str]]  # an entry and the parts of its text


def keep_index(ended: threading.Event) -> None:
    """Index what waits until `ended` is set. First, and once a day, bring the index in line with what there is."""
    keep_doing(INDEX, Keeping().look, EVERY_S, ended)


class Keeping:
    """What one process remembers between two looks: how long the encoder is left alone, when all is looked through."""

    def __init__(self) -> None:
        self.rests_until = self.complete_until = 0.0

    def look(self) -> bool:
        """Index some of what waits. Returns whether more may wait."""
        if index_words() or self._meanings():
            return True
        if time.monotonic() >= self.complete_until:
            complete()
            self.complete_until = time.monotonic() + COMPLETE_EVERY_S
        return False

    def _meanings(self) -> bool:
        if time.monotonic() < self.rests_until:
            return False
        try:
            return bool(index_meanings())
        except Busy:
            self.rests_until = time.monotonic() + RESTS_S
            log.warning("search has no meanings for now: the encoder does not answer")
            return False


def complete() -> None:
    """Bring the index in line with what there is: what no trigger saw, as from before an upgrade or out of a backup."""
    for kind in kinds():
        _door("SELECT search_complete(%s)", kind)
    _door("SELECT search_forget_known()")


def _door(sql: str, *values: Any) -> Any:
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def index_words() -> int:
    """Index the words of what waits longest. Returns how many things."""
    return int(_door("SELECT search_index(%s)", WORDS_AT_ONCE))


def index_meanings() -> int:
    """Have the encoder read what waits longest. Returns how many entries. Raises Busy where it does not answer."""
    if not settings.HEARTEN_MODELS:
        return 0
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM search_unread(%s)", [MEANINGS_AT_ONCE])
        unread = [(entry, parts_of(title, body)) for entry, title, body in cursor.fetchall()]
    for entry, vectors in _read(unread) if unread else []:
        if vectors:
            _door("SELECT search_add_meaning(%s, %s)", entry, [written(one) for one in vectors])
        else:
            _door("SELECT search_read_later(%s)", entry)
    return len(unread)


def _read(unread: list[Unread]) -> list[tuple[UUID, list[Vector]]]:
    """Return the vectors of each entry's parts; none for a text that the encoder fails on, so that others can go on."""
    try:
        read = iter(meanings([part for _entry, parts in unread for part in parts]))
    except Busy:
        meanings(["Is somebody there?"])
        if len(unread) == 1:
            return [(unread[0][0], [])]
        return [found for one in unread for found in _read([one])]
    return [(entry, [next(read) for _part in parts]) for entry, parts in unread]
