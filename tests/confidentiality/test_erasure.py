"""Whoever leaves for good is in no row of any table, whichever slice made it; nobody else's rows go with them."""

from typing import Any

import pytest

from tests.copies import tables
from tests.people import seated

PEOPLE = ["ada", "ben", "cleo", "dov", "eli", "mo", "odile"]


def texts(superuser: Any) -> dict[str, list[str]]:
    """Return every row of every table, as text."""
    return {
        name: [row for (row,) in superuser.execute(f'SELECT t::text FROM "{name}" t')] for name in tables(superuser)
    }


@pytest.mark.parametrize("how", ["erased", "kept"])
@pytest.mark.parametrize("name", PEOPLE)
def test_nothing_leads_to_somebody_who_left(name: str, how: str, world: Any, superuser: Any) -> None:
    from hearten.members.erasing import erase_rows

    who, before = getattr(world.cast, name), texts(superuser)
    others = [person for person in world.cast.people if person is not who]
    with seated(who) as seat:
        erase_rows(seat, how)
    after = texts(superuser)
    for table, rows in after.items():
        assert not [row for row in rows if str(who.id) in row or who.id.hex in row], table
    for person in others:
        for table in ("members_profile", "members_consent", "members_session", "groups_membership", "members_member"):
            theirs = [row for row in before[table] if str(person.id) in row]
            assert [row for row in after[table] if str(person.id) in row] == theirs, (person.name, table)
    if how == "kept":
        words = "threads_post", "threads_thread"
        assert [sorted(after[table]) for table in words] == [sorted(before[table]) for table in words]
