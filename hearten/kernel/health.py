"""`GET /health`: is the web alive, does the database answer, does a worker beat its heart. No secrets, no counts."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from hearten import __version__
from hearten.kernel import beats
from hearten.kernel.door import Knock, door
from hearten.kernel.seat import Seat

STALE_S = 60

_ways: dict[str, Callable[[], str | None]] = {}


def also(name: str, ask: Callable[[], str | None]) -> None:
    """Have one more word in the answer, "ok" or "failing"; None leaves it out. For a slice that speaks to others."""
    _ways[name] = ask


@door(Knock.ANYONE)
def answer(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Return {"status", "database", "worker", "version"}, and of ways that are on; 200 when the web can serve people.

    Without a database the door answers instead, with 503 (refusals.resting_page)."""
    worker = _worker()
    ways = {name: said for name, ask in _ways.items() if (said := ask())}
    return JsonResponse({"status": "ok", "database": "ok", "worker": worker, **ways, "version": __version__})


def _worker() -> str:
    """Return "ok"; "failing" where something that a worker keeps doing does not go; "silent" where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [STALE_S],
        )
        if not cursor.fetchone()[0]:
            return "silent"
    return "failing" if beats.silent() else "ok"
