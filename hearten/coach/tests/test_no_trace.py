"""What the coach read is nowhere afterwards: in no table, in no log, and in nothing that its process writes."""

import logging
from typing import Any

import pytest

from hearten.coach import asking
from hearten.coach.asking import process as begin
from hearten.coach.tests.asking_pages import Nobody, ask, page_of
from hearten.kernel.aside import Busy
from hearten.kernel.logs import Wordless

CANARY = "canaryoftheunsent"
DRAFT = f"I am so sorry about the {CANARY}. It sounds lonely."


def _rows(superuser: Any) -> dict[str, int]:
    """Return how many rows each table has; sessions aside, whose times move with every click."""
    from tests.copies import tables

    counted = {}
    for table in tables(superuser):
        (counted[table],) = superuser.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return counted


def _tables_with(superuser: Any, words: str) -> list[str]:
    """Return the tables that hold these words in any column of any row."""
    from tests.copies import tables

    held = 'SELECT EXISTS (SELECT 1 FROM "{}" t WHERE t::text ILIKE %s)'
    return [name for name in tables(superuser) if superuser.execute(held.format(name), [f"%{words}%"]).fetchone()[0]]


def _everything_that_is_asked(coached: Any) -> None:
    for fragment, part in ((False, ""), (True, "read"), (True, "steps")):
        page_of(ask(coached.ada, coached.thread, DRAFT, fragment=fragment, part=part))
        headers = {"X-Fragment": "1"} if fragment else {}
        said = {"body": DRAFT, "part": part}
        page_of(coached.ada.client.post("/practice/three-stops/feedback/", said, headers=headers))
    page_of(ask(coached.ada, coached.thread, "Four.", use=f'["{DRAFT}", 0, 0, 1]', suggested=f'["{CANARY}"]'))
    assert ask(coached.ben, coached.thread, DRAFT).status_code == 403
    assert ask(coached.dov, coached.thread, DRAFT).status_code == 404


def test_no_table_holds_a_word_of_a_draft(coached: Any, superuser: Any) -> None:
    before = _rows(superuser)
    assert _tables_with(superuser, "woke up at four") == ["threads_post"], "this search does find words"
    _everything_that_is_asked(coached)
    assert _tables_with(superuser, CANARY) == []
    after = _rows(superuser)
    # A practice reply counts as one try, as its page and as its reading; never as words.
    assert {name: after[name] - before[name] for name in after if after[name] != before[name]} == {"coach_try": 2}


def test_no_log_holds_a_word_of_a_draft(
    coached: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    _everything_that_is_asked(coached)
    coached.ada.client.raise_request_exception = False
    monkeypatch.setattr(asking, "pool", Nobody)  # a fault while it is read
    answer = ask(coached.ada, coached.thread, DRAFT)
    assert DRAFT in page_of(answer, 500)
    formatter = Wordless(fmt="{asctime} {levelname} {name}: {message}", style="{")
    log = "\n".join(formatter.format(record) for record in caplog.records)
    assert "AssertionError" in log and CANARY not in log


def test_its_process_writes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    process = begin()
    try:
        asked = {"post": CANARY, "draft": DRAFT}
        assert "told" in process.ask({"do": "feedback", "asked": asked}, within=30)
        assert process.ask({"do": "feedback", "asked": {"post": CANARY, "draft": 7}}, within=30).keys() == {"failed"}
        assert process.ask({CANARY: DRAFT}, within=30) == {"failed": "KeyError"}
        process._child.kill()
        with pytest.raises(Busy):
            process.ask({"do": "feedback", "asked": asked}, within=30)
    finally:
        process.end()
    assert capfd.readouterr() == ("", "")


def test_what_is_remembered_of_a_member_is_the_ids_of_our_own_frames(coached: Any) -> None:
    from hearten.coach.mind.frames import frames

    ask(coached.ada, coached.thread, DRAFT)
    ours = {frame.id for frame in frames()}
    assert {frame for _post, frame in asking._seen[coached.ada.id]} <= ours
