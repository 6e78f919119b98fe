"""Somebody who is asked to look after somebody hears of it outside these pages, whatever wrote the notice."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from hearten.notices.tests.outside import Outside, post_office
from hearten.safety.timers import fire_due

pytestmark = pytest.mark.django_db

CONCERN = """
WITH c AS (INSERT INTO safety_concern (id, kind, about, group_id, member_id, level, whose, source, made_by, opened_at,
  owner_name, outcome) VALUES (gen_random_uuid(), 'post', gen_random_uuid(), %s, %s, 'L3', 'self', 'rules', '', now(),
  '', '') RETURNING id)
INSERT INTO safety_timer (id, concern_id, step, due_at, how)
  SELECT gen_random_uuid(), c.id, 'first', now() - interval '1 second', '' FROM c"""


def test_the_ladder_writes_its_notices_in_sql_and_they_go_outside_at_once_in_quiet_hours(
    cast: Any, as_seat: Any, as_worker: Any, superuser: Any, settings: Any, clock: Any
) -> None:
    settings.HEARTEN_TIME_ZONE = "Europe/Berlin"
    with post_office(settings) as office:
        outside = Outside(as_worker, as_seat)
        outside.write_to(cast.ada, wakes="duty", quiet_from=time(0), quiet_until=time(23, 59))
        superuser.execute(CONCERN, [cast.group.id, cast.ben.id])
        as_worker(fire_due, transactions=True)
        clock.set(datetime.now(UTC) + timedelta(seconds=30))  # PostgreSQL's own clock wrote the notice
        outside.think()
        outside.send()
        ((_to, letter),) = office.taken
    assert letter["Subject"] == "You have something new at hearten"
    assert superuser.execute("SELECT level, how FROM notices_outgoing").fetchall() == [(2, "sent")]
