"""`GET /health`: is the web alive, does the database answer, does a worker beat its heart. No secrets, no counts."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from hearten import __version__
from hearten.kernel.door import Knock, door
from hearten.kernel.seat import Seat

STALE_S = 60


@door(Knock.ANYONE)
def answer(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Return {"status", "database", "worker", "version"}; 200 when the web can serve people.

    Without a database the door answers instead, with 503 (refusals.resting_page)."""
    worker = _worker()
    return JsonResponse({"status": "ok", "database": "ok", "worker": worker, "version": __version__})


def _worker() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [STALE_S],
        )
        return "ok" if cursor.fetchone()[0] else "silent"
