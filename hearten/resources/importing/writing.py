"""Writing objects as records, as the keeper: in batches, each a transaction, and only what is new or other."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from django.db import connections, transaction

from hearten.kernel.complaint import Complaint
from hearten.resources.importing.found import UNSPEAKABLE, Found

AT_ONCE = 1000  # rows in one transaction
ONE_IMPORT = 7_105_467  # the lock that an import holds
_KNOWN = """
SELECT r.kind || ':' || r.key, r.digest FROM resources_record r
JOIN unnest(%s::text[], %s::text[]) AS asked (kind, key) ON r.kind = asked.kind AND r.key = asked.key"""
_WRITE = """
INSERT INTO resources_record (id, kind, key, fields, refs, digest, source, imported_at)
SELECT id, kind, key, fields, refs, digest, %s, %s
FROM jsonb_to_recordset(%s::jsonb)
  AS x (id uuid, kind text, key text, fields jsonb, refs text[], digest text)
ON CONFLICT (kind, key) DO UPDATE SET fields = excluded.fields, refs = excluded.refs, digest = excluded.digest,
  source = excluded.source, imported_at = excluded.imported_at"""

One = TypeVar("One")


@dataclass
class Written:
    """How many rows an import added, changed, and found as they were."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def lots(every: Sequence[One], size: int = AT_ONCE) -> Iterator[Sequence[One]]:
    """Yield a sequence in parts."""
    return (every[at : at + size] for at in range(0, len(every), size))


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the one place of an import. Raises Complaint while another holds it."""
    with connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_IMPORT])
        if not cursor.fetchone()[0]:
            raise Complaint("Another import is running: wait until it is done, and run this one again.")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_IMPORT])


def known(names: Iterable[str]) -> dict[str, str]:
    """Return the digests of those of these (KIND:KEY) that are records already."""
    found: dict[str, str] = {}
    with connections["keeper"].cursor() as cursor:
        asked = [name.partition(":") for name in sorted(names) if not UNSPEAKABLE.search(name)]
        for lot in lots(asked, 5000):
            cursor.execute(_KNOWN, [[kind for kind, _, _ in lot], [key for _, _, key in lot]])
            found |= dict(cursor.fetchall())
    return found


def compare(every: Iterable[Found], there: Mapping[str, str]) -> tuple[list[dict[str, Any]], Written]:
    """Return the rows to write, and the counts as they will be."""
    rows, counts = [], Written()
    for found in every:
        digest, before = found.digest(), there.get(found.name)
        if digest == before:
            counts.unchanged += 1
            continue
        counts.added += before is None
        counts.changed += before is not None
        row = {"kind": found.kind, "key": found.key, "fields": found.fields, "refs": found.refs(), "digest": digest}
        rows.append(row | {"id": str(uuid4())})
    return rows, counts


def write(rows: Sequence[dict[str, Any]], source: str, moment: datetime, tell: Callable[[int], None]) -> None:
    """Write rows, each lot in a transaction, or all in the one that is open. `tell` hears how many are safe."""
    for lot in lots(rows):
        with transaction.atomic(using="keeper"), connections["keeper"].cursor() as cursor:
            cursor.execute(_WRITE, [source[:200], moment, json.dumps(lot)])
        tell(len(lot))
