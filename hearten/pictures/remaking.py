"""Makes a picture anew, in a process of its own that can do nothing else. Run by its path; see workshop.py.

It reads one file from its input and writes one line of JSON, then (for "remake") a WebP of nothing but the pixels: what
a camera writes beside them (place, time, name, colour profile, thumbnails) and what somebody hid behind them has no way
into it. Before it looks at the first byte it gives up memory, time, files and the network, because a decoder that can
be tricked is the usual way in. Pillow is used here and nowhere else; nothing of hearten is imported.

Sources: OWASP ASVS 5.0 5.2 and 5.3; setrlimit(2), unshare(2).
"""

import contextlib
import ctypes
import io
import json
import os
import resource
import sys

from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

# Pillow loads these when it first meets such a file (or a camera's notes, which are kept like a TIFF): too late for us.
PARTS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)

READ_AS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2048
MOST_BYTES = 1_500_000
QUALITIES = (82, 70, 55, 40, 25)
MEMORY, SECONDS = 1 << 30, 10
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
ORIENTATION = 0x0112
# What makes a file mean something else to another program when it stands behind a picture's end. A phone's own trailers
# (a short film, a depth map) are none of these; they are left out like everything else that is no pixel.
OTHER_MEANINGS = (b"<script", b"<html", b"<!doctype", b"<svg", b"<?php", b"%pdf-", b"pk\x03\x04")


class Refused(Exception):
    """No picture is made of this file; the reason is a word that `workshop.REFUSED` has a sentence for."""


def give_up_powers() -> None:
    """Keep one gigabyte, ten seconds, an output of a bounded size; no other file, no socket, no network."""
    libc = ctypes.CDLL(None)
    with contextlib.suppress(AttributeError):  # not Linux: the file limit below refuses every socket as well
        if libc.unshare(NEW_USER | NEW_NETWORK) != 0:
            libc.unshare(NEW_NETWORK)
    with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * MOST_BYTES, 2 * MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))  # input, output and errors are there: nothing else can be opened


def warm_up() -> None:
    """Load every part that will be needed, by using each: afterwards no file can be opened."""
    notes = Image.Exif()
    notes[ORIENTATION] = 6
    for kind in READ_AS:
        made = io.BytesIO()
        Image.new("RGBA" if kind == "PNG" else "RGB", (12, 8)).save(made, kind, exif=notes)
        for what in ("print", "remake"):
            answer(what, made.getvalue())


def opened(data: bytes) -> Image.Image:
    """Return the picture, its pixels not decoded yet. Raises Refused."""
    try:
        picture = Image.open(io.BytesIO(data), formats=READ_AS)
    except Exception:
        raise Refused("kind") from None
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("pixels")
    if any(meaning in behind(picture.format or "", data).lower() for meaning in OTHER_MEANINGS):
        raise Refused("more")
    return picture


def behind(kind: str, data: bytes) -> bytes:
    """Return what a file carries after the end of its picture."""
    if kind == "WEBP":
        return data[8 + int.from_bytes(data[4:8], "little") :]
    end = b"IEND" if kind == "PNG" else b"\xff\xd9"
    return data[data.rfind(end) :]


def pixels(picture: Image.Image) -> Image.Image:
    """Return the first frame upright, small enough, and with nothing beside its pixels. Raises Refused."""
    try:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read smaller at once, where it may be
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        see_through = "A" in upright.getbands() or "transparency" in upright.info
        plain = upright.convert("RGBA" if see_through else "RGB")
    except MemoryError:
        raise Refused("pixels") from None
    except Exception:
        raise Refused("broken") from None
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def as_webp(picture: Image.Image) -> bytes:
    """Return the picture as WebP, of a lower quality where it would be too long."""
    for quality in QUALITIES:
        made = io.BytesIO()
        picture.save(made, "WEBP", quality=quality, method=2, exif=b"", icc_profile=b"", xmp=b"")
        if len(made.getvalue()) <= MOST_BYTES:
            return made.getvalue()
    raise Refused("pixels")


def print_of(picture: Image.Image) -> str:
    """Return 64 bits (hex) that stay nearly the same when a picture is scaled, saved again or tinted a little.

    Each bit says whether a point of a 9 x 8 grey miniature is darker than its right neighbour ("dHash").
    """
    small = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = [small[row * 9 + at] < small[row * 9 + at + 1] for row in range(8) for at in range(8)]
    return f"{sum(1 << at for at, bit in enumerate(bits) if bit):016x}"


def answer(what: str, data: bytes) -> tuple[dict[str, object], bytes]:
    """Return what is said about the file, and what was made of it."""
    try:
        picture = pixels(opened(data))
        if what == "print":
            return {"print": print_of(picture)}, b""
        return {"width": picture.width, "height": picture.height}, as_webp(picture)
    except Refused as refused:
        return {"refused": str(refused)}, b""


def main() -> None:
    """Answer one question and end."""
    Image.MAX_IMAGE_PIXELS = None  # `opened` measures, before a pixel is decoded
    warm_up()
    give_up_powers()
    said, made = answer(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + made)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
