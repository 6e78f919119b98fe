"""Every table, every role: PostgreSQL's own answer, compared with the table in tables.py."""

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connections, transaction

from hearten.kernel.live import announce
from tests.confidentiality.checking import Actor, acting, actors, ask, changeable, expectations, leaks
from tests.confidentiality.conftest import visit
from tests.confidentiality.tables import CHANGED, LIBRARIES, UNREADABLE
from tests.ground import STATE

TABLES = sorted(expectations())
SEATED = ["hearten_web", "hearten_worker"]
NOBODY = Actor("nobody", "visitor")


def guarded() -> Any:
    from hearten.kernel.policies import guarded_models

    return guarded_models()


@pytest.fixture
def web(db: None) -> Iterator[Any]:
    """A connection as the web role itself, as the site has them; not a superuser who plays it."""
    from hearten.kernel.database import addresses

    with psycopg.connect(addresses(STATE).conninfo("web"), autocommit=True) as connection:
        yield connection


def as_nobody(connection: Any, statement: str, role: str = "hearten_web") -> Any:
    with acting(connection, Actor("nobody", "visitor", role)):
        return ask(connection, statement, count=True)


def test_every_table_has_its_line(superuser: Any) -> None:
    there = {name for (name,) in superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    missing = there - set(TABLES) - set(LIBRARIES)
    assert not missing, f"Say who may do what with it, in tests/confidentiality/tables.py: {sorted(missing)}"
    gone = (set(TABLES) | set(LIBRARIES)) - there
    assert not gone, f"These lines of tests/confidentiality/tables.py have no table: {sorted(gone)}"
    assert {model._meta.db_table for model in guarded()} == set(TABLES)


def test_every_table_has_a_row_to_try_it_with(world: Any, superuser: Any) -> None:
    for table in TABLES:
        assert superuser.execute(f'SELECT EXISTS (TABLE "{table}")').fetchone() == (True,), table


@pytest.mark.parametrize("table", TABLES)
def test_table(table: str, world: Any, superuser: Any) -> None:
    found = leaks(superuser, table, actors(world, superuser, granted=False))
    visit(world)
    assert [*found, *leaks(superuser, table, actors(world, superuser, granted=True))] == []


@pytest.mark.parametrize("table", TABLES)
def test_only_some_columns_change(table: str, world: Any, superuser: Any) -> None:
    """A row that may be changed may be changed in the listed columns alone; a table without a list, nowhere."""
    columns = {name for (name,) in superuser.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
               "AND attnum > 0 AND NOT attisdropped", [table])}  # fmt: skip
    wanted = CHANGED.get(table, set())
    for role in SEATED:
        changed = {
            name
            for name in columns
            if as_nobody(superuser, f'UPDATE "{table}" SET "{name}" = "{name}"', role) is not None
        }
        assert changed == (columns if wanted is None else wanted), role


@pytest.mark.parametrize("table", TABLES)
def test_some_columns_are_nobodys_to_read(table: str, world: Any, superuser: Any) -> None:
    columns = {name for (name,) in superuser.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
               "AND attnum > 0 AND NOT attisdropped", [table])}  # fmt: skip
    for role in SEATED:
        readable = {
            name for name in columns if as_nobody(superuser, f'SELECT "{name}" FROM "{table}"', role) is not None
        }
        assert columns - readable == UNREADABLE.get(table, set()), role


@pytest.mark.parametrize("table", sorted(LIBRARIES))
def test_library_tables_are_granted_no_more_than_they_need(table: str, world: Any, superuser: Any) -> None:
    named = {"read": "SELECT", "add": "INSERT", "change": "UPDATE", "remove": "DELETE"}
    every = {**named, "empty": "TRUNCATE", "refer": "REFERENCES", "trigger": "TRIGGER"}
    for role in SEATED:
        asked = {word: superuser.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, privilege]).fetchone()
                 for word, privilege in every.items()}  # fmt: skip
        assert {word for word, (granted,) in asked.items() if granted} == set(LIBRARIES[table].split()), role


