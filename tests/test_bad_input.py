"""Input that is empty, too long, broken, hostile or too late: each gets a page that says so and keeps the words."""

import html
import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

WORDS = "I have been awake since four and wanted to say it somewhere."
LONG = "It goes on and on. " * 5264  # a little over 100,000 characters
SIGN_UP = {"name": "Rue", "passphrase": "four quiet words in a row", "adult": "on", "agrees": "on"}
DOORS = ["write", "reply", "sign up", "ask"]


class Door:
    """One form: where it is, who fills it in, what is in it, and which field holds the words."""

    def __init__(self, name: str, cast: Any) -> None:
        writing = {"client_id": str(uuid4())}
        said = {"title": "Four in the morning", "kind": "support", "wish": "listen"}
        self.browser = {"sign up": Client(), "ask": cast.dov.client}.get(name, cast.ben.client)
        self.field = {"write": "body", "reply": "body", "sign up": "name", "ask": "words"}[name]
        self.path, self.filled = {
            "write": (f"/groups/{cast.group.id}/write/", {**writing, **said}),
            "reply": (f"/threads/{cast.thread.id}/replies/", writing),
            "sign up": ("/join/", SIGN_UP),
            "ask": (f"/groups/{cast.other_group.id}/ask/", {"name": "Dov"}),
        }[name]

    def send(self, words: str, **more: str) -> Any:
        return self.browser.post(self.path, {**self.filled, self.field: words, **more})


@pytest.fixture
def door(request: pytest.FixtureRequest, cast: Any) -> Door:
    return Door(request.param, cast)


through = pytest.mark.parametrize("door", DOORS, indirect=True)
every_writing = pytest.mark.parametrize("door", ["write", "reply"], indirect=True)


def page_of(response: Any) -> str:
    """Return the page as its reader sees it: without the entities that HTML needs."""
    return html.unescape(response.content.decode())


def says(response: Any) -> bool:
    """Whether the page has a sentence about what is wrong, where a screen reader finds it."""
    return bool(re.search(r'class="error"|role="alert"', response.content.decode()))


# Empty, long, broken


@pytest.mark.parametrize("door", ["write", "reply", "sign up"], indirect=True)
@pytest.mark.parametrize("nothing", ["", "   \n\t ", "\u200b\u200b", "\u202e\u2066", "\x00\x07", "\ufeff"], ids=ascii)
def test_nothing_written_is_said_kindly(door: Door, nothing: str) -> None:
    response = door.send(nothing)
    assert response.status_code == 422
    assert says(response)


@through
def test_too_much_is_said_and_nothing_of_it_is_lost(door: Door) -> None:
    response = door.send(LONG)
    assert response.status_code == 422
    assert says(response)
    assert LONG.strip() in page_of(response)


@through
def test_so_much_that_it_is_not_read_at_all_is_a_page(door: Door) -> None:
    response = door.send("a" * 1_100_000)
    assert response.status_code == 400
    assert "your words are still in the box" in page_of(response)


