"""What the log says, in which form, and what a person is told when something breaks (OWASP ASVS 5.0.0, chapter 16)."""

import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hearten.kernel.logs import Wordless
from tests.house.reading_templates import ROOT

FORM = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [\w.]+: \S[^\n]*")
IN_NEW_YORK = """
import logging, logging.config
from django.conf import settings
import django
django.setup()
record = logging.makeLogRecord({"name": "hearten", "msg": "it broke", "created": 0.0, "msecs": 0.0})
print(logging.getLogger().handlers[0].format(record))
"""


def written(records: list[logging.LogRecord]) -> list[str]:
    formatter = Wordless(fmt="{asctime} {levelname} {name}: {message}", style="{")
    return [formatter.format(record) for record in records]


def refusals(cast: Any) -> list[tuple[str, Any]]:
    """Return what is refused to somebody, and the answers: who one is, what was sent, and how often."""
    stranger, member = cast.dov.browser(), cast.ben.browser()
    return [
        ("Not Found", stranger.get(f"/threads/{cast.thread.id}/")),
        ("Forbidden", member.post(f"/groups/{cast.group.id}/lead/practice/", {})),
        ("Not Found", stranger.get("/desk/")),
        ("Not Found", stranger.get("/x%0a2026-01-01 00:00:00,000 ERROR hearten: all is lost/")),
        ("Forbidden", cast.ben.browser(enforce_csrf_checks=True).post("/you/name/", {"name": "Rue"})),
        ("Unprocessable", member.post(f"/threads/{cast.thread.id}/replies/", {"body": ""})),
    ]


def test_what_is_refused_leaves_a_line_and_no_name(cast: Any, caplog: pytest.LogCaptureFixture) -> None:
    answers = refusals(cast)
    lines = written([record for record in caplog.records if record.name.startswith("django.")])
    assert len(lines) >= sum(answer.status_code >= 400 for _what, answer in answers) >= 5
    for line in lines:
        assert FORM.fullmatch(line), line
        assert "WARNING" in line and line.endswith("(a page)")
        assert "all is lost" not in line and str(cast.thread.id) not in line


def test_a_wrong_try_too_many_leaves_a_line(cast: Any, caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    from django.core.cache import cache
    from django.test import Client

    cache.clear()
    settings.HEARTEN_RATE_LIMITS = True
    tried = {"name": "Ben", "passphrase": "not the right words"}
    answers = [Client().post("/sign-in/", tried).status_code for _ in range(6)]
    cache.clear()
    assert answers[-1] == 429
    assert [line for line in written(caplog.records) if "Too Many Requests" in line]
    assert not [line for line in written(caplog.records) if "Ben" in line]


def test_times_in_the_log_are_utc_wherever_the_machine_is(tmp_path: Path) -> None:
    env = {**os.environ, "TZ": "America/New_York", "HEARTEN_STATE": str(tmp_path),
           "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", IN_NEW_YORK], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.stdout.startswith("1970-01-01 00:00:00"), done.stderr


def test_the_log_goes_to_one_place(settings: Any) -> None:
    handlers = settings.LOGGING["handlers"]
    assert {name: said["class"] for name, said in handlers.items()} == {"console": "logging.StreamHandler"}
    assert settings.LOGGING["root"]["handlers"] == ["console"]
    assert [name for name, said in settings.LOGGING["loggers"].items() if "handlers" in said] == []
    for path in (ROOT / "hearten").rglob("*.py"):
        assert not re.search(
            r"\b(FileHandler|SysLogHandler|SMTPHandler|HTTPHandler|AdminEmailHandler)\b", path.read_text()
        )
    assert "access_log=False" in (ROOT / "hearten" / "commands" / "serve.py").read_text()


def test_a_fault_tells_its_reader_nothing_of_how_it_came(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: Any, **_more: Any) -> Any:
        raise ValueError("the column 'secret_column' of /opt/hearten is not there")

    monkeypatch.setattr("hearten.threads.reading.head", broken)
    browser = cast.ben.browser()
    browser.raise_request_exception = False
    answer = browser.get(f"/threads/{cast.thread.id}/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something broke on our side" in page
    for trace in ("ValueError", "secret_column", "Traceback", "/opt/hearten", "threads/reading", "line "):
        assert trace not in page
