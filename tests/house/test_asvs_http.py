"""What goes over the wire: cookies and headers of a site under HTTPS, other origins, addresses, and files that are not
there (OWASP ASVS 5.0.0, chapters 3, 4, 13 and 15)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house.reading_templates import ROOT
from tests.house.test_settings import asgi

ELSEWHERE = "https://evil.example"
NAMES = [
    "SECURE", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
    "CSRF_TRUSTED_ORIGINS",
]  # fmt: skip


@pytest.fixture
def under_https(settings: Any, tmp_path: Path) -> Any:
    """The settings that hearten itself makes of an https address; read in another process, since ours are made."""
    env = {**os.environ, "HEARTEN_ORIGIN": "https://groups.example.org", "HEARTEN_STATE": str(tmp_path)}
    say = f"import json; from hearten.config import settings as s; print(json.dumps([getattr(s, n) for n in {NAMES}]))"
    done = subprocess.run([sys.executable, "-c", say], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    for name, value in zip(NAMES, json.loads(done.stdout), strict=True):
        setattr(settings, name, value)
    return settings


def test_every_cookie_is_for_this_host_over_https_and_not_for_scripts(cast: Any, under_https: Any) -> None:
    from django.test import Client

    browser = Client(HTTP_HOST="localhost")
    pages = ["/", "/sign-in/", "/join/", "/help-now/", "/groups/", "/nothing/"]
    answers = [browser.get(page, secure=True) for page in pages]
    signed_in = {"name": "Ben", "passphrase": cast.ben.passphrase}
    answers += [browser.post("/sign-in/", signed_in, secure=True), browser.get("/you/", secure=True)]
    cookies = [cookie for answer in answers for cookie in answer.cookies.values()]
    assert {cookie.key for cookie in cookies} == {"__Host-seat", "__Host-form"}
    assert answers[-1].status_code == 200
    for cookie in cookies:
        assert cookie["secure"] and cookie["httponly"], cookie
        assert cookie["samesite"] == "Lax", cookie
        assert (cookie["path"], cookie["domain"]) == ("/", ""), cookie


def test_the_token_of_a_session_stands_in_its_cookie_alone(cast: Any) -> None:
    answer = cast.ben.client.get("/you/")
    assert cast.ben.cookie not in answer.content.decode() + str(dict(answer.headers))


@pytest.mark.parametrize("path", ["/", "/help-now/", "/health", "/nothing/", "/live/nothing/", "/static/nothing.css"])
def test_under_https_every_answer_asks_for_https_from_now_on(path: str, db: None, under_https: Any) -> None:
    said = asgi(path)[1]["Strict-Transport-Security"]
    assert "includeSubDomains" in said
    assert int(said.partition("max-age=")[2].partition(";")[0]) >= 365 * 24 * 3600


def test_under_https_styles_and_scripts_ask_for_it_too(under_https: Any) -> None:
    """Their headers are made when the server starts, so the maker is asked here."""
    from hearten.config.asgi import _dressed

    said: dict[str, str] = {}
    _dressed(said, "kernel/hearten.css", "/static/kernel/hearten.css")
    assert "includeSubDomains" in said["Strict-Transport-Security"]


def test_without_https_nothing_asks_for_it(db: None) -> None:
    assert "Strict-Transport-Security" not in asgi("/help-now/")[1]


def test_a_body_that_nobody_reads_is_refused_like_everything_else(db: None) -> None:
    from hearten.kernel.bridge import LONGEST_BODY
    from hearten.kernel.headers import HEADERS

    status, headers = asgi("/sign-in/", method="POST", body=b"x" * (LONGEST_BODY + 1))
    assert status == 413
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert {name: headers.get(name.title()) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", ["/", "/help-now/", "/health", "/sign-in/", "/nothing/"])
def test_no_page_is_for_other_origins(path: str, db: None) -> None:
    from django.test import Client

    for method in ("get", "options"):
        answer = getattr(Client(), method)(path, headers={"origin": ELSEWHERE})
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_only_styles_scripts_and_pictures_are_for_any_origin(db: None) -> None:
    """They hold nothing of anybody, and Cross-Origin-Resource-Policy still keeps other sites from using them."""
    from django.templatetags.static import static

    for path in ("/help-now/", "/live/thread/nobody/"):
        assert "Access-Control-Allow-Origin" not in asgi(path)[1]
    assert asgi(static("kernel/hearten.css"))[1]["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/help-now/", "text/html; charset=utf-8"),
        ("/nothing/", "text/html; charset=utf-8"),
        ("/health", "application/json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/service-worker.js", "text/javascript; charset=utf-8"),
    ],
)
def test_pages_say_what_they_are(path: str, kind: str, db: None) -> None:
    from django.test import Client

    assert Client().get(path).headers["Content-Type"].lower() == kind


@pytest.mark.parametrize(
    ("name", "kind"), [("kernel/hearten.css", "text/css"), ("kernel/hearten.js", "text/javascript")]
)
def test_styles_and_scripts_say_what_they_are(name: str, kind: str, db: None) -> None:
    from django.templatetags.static import static

    said = asgi(static(name))[1]["Content-Type"]
    assert said.startswith(kind) and "charset" in said


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/static/.git/config", "/static/../.git/config", "/static/%2e%2e/%2e%2e/.git/HEAD",
     "/static/../secret", "/static/../keys/master.key", "/.hearten/secret", "/hearten/config/settings.py"],
)  # fmt: skip
def test_no_file_beside_the_built_ones_is_served(path: str, db: None) -> None:
    assert asgi(path)[0] == 404


@pytest.mark.parametrize("path", ["/static/", "/static/kernel/", "/static/members", "/static/safety/."])
def test_no_folder_is_listed(path: str, db: None) -> None:
    assert asgi(path)[0] == 404


def test_no_header_of_a_client_says_where_it_is(cast: Any, settings: Any) -> None:
    """Tries are counted by the address that the connection has; uvicorn takes a proxy's word from 127.0.0.1 alone."""
    from django.core.cache import cache
    from django.test import Client

    settings.HEARTEN_RATE_LIMITS = True
    cache.clear()
    codes = []
    for number in range(21):
        claims = dict.fromkeys(("x-forwarded-for", "x-real-ip", "forwarded", "remote-addr"), f"203.0.113.{number}")
        tried = {"name": f"Nobody {number}", "passphrase": "not the right words"}
        codes.append(Client(headers=claims).post("/sign-in/", tried).status_code)
    cache.clear()
    assert codes == [422] * 20 + [429]


