"""Keeping every listing in step with the records: made anew after each import, written where it says another thing."""

import json
from collections.abc import Callable, Collection
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.db import connections, transaction

from hearten.resources.gathering import Row, gather, in_lots
from hearten.resources.listing_of import SHOWN, listing_of
from hearten.resources.models import Listing, Record

_OURS = {"id", "key", "changed_at", "gone_at"}
_COLUMNS = [field.name for field in Listing._meta.concrete_fields if field.name not in _OURS]


def keep_listings(moment: datetime, tell: Callable[[int, int], None]) -> int:
    """Make the listings of all services anew; return how many are new or other than they were.

    All of them: an import that was interrupted may have left records without their listings.
    """
    changed, services = 0, Record.objects.using("keeper").filter(kind="service").count()
    for lot in in_lots("service"):
        with transaction.atomic(using="keeper"):
            changed += _keep(lot, moment)
        tell(len(lot), services)
    return changed


def _keep(services: list[Row], moment: datetime) -> int:
    pool = gather(services, SHOWN)
    made = {service.key: listing_of(service, pool) for service in services}
    marks = {key: _digest(said) for key, said in made.items()}
    there = dict(Listing.objects.using("keeper").filter(key__in=made).values_list("key", "digest"))
    other = [
        Listing(key=key, digest=marks[key], changed_at=moment, **made[key])
        for key in made
        if there.get(key) != marks[key]
    ]
    Listing.objects.using("keeper").bulk_create(
        other, update_conflicts=True, unique_fields=["key"], update_fields=[*_COLUMNS, "changed_at"]
    )
    return len(other)


def _digest(said: dict[str, Any]) -> str:
    return blake2b(json.dumps(said, sort_keys=True, default=str).encode(), digest_size=16).hexdigest()


def back_again(keys: Collection[str]) -> None:
    """Take back that these services are gone: their source has them."""
    Listing.objects.using("keeper").filter(key__in=keys, gone_at__isnull=False).update(gone_at=None)


def mark_gone(keys: Collection[str], moment: datetime) -> int:
    """Mark every service but these as gone; return how many were not before. Their records and listings stay."""
    with transaction.atomic(using="keeper"), connections["keeper"].cursor() as cursor:
        cursor.execute(
            "UPDATE resources_listing SET gone_at = %s WHERE gone_at IS NULL AND key <> ALL(%s)", [moment, list(keys)]
        )
        return int(cursor.rowcount)
