"""How soon people are usually answered in a group: coarse, never of a few, and only of groups one may read about."""

from typing import Any

import pytest

from hearten.answering.tests.conftest import Helpers
from hearten.answering.typical import Typical, typical_of

pytestmark = pytest.mark.django_db
ADD = """
WITH made AS (
  INSERT INTO threads_thread (id, group_id, membership_id, title, kind, wish, mood, note, made_at, last_at)
  SELECT gen_random_uuid(), %(group)s, %(place)s, 'x', 'support', 'listen', '', '', a.at, a.at
  FROM (SELECT %(at)s::timestamptz AS at) a RETURNING *),
said AS (
  INSERT INTO threads_post (id, group_id, thread_id, membership_id, opens, quoted, move, body, html, made_at)
  SELECT gen_random_uuid(), m.group_id, m.id, m.membership_id, true, '', '', 'x', 'x', m.made_at FROM made m)
INSERT INTO answering_clock (id, group_id, thread_id, kind, newcomer, asked_at, first_at, second_at, step, ended_at,
  ended_how)
SELECT gen_random_uuid(), m.group_id, m.id, 'support', false, m.made_at, m.made_at, m.made_at, '',
  m.made_at + %(minutes)s * interval '1 minute', %(how)s FROM made m"""


def add(superuser: Any, group: Any, place: Any, minutes: float | None, at: Any = None, how: str = "answered") -> None:
    """Add one that asked for support, answered after so many minutes (None: not yet)."""
    at = at or superuser.execute("SELECT now() - interval '3 days'").fetchone()[0]
    how = how if minutes is not None else ""
    superuser.execute(ADD, {"group": group.id, "place": place.id, "minutes": minutes, "how": how, "at": at})


@pytest.mark.parametrize(
    ("minutes", "typical"),
    [
        ([5, 10, 60, 60, 9000], Typical.HOUR),
        ([5, 10, 61, 61, 61], Typical.HOURS),
        ([5, 10, 361, 361, 361], Typical.DAY),
        ([5, 10, 1441, 1441, None], Typical.LONGER),
        ([5, 10, 20, None, None], Typical.LONGER),
        ([5, 10, 20, 30], None),
    ],
)
def test_three_of_four_and_from_five_on(
    minutes: list[float | None], typical: Any, helpers: Helpers, superuser: Any, as_seat: Any
) -> None:
    cast = helpers.cast
    for one in minutes:
        add(superuser, cast.group, cast.ben_in_group, one)
    with as_seat(None) as visitor:
        found = typical_of(visitor, [cast.group.id, cast.other_group.id])
    assert found == ({cast.group.id: typical} if typical else {})


def test_what_was_taken_back_or_is_not_a_day_old_or_is_long_ago_does_not_count(
    helpers: Helpers, superuser: Any, as_seat: Any
) -> None:
    cast = helpers.cast
    for _number in range(4):
        add(superuser, cast.group, cast.ben_in_group, 5)
    for span, how in (("23 hours", "answered"), ("61 days", "answered"), ("3 days", "taken"), ("3 days", "left")):
        at = superuser.execute(f"SELECT now() - interval '{span}'").fetchone()[0]
        add(superuser, cast.group, cast.ben_in_group, 5, at, how)
    with as_seat(None) as visitor:
        assert typical_of(visitor, [cast.group.id]) == {}
        add(superuser, cast.group, cast.ben_in_group, 5, how="alone")
        assert typical_of(visitor, [cast.group.id]) == {cast.group.id: Typical.HOUR}


def test_a_group_by_invitation_or_closed_says_it_to_its_people_alone(
    helpers: Helpers, superuser: Any, as_seat: Any
) -> None:
    cast = helpers.cast
    for _number in range(5):
        add(superuser, cast.hidden_group, cast.ben_in_hidden, 5)
    for person, sees in ((None, False), (cast.cleo, False), (cast.mo, False), (cast.ben, True), (cast.odile, True)):
        with as_seat(person) as seat:
            assert bool(typical_of(seat, [cast.hidden_group.id])) is sees
    superuser.execute("UPDATE groups_group SET closed_at = now() WHERE id = %s", [cast.hidden_group.id])
    with as_seat(cast.odile) as seat:
        assert typical_of(seat, [cast.hidden_group.id]) == {}
        assert typical_of(seat, []) == {}
