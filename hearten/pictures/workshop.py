"""Hands a file to the process that makes pictures anew (remaking.py), and takes back what it made, or why not.

The file goes over in memory and is gone with the process: what somebody chose on their device is never written down.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext_lazy as _

PROGRAM = Path(__file__).with_name("remaking.py")
WITHIN_S = 20.0
MOST_BYTES_IN = 8_000_000

REFUSED = {
    "bytes": _("This picture is larger than 8 megabytes. Choose a smaller one, or send it without the picture."),
    "kind": _("This is not a picture that can be shown here. Choose a photo or a drawing saved as JPEG, PNG or WebP."),
    "pixels": _("This picture has more points than can be shown. Choose a smaller copy of it."),
    "more": _("This file holds something besides a picture. Save the picture anew, or take a picture of the screen."),
    "broken": _("This picture did not arrive whole. Choose it once more, or choose another one."),
    "slow": _("This picture took too long to get ready. Choose a smaller copy of it, or try again in a minute."),
}


class Unusable(Exception):
    """No picture can be made of a file. `sentence` says to its sender what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason, self.sentence = reason, REFUSED[reason]


@dataclass(frozen=True)
class Remade:
    """A picture made anew: a WebP of nothing but its pixels, and what its sender says is in it."""

    content: bytes
    width: int
    height: int
    alt: str = ""  # empty: only decoration


def remade(data: bytes, alt: str = "") -> Remade:
    """Return a file's picture made anew. Raises Unusable."""
    if len(data) > MOST_BYTES_IN:
        raise Unusable("bytes")
    said, content = _asked("remake", data)
    return Remade(content, int(said["width"]), int(said["height"]), alt)


def print_of(content: bytes) -> str:
    """Return the 64 bits (hex) by which a picture is known again. Raises Unusable."""
    return str(_asked("print", content)[0]["print"])


def _asked(what: str, data: bytes) -> tuple[dict[str, Any], bytes]:
    with _in_memory() as given, _in_memory() as made:
        given.write(data)
        given.seek(0)
        try:
            # -I: nothing of this process's environment or folder tells the other one what to load.
            command = [sys.executable, "-I", str(PROGRAM), what]
            done = subprocess.run(
                command, stdin=given, stdout=made, stderr=subprocess.DEVNULL, env={}, timeout=WITHIN_S, check=False
            )
        except subprocess.TimeoutExpired:
            raise Unusable("slow") from None
        if done.returncode:
            raise Unusable("broken")  # it was ended for wanting more than it may have
        made.seek(0)
        line, _end, content = made.read().partition(b"\n")
    return _read(line), content


def _read(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        raise Unusable("broken") from None
    if "refused" in said:
        raise Unusable(said["refused"] if said["refused"] in REFUSED else "broken")
    return said  # type: ignore[no-any-return]  # the program says an object


def _in_memory() -> IO[bytes]:
    """Return a file that has no place on a disk (Linux), or one without a name."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("picture"), "w+b")
    return tempfile.TemporaryFile()
