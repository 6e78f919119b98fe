"""The directory as JSON: a list of organizations with all that is theirs, as the compiled schema nests it.

After them come the services without an organization, and last, where there are any, the objects that nothing holds
(a taxonomy that no service uses, a table's description), as HSDS's tabular JSON: rows by file name.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connections

from hearten.resources.exporting.told import Tell, Told, as_of_now, whole
from hearten.resources.gathering import Down, Pool, Row, everything_below, gather, in_lots
from hearten.resources.spec import kinds

_OF_NOBODY = "NOT EXISTS (SELECT FROM unnest(refs) ref WHERE starts_with(ref, 'organization:'))"


def write_json(out: Path, tell: Tell) -> Told:
    """Write everything to a new file. Raises Complaint when it cannot be written."""
    told = Told()
    with as_of_now(), whole(out) as place, place.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        comma = "\n"
        for item in _items(told, tell):
            file.write(comma + json.dumps(item, ensure_ascii=False, indent=1, allow_nan=False))
            comma = ",\n"
        file.write("\n]\n")
    return told


def _items(told: Told, tell: Tell) -> Iterator[dict[str, Any]]:
    down, written = everything_below(), set[str]()
    for kind, condition in (("organization", "true"), ("service", _OF_NOBODY)):
        for lot in in_lots(kind, condition):
            pool = gather(lot, down)
            written |= pool.rows.keys()
            tell(len(pool.rows))
            yield from (nested(row, pool, down) for row in lot)
    told.objects = len(written)
    if rows := _elsewhere(written, told):
        yield rows


def nested(row: Row, pool: Pool, down: Down) -> dict[str, Any]:
    """Return one object with everything below it, each property where the schema has it."""
    kind = kinds()[row.kind]
    said: dict[str, Any] = plain(row)
    for name, child in down[row.kind].items():
        if name in kind.many:
            if below := pool.many(row, child):
                said[name] = [nested(one, pool, down) for one in below]
        elif one := pool.one(row, name, child):
            said[name] = nested(one, pool, down)
    return said


def plain(row: Row) -> dict[str, Any]:
    """Return the object's own fields in the order of the schema."""
    said = row.fields | {"id": row.key}
    return {name: said[name] for name in kinds()[row.kind].fields if name in said}


def _elsewhere(written: set[str], told: Told) -> dict[str, Any]:
    """Return the rows of all that was not written, by file name."""
    tables: dict[str, Any] = {}
    for kind in kinds().values():
        keys = _keys(kind.name) - {name.partition(":")[2] for name in written if name.startswith(f"{kind.name}:")}
        rows = [plain(row) for lot in in_lots(kind.name) for row in lot if row.key in keys] if keys else []
        if rows:
            tables[kind.file] = rows
            told.elsewhere += len(rows)
    told.objects += told.elsewhere
    return tables


def _keys(kind: str) -> set[str]:
    with connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT key FROM resources_record WHERE kind = %s", [kind])
        return {key for (key,) in cursor.fetchall()}
