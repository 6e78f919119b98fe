"""Makes a page or checks a bundle, in a process of its own that can do little else. Run by its path; see workshop.py.

It reads one JSON object from its input and writes one line of JSON, then the file that it made. Native code draws the
page, and a large library checks the bundle: before the first word is looked at, the process gives up memory, time and
the network. Nothing of hearten is imported, nothing is written to a disk.

Sources: ISO 14289-1 (PDF/UA-1, written by typst), HL7 FHIR R4; setrlimit(2), unshare(2).
"""

import contextlib
import ctypes
import json
import os
import re
import resource
import sys
import unicodedata
from pathlib import Path
from typing import Any

PAGE = Path(__file__).with_name("page.typ")
MEMORY, SECONDS, MOST_BYTES = 2 << 30, 10, 8_000_000
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
# Points. The last is the smallest that is still easy to read on paper.
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
UNDRAWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')  # as typst reports it
MOST_ROUNDS = 4


class Undrawn(Exception):
    """Letters that no font here can draw, so that the page would lose words."""


def give_up_powers() -> None:
    """Keep two gigabytes, ten seconds, an output of a bounded size; no network."""
    libc = ctypes.CDLL(None)
    with contextlib.suppress(AttributeError):  # not Linux
        if libc.unshare(NEW_USER | NEW_NETWORK) != 0:
            libc.unshare(NEW_NETWORK)
    with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def page(asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return how the page fits, and the PDF when it does; or the letters that cannot be drawn. Raises ValueError when
    naming them does not end; that is the end of this process, and its caller says that nothing was made."""
    own, data = asked["fonts"] == "own", json.dumps(asked["page"], ensure_ascii=False)
    for _round in range(MOST_ROUNDS):
        try:
            return _fitted(data, own)
        except Undrawn as letters:
            if _names_of(str(letters)) is None:
                return {"undrawn": str(letters)}, b""
            data = _named(data, str(letters))
    raise ValueError("Letters are still not drawn after they were named.")


def _fitted(data: str, own: bool) -> tuple[dict[str, Any], bytes]:
    """Take the largest size at which everything stands on one page; without one, say how much too long it is."""
    said: dict[str, Any] = {}
    for size in SIZES:
        found = _measured(data, size, own)
        said = {"size": size, "share": found["whole"] / found["room"]}
        said["parts"] = [tall / found["room"] for tall in found["parts"]]
        if said["share"] <= 1:
            return said, _drawn(data, size, own)
    _drawn(data, SIZES[-1], own)  # whether it can be drawn at all is told now, and not after the words were shortened
    return said, b""


def _compiler(data: str, size: float, own: bool, ask: str) -> Any:
    import typst  # after the powers are given up

    inputs = {"page": data, "size": str(size), "ask": ask}
    return typst.Compiler(PAGE.read_bytes(), root=PAGE.parent, ignore_system_fonts=own, sys_inputs=inputs)


def _measured(data: str, size: float, own: bool) -> dict[str, Any]:
    found = _compiler(data, size, own, "measure").query("<fit>", field="value", one=True)
    return json.loads(found)  # type: ignore[no-any-return]  # the template says an object


def _drawn(data: str, size: float, own: bool) -> bytes:
    import typst

    try:
        return _compiler(data, size, own, "draw").compile(format="pdf", pdf_standards="ua-1")  # type: ignore[no-any-return]
    except typst.TypstError as error:
        letters = _letters_in(error.diagnostic)
        if not letters:
            raise
        raise Undrawn(letters) from None


def _letters_in(diagnostic: str) -> str:
    """Return each letter that the report of a failed page names, once."""
    escaped = UNDRAWN.findall(diagnostic)
    plain = (re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), each) for each in escaped)
    return "".join(dict.fromkeys("".join(plain)))


def _names_of(letters: str) -> dict[str, str] | None:
    """Return a name in words for each small picture and sign; None when there is a letter of somebody's script.

    Joiners and colours of small pictures are left out: their name stands for itself.
    """
    names = {}
    for letter in letters:
        kind = unicodedata.category(letter)
        if kind[0] in "LN":
            return None
        name = unicodedata.name(letter, "") if kind[0] in "SP" else ""
        names[letter] = f"({name.lower()})" if name else ""
    return names


def _named(data: str, letters: str) -> str:
    for letter, name in (_names_of(letters) or {}).items():
        data = data.replace(letter, name)
    return data


def bundle(asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the bundle as the models of FHIR write it. Raises when they do not accept it."""
    from fhir.resources.R4B.bundle import Bundle

    return {}, Bundle.model_validate(asked["bundle"]).model_dump_json(indent=2).encode()


MAKES = {"page": page, "bundle": bundle}


def main() -> None:
    """Answer one question and end."""
    give_up_powers()
    said, made = MAKES[sys.argv[1]](json.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + made)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