@every_writing
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\x00two\x08three\x1b[31m four", "onetwothree[31m four"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("in\u200bvis\u2060ib\ufeffle", "invisible"),
        ("two\r\nlines", "two\nlines"),
        ("e\u0301tape", "\u00e9tape"),
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_is_taken_out_and_what_can_stays(
    door: Door, typed: str, kept: str, as_seat: Any, cast: Any
) -> None:
    from hearten.threads.models import Post

    assert door.send(typed).status_code == 302
    with as_seat(cast.ben) as seat:
        assert seat.glance(Post).order_by("-made_at").first().body == kept


@pytest.mark.parametrize(
    "name", ["B\u200ben", "  ben ", "BEN", "\uff22\uff45\uff4e", "Be\u200cn", "Ben\u202e"], ids=ascii
)
def test_a_name_that_looks_like_somebodys_is_theirs(name: str, cast: Any) -> None:
    response = Door("sign up", cast).send(name)
    assert response.status_code == 422
    assert "That name is taken here" in page_of(response)


@through
def test_broken_letters_are_said_and_the_rest_is_kept(door: Door) -> None:
    from urllib.parse import urlencode

    rest = urlencode({name: value for name, value in door.filled.items() if name != door.field})
    body = f"{rest}&{door.field}=Bad%20%ff%fe%20letters".encode()
    response = door.browser.generic("POST", door.path, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422
    assert "could not be read" in page_of(response)
    assert re.search("Bad .*letters", page_of(response))


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "multipart/form-data; boundary=x", "application/json", "multipart/form-data", "", "\x7f"],
)
@through
def test_a_body_that_is_no_form_is_a_page(door: Door, content_type: str) -> None:
    response = door.browser.generic("POST", door.path, b"\xff\x00{not a form", content_type=content_type)
    assert response.status_code in (400, 422)
    assert "<h1" in page_of(response)


@pytest.mark.parametrize("field", ["client_id", "kind", "wish", "quotes", "move"])
@every_writing
def test_a_field_that_a_form_filled_in_wrongly_never_loses_the_words(door: Door, field: str) -> None:
    response = door.send(WORDS, **{field: "\u2603 nonsense"})
    assert response.status_code in (302, 404, 422)
    assert response.status_code == 302 or WORDS in page_of(response)


@pytest.mark.parametrize(
    "path", ["/threads/{0}/", "/groups/{0}/", "/posts/{0}/", "/news/{0}/", "/invitations/{0}/", "/g/{0}/"]
)
@pytest.mark.parametrize(
    "key",
    ["", "0", "..%2f..%2fetc", "%00", "%ff", "\u2603", "a" * 5000, "' OR 1=1 --"],
    ids=lambda key: ascii(key)[:20],
)
def test_an_address_that_is_none_is_not_found(path: str, key: str, cast: Any) -> None:
    response = cast.ben.client.get(path.format(key))
    assert response.status_code in (302, 404) or (key == "" and response.status_code == 200)


@pytest.mark.parametrize(
    "query", ["?q=%ff%00", "?words=%00", "?topic=" + "a" * 9000, "?zone='", "?earlier=x&quote=y&show=z"]
)
def test_a_question_mark_and_nonsense_is_the_page_without_it(query: str, cast: Any) -> None:
    for path in ("/groups/", f"/threads/{cast.thread.id}/", f"/groups/{cast.group.id}/", "/help-now/", "/sign-in/"):
        assert cast.ben.client.get(path + query).status_code in (200, 302), path


# Hostile

XSS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>come</a>",
    "[come](javascript:alert(1))",
    "[come](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](x' onerror='alert(1))",
    "<javascript:alert(1)>",
    "javascript:alert(1)",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=/sign-out/ method=post><button>Press</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
    "<b style='position:fixed;inset:0'>over everything</b>",
    "<p id=act class=notice>pretends to be ours</p>",
    "\"><script>alert(1)</script>",
    "'-alert(1)-'",
    "{{ 7*7 }}{% include 'kernel/base.html' %}",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "https://evil.example/\"onmouseover=\"alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "```\n<script>alert(1)</script>\n```",
]  # fmt: skip
TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "br", "a", "code", "s"}
hostile = pytest.mark.parametrize("text", XSS, ids=lambda text: ascii(text)[:50])


