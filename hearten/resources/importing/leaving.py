"""What belonged to a service and is not in its newer version: an old number that nobody answers must not stay.

Only where the file is said to be all there is. Only what belongs to services of the file and to nothing else: places,
organizations and terms are shared, and what another service, place or organization has as well stays.
"""

from collections.abc import Collection, Sequence

from django.db import connections, transaction

from hearten.resources.gathering import AT_ONCE, Pool, Row, by_key, gather
from hearten.resources.importing.writing import lots
from hearten.resources.spec import kinds

_SHARED = {"organization", "program", "service", "location", "taxonomy", "taxonomy_term"}


def forget_unnamed(services: Sequence[str], named: Collection[str]) -> int:
    """Remove the records below these services (keys) that are not `named` (KIND:KEY); return how many."""
    removed = 0
    for lot in lots(services, AT_ONCE):
        rows = by_key("service", list(lot))
        pool = gather(rows, _lists())
        theirs = {f"service:{key}" for key in services}
        old = [row for row in _own(pool, theirs) if row.name not in named]
        with transaction.atomic(using="keeper"), connections["keeper"].cursor() as cursor:
            cursor.execute(
                "DELETE FROM resources_record r USING unnest(%s::text[], %s::text[]) AS old (kind, key) "
                "WHERE r.kind = old.kind AND r.key = old.key",
                [[row.kind for row in old], [row.key for row in old]],
            )
        removed += len(old)
    return removed


def _lists() -> dict[str, dict[str, str]]:
    """Return the properties that hold lists of what is an object's own, for every kind."""
    return {
        kind.name: {name: child for name, child in kind.many.items() if child not in _SHARED}
        for kind in kinds().values()
    }


def _own(pool: Pool, theirs: set[str]) -> list[Row]:
    """Return the rows that belong to `theirs` alone, or to what does; those nearest to a service first."""
    found = []
    for row in pool.rows.values():
        if row.kind in _SHARED:
            continue
        owners = {ref for ref in row.refs if row.kind in kinds()[ref.partition(":")[0]].many.values()}
        if owners <= theirs:
            theirs.add(row.name)
            found.append(row)
    return found
