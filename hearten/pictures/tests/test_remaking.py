"""What is made of a file: nothing but its pixels, or a sentence that says what to do."""

import io
import subprocess
import sys
import time
from typing import Any

import pytest
from PIL import Image

from hearten.pictures import workshop
from hearten.pictures.tests.conftest import CANARY, photo
from hearten.pictures.workshop import Unusable, print_of, remade


def _saved(picture: Any, kind: str, **more: Any) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **more)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_is_left(kind: str) -> None:
    before = photo(kind=kind)
    assert CANARY in before
    made = remade(before, "My window")
    assert CANARY not in made.content
    found = Image.open(io.BytesIO(made.content))
    assert (found.format, found.size, made.width, made.height) == ("WEBP", (640, 480), 640, 480)
    assert not found.getexif()
    assert {"icc_profile", "exif", "xmp", "comment"} & set(found.info) == set()
    assert b"EXIF" not in made.content and b"ICCP" not in made.content and b"XMP " not in made.content


def test_a_large_photo_is_made_smaller_and_stands_upright() -> None:
    notes = Image.Exif()
    notes[0x0112] = 6  # held sideways
    made = remade(_saved(Image.new("RGB", (4000, 1000), "teal"), "JPEG", exif=notes))
    assert (made.width, made.height) == (512, 2048)
    assert len(made.content) <= 1_500_000


def test_of_what_moves_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (40, 30), shade) for shade in ("red", "blue")]
    moving = _saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    found = Image.open(io.BytesIO(remade(moving).content))
    assert getattr(found, "n_frames", 1) == 1
    assert found.convert("RGB").getpixel((20, 15))[0] > 200


def _bomb() -> bytes:
    """A small file that says it has 2.5 thousand million points."""
    small = _saved(Image.new("L", (1, 1)), "PNG")
    return small[:16] + (50_000).to_bytes(4) * 2 + small[24:]


def _noise() -> bytes:
    return _saved(Image.effect_noise((200, 200), 90), "PNG")


REFUSED = {
    "a drawing that is a program": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "kind"),
    "a document": (b"%PDF-1.7\n1 0 obj", "kind"),
    "a moving picture of the old kind": (photo(kind="GIF"), "kind"),
    "a web page": (b"<!doctype html><script>alert(1)</script>", "kind"),
    "nothing": (b"", "kind"),
    "a page behind a photo": (photo() + b"<SCRIPT>alert(1)</SCRIPT>", "more"),
    "an archive behind a photo": (photo() + b"PK\x03\x04" + bytes(40), "more"),
    "an archive behind a drawing": (photo(kind="PNG") + b"PK\x03\x04" + bytes(40), "more"),
    "a document behind a WebP": (photo(kind="WEBP") + b"%PDF-1.7", "more"),
    "half a photo": (photo(2000, 1500)[:9000], "broken"),
    "half a drawing": (_noise()[:9000], "broken"),
    "more than eight megabytes": (photo() + bytes(8_000_000), "bytes"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_no_picture_is_made_of(what: str) -> None:
    data, reason = REFUSED[what]
    with pytest.raises(Unusable) as refused:
        remade(data)
    assert refused.value.reason == reason
    assert str(refused.value.sentence).endswith(".")


@pytest.mark.parametrize(
    "data", [_bomb(), _saved(Image.new("1", (8000, 8000)), "PNG")], ids=["says it is huge", "unpacks to much"]
)
def test_a_bomb_is_not_unpacked(data: bytes) -> None:
    assert len(data) < 100_000
    before = time.monotonic()
    with pytest.raises(Unusable) as refused:
        remade(data)
    assert refused.value.reason in ("pixels", "kind")
    assert time.monotonic() - before < 15


def test_a_trailer_that_means_nothing_else_is_left_out() -> None:
    """Phones write a short film or a map of depths behind a photo."""
    assert CANARY not in remade(photo() + b"\x00\x00\x00\x18ftypmp42" + CANARY).content


def test_one_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "WITHIN_S", 0.001)
    with pytest.raises(Unusable) as refused:
        remade(photo())
    assert refused.value.reason == "slow"


_TRIES = """
import os, resource, runpy, socket, sys
made = runpy.run_path(sys.argv[1])
made["warm_up"]()
made["give_up_powers"]()
for name, wrong in {
    "file": lambda: open("/etc/passwd"),
    "socket": lambda: socket.socket(),
    "memory": lambda: bytearray(1 << 31),
    "output": lambda: os.write(1, bytes(4_000_000)) < 4_000_000 or 1,
}.items():
    try:
        wrong()
        os.write(2, name.encode())
    except (OSError, MemoryError):
        pass
"""


def test_the_process_can_do_nothing_else(tmp_path: Any) -> None:
    with open(tmp_path / "out", "wb") as out:
        command = [sys.executable, "-I", "-c", _TRIES.replace("or 1", ""), str(workshop.PROGRAM)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, timeout=60)
    assert done.stderr in (b"", b"output"), done.stderr
    assert (tmp_path / "out").stat().st_size <= 3_000_000


def test_it_knows_nothing_of_hearten_and_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    source = workshop.PROGRAM.read_text()
    assert "import hearten" not in source and "from hearten" not in source and "django" not in source
    told: dict[str, Any] = {}
    monkeypatch.setattr(workshop.subprocess, "run", lambda command, **given: told.update(given) or _none())
    with pytest.raises(Unusable):
        remade(photo())
    assert told["env"] == {}


def _none() -> Any:
    return subprocess.CompletedProcess([], 1)


def test_a_print_knows_a_picture_again_and_another_one_not() -> None:
    first, again, other = (remade(each).content for each in (photo(), photo(320, 240, "PNG"), photo(shade=90)))
    distance = lambda a, b: (int(print_of(a), 16) ^ int(print_of(b), 16)).bit_count()  # noqa: E731
    assert distance(first, again) <= 6
    assert distance(first, other) > 6
