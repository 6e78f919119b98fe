"""The yearly numbers equal those of the tables, and small ones point at nobody."""

import json
from typing import Any

import pytest

from hearten.moderation.transparency import FEW, HIDDEN, counted, covered, may_tell_total, readable, shown
from tests.people import Cast


@pytest.fixture
def year(cast: Cast, superuser: Any) -> int:
    """A year with seven hostile reports, twelve of spam, three of method detail, and six notes."""
    superuser.execute(
        """
        WITH c AS (INSERT INTO moderation_case
            (id, kind, item, category, severity, signs, opened_at, closed_at, claimed_name, outcome)
          SELECT gen_random_uuid(), 'post', gen_random_uuid(), x.category, 1, '', now() - interval '3 hours',
            now() - interval '1 hour', '', 'note'
          FROM (SELECT 'hostile' FROM generate_series(1, 7) UNION ALL SELECT 'spam' FROM generate_series(1, 12)
            UNION ALL SELECT 'method' FROM generate_series(1, 3)) x (category) RETURNING id, category)
        INSERT INTO moderation_report (id, member_id, case_id, category, words, attached, made_at)
          SELECT gen_random_uuid(), %s, id, category, '', '', now() FROM c""",
        [cast.ada.id],
    )
    superuser.execute(
        """INSERT INTO moderation_act
          (id, case_id, step, category, reason, rule, passage, by_id, by_name, second_name, made_at, appeal_until)
        SELECT gen_random_uuid(), id, 'note', 'hostile', '', '', '', %s, 'Ada', '', now(), now()
        FROM moderation_case LIMIT 6""",
        [cast.ada.id],
    )
    (now,) = superuser.execute("SELECT extract(year FROM now() AT TIME ZONE 'UTC')::int").fetchone()
    return int(now)


def test_numbers_equal_those_of_the_tables(year: int, superuser: Any) -> None:
    found = counted(year)
    rows = superuser.execute("SELECT category, count(*) FROM moderation_report GROUP BY 1").fetchall()
    assert found.groups[0]["reports by category"] == dict(rows) == {"hostile": 7, "spam": 12, "method": 3}
    told = shown(found)
    cells = told["tables"]["reports by category"]["cells"]
    assert cells == {"hostile": HIDDEN, "method": FEW, "spam": 12}
    assert told["tables"]["steps, by people and by rules"]["cells"] == {"note (person)": 6}
    assert told["median hours from a case to its decision"] == 2.0
    assert told["cases decided"] == 22
    assert told["counts"]["groups entered by staff"] == FEW
    assert counted(year - 1).decided == 0


def test_what_is_missing_is_named(year: int) -> None:
    for past, late in ((year, False), (year - 1, False), (year - 2, True)):
        told = shown(counted(past))
        assert any("account was erased" in what for what in told["not counted"])
        assert any("forgotten" in what for what in told["not counted"]) is late
        assert all(f"- {what}" in readable(told) for what in told["not counted"])


def test_a_year_is_whole_until_the_next_one_is_over(year: int, superuser: Any, as_worker: Any) -> None:
    from hearten.members import retention

    superuser.execute("UPDATE moderation_case SET closed_at = date_trunc('year', now() - interval '1 year', 'UTC')")
    superuser.execute("UPDATE moderation_report SET made_at = date_trunc('year', now() - interval '1 year', 'UTC')")
    as_worker(lambda: retention.sweep("night"))
    found = counted(year - 1)
    assert found.decided == 22 and sum(found.groups[0]["reports by category"].values()) == 22


def test_no_small_number_is_written(year: int) -> None:
    told = shown(counted(year))
    numbers = [n for n in json.loads(json.dumps(told))["counts"].values() if isinstance(n, int)]
    numbers += [n for table in told["tables"].values() for n in table["cells"].values() if isinstance(n, int)]
    assert all(number >= 5 for number in numbers)
    assert f"| method | {FEW} |" in readable(told)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"a": 9, "b": 8}, {"a": 9, "b": 8}),
        ({"a": 3, "b": 8, "c": 9}, {"a": FEW, "b": HIDDEN, "c": 9}),
        ({"a": 1, "b": 1, "c": 9}, {"a": FEW, "b": FEW, "c": HIDDEN}),  # 1 + 1 is the only way to make 2
        ({"a": 2, "b": 1, "c": 9}, {"a": FEW, "b": FEW, "c": 9}),
        ({"a": 4, "b": 4, "c": 9}, {"a": FEW, "b": FEW, "c": HIDDEN}),
    ],
)
def test_a_total_gives_no_hidden_cell_away(cells: dict[str, int], told: dict[str, Any]) -> None:
    assert covered(cells) == told


def test_a_single_small_cell_has_no_total() -> None:
    assert not may_tell_total({"a": 3}, covered({"a": 3}))