class Prose(HTMLParser):
    """What a person's words became: tags with their attributes, and text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, text: str) -> None:
        self.text += text


@hostile
def test_words_stay_words(text: str) -> None:
    """Whatever somebody writes is text, or one of a few harmless tags; links say where they lead and nothing more."""
    from hearten.kernel.words import render, tidy

    prose = Prose(render(tidy(text)))
    for tag, attributes in prose.tags:
        assert tag in TAGS
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else {"start"} if tag == "ol" else set())
        assert re.match(r"https?://|mailto:", attributes.get("href") or "https://")
        assert not re.search(r"[\"'<>\s]", attributes.get("href") or "")


@hostile
def test_a_page_shows_them_as_they_were_written(text: str, cast: Any) -> None:
    """In the conversation, in its title, and in the group's list, nothing of it comes alive."""
    door = Door("write", cast)
    before = scripts(cast.ben.client.get(f"/threads/{cast.thread.id}/"))
    also = {"title": text[:100], "note": text[:60], "mood": text[:30]}
    sent = door.send(text, **also)
    if noted := re.search(
        r'name="fine" value="([^"]+)"', sent.content.decode()
    ):  # "@import" could be somebody's handle
        assert sent.status_code == 422 and scripts(sent) <= scripts(cast.ben.client.get(door.path))
        sent = door.send(text, fine=noted[1], **also)
    assert sent.status_code == 302
    for browser in (cast.ben.client, cast.ada.client):
        page = browser.get(sent["Location"])
        assert page.status_code == 200
        assert scripts(page) == before
        listed = browser.get(f"/groups/{cast.group.id}/")
        assert scripts(listed) <= before


def scripts(response: Any) -> set[str]:
    """Return everything in a page that can act: scripts, handlers, frames, forms' targets, and styles."""
    found = set()
    for tag, attributes in Prose(response.content.decode()).tags:
        acting = {name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "http-equiv")}
        href = attributes.get("href") or ""
        if acting or tag in ("iframe", "object", "embed", "base", "svg", "math", "style", "meta", "link", "img"):
            found.add(f"{tag} {sorted(acting)} {attributes.get('name') or attributes.get('rel') or ''}")
        if tag == "script":
            found.add(f"script {attributes.get('src')}")
        if re.match(r"\s*(javascript|data|vbscript):", href, re.IGNORECASE):
            found.add(f"link {href}")
    return found


@hostile
def test_a_name_is_only_a_name(text: str, cast: Any) -> None:
    """At sign-up and in a request to join: whether it is taken as a name or refused, it comes back as text."""
    plain = scripts(Client().get("/join/"))
    name = text[:40]
    page = Door("sign up", cast).send(name, adult="")
    assert page.status_code == 422
    assert scripts(page) == plain
    asked = Door("ask", cast).send(text)
    assert asked.status_code == 302
    assert scripts(cast.dov.client.get(asked["Location"])) <= plain | scripts(cast.dov.client.get("/you/"))


# Too late


def test_a_form_from_before_the_sign_in_keeps_the_words(cast: Any) -> None:
    """Somebody wrote, signed in again in another tab, and pressed Send: the token of the first tab is old."""
    browser = Client(enforce_csrf_checks=True)
    token = token_in(browser.get("/sign-in/"))
    browser.post("/sign-in/", {"name": "Ben", "passphrase": cast.ben.passphrase, "csrfmiddlewaretoken": token})
    old = token_in(browser.get(f"/threads/{cast.thread.id}/"))
    browser.post("/sign-out/", {"csrfmiddlewaretoken": old})
    token = token_in(browser.get("/sign-in/"))
    signed_in = {"name": "Ben", "passphrase": cast.ben.passphrase, "csrfmiddlewaretoken": token}
    assert browser.post("/sign-in/", signed_in).status_code == 302
    sent = {"body": WORDS, "client_id": str(uuid4()), "csrfmiddlewaretoken": old}
    stale = browser.post(f"/threads/{cast.thread.id}/replies/", sent)
    assert stale.status_code == 403
    assert WORDS in page_of(stale)
    again = {**sent, "csrfmiddlewaretoken": token_in(stale)}
    assert browser.post(f"/threads/{cast.thread.id}/replies/", again).status_code == 302
    assert WORDS in page_of(browser.get(f"/threads/{cast.thread.id}/"))


def token_in(response: Any) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


