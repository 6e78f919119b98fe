"""Templates as a reader of HTML sees them: what is text, what is an attribute, what Jinja2 puts in between."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HEARTEN = ROOT / "hearten"
VALUE = "\0"  # stands where Jinja2 writes a value


def templates() -> list[Path]:
    """Return every page and fragment of hearten."""
    return sorted(HEARTEN.glob("*/templates/**/*.html"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_jinja(source: str) -> str:
    """Return the HTML alone: statements and comments gone, each value a VALUE, and what {% trans %} holds left out."""
    from jinja2 import Environment

    out, depth, translated, statement = [], "", False, []
    for _line, kind, text in Environment(extensions=["jinja2.ext.i18n"]).lex(source):
        if kind == "data" and not translated:
            out.append(text)
        elif kind in ("variable_begin", "block_begin", "comment_begin", "raw_begin"):
            depth, statement = kind, []
        elif kind == "variable_end":
            out.append(VALUE)
        elif kind == "block_end" and depth == "block_begin" and statement:
            translated = {"trans": True, "endtrans": False}.get(statement[0], translated)
        elif kind == "name":
            statement.append(text)
    return "".join(out)


class Html(HTMLParser):
    """Collects (what, line, tag, name, value): "text", "attribute" and "tag"."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, int, str, str, str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.found.append(("tag", self.getpos()[0], tag, "", ""))
        self.found += [("attribute", self.getpos()[0], tag, name, value or "") for name, value in attributes]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, text: str) -> None:
        self.found.append(("text", self.getpos()[0], self.open[-1] if self.open else "", "", text))


def html_of(path: Path) -> Iterator[tuple[str, int, str, str, str]]:
    """Yield what is in a template's HTML."""
    parser: Any = Html()
    parser.feed(without_jinja(path.read_text()))
    parser.close()
    yield from parser.found
