"""Whose places in a room these are: from what the room calls people to whom the site calls members."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection


def members_of(meeting: UUID, places: Collection[str]) -> list[UUID]:
    """Return the members whose memberships these are, of people who were in the meeting's room."""
    if not places:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT meetings_members_of(%s, %s)", [meeting, [UUID(one) for one in places]])
        return [row[0] for row in cursor.fetchall()]