@through
@pytest.mark.parametrize("token", ["", "nonsense", "a" * 64])
def test_a_form_without_its_token_changes_nothing_and_keeps_the_words(door: Door, token: str, cast: Any) -> None:
    who = {"sign up": None, "ask": cast.dov}.get(
        next(name for name in DOORS if Door(name, cast).path == door.path), cast.ben
    )
    door.browser = who.browser(enforce_csrf_checks=True) if who else Client(enforce_csrf_checks=True)
    response = door.send(WORDS, csrfmiddlewaretoken=token)
    assert response.status_code == 403
    assert WORDS in page_of(response)
    assert "four quiet words" not in page_of(response)


@every_writing
def test_who_was_signed_out_meanwhile_keeps_the_words(door: Door) -> None:
    door.browser = Client()
    response = door.send(WORDS)
    assert response.status_code == 401
    assert WORDS in page_of(response)
    assert "Sign in" in page_of(response)


@every_writing
def test_who_was_removed_meanwhile_keeps_the_words(door: Door, cast: Any) -> None:
    door.browser = cast.eli.client
    response = door.send(WORDS)
    assert response.status_code == 404
    assert WORDS in page_of(response)


@every_writing
def test_a_group_that_closed_meanwhile_keeps_the_words(door: Door, cast: Any, as_seat: Any) -> None:
    from hearten.groups.actions import close_group

    with as_seat(cast.odile) as seat:
        close_group(seat, cast.group)
    response = door.send(WORDS)
    assert response.status_code == 404
    assert WORDS in page_of(response)


def test_a_group_that_asked_and_closed_keeps_the_words(cast: Any, as_seat: Any) -> None:
    from hearten.groups.actions import close_group

    with as_seat(cast.odile) as seat:
        close_group(seat, cast.other_group)
    response = Door("ask", cast).send(WORDS)
    assert response.status_code == 404
    assert WORDS in page_of(response)


@every_writing
def test_a_changed_agreement_is_read_first_and_keeps_the_words(door: Door, cast: Any, as_seat: Any) -> None:
    from hearten.groups.actions import write_agreement
    from hearten.groups.standing import place_in

    with as_seat(cast.ada) as seat:
        write_agreement(seat, place_in(seat, cast.group.id), "We are kind, and we say so.", 1)
    response = door.send(WORDS)
    assert response.status_code == 403
    assert WORDS in page_of(response)
    assert "Read our agreement" in page_of(response)


@pytest.mark.parametrize("became", ["expired", "revoked", "used", "never made"])
def test_an_invitation_that_does_not_work_says_why_and_keeps_the_name(became: str, cast: Any, superuser: Any) -> None:
    from hearten.groups.actions import invite
    from hearten.groups.standing import place_in
    from hearten.kernel.clock import now
    from tests.cast import seated

    with seated(cast.ada) as seat:
        token = invite(seat, place_in(seat, cast.hidden_group.id))
    column = {"expired": "expires_at", "revoked": "revoked_at", "used": "used_at"}.get(became)
    if column:
        superuser.execute(f"UPDATE groups_invitation SET {column} = %s WHERE used_at IS NULL", [now() - timedelta(1)])
    token = token if column else "a-token-that-was-never-made"
    name = "Rue from the river"
    response = cast.dov.client.post(f"/invitations/{token}/", {"name": name, "version": "1", "agree": "on"})
    assert response.status_code == (410 if column else 404)
    assert name in page_of(response)
    assert "night shift" not in page_of(response)


def test_what_is_sent_twice_lands_once_and_other_words_under_the_same_id_are_kept(cast: Any, as_seat: Any) -> None:
    from hearten.threads.models import Post

    door = Door("reply", cast)
    assert [door.send(WORDS).status_code for _time in range(3)] == [302, 302, 302]
    with as_seat(cast.ben) as seat:
        assert seat.glance(Post).filter(body=WORDS).count() == 1
    other = door.send("Something else altogether, from another box.")
    assert other.status_code == 403
    assert "Something else altogether" in page_of(other)
