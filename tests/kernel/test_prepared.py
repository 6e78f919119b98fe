"""Hand-written queries are planned once: under the policies, planning costs more than running."""

from typing import Any

from django.db import connection

from hearten.threads import reading


def test_a_hand_written_query_is_prepared_and_keeps_its_plan(cast: Any, as_seat: Any) -> None:
    with as_seat(cast.ben) as seat:
        for _ in range(3):
            reading.head(seat, cast.thread.id)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements WHERE statement LIKE %s",
                ["%FROM threads_thread t%"],
            )
            generic, custom = cursor.fetchone()
    assert generic >= 3
    assert custom == 0
