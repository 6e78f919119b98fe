"""On which line of a JSON text a pointer's object begins. Asked only when something is wrong with it."""

import re
from collections.abc import Iterable
from json import JSONDecoder
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = JSONDecoder()
# The pointers below a value, by their first step, in a tree; under END stands the pointer that ends here.
Tree = dict[str, Any]
END = ""  # no property of HSDS is called so


def lines_of(text: str, pointers: Iterable[str]) -> dict[str, int]:
    """Return the line of each pointer (RFC 6901) in a text that is valid JSON; each part is read once."""
    tree: Tree = {}
    for pointer in pointers:
        node = tree
        for step in pointer.split("/")[1:]:
            node = node.setdefault(step.replace("~1", "/").replace("~0", "~"), {})
        node[END] = pointer
    offsets: dict[str, int] = {}
    _walk(text, _skip(text, 0), tree, offsets)
    return _as_lines(text, offsets)


def _as_lines(text: str, offsets: dict[str, int]) -> dict[str, int]:
    lines, line, at = {}, 1, 0
    for pointer, offset in sorted(offsets.items(), key=lambda item: item[1]):
        line, at = line + text.count("\n", at, offset), offset
        lines[pointer] = line
    return lines


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _walk(text: str, at: int, tree: Tree, offsets: dict[str, int]) -> int:
    """Note where the pointers below the value at `at` are; return where that value ends."""
    if END in tree:
        offsets[tree[END]] = at
    if not tree.keys() - {END} or text[at] not in "{[":
        return _DECODER.raw_decode(text, at)[1]
    keyed = text[at] == "{"
    at, number = _skip(text, at + 1), 0
    while text[at] not in "}]":
        step = str(number)
        if keyed:
            step, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)  # past the colon
        at = _skip(text, _walk(text, at, tree.get(step, {}) if step else {}, offsets))
        if text[at] == ",":
            at, number = _skip(text, at + 1), number + 1
    return at + 1
