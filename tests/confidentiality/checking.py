"""Asking PostgreSQL, as a role and for a person, what can be read, added, changed and removed; and what should be."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from tests.confidentiality.tables import ACTORS, TABLE, means

VERBS = ["read", "added", "changed", "removed"]
Allowed = dict[str, set[UUID]]


@dataclass
class Actor:
    """A role and who acts through it, with what is so in the world about them."""

    name: str
    column: str
    role: str = "hearten_web"
    id: UUID | None = None
    world: Any = None
    joined: set[UUID] = field(default_factory=set)
    leads: set[UUID] = field(default_factory=set)
    visits: set[UUID] = field(default_factory=set)
    memberships: set[UUID] = field(default_factory=set)
    masks: set[UUID] = field(default_factory=set)


@lru_cache
def expectations() -> dict[str, dict[str, list[str]]]:
    """Return the table: table name -> actor's column -> letters for each verb."""
    lines = [line.split() for line in TABLE.splitlines() if line]
    return {name: {actor: cell.split("/") for actor, cell in zip(ACTORS, cells, strict=True)} for name, *cells in lines}


def facts(superuser: Any) -> Any:
    """Return all rows there are, by table and id, with each as JSON beside it; and which groups everybody may find."""
    rows, texts = {}, {}
    with superuser.cursor(row_factory=dict_row) as cursor:
        for table in expectations():
            rows[table] = {row["id"]: row for row in cursor.execute(f'TABLE "{table}"').fetchall()}
            every = cursor.execute(f'SELECT id, to_jsonb(t) AS json FROM "{table}" t').fetchall()
            texts[table] = {row["id"]: row["json"] for row in every}
    groups = rows["groups_group"].values()
    listed = {row["id"] for row in groups if row["closed_at"] is None and row["openness"] != "invitation"}
    return SimpleNamespace(rows=rows, texts=texts, listed=listed)


def actors(world: Any, superuser: Any, granted: bool) -> list[Actor]:
    """Return who acts; `granted` when Mo's grants run right now, and then Mo alone."""
    known, cast = facts(superuser), world.cast
    if granted:
        return [person(cast.mo, "mo+", known, {grant.group_id for grant in world.grants})]
    members = [person(getattr(cast, name), "member", known) for name in ("ada", "ben", "cleo", "dov", "eli")]
    staff = [person(cast.mo, "mo", known), person(cast.odile, "odile", known)]
    nobody = [Actor("visitor", "visitor", world=known), Actor("worker", "worker", "hearten_worker", world=known)]
    return [*nobody, *members, *staff]


def person(who: Any, column: str, known: Any, visits: set[UUID] | None = None) -> Actor:
    running = [
        row
        for row in known.rows["groups_membership"].values()
        if row["member_id"] == who.id and row["ended_at"] is None
    ]
    owned = known.rows["threads_maskowner"].values()
    return Actor(
        name=who.name,
        column=column,
        id=who.id,
        world=known,
        joined={row["group_id"] for row in running},
        leads={row["group_id"] for row in running if row["role"] in ("facilitator", "co_facilitator")},
        visits=visits or set(),
        memberships={row["id"] for row in running},
        masks={row["mask_id"] for row in owned if row["member_id"] == who.id},
    )


def expected(table: str, actor: Actor) -> Allowed:
    """Return the ids of the rows that the table of expectations allows, for each verb."""
    rows = actor.world.rows[table]
    letters = expectations()[table][actor.column]
    return {
        verb: {key for key, row in rows.items() if any(means(table, letter)(actor, table, row) for letter in which)}
        for verb, which in zip(VERBS, letters, strict=True)
    }


def found(connection: Any, table: str, actor: Actor) -> Allowed:
    """Return the ids of the rows that PostgreSQL lets the actor read, add a copy of, change and remove."""
    rows, name = actor.world.rows[table], sql.Identifier(table)
    with acting(connection, actor):
        seen = ask(connection, sql.SQL("SELECT id FROM {}").format(name))
        allowed = {"read": {key for (key,) in seen or []}}
        column = sql.Identifier(changeable(table))
        change = sql.SQL("UPDATE {} SET {} = {} WHERE id = %s RETURNING id").format(name, column, column)
        remove = sql.SQL("DELETE FROM {} WHERE id = %s RETURNING id").format(name)
        texts = actor.world.texts[table]
        allowed["added"] = {key for key, row in texts.items() if added(connection, name, row)}
        allowed["changed"] = {key for key in rows if ask(connection, change, [key])}
        allowed["removed"] = {key for key in rows if ask(connection, remove, [key])}
        # Without WHERE nothing is read, so the readers' policy does not help: only who may change a row stops this.
        text = Jsonb(next(iter(texts.values())))
        change = sql.SQL("UPDATE {0} SET {1} = (jsonb_populate_record(NULL::{0}, %s)).{1}").format(name, column)
        allowed["changed"] |= beyond(ask(connection, change, [text], count=True), allowed["changed"])
        remove = sql.SQL("DELETE FROM {}").format(name)
        allowed["removed"] |= beyond(ask(connection, remove, count=True), allowed["removed"])
    return allowed


def beyond(count: int | None, known: set[UUID]) -> set[UUID]:
    """Return a made-up id for each row that a statement reached beyond those that were found one by one."""
    return {UUID(int=number) for number in range((count or 0) - len(known))}


def changeable(table: str) -> str:
    """Return a column that may be changed where rows may: the first that the expectations name, else any plain one."""
    from tests.confidentiality.tables import CHANGED

    plain = {"members_session": "data", "members_profile": "theme", "groups_group": "purpose"}
    named = CHANGED.get(table)
    return min(named - {"sign_in_index"}) if named else plain.get(table, "id")


@contextmanager
def acting(connection: Any, actor: Actor) -> Iterator[None]:
    """Be the actor's role, acting for them, for a transaction that leaves nothing behind."""
    with connection.transaction(force_rollback=True):
        connection.execute(f"SET LOCAL ROLE {actor.role}")
        connection.execute("SELECT set_config('hearten.member', %s, true)", [actor.id.hex if actor.id else ""])
        yield


def ask(connection: Any, statement: Any, values: Any = None, *, count: bool = False) -> Any:
    """Run one statement and undo it. Return its rows (or their number); None when privileges or policies refuse it.

    A statement that policies let through and a constraint then stops was let through: its first row counts.
    """
    try:
        with connection.transaction(force_rollback=True):
            done = connection.execute(statement, values)
            return done.rowcount if count else done.fetchall()
    except psycopg.errors.InsufficientPrivilege:
        return None
    except psycopg.errors.IntegrityError:
        return 1 if count else [(None,)]


def added(connection: Any, name: sql.Identifier, row: dict[str, Any]) -> bool:
    """Whether a copy of the row, with an id of its own, may be added."""
    columns = sql.SQL(", ").join(map(sql.Identifier, row))
    add = sql.SQL("INSERT INTO {0} ({1}) SELECT {1} FROM jsonb_populate_record(NULL::{0}, %s)").format(name, columns)
    return ask(connection, add, [Jsonb({**row, "id": str(uuid4())})], count=True) is not None


def leaks(connection: Any, table: str, everybody: list[Actor]) -> list[str]:
    """Return what PostgreSQL allows and should not, and what it refuses and should allow: one line each."""
    said = []
    for actor in everybody:
        got, wanted = found(connection, table, actor), expected(table, actor)
        for verb in VERBS:
            for word, keys in (("may", got[verb] - wanted[verb]), ("may not", wanted[verb] - got[verb])):
                if keys:
                    said.append(f"{table}: {actor.name} {word} have {len(keys)} rows {verb}")
    return said
