"""Words that try to become something else than words: script, markup, a way out of the page."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from tests.filling_in import Door

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
