"""Hands a summary to the process that makes the page (making.py), and takes back what it made, or why not.

The words go over in memory and are gone with the process. A few at a time: whoever comes while all are at work waits a
little, and is then asked to press again.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

PROGRAM = Path(__file__).with_name("making.py")
WITHIN_S, WAITS_S = 15.0, 5.0
AT_ONCE = 2
SLOW = _("The page could not be made just now. Nothing is lost: your words and ticks are below. Try again in a minute.")

_places = threading.BoundedSemaphore(AT_ONCE)


class Unmade(Exception):
    """Nothing was made. `sentence` says to the member what to do."""

    sentence = SLOW


@dataclass(frozen=True)
class Page:
    """What became of a page. `content` is the PDF, or empty: when the words need more than one page in the smallest
    letters that read well (`share` of a page in all, `parts` for each section), or hold letters that no font here
    draws (`undrawn`). `size` is how large its letters are, in points."""

    content: bytes = b""
    size: float = 0.0
    share: float = 0.0
    parts: tuple[float, ...] = ()
    undrawn: str = ""


def page(data: dict[str, Any], fonts: str = "machine") -> Page:
    """Return the page of `paper.page_of`. `fonts` "own" uses none but those that come along. Raises Unmade."""
    said, content = _asked("page", {"page": data, "fonts": fonts})
    if said.get("undrawn") == "":
        raise Unmade  # there is neither a page nor a letter to name
    if "undrawn" in said:
        return Page(undrawn=said["undrawn"])
    return Page(content, said["size"], said["share"], tuple(said["parts"]))


def bundle(data: dict[str, Any]) -> bytes:
    """Return the document of `fhir.bundle_of` as the models of FHIR write it. Raises Unmade when they refuse it."""
    return _asked("bundle", {"bundle": data})[1]


def _asked(what: str, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if not _places.acquire(timeout=WAITS_S):
        raise Unmade
    try:
        return _made(what, json.dumps(request).encode())
    finally:
        _places.release()


def _made(what: str, request: bytes) -> tuple[dict[str, Any], bytes]:
    with _in_memory() as given, _in_memory() as made:
        given.write(request)
        given.seek(0)
        try:
            # -I: nothing of this process's environment or folder tells the other one what to load.
            command = [sys.executable, "-I", str(PROGRAM), what]
            done = subprocess.run(
                command, stdin=given, stdout=made, stderr=subprocess.DEVNULL, env={"RAYON_NUM_THREADS": "1"},
                timeout=WITHIN_S, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Unmade from None
        if done.returncode:
            raise Unmade
        made.seek(0)
        line, _end, content = made.read().partition(b"\n")
    return json.loads(line), content


def _in_memory() -> IO[bytes]:
    """Return a file that has no place on a disk (Linux), or one without a name."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("summary"), "w+b")
    return tempfile.TemporaryFile()
