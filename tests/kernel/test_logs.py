"""The log carries ids, never words: a canary in every form, and in an error of the database, is not in it (PR-13)."""

import logging
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from hearten.kernel.logs import Wordless

CANARY = "canary-of-the-log"


def _written(records: list[logging.LogRecord]) -> str:
    formatter = Wordless(fmt="{asctime} {levelname} {name}: {message}", style="{")
    return "\n".join(formatter.format(record) for record in records)


def test_what_people_write_is_not_logged(cast: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    said = {
        "title": f"{CANARY} title", "body": f"{CANARY} body", "kind": "support", "wish": "listen", "note": CANARY,
        "mood": CANARY, "client_id": str(uuid4()),
    }  # fmt: skip
    cast.ben.client.post(f"/groups/{cast.group.id}/write/", said)
    cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", {"body": CANARY, "client_id": CANARY})
    cast.dov.client.post(f"/threads/{cast.thread.id}/replies/", {"body": CANARY, "client_id": str(uuid4())})
    cast.dov.client.post(f"/groups/{cast.other_group.id}/ask/", {"name": CANARY, "words": CANARY})
    cast.dov.client.get(f"/invitations/{CANARY}/")
    for page in ("", "how/", "groups/"):
        cast.dov.client.post(f"/find-a-group/{page}", {"words": f"{CANARY} and more", "topics": CANARY, "zone": CANARY})
    cast.dov.client.get(f"/{CANARY}/")
    cast.dov.client.post("/sign-in/", {"name": CANARY, "passphrase": CANARY})
    assert CANARY not in _written(caplog.records)


def test_a_fault_is_logged_without_the_words_in_it(
    cast: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: Any, **more: Any) -> Any:
        raise ValueError(f"could not handle {CANARY}")

    monkeypatch.setattr("hearten.threads.actions.write.render", broken)
    cast.ben.client.raise_request_exception = False
    answer = cast.ben.client.post(
        f"/threads/{cast.thread.id}/replies/", {"body": f"{CANARY} and more words", "client_id": str(uuid4())}
    )
    assert answer.status_code == 500
    assert f"{CANARY} and more words" in answer.content.decode()
    log = _written(caplog.records)
    assert CANARY not in log
    assert "ValueError" in log


def test_a_database_error_is_logged_without_the_row(cast: Any, caplog: pytest.LogCaptureFixture, as_seat: Any) -> None:
    try:
        with as_seat(cast.ben), transaction.atomic(), connection.cursor() as cursor:
            for _ in range(2):
                cursor.execute(
                    "INSERT INTO members_member (id, password, sign_in_index, joined_on) VALUES (%s, '', %s, now())",
                    [uuid4(), CANARY],
                )
    except IntegrityError:
        logging.getLogger("hearten").exception("it broke")
    assert "UniqueViolation" in _written(caplog.records)
    assert CANARY not in _written(caplog.records)
