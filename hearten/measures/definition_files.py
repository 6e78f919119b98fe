"""Reading a definition from a YAML file: what is wrong is said with the file, the line and the reason. Pure.

The nodes of YAML keep their lines, so the file is composed and walked by hand instead of being loaded.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from hearten.measures.definition import Band, Definition, Item, Option, Part

LARGEST = 200_000  # bytes
ITEMS, OPTIONS, LONGEST = 100, 12, 2000
Made = TypeVar("Made")
TOP = {
    "id", "version", "dated", "language", "title", "about", "window", "options", "items", "scoring", "missing",
    "bands", "parts", "safety", "procedure", "rhythm", "licence", "source",
}  # fmt: skip


class Wrong(Exception):
    """A file that cannot be taken: "FILE, line 12: reason"."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
        self.file, self.line, self.reason = file, line, reason


def read_file(path: Path) -> Definition:
    """Return the definition in a file. Raises Wrong with the first thing that is wrong in it, OSError otherwise."""
    if path.stat().st_size > LARGEST:
        raise Wrong(path.name, 1, f"this file is larger than {LARGEST // 1000} kB, and no instrument is")
    return read(path.read_bytes(), path.name)


def read(text: bytes, file: str) -> Definition:
    """Return the definition that a text says."""
    try:
        root = yaml.compose(text.decode(), yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise Wrong(file, 1 + text[: error.start].count(b"\n"), "this is not UTF-8 text") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Wrong(file, mark.line + 1 if mark else 1, f"this is not YAML ({error.problem})") from None
    except yaml.YAMLError as error:  # such as a control character
        raise Wrong(file, 1, f"this is not YAML ({str(error).splitlines()[0]})") from None
    except RecursionError:
        raise Wrong(file, 1, "this is nested deeper than any instrument") from None
    if root is None:
        raise Wrong(file, 1, "the file is empty")
    return _File(file).definition(root)


class _File:
    """Walks one file's nodes."""

    def __init__(self, name: str) -> None:
        self.name = name

    def no(self, node: Node, reason: str) -> NoReturn:
        raise Wrong(self.name, node.start_mark.line + 1, reason)

    def definition(self, root: Node) -> Definition:
        top = self.mapping(root, "the file", TOP)
        items = self.items(root, top)
        scoring = self.mapping(self.need(root, top, "scoring"), "scoring", {"how", "factor", "higher"})
        missing = self.mapping(top["missing"], "missing", {"most"}) if "missing" in top else {}
        keys = {item.id for item in items}
        made = Definition(
            id=self.key(self.need(root, top, "id"), "id"),
            version=self.text(self.need(root, top, "version"), "version", 20),
            dated=self.day(self.need(root, top, "dated")),
            language=self.key(self.need(root, top, "language"), "language"),
            title=self.text(self.need(root, top, "title"), "title", 80),
            about=self.text(self.need(root, top, "about"), "about"),
            window=self.text(self.need(root, top, "window"), "window"),
            items=items,
            how=self.one_of(self.need(root, scoring, "how", "scoring"), "how", ("sum", "mean")),
            factor=self.number(scoring["factor"], "factor", 1, 100) if "factor" in scoring else 1,
            most_left=self.number(missing["most"], "most", 0, ITEMS) if "most" in missing else None,
            higher=self.one_of(scoring["higher"], "higher", ("better", "worse")) if "higher" in scoring else "",
            bands=self.bands(top.get("bands")),
            parts=self.listed(top.get("parts"), "parts", lambda node: self.part(node, keys)),
            safety=self.listed(top.get("safety"), "safety", lambda node: self.known(node, keys)),
            procedure="procedure" in top and self.one_of(top["procedure"], "procedure", ("needed",)) == "needed",
            rhythm=self.one_of(top["rhythm"], "rhythm", ("monthly", "quarterly")) if "rhythm" in top else "",
            licence=self.text(self.need(root, top, "licence"), "licence"),
            source=self.text(self.need(root, top, "source"), "source"),
        )
        self.once(top.get("parts"), [part.id for part in made.parts], "part")
        if made.safety and not made.procedure:
            self.no(
                top["safety"], "an instrument with a safety item needs a response procedure: say `procedure: needed`"
            )
        return made

    def items(self, root: Node, top: Mapping[str, Node]) -> tuple[Item, ...]:
        shared = self.options(top["options"]) if "options" in top else None
        node = self.need(root, top, "items")
        items = self.listed(node, "items", lambda one: self.item(one, shared))
        if not 1 <= len(items) <= ITEMS:
            self.no(node, f"there are {len(items)} items; an instrument has 1 to {ITEMS}")
        self.once(node, [item.id for item in items], "item")
        return items

    def item(self, node: Node, shared: tuple[Option, ...] | None) -> Item:
        parts = self.mapping(node, "an item", {"id", "text", "options", "backwards"})
        options = self.options(parts["options"]) if "options" in parts else shared
        if options is None:
            self.no(node, "this item has no options, and there are none for all items")
        backwards = "backwards" in parts and self.one_of(parts["backwards"], "backwards", ("true", "false")) == "true"
        key = self.key(self.need(node, parts, "id", "an item"), "id")
        return Item(key, self.text(self.need(node, parts, "text", "an item"), "text"), options, backwards)

    def options(self, node: Node) -> tuple[Option, ...]:
        options = self.listed(node, "options", self.option)
        if not 2 <= len(options) <= OPTIONS:
            self.no(node, f"there are {len(options)} options; an item has 2 to {OPTIONS}")
        self.once(node, [str(option.value) for option in options], "value")
        return options

    def option(self, node: Node) -> Option:
        parts = self.mapping(node, "an option", {"value", "text"})
        value = self.number(self.need(node, parts, "value", "an option"), "value", -100, 100)
        return Option(value, self.text(self.need(node, parts, "text", "an option"), "text", 200))

    def bands(self, node: Node | None) -> tuple[Band, ...]:
        bands = self.listed(node, "bands", self.band)
        ends = [band.to for band in bands]
        if node is not None and bands and ends[-1] is not None:
            self.no(node, "the last band goes up to the end: leave its `to` out")
        known = [end for end in ends[:-1] if end is not None]
        if node is not None and (len(known) != max(0, len(ends) - 1) or sorted(set(known)) != known):
            self.no(node, "each band but the last says up to where it goes (`to`), each further than the one before")
        return bands

    def band(self, node: Node) -> Band:
        parts = self.mapping(node, "a band", {"to", "name", "words"})
        name = self.text(self.need(node, parts, "name", "a band"), "name", 80)
        words = self.text(self.need(node, parts, "words", "a band"), "words")
        return Band(self.decimal(parts["to"]) if "to" in parts else None, name, words)

    def part(self, node: Node, keys: set[str]) -> Part:
        parts = self.mapping(node, "a part", {"id", "title", "items", "bands"})
        items = self.need(node, parts, "items", "a part")
        chosen = self.listed(items, "items", lambda one: self.known(one, keys))
        self.once(items, list(chosen), "item")
        if not chosen:
            self.no(items, "a part has one item at least")
        title = self.text(self.need(node, parts, "title", "a part"), "title", 80)
        key = self.key(self.need(node, parts, "id", "a part"), "id")
        return Part(key, title, chosen, self.bands(parts.get("bands")))

    def known(self, node: Node, keys: set[str]) -> str:
        key = self.key(node, "item")
        if key not in keys:
            self.no(node, f"there is no item {key}")
        return key

    def mapping(self, node: Node, what: str, known: set[str]) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            self.no(node, f"{what} has to be keys with values")
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else ""
            if name not in known:
                self.no(key, f"{what} has no key {name or 'like this'}; it may have: {', '.join(sorted(known))}")
            if name in found:
                self.no(key, f"{name} stands here a second time")
            found[name] = value
        return found

    def need(self, node: Node, parts: Mapping[str, Node], key: str, what: str = "the file") -> Node:
        if key not in parts:
            self.no(node, f"{what} lacks {key}")
        return parts[key]

    def listed(self, node: Node | None, what: str, each: Callable[[Node], Made]) -> tuple[Made, ...]:
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.no(node, f"{what} has to be a list")
        return tuple(each(one) for one in node.value)

    def once(self, node: Node | None, names: list[str], what: str) -> None:
        twice = next((name for number, name in enumerate(names) if name in names[:number]), None)
        if node is not None and twice is not None:
            self.no(node.value[len(names) - 1 - names[::-1].index(twice)], f"the {what} {twice} is there twice")

    def text(self, node: Node, what: str, longest: int = LONGEST) -> str:
        said = " ".join(node.value.split()) if isinstance(node, ScalarNode) else ""
        if not said:
            self.no(node, f"{what} has to be a text")
        if len(said) > longest:
            self.no(node, f"{what} is longer than {longest} characters")
        return said

    def key(self, node: Node, what: str) -> str:
        said = self.text(node, what, 40)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", said):
            self.no(node, f"{what} has to be small letters, digits and single hyphens, and {said!r} is not")
        return said

    def one_of(self, node: Node, what: str, known: tuple[str, ...]) -> str:
        said = self.text(node, what)
        if said not in known:
            self.no(node, f"{what} is {said!r}; it may be: {', '.join(known)}")
        return said

    def number(self, node: Node, what: str, least: int, most: int) -> int:
        said = self.text(node, what)
        if not re.fullmatch(r"-?\d{1,4}", said) or not least <= int(said) <= most:
            self.no(node, f"{what} has to be a whole number from {least} to {most}")
        return int(said)

    def decimal(self, node: Node) -> Decimal:
        said = self.text(node, "to", 20)
        try:
            value = Decimal(said)
        except InvalidOperation:
            value = Decimal("NaN")
        return value if value.is_finite() else self.no(node, "to has to be a number")

    def day(self, node: Node) -> date:
        said: Any = self.text(node, "dated", 20)
        try:
            return date.fromisoformat(said)
        except ValueError:
            self.no(node, "dated has to be a day, such as 2026-11-30")
