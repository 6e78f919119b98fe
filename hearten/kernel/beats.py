"""The worker shows which of the things that it keeps doing go well; `GET /health` says whether one is silent.

A beat is a row for each thing, of the youngest moment at which it went well in any worker. Two workers do the same
things: one that is fine is enough.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

EVERY_S = 10.0
SILENT_S = 150  # longer than the longest wait, and than the slowest letter together with what is sent beside it
BEAT = "SELECT hearten_beat(%(well)s::text[], %(known)s::text[])"


async def show(app: Any, well: Sequence[str], known: Sequence[str]) -> None:
    """Write down what went well just now, of all that this worker keeps doing. Raises ConnectorException."""
    await app.connector.execute_query_async(BEAT, well=list(well), known=list(known))


def silent() -> list[str]:
    """Return what a worker keeps doing and none did well for `SILENT_S` seconds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT what FROM kernel_beat WHERE at < now() - make_interval(secs => %s) ORDER BY what", [SILENT_S]
        )
        return [what for (what,) in cursor.fetchall()]
