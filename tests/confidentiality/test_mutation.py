"""The check of the tables is able to fail: with a guard taken away, it says so. Every guard, one at a time.

Each test takes one guard away inside a transaction, lets the check of test_tables.py look at that table, and takes the
transaction back: whatever happens, the guard stands again afterwards.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.confidentiality.checking import Actor, acting, actors, expectations, leaks
from tests.confidentiality.conftest import visit

# Open by intention: a session is found by a secret token, before anybody has a seat; what the directory of services
# took in is public, and what keeps everybody from writing it is that nobody was granted that.
OPEN = {
    "members_session",
    "safety_showncount",
    "resources_listing",
    "resources_record",
    "measures_imported",
    "notices_trouble",
    "kernel_beat",
}
GUARDED = sorted(set(expectations()) - OPEN)
READ_BY_GROUPS = [name for name in GUARDED if set("gG") & set(expectations()[name]["member"][0])]


def guards() -> list[tuple[str, str, str]]:
    """Return (table, policy, what it says when it says nothing) of every policy that the models make."""
    from hearten.kernel.policies import guarded_models

    found = []
    for model in guarded_models():
        rows, table = model.rows, model._meta.db_table
        said = {
            "readers": rows.read or model.reads,
            "adders": rows.add,
            "changers": rows.change,
            "removers": rows.remove,
        }
        clauses = {"readers": "USING (true)", "adders": "WITH CHECK (true)", "removers": "USING (true)"}
        clauses["changers"] = "USING (true) WITH CHECK (true)"
        found += [(table, name, clauses[name]) for name, condition in said.items() if condition not in (None, "true")]
    return found


def said_of(table: str, world: Any, superuser: Any, granted: bool = False) -> list[str]:
    found = leaks(superuser, table, actors(world, superuser, granted=False))
    if granted:
        visit(world)
        found += leaks(superuser, table, actors(world, superuser, granted=True))
    return found


@pytest.fixture
def undone(superuser: Any) -> Iterator[Any]:
    """A transaction that is taken back at the end."""
    with superuser.transaction(force_rollback=True):
        yield superuser


@pytest.mark.parametrize("table", GUARDED)
def test_without_row_level_security_the_check_finds_a_leak(table: str, world: Any, undone: Any) -> None:
    undone.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
    assert any(" may have " in line for line in said_of(table, world, undone))


@pytest.mark.parametrize("table", GUARDED)
def test_without_force_the_owner_would_see(table: str, world: Any, undone: Any) -> None:
    undone.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    with acting(undone, Actor("owner", "visitor", "hearten_owner")):
        assert undone.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] > 0


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "guard" in metafunc.fixturenames:
        every = guards()
        metafunc.parametrize("guard", every, ids=[f"{name} of {table}" for table, name, _clauses in every])


def test_without_one_policy_the_check_finds_a_leak(guard: tuple[str, str, str], world: Any, undone: Any) -> None:
    table, name, clauses = guard
    undone.execute(f'ALTER POLICY {name} ON "{table}" {clauses}')
    assert any(" may have " in line for line in said_of(table, world, undone)), f"{name} of {table} guards nothing"


@pytest.mark.parametrize("table", READ_BY_GROUPS)
def test_a_grant_that_is_forgotten_is_noticed(table: str, world: Any, undone: Any) -> None:
    """The other way round: the check also fails when somebody sees less than they should."""
    undone.execute(f'ALTER POLICY readers ON "{table}" USING (false)')
    assert any(" may not have " in line for line in said_of(table, world, undone))


def test_when_nothing_is_taken_away_nothing_is_said(world: Any, superuser: Any) -> None:
    assert [line for table in GUARDED[:4] for line in said_of(table, world, superuser)] == []
