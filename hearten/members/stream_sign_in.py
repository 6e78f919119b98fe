"""Whose session a stream's cookie opens: the same read as for a page, for the live hub."""

import json
from typing import Any
from uuid import UUID

import psycopg
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare

from hearten.members.models import session_mark
from hearten.members.sessions import hash_of


async def member_of(cursor: psycopg.AsyncCursor[Any], token: str) -> UUID | None:
    """Return the member who is signed in with this cookie, or None: signed out, expired, passphrase changed."""
    await cursor.execute("SELECT data, member_id, password FROM members_open_session(%s)", [hash_of(token)])
    row = await cursor.fetchone()
    if row is None or row[1] is None:
        return None
    data, member, password = json.loads(row[0]), row[1], row[2]
    mark = session_mark(password)
    whole = data.get(SESSION_KEY) == str(member) and constant_time_compare(data.get(HASH_SESSION_KEY, ""), mark)
    return member if whole else None