@pytest.mark.parametrize("table", [*TABLES, *sorted(LIBRARIES)])
def test_no_table_is_emptied_or_owned_by_those_who_serve(table: str, superuser: Any) -> None:
    for role in SEATED:
        assert as_nobody(superuser, f'TRUNCATE "{table}"', role) is None
        for forbidden in (f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY', f'DROP TABLE "{table}"'):
            with (
                acting(superuser, Actor("nobody", "visitor", role)),
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                superuser.execute(forbidden)


def test_the_keeper_sees_and_keeps_every_row(world: Any, superuser: Any) -> None:
    keeper = Actor("keeper", "visitor", "hearten_keeper")
    for table in TABLES:
        (there,) = superuser.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        with acting(superuser, keeper):
            assert superuser.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (there,), table
            assert ask(superuser, f'UPDATE "{table}" SET id = id', count=True) == there, table
            assert ask(superuser, f'DELETE FROM "{table}"', count=True), table


def test_the_owner_sees_no_row(world: Any, superuser: Any) -> None:
    """Row-level security is forced: a migration that leaks cannot be written by mistake."""
    for table in TABLES:
        with acting(superuser, Actor("owner", "visitor", "hearten_owner")):
            assert superuser.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (0,), table


# The ways around


def test_canary_the_web_role_is_itself(web: Any) -> None:
    facts = "SELECT current_user, session_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles"
    row = web.execute(f"{facts} WHERE rolname = current_user").fetchone()
    assert row == ("hearten_web", "hearten_web", False, False, False, False)


@pytest.mark.parametrize("role", ["hearten_owner", "hearten_definer", "hearten_keeper", "hearten_worker", "postgres"])
def test_the_web_role_becomes_nobody_else(role: str, web: Any) -> None:
    for statement in (f"SET ROLE {role}", f"SET SESSION AUTHORIZATION {role}"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute(statement)


@pytest.mark.parametrize("role", SEATED)
def test_those_who_serve_own_nothing_and_bypass_nothing(role: str, superuser: Any) -> None:
    owned = superuser.execute("SELECT relname FROM pg_class WHERE relowner = %s::regrole", [role]).fetchall()
    belongs = superuser.execute("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole", [role])
    assert (owned, belongs.fetchall()) == ([], [])
    makes = (
        "SELECT has_schema_privilege(%s, 'public', 'CREATE'), has_database_privilege(%s, current_database(), 'CREATE')"
    )
    assert superuser.execute(makes, [role, role]).fetchone() == (False, False)


def test_outside_a_transaction_nobody_acts(web: Any, world: Any) -> None:
    web.execute("SELECT set_config('hearten.member', %s, true)", [world.cast.ben.id.hex])
    assert web.execute("SELECT count(*) FROM threads_post").fetchone() == (0,)
    with web.transaction():
        web.execute("SELECT set_config('hearten.member', %s, true)", [world.cast.ben.id.hex])
        assert web.execute("SELECT count(*) > 0 FROM threads_post").fetchone() == (True,)
    assert web.execute("SELECT count(*) FROM threads_post").fetchone() == (0,)


@pytest.mark.parametrize("nonsense", ["", "nobody", "' OR true --", "00000000-0000-0000-0000-000000000000", "\u2066"])
def test_a_setting_that_is_nobody_opens_nothing(nonsense: str, web: Any, world: Any) -> None:
    for table in ("threads_post", "threads_maskowner", "groups_membership", "members_profile"):
        with web.transaction(force_rollback=True):
            web.execute("SELECT set_config('hearten.member', %s, true)", [nonsense])
            try:
                assert web.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
            except psycopg.errors.DataError:  # not a UUID: an error, and no row
                continue


def test_logs_are_never_removed_by_those_who_serve(superuser: Any) -> None:
    for table in ("kernel_liveevent", "members_staffread", "members_standing", "groups_grant", "threads_masklookup",
                  "safety_testcall", "threads_withdrawal", "members_consent", "coach_opening",
                  "threads_suggested"):  # fmt: skip
        for role in SEATED:
            assert as_nobody(superuser, f"DELETE FROM {table}", role) is None, (table, role)


def test_what_staff_read_is_written_by_the_database_alone(superuser: Any) -> None:
    for role in SEATED:
        for privilege in ("INSERT", "UPDATE", "DELETE"):
            asked = "SELECT has_any_column_privilege(%s, 'members_staffread', %s)" if privilege != "DELETE" else (
                "SELECT has_table_privilege(%s, 'members_staffread', %s)")  # fmt: skip
            assert superuser.execute(asked, [role, privilege]).fetchone() == (False,), (role, privilege)


# A mask stays a mask


def test_who_is_behind_a_mask_is_seen_by_that_person_alone(world: Any, superuser: Any) -> None:
    visit(world)
    for who in world.cast.people:
        with acting(superuser, Actor(who.name, "member", id=who.id)):
            seen = superuser.execute("SELECT member_id FROM threads_maskowner").fetchall()
        assert seen == ([(who.id,)] if who is world.cast.ben else []), who.name


ASKING = {
    "the log": "SELECT author_member_id::text FROM kernel_liveevent WHERE topic = %(topic)s",
    "the hub's door": "SELECT author_member_id::text FROM hearten_live_since(%(topic)s, 0)",
    "the masked posts": "SELECT to_jsonb(s)::text FROM threads_shown_post s WHERE thread_id = %(thread)s",
    "the hub's posts": "SELECT threads_live_posts(ARRAY[%(post)s::uuid])::text",
    "the hub's rows": "SELECT threads_live_rows(ARRAY[%(thread)s::uuid])::text",
    "whom to tell": "SELECT threads_whom_to_tell(%(post)s)::text",
    "the owners": "SELECT member_id::text FROM threads_maskowner WHERE thread_id = %(thread)s",
    "who was heard": "SELECT member_id::text FROM threads_heard WHERE post_id = %(reply)s",
    "what was sent": "SELECT member_id::text FROM threads_sent WHERE post_id = %(post)s",
}


# What the live hub asks answers its own sign-in alone (hearten_live): nobody who runs SQL as the web role learns it.
@pytest.mark.parametrize("who", ["ada", "cleo", "dov", "mo+", "odile"])
@pytest.mark.parametrize("way", list(ASKING))
def test_no_question_to_the_database_names_who_is_behind_a_mask(way: str, who: str, world: Any, superuser: Any) -> None:
    if who == "mo+":
        visit(world)
    cast = world.cast
    given = {"topic": f"thread:{cast.masked.id}", "thread": cast.masked.id, "post": world.masked_post.id}
    given["reply"] = world.masked_reply.id
    with transaction.atomic():
        announce("thread", cast.masked.id, "post", world.masked_post.id, group=cast.group.id, author=cast.ben.id)
    person = getattr(cast, who.removesuffix("+"))
    with acting(superuser, Actor(who, "member", id=person.id)):
        told = str(ask(superuser, ASKING[way], given))
    for known in (cast.ben.id, cast.ben_in_group.id):
        assert str(known) not in told


@pytest.mark.parametrize("way", ["threads_live_posts(ARRAY[%s])", "threads_live_rows(ARRAY[%s])"])
@pytest.mark.parametrize("who", ["cleo", "dov", "eli"])
def test_no_question_to_the_database_reads_words_of_a_group_one_is_not_in(
    who: str, way: str, world: Any, superuser: Any
) -> None:
    about = world.cast.hidden_reply.id if "posts" in way else world.cast.hidden_thread.id
    with acting(superuser, Actor(who, "member", id=getattr(world.cast, who).id)):
        assert not ask(superuser, f"SELECT {way}", [about])


# The guards are those of the models


def test_every_table_forces_row_level_security(superuser: Any) -> None:
    forced = superuser.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity").fetchall()
    assert {name for (name,) in forced} == set(TABLES)


def policies(superuser: Any) -> Any:
    return superuser.execute("SELECT tablename, policyname, cmd, roles::text[], qual, with_check, permissive "
                             "FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2").fetchall()  # fmt: skip


def test_the_policies_are_those_that_the_models_say(superuser: Any) -> None:
    """Make them all once more, in a transaction that is taken back, and compare what PostgreSQL then has."""
    from hearten.kernel.policies import table_sql

    there = policies(superuser)
    with superuser.transaction(force_rollback=True):
        for table, name, *_rest in there:
            superuser.execute(f'DROP POLICY "{name}" ON "{table}"')
        for model in guarded():
            for statement in table_sql(model):
                superuser.execute(statement)
        assert policies(superuser) == there


def test_every_view_asks_as_its_reader(superuser: Any) -> None:
    views = superuser.execute("SELECT relname, reloptions FROM pg_class WHERE relkind IN ('v', 'm') "
                              "AND relnamespace = 'public'::regnamespace").fetchall()  # fmt: skip
    assert views
    for name, options in views:
        assert "security_invoker=true" in (options or []), name


def test_every_reviewed_door_is_shut_to_the_public(superuser: Any) -> None:
    rows = superuser.execute(
        "SELECT oid::regprocedure::text, proowner::regrole::text, proconfig, proacl::text[], "
        "has_function_privilege('public', oid, 'EXECUTE') FROM pg_proc "
        "WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    ).fetchall()
    assert rows
    for name, owner, config, rights, public in rows:
        assert owner == "hearten_definer", name
        assert config == ["search_path=public, pg_temp"], name
        assert not public and not any(right.startswith("=") for right in rights), name


def test_every_reviewed_door_says_what_goes_in_and_out() -> None:
    """Each CREATE FUNCTION in a doors.sql stands under a comment of its own."""
    from hearten.kernel.policies import reviewed_sql

    for before, name in re.findall(r"([^\n]*)\nCREATE OR REPLACE FUNCTION (\w+)", reviewed_sql("doors")):
        assert before.startswith("--") or name in ("hearten_is_operator", "groups_leads"), name


def test_the_site_itself_connects_as_the_web_role(db: None) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("hearten_web",)
    assert changeable("threads_post") == "body"
