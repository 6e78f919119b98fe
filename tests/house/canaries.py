"""Rows with a word of their own in every sealed field, in a database that is a copy of the tests' tables without rules.

A new model needs nothing here: its row is made from what its fields are.
"""

import base64
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connections, models
from psycopg import sql

from hearten.kernel.cluster import Cluster
from hearten.kernel.database import create_database, drop_database
from hearten.kernel.postgres_binaries import program
from hearten.kernel.sealed import SealedBytesField
from hearten.kernel.sealed_values import sealed_fields
from tests.ground import STATE

NAME = "hearten_canaries"
_RULES = """SELECT conrelid::regclass::text, conname FROM pg_constraint
            WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace"""


@contextmanager
def without_rules() -> Iterator["psycopg.Connection[Any]"]:
    """Have a database with the tables of the tests' one, empty, and without what its rows must fit."""
    create_database(STATE, NAME)
    try:
        tables = _run(
            "pg_dump", "--schema-only", "--format=custom", f"--dbname={Cluster(STATE).conninfo('hearten_test')}"
        )
        _run("pg_restore", "--no-privileges", f"--dbname={Cluster(STATE).conninfo(NAME)}", given=tables)
        with psycopg.connect(Cluster(STATE).conninfo(NAME), autocommit=True) as connection:
            for table, rule in connection.execute(_RULES).fetchall():
                drop = "ALTER TABLE {} DROP CONSTRAINT {}"
                connection.execute(sql.SQL(drop).format(sql.SQL(table), sql.Identifier(rule)))
            connection.execute("SET session_replication_role = replica")
            yield connection
    finally:
        drop_database(STATE, NAME)


def _run(name: str, *options: str, given: bytes = b"") -> bytes:
    # What a library's extension owns is there already: pg_restore says so, and goes on.
    done = subprocess.run([str(program(name)), *options], input=given, capture_output=True)
    assert done.returncode == 0 or name == "pg_restore", done.stderr.decode()
    return done.stdout


def text_of(dump: Path) -> str:
    """Return a dump as SQL, with every row in it."""
    return _run("pg_restore", "--file=-", str(dump)).decode(errors="replace")


def canary(field: Any) -> str:
    """Return a word that nobody else types."""
    return f"canary-{field.model._meta.db_table}-{field.name}-{secrets.token_hex(8)}"


def forms_of(word: str) -> set[str]:
    """Return how a word may look in a dump that holds it: as it is, in hex, or in base64, wherever it begins."""
    raw = word.encode()
    shifted = {base64.b64encode(b"\0" * shift + raw).decode()[4 if shift else 0 : -4] for shift in range(3)}
    return {word, raw.hex(), *shifted}


def row_of(model: type[models.Model], subject: UUID) -> tuple[models.Model, dict[str, str]]:
    """Return a row that fits its table's columns, whose sealed fields are `subject`'s, and the word in each of them."""
    row, words = model(), {}
    sealed = sealed_fields(model)
    for column in model._meta.local_concrete_fields:
        if column not in sealed and (column.primary_key or not column.null):
            setattr(row, column.attname, _filling(column))
    for one in sealed:
        setattr(row, one.subject, subject)  # a key's own column, or a field of ids
        words[one.name] = canary(one)
        setattr(row, one.attname, words[one.name].encode() if isinstance(one, SealedBytesField) else words[one.name])
    return row, words


def put(connection: "psycopg.Connection[Any]", row: models.Model) -> dict[str, bytes]:
    """Write a row as saving it would, and return what stands in its sealed fields then."""
    columns = row._meta.local_concrete_fields
    keeper = connections["keeper"]
    saved = {column.name: column.pre_save(row, True) for column in columns}
    values = [column.get_db_prep_save(saved[column.name], keeper) for column in columns]
    insert = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(row._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(column.column) for column in columns),
        sql.SQL(", ").join(sql.Placeholder() for _column in columns),
    )
    connection.execute(insert, values)
    return {one.name: bytes(saved[one.name]) for one in sealed_fields(type(row))}


_NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
# What stands in a field that must not be empty, by what it is; of two that fit, the first.
_FILLINGS: list[tuple[type[Any], Any]] = [
    (models.UUIDField, uuid4),
    (models.BooleanField, lambda: False),
    (models.DateTimeField, lambda: _NOW),
    (models.DateField, lambda: date(2026, 5, 4)),
    (models.TimeField, lambda: clock_time(12)),
    (models.DurationField, lambda: timedelta(hours=1)),
    (models.DecimalField, lambda: 1),
    (models.FloatField, lambda: 1.0),
    (models.IntegerField, lambda: 1),
    (models.JSONField, dict),
    (models.BinaryField, lambda: b"x"),
    (models.CharField, lambda: "x"),
    (models.TextField, lambda: "x"),
]


def _filling(column: Any) -> Any:
    if isinstance(column, models.ForeignKey):
        return _filling(column.target_field)
    if column.has_default():
        return column.get_default()
    if column.unique and isinstance(column, models.CharField):
        return uuid4().hex[: column.max_length]
    for kind, make in _FILLINGS:
        if isinstance(column, kind):
            return make()
    raise AssertionError(f"say in _FILLINGS what may stand in {column}")
