"""What one tried is in one's copy, goes with one both ways, and goes by itself a year after it ended."""

from datetime import timedelta
from typing import Any

import pytest

from hearten.library import own_trying
from hearten.library.tests.tries import TITLE, WHY, Tries, tries
from hearten.members import retention, rights

pytestmark = pytest.mark.django_db
__all__ = ["tries"]

TABLES = ("library_trying", "library_checkback")


def left(superuser: Any) -> list[int]:
    return [superuser.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]


def copy_of(seat: Any) -> dict[str, list[dict[str, Any]]]:
    return {one.name: one.read(seat) for one in rights.exported() if one.name in ("trying", "check_backs")}


def test_the_copy_holds_ones_own_and_nobody_elses(tries: Tries, as_seat: Any, superuser: Any) -> None:
    row = tries.begin()
    tries.begin(tries.cast.ada, words="Hers alone.")
    tries.clock.pass_(timedelta(days=3))
    tries.say(tries.check(row, 3), "sometimes")
    superuser.execute("UPDATE groups_membership SET ended_at = now(), ended_how = 'kept' WHERE id = %s",
                      [tries.cast.ben_in_group.id])  # fmt: skip
    with as_seat(tries.cast.ben) as seat:
        found = copy_of(seat)
    assert [(one["title"], one["words"], one["how"]) for one in found["trying"]] == [(TITLE, WHY, "")]
    assert [(one["days"], one["answer"]) for one in found["check_backs"]] == [(3, "Sometimes"), (14, ""), (60, "")]
    assert "Hers alone." not in str(found)


@pytest.mark.parametrize("how", ["erased", "kept"])
def test_being_forgotten_takes_all_of_it_either_way(tries: Tries, as_seat: Any, superuser: Any, how: str) -> None:
    tries.begin()
    tries.begin(tries.cast.ada)
    with as_seat(tries.cast.ben) as seat:
        own_trying._forget(seat, how)
    assert left(superuser) == [1, 3], "Ada's stays"
    assert TITLE in tries.page(tries.cast.ada)


@pytest.mark.parametrize("how", ["erased", "kept"])
def test_leaving_for_good_works_with_something_on_the_list(
    tries: Tries, own_keys: Any, superuser: Any, how: str
) -> None:
    tries.begin()
    form = {"how": how, "when": "now", "sure": "on"}
    assert tries.cast.ben.client.post("/you/leave-for-good/", form).status_code == 302
    assert left(superuser) == [0, 0]


def test_what_ended_a_year_ago_goes_with_its_answers_and_what_runs_stays(
    tries: Tries, superuser: Any, as_worker: Any
) -> None:
    row = tries.begin()
    tries.cast.ben.client.post(f"/trying/{row.id}/end/", {"how": "stopped"})
    tries.begin()
    superuser.execute("UPDATE library_trying SET begun_at = begun_at - interval '3 years'")
    superuser.execute("UPDATE library_trying SET ended_at = now() - interval '364 days' WHERE ended_at IS NOT NULL")
    as_worker(lambda: retention.sweep("night"))
    assert left(superuser) == [2, 6]
    superuser.execute("UPDATE library_trying SET ended_at = now() - interval '367 days' WHERE ended_at IS NOT NULL")
    as_worker(lambda: retention.sweep("night"))
    assert left(superuser) == [1, 3]
