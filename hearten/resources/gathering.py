"""Reading records together with everything that belongs to them, level by level, a few queries for many at once."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connections

from hearten.resources.spec import field_to, kinds

AT_ONCE = 200  # objects whose surroundings are read together
Down = Mapping[str, Mapping[str, str]]  # by kind: the properties that are followed, and the kind behind each


class Row(NamedTuple):
    """One record as it is stored."""

    kind: str
    key: str
    fields: dict[str, Any]
    refs: list[str]

    @property
    def name(self) -> str:
        """How it is pointed to: KIND:KEY."""
        return f"{self.kind}:{self.key}"


@dataclass
class Pool:
    """Rows by KIND:KEY, and what points to each, by kind and then in the order of keys."""

    rows: dict[str, Row] = field(default_factory=dict)
    below: dict[str, dict[str, dict[str, Row]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(dict)))

    def take(self, row: Row) -> bool:
        """Take a row in; whether it is new here."""
        new = self.rows.setdefault(row.name, row) is row
        for ref in row.refs if new else ():
            self.below[ref][row.kind][row.key] = row
        return new

    def many(self, row: Row, kind: str) -> list[Row]:
        """Return the rows of a kind that belong to this one, by key."""
        below = self.below[row.name][kind] if row.name in self.below else {}
        return [below[key] for key in sorted(below)]

    def one(self, row: Row, name: str, kind: str) -> Row | None:
        """Return the row that the property `name` of this one holds."""
        return self.rows.get(f"{kind}:{row.fields.get(field_to(name))}")


def everything_below() -> dict[str, dict[str, str]]:
    """Return what nests in each kind, without the ways back: from a service up, and from a place to its service."""
    found = {name: {**kind.many, **kind.one} for name, kind in kinds().items()}
    del found["service"]["organization"], found["service_at_location"]["service"]
    return found


def gather(roots: Iterable[Row], down: Down) -> Pool:
    """Return the rows with what is below them, as `down` says."""
    pool = Pool()
    level = [row for row in roots if pool.take(row)]
    while level:
        level = [row for row in _next(level, down) if pool.take(row)]
    return pool


def _next(level: list[Row], down: Down) -> Iterator[Row]:
    """Yield the rows directly below these."""
    parents: dict[str, list[Row]] = defaultdict(list)
    for row in level:
        parents[row.kind].append(row)
    for kind, rows in parents.items():
        for name, child in down.get(kind, {}).items():
            if name in kinds()[kind].many:
                continue
            keys = sorted({row.fields[field_to(name)] for row in rows if field_to(name) in row.fields})
            yield from by_key(child, keys)
        below = sorted({child for name, child in down.get(kind, {}).items() if name in kinds()[kind].many})
        if below:
            yield from _pointing_to([row.name for row in rows], below)


def _pointing_to(names: list[str], kinds_below: list[str]) -> list[Row]:
    """Return the rows of these kinds that point to any of these (KIND:KEY); one may come more than once.

    One look into the index for each name: right after an import the planner knows nothing of the table, and would
    compare every row with every name.
    """
    sql = """SELECT r.kind, r.key, r.fields, r.refs FROM unnest(%s::varchar[]) AS asked (name)
        CROSS JOIN LATERAL (SELECT * FROM resources_record WHERE refs @> ARRAY[asked.name] OFFSET 0) r
        WHERE r.kind = ANY(%s)"""
    return _rows(sql, [names, kinds_below])


def by_key(kind: str, keys: list[str]) -> list[Row]:
    """Return the rows of one kind with these keys, in the order of keys."""
    return _ask("kind = %s AND key = ANY(%s)", [kind, keys]) if keys else []


def in_lots(kind: str, condition: str = "true") -> Iterator[list[Row]]:
    """Yield all rows of one kind in the order of keys, some at a time. `condition` is SQL of our own."""
    after = ""
    while lot := _ask(f"kind = %s AND key > %s AND {condition}", [kind, after], limit=AT_ONCE):
        yield lot
        after = lot[-1].key


def _ask(condition: str, values: list[Any], limit: int | None = None) -> list[Row]:
    sql = f"SELECT kind, key, fields, refs FROM resources_record WHERE {condition} ORDER BY kind, key"  # noqa: S608
    return _rows(f"{sql} LIMIT {limit}" if limit else sql, values)


def _rows(sql: str, values: list[Any]) -> list[Row]:
    with connections["keeper"].cursor() as cursor:
        cursor.execute(sql, values)
        return [Row(kind, key, json.loads(fields), refs) for kind, key, fields, refs in cursor.fetchall()]
