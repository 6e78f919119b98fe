"""Settings and answers: nothing is on that should be off, and every answer tells the browser what it may not do."""

import asyncio
import re
from typing import Any

import pytest

from tests.house.reading_templates import HEARTEN


# Every door of Django is looked at by tests/confidentiality/test_doors.py, which opens them all.
def headers_that_must_be_there() -> dict[str, str]:
    from hearten.kernel.headers import HEADERS

    return HEADERS


def test_the_system_checks_have_nothing_to_say() -> None:
    from django.core.checks import WARNING, run_checks

    assert [found for found in run_checks() if found.level >= WARNING] == []


def test_debug_cannot_be_switched_on(settings: Any) -> None:
    assert "DEBUG = False" in (HEARTEN / "config" / "settings.py").read_text()
    assert not re.search(r"\bDEBUG\s*=(?! False\n)", (HEARTEN / "config" / "settings.py").read_text())
    for path in HEARTEN.rglob("*.py"):
        assert "DEBUG=1" not in path.read_text(), path


def test_cookies_are_kept_from_scripts_and_other_sites(settings: Any) -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = headers_that_must_be_there()["Content-Security-Policy"]
    said = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
    assert said["default-src"] == ["'none'"]
    assert said["frame-ancestors"] == said["base-uri"] == ["'none'"]
    assert not re.search(r"unsafe|https?:|\*|data:", policy)


@pytest.mark.parametrize("path", ["/nothing/", "/static/nothing.css"])
def test_every_refusal_carries_the_headers(path: str, cast: Any) -> None:
    check(cast.ben.client.get(path).headers, path)


def test_a_form_that_is_too_large_or_stale_carries_the_headers(cast: Any) -> None:
    check(cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", {"body": "a" * 1_100_000}).headers, "too large")
    check(cast.ben.browser(enforce_csrf_checks=True).post("/you/name/", {"name": "Rue"}).headers, "stale")


def check(headers: Any, where: str, but: tuple[str, ...] = ()) -> None:
    """Assert that all headers of kernel/headers.py are there, with their values."""
    for name, value in headers_that_must_be_there().items():
        if name not in but:
            assert headers.get(name) == value, f"{name} on {where}"


def asgi(path: str, method: str = "GET", body: bytes = b"") -> tuple[int, dict[str, str]]:
    """Ask the whole application, as the server does: streams and static files stand beside Django."""
    from hearten.config.asgi import application

    said: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8000),
        "headers": [(b"host", b"localhost")],
    }
    asyncio.run(asyncio.wait_for(application(scope, receive, send), 20))
    headers = {name.decode().title(): value.decode() for name, value in said[0]["headers"]}
    return said[0]["status"], headers


@pytest.mark.parametrize("path", ["/live/thread/nobody/", "/live/nothing/", "/help-now/", "/static/"])
def test_every_door_of_the_server_carries_the_headers(path: str, db: None, settings: Any) -> None:
    status, headers = asgi(path)
    wanted = {name.title(): value for name, value in headers_that_must_be_there().items()}
    assert status in (200, 404)
    assert {name: headers.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("name", ["kernel/hearten.css", "kernel/hearten.js", "kernel/icon.svg"])
def test_static_files_cannot_be_taken_for_something_else(name: str, db: None) -> None:
    """A style or a script needs fewer headers than a page: its type is fixed and no other site may use it."""
    from django.templatetags.static import static

    status, headers = asgi(static(name))
    assert status == 200
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "immutable" in headers["Cache-Control"]


def test_pages_are_kept_by_nobody(cast: Any) -> None:
    for path in ("/", "/you/", f"/threads/{cast.thread.id}/", f"/groups/{cast.group.id}/"):
        assert cast.ben.client.get(path)["Cache-Control"] == "no-store", path


def test_titles_in_the_browsers_history_say_nothing(cast: Any) -> None:
    for path in (
        f"/threads/{cast.hidden_thread.id}/",
        f"/groups/{cast.hidden_group.id}/",
        f"/groups/{cast.group.id}/about/",
    ):
        page = cast.ben.client.get(path).content.decode()
        title = re.search(r"<title>(.*?)</title>", page)
        assert title and title[1] == "hearten", path


def test_addresses_say_nothing(cast: Any) -> None:
    """An address bar is read over a shoulder: a group's title stands only in the address that it chose to publish."""
    from hearten.kernel.checks import every_route

    for path, _view in every_route():
        assert "title" not in path and "name" not in path.split("<")[1:2], path
