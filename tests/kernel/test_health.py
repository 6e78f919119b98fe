"""GET /health: what a monitor may know, and nothing else."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from hearten import __version__
from hearten.kernel import health

BEAT = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))"


@pytest.mark.parametrize(("seconds_ago", "worker"), [(5, "ok"), (health.STALE_S + 30, "silent")])
def test_it_says_whether_a_worker_beats(db: None, superuser: Any, seconds_ago: int, worker: str) -> None:
    superuser.execute(BEAT, [seconds_ago])
    answer = Client().get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "worker": worker, "version": __version__}


def test_without_a_database_it_says_so_and_when_to_ask_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> str:
        raise OperationalError("the connection to the database was lost")

    monkeypatch.setattr(health, "_worker", away)
    answer = Client().get("/health")
    assert answer.status_code == 503
    assert answer.json()["database"] == "down"
    assert "connection" not in answer.content.decode()
    assert answer.headers["Retry-After"] == "5"


def test_a_page_without_a_database_keeps_the_words(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*given: Any) -> Any:
        raise OperationalError("the connection to the database was lost")

    monkeypatch.setattr("hearten.threads.reading.head", away)
    said = {"body": "Words that must not be lost.", "client_id": "00000000-0000-4000-8000-000000000001"}
    answer = cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", said)
    assert answer.status_code == 503
    assert "Words that must not be lost." in answer.content.decode()
