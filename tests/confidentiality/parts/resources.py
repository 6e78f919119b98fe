"""The matrices' lines about the directory of services: everybody may read it, nobody writes it from the web."""

from typing import Any

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
resources_record         */-/-/-     */-/-/-      */-/-/-      */-/-/-       */-/-/-      */-/-/-
resources_listing        */-/-/-     */-/-/-      */-/-/-      */-/-/-       */-/-/-      */-/-/-
"""


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """A service that one may walk into, as an import leaves it."""
    from hearten.resources.models import Listing, Record

    made.record = put(
        Record, kind="service", key="warm-room", fields={"name": "A warm room", "status": "active"}, refs=[],
        digest="0" * 32, source="services.csv", imported_at=moment,
    )  # fmt: skip
    made.listing = put(
        Listing, key="warm-room", name="A warm room", status="active", digest="0" * 32, changed_at=moment
    )
