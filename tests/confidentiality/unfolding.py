"""Looking for words in what is not theirs, however they may have been written down there."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import unquote_to_bytes

# A dump writes bytes in hex; a queue and a session may write anything as base64, in either alphabet.
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){12,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}")
_PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
DEEP = 3  # such as what was packed, written as base64, and stands in a dump as hex


def found_in(raw: bytes, words: Iterable[str]) -> set[str]:
    """Return which of these words stand in `raw`: as they are, in UTF-16, hex, base64, percent signs or packed."""
    wanted = {word.lower().encode(): word for word in words}
    look = re.compile(b"|".join(re.escape(word) for word in wanted)) if wanted else re.compile(rb"(?!)")
    return {wanted[hit] for piece in _unfolded(raw, DEEP) for hit in look.findall(piece.lower())}


def _unfolded(raw: bytes, deep: int) -> Iterator[bytes]:
    yield raw
    if b"\0" in raw:
        yield raw.replace(b"\0", b"")  # UTF-16, whichever byte comes first
    if deep == 0:
        return
    for inner in _inside(raw):
        yield from _unfolded(inner, deep - 1)


def _inside(raw: bytes) -> Iterator[bytes]:
    if b"%" in raw:
        yield from {unquote_to_bytes(raw)} - {raw}
    for run in _HEX.findall(raw):
        yield bytes.fromhex(run.decode())
    for run in _BASE64.findall(raw):
        yield from _from_base64(run.replace(b"-", b"+").replace(b"_", b"/"))
    for begins in _PACKED.finditer(raw):
        yield from _unpacked(raw[begins.start() :])


def _from_base64(run: bytes) -> Iterator[bytes]:
    """Whatever stands before it may be letters of the alphabet, too: it may begin at any of four places."""
    for shift in range(4):
        whole = run[shift:]
        whole = whole[:-1] if len(whole) % 4 == 1 else whole
        try:
            yield base64.b64decode(whole + b"=" * (-len(whole) % 4))
        except binascii.Error:
            continue


def _unpacked(raw: bytes) -> Iterator[bytes]:
    try:
        if plain := zlib.decompressobj(wbits=47).decompress(raw):  # gzip and zlib, as its first bytes say
            yield plain
    except zlib.error:
        return
