"""Words: all of them can be translated, none of them blames or labels, and the time is asked in one place."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.house.reading_templates import HEARTEN, name_of, templates

SOURCES = [path for path in sorted(HEARTEN.rglob("*.py")) if not {"migrations", "tests"} & set(path.parts)]
AT_ONCE = {"gettext", "ngettext", "pgettext", "npgettext"}
LATER = {f"{name}_lazy" for name in AT_ONCE}
each = pytest.mark.parametrize("path", SOURCES, ids=name_of)

# words.md 6.2: what is not said, in the interface, about anybody. People may call themselves what they like.
NOT_SAID = [
    r"commit\w* suicide", r"(successful|failed) (attempt|suicide)", r"\bmentally ill\b", r"\bthe mentally\b",
    r"\bschizophrenics?\b", r"\ba bipolar\b", r"\bbipolars\b", r"\bsuffer(s|ing|ers?)?\b", r"\bafflicted\b",
    r"\bvictims?\b", r"\baddicts?\b", r"\babusers?\b", r"\bnon-?complian\w+", r"\bcrazy\b", r"\bpsycho\b",
    r"\b(high|low)[- ]functioning\b", r"\bmental health issues?\b", r"\btreatment[- ]resistant\b",
    r"\badmitted to\b", r"\bnormal people\b", r"\bbattl(e|es|ing)\b", r"\bstruggl\w+", r"\btrigger warnings?\b",
    r"\brelaps\w+", r"\bpatients?\b", r"\bclients?\b", r"\bconsumers?\b", r"\badmins?\b", r"\bcompliance\b",
    r"\bhacks?\b", r"\bcures?\b", r"\bsafe space\b", r"\busers?\b",
]  # fmt: skip

LONGEST_SENTENCE = 36


@lru_cache
def messages() -> dict[str, str]:
    """Return every message that pybabel extracts, with the first place where it stands."""
    from babel.messages.extract import extract_from_dir

    method = [("**/tests/**", "ignore"), ("**.py", "python"), ("**/templates/**.html", "jinja2"),
              ("meetings/formats/**.yaml", "hearten.meetings.formats.extracting:extract")]  # fmt: skip
    options = {"**/templates/**.html": {"extensions": "jinja2.ext.i18n", "trim_blocks": "true", "silent": "false"}}
    found: dict[str, str] = {}
    for file, line, message, _comments, _context in extract_from_dir(str(HEARTEN), method, options):
        for text in message if isinstance(message, tuple) else (message,):
            found.setdefault(text, f"{file}:{line}")
    return found


def test_words_can_be_extracted() -> None:
    assert len(messages()) > 200
    assert messages()["A first group"].startswith("meetings/formats/")


def names_of_gettext(tree: ast.Module) -> dict[str, str]:
    """Return the names under which a module has gettext's functions."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in AT_ONCE | LATER
    }


def calls(tree: ast.AST, names: dict[str, str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


# Speaks what templates hand to it, and templates are looked at below.
SPEAKS_FOR_TEMPLATES = "hearten/kernel/language.py"


@each
def test_what_python_says_can_be_extracted(path: Path) -> None:
    """An f-string or a variable inside _() is extracted by nobody and translated by nobody."""
    tree = ast.parse(path.read_text())
    for call in calls(tree, names_of_gettext(tree)) if name_of(path) != SPEAKS_FOR_TEMPLATES else ():
        assert isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str), f"line {call.lineno}"


@each
def test_what_is_said_while_importing_waits_for_the_language(path: Path) -> None:
    """Outside a function there is no reader yet: only the lazy functions belong there."""
    tree = ast.parse(path.read_text())
    names = {name: real for name, real in names_of_gettext(tree).items() if real in AT_ONCE}
    inside = {
        id(call)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for call in calls(node, names)
    }
    assert [call.lineno for call in calls(tree, names) if id(call) not in inside] == []


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_what_a_template_says_can_be_extracted(path: Path) -> None:
    from jinja2 import nodes

    from hearten.kernel.pages import environment

    tree: Any = environment().parse(path.read_text())
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", *AT_ONCE):
            assert isinstance(call.args[0], nodes.Const), f"line {call.lineno}"


def spoken() -> Iterator[tuple[str, str]]:
    """Yield (place, text) of everything the house itself says: messages, and the agreements it offers."""
    yield from ((place, text) for text, place in messages().items())
    yield from ((name_of(path), path.read_text()) for path in HEARTEN.glob("*/agreements/*.md"))


@pytest.mark.parametrize("pattern", NOT_SAID)
def test_nobody_is_labelled(pattern: str) -> None:
    assert [(place, text) for place, text in spoken() if re.search(pattern, text, re.IGNORECASE)] == []


def test_nothing_is_shouted() -> None:
    assert [(place, text) for place, text in spoken() if "!" in text] == []


def test_sentences_are_short() -> None:
    """Grade 6 to 8. The longest may be a list of things, such as what is kept about somebody."""
    long = [
        (place, sentence)
        for place, text in messages_with_places()
        for sentence in re.split(r"(?<=[.?:])\s+", text)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert long == []


def messages_with_places() -> list[tuple[str, str]]:
    return [(place, text) for text, place in messages().items()]


@each
def test_the_time_is_asked_in_one_place(path: Path) -> None:
    """A test sets the clock of kernel/clock.py; whoever asks another one cannot be tested. A UUID 1 tells the time."""
    if name_of(path) == "hearten/kernel/clock.py":
        return
    found = re.findall(r"datetime\.now\(|datetime\.utcnow\(|date\.today\(|timezone\.now\(|\buuid1\b", path.read_text())
    assert found == []


@each
def test_nothing_is_printed_or_logged_that_somebody_wrote(path: Path) -> None:
    found = re.findall(r"\blog(?:ger)?\.\w+\([^)]*(?:body|words|name|email|request)\b", path.read_text())
    assert found == []
