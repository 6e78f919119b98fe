"""Whose sessions streams' cookies open: the same read as for a page, for the live hub."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare

from hearten.members.models import session_mark
from hearten.members.sessions import hash_of

_OPEN = """SELECT asked.nth, s.data, s.member_id, s.password FROM unnest(%s::text[]) WITH ORDINALITY AS asked(hash, nth)
CROSS JOIN LATERAL members_open_session(asked.hash) s WHERE s.member_id IS NOT NULL"""


async def members_of(cursor: psycopg.AsyncCursor[Any], tokens: Sequence[str]) -> list[UUID | None]:
    """Return for each cookie the member who is signed in with it, or None: signed out, expired, passphrase changed."""
    await cursor.execute(_OPEN, [[hash_of(token) for token in tokens]])
    found: list[UUID | None] = [None] * len(tokens)
    for nth, data, member, password in await cursor.fetchall():
        found[nth - 1] = member if _is_whole(json.loads(data), member, password) else None
    return found


def _is_whole(data: dict[str, Any], member: UUID, password: str) -> bool:
    mark = session_mark(password)
    return data.get(SESSION_KEY) == str(member) and constant_time_compare(data.get(HASH_SESSION_KEY, ""), mark)
