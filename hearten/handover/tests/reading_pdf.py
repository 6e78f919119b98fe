"""Reads a tagged PDF as a program that reads it aloud does: by its structure, not by where things stand on the paper.

Source: ISO 32000-1 14.6 to 14.8 (marked content, structure), 9.10 (from letters drawn to Unicode).
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass
class Tag:
    """One element: its role, what it says itself, and what is in it, in reading order."""

    role: str
    words: str = ""
    inside: list["Tag"] = field(default_factory=list)

    def all(self) -> Iterator["Tag"]:
        yield self
        for one in self.inside:
            yield from one.all()

    def text(self) -> str:
        return self.words + "".join(one.text() for one in self.inside)


class Pdf:
    """A file that was read. `tree` is its structure; what a page draws outside of it is in `untagged`."""

    def __init__(self, content: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(content))
        self.pages = len(self.file.pages)
        self.untagged: list[str] = []
        self._said = _marked(self.file.pages[0], self.untagged)
        self.tree = self._tag(self.file.Root.StructTreeRoot, "root")

    def _tag(self, element: Any, role: str) -> Tag:
        made, kids = Tag(role), element.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]:
            number = kid if isinstance(kid, int) else kid.get("/MCID")
            if number is None:
                made.inside.append(self._tag(kid, str(kid["/S"])[1:]))
            else:
                made.inside.append(Tag("words", self._said[int(number)]))
        return made

    def tags(self, *roles: str) -> list[Tag]:
        return [tag for tag in self.tree.all() if tag.role in roles]

    def text(self) -> str:
        """Return all that is read aloud, without the breaks of lines that are only of this paper."""
        return self.tree.text().replace("\u200b", "")


def _marked(page: Any, untagged: list[str]) -> dict[int, str]:
    """Return the words of each marked piece of a page's content."""
    said: dict[int, str] = defaultdict(str)
    maps = {name: _unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    open_: list[tuple[int | None, str | None]] = []
    letters: dict[int, str] = {}
    for values, operator in pikepdf.parse_content_stream(page):
        what = str(operator)
        if what in ("BDC", "BMC"):
            facts = values[1] if len(values) > 1 and isinstance(values[1], pikepdf.Dictionary) else {}
            number, instead = facts.get("/MCID"), facts.get("/ActualText")
            open_.append((None if number is None else int(number), None if instead is None else str(instead)))
        elif what == "EMC":
            open_.pop()
        elif what == "Tf":
            letters = maps[str(values[0])]
        elif what in ("Tj", "TJ"):
            _say(said, untagged, open_, _drawn(values[0], letters))
    return said


def _say(said: dict[int, str], untagged: list[str], open_: list[Any], words: str) -> None:
    number = next((number for number, _instead in reversed(open_) if number is not None), None)
    if open_ and open_[-1][1] is not None:  # these words stand for what is drawn, once
        words, open_[-1] = open_[-1][1], (open_[-1][0], "")
    if number is None:
        untagged.append(words)
    else:
        said[number] += words


def _drawn(value: Any, letters: dict[int, str]) -> str:
    parts = value if isinstance(value, pikepdf.Array) else [value]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(letters.get(int.from_bytes(raw[at : at + 2], "big"), "\ufffd") for at in range(0, len(raw), 2))


def _unicode(font: Any) -> dict[int, str]:
    """Return which letters each code of a font stands for (its ToUnicode map)."""
    told = font["/ToUnicode"].read_bytes().decode("ascii")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", told, re.DOTALL):
        for code, letters in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", told, re.DOTALL):
        for first, last, letters in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            start = bytes.fromhex(letters).decode("utf-16-be")
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return found
