"""Templates: every word can be translated, nothing is loaded from elsewhere, nothing runs inside a page."""

import re
from pathlib import Path

import pytest

from tests.house.reading_templates import HEARTEN, VALUE, html_of, name_of, templates

each = pytest.mark.parametrize("path", templates(), ids=name_of)
SHOWN = {"alt", "aria-label", "aria-description", "aria-roledescription", "label", "placeholder", "title", "summary"}
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
ADDRESS = re.compile(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s\"'<>)]*", re.IGNORECASE)
# Links that lead to another site, as plain links that a person follows or not, and the names of those sites.
ELSEWHERE = {"hearten/safety/templates/safety/help_now.html": {"https://findahelpline.com", "findahelpline.com"}}
# Fragments that a page shows fifty times: working out each address again would cost more than the rest of the page.
HOT = {"hearten/threads/templates/threads/_post.html", "hearten/threads/templates/threads/_row.html"}
# A form without fields, for the buttons of a fragment on a page where they lead nowhere.
EMPTY = '<form id="act" method="post" hidden></form>'
# A macro that writes attributes has them as text.
ATTRIBUTES = re.compile(r"\b[a-z-]+=\"[^\"]*\"?|\b(required|checked|selected)\b")
SIGNS = re.compile(r"[^\W\d_]{2,}")


@each
def test_every_word_is_translatable(path: Path) -> None:
    raw = [
        (line, text.strip())
        for what, line, tag, name, text in html_of(path)
        if (what == "text" and tag not in ("script", "style")) or (what == "attribute" and name in SHOWN)
        if SIGNS.search(ATTRIBUTES.sub("", text).replace(VALUE, " "))
        and text.strip() not in ELSEWHERE.get(name_of(path), ())
    ]
    assert raw == [], 'write it as {{ _("...") }}'


@each
def test_nothing_runs_or_is_styled_inside_a_page(path: Path) -> None:
    """The content security policy refuses it; here it is refused with the line."""
    wrong = []
    for what, line, tag, name, text in html_of(path):
        if what == "tag" and tag in ("style", "iframe", "object", "embed", "base"):
            wrong.append((line, f"<{tag}>"))
        if what == "text" and tag == "script" and text.strip():
            wrong.append((line, "an inline script"))
        if what == "attribute" and (name == "style" or name.startswith("on") or text.lower().startswith("javascript:")):
            wrong.append((line, name))
    assert wrong == []


@each
def test_nothing_is_loaded_from_elsewhere(path: Path) -> None:
    found = {text.strip() for _what, _line, _tag, _name, text in html_of(path) if ADDRESS.search(text)}
    assert found - NAMESPACES - ELSEWHERE.get(name_of(path), set()) == set()


@pytest.mark.parametrize("path", sorted(HEARTEN.glob("*/static/**/*.*")), ids=name_of)
def test_no_style_and_no_script_reaches_elsewhere(path: Path) -> None:
    if path.suffix in (".css", ".js", ".svg"):
        assert set(ADDRESS.findall(path.read_text())) <= NAMESPACES


@each
def test_every_form_that_changes_something_carries_the_token(path: Path) -> None:
    for form in re.findall(r"<form\b.*?</form>", path.read_text(), re.DOTALL | re.IGNORECASE):
        if form == EMPTY:
            continue
        posts = re.search(r"method=[\"']?post", form.split(">")[0] + form, re.IGNORECASE)
        assert bool(posts) == ("csrf" in form), form[:200]


@each
def test_a_page_opens_no_new_windows_and_names_no_group_in_its_title(path: Path) -> None:
    source = path.read_text()
    assert "target=" not in source
    title = re.search(r"{% block title %}(.*?){% endblock", source, re.DOTALL)
    assert not title or not re.search(r"group|thread|place\.|my\.", title[1]), "a title shows in the browser's history"


@each
def test_no_address_is_written_out(path: Path) -> None:
    """Addresses come from url('slice:name'): a page moves without a search through the templates."""
    written = [
        (line, text)
        for what, line, _tag, name, text in html_of(path)
        if what == "attribute" and name in ("href", "action", "src", "formaction") and re.match(r"/\w", text)
    ]
    assert written == [] or name_of(path) in HOT