def test_a_header_cannot_pass_for_another_ones_name() -> None:
    from hearten.kernel.bridge import _environ

    scope = {
        "method": "GET", "path": "/", "query_string": b"", "http_version": "1.1", "client": ("198.51.100.7", 1),
        "headers": [(b"x_forwarded_proto", b"https"), (b"remote-addr", b"203.0.113.9"), (b"content_length", b"9")],
    }  # fmt: skip
    environ = _environ(scope, b"four")
    assert environ["REMOTE_ADDR"] == "198.51.100.7"
    assert environ["CONTENT_LENGTH"] == "4"
    assert "HTTP_X_FORWARDED_PROTO" not in environ


def test_what_stands_in_the_address_fills_in_no_form(cast: Any) -> None:
    browser = cast.ben.browser()
    assert browser.post("/you/name/?name=Mallory", {}).status_code == 422
    assert browser.post("/you/name/?name=Mallory", {"name": "Rue"}).status_code == 302
    assert "Mallory" not in browser.get("/you/").content.decode()


def test_fields_that_a_form_does_not_have_change_nothing(cast: Any, superuser: Any) -> None:
    said = {"name": "Rue", "country": "IE", "role": "operator", "standing": "operator", "member_id": str(cast.ada.id),
            "email_index": "x", "adult_attested_at": "2001-01-01", "password": "x"}  # fmt: skip
    asked = "SELECT country, email_index, adult_attested_at, password, (SELECT count(*) FROM members_standing) " \
            "FROM members_profile JOIN members_member m ON m.id = member_id WHERE member_id = %s"  # fmt: skip
    before = superuser.execute(asked, [cast.ben.id]).fetchone()
    assert cast.ben.browser().post("/you/name/", said).status_code == 302
    assert superuser.execute(asked, [cast.ben.id]).fetchone() == before
