"""Files as people (and others) send them, and a picture on its way through a post."""

import io
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFilter

CANARY = b"51.5007N-0.1246W-CANARY"
WORDS = "This is what I see when I wake up."


def photo(width: int = 640, height: int = 480, kind: str = "JPEG", shade: int = 0) -> bytes:
    """A picture with something in it, its place and its time written into it as a camera does."""
    notes = Image.Exif()
    notes[0x010E] = CANARY.decode()  # what is in it
    notes.get_ifd(0x8825)[29] = CANARY.decode()  # GPS
    whole = Image.effect_mandelbrot((256, 256), (-2, -1.5, 1, 1.5), 60).rotate(shade)
    picture = whole.filter(ImageFilter.GaussianBlur(6)).resize((width, height)).convert("RGB")
    made = io.BytesIO()
    more = {} if kind == "GIF" else {"exif": notes, "icc_profile": CANARY * 20}
    picture.save(made, kind, **more)
    return made.getvalue()


def sent_form(data: bytes | None = None, name: str = "me.jpg", **more: Any) -> dict[str, Any]:
    """A reply with a picture, as a browser sends it."""
    file = SimpleUploadedFile(name, photo() if data is None else data, "image/jpeg")
    return {"body": WORDS, "client_id": str(uuid4()), "picture-1": file, "alt-1": "My window at six.", **more}


@pytest.fixture
def send(cast: Any, superuser: Any) -> Callable[..., UUID]:
    """`send()`: Ben replies in his conversation with a picture; its id. It has not been looked at."""

    def reply(data: bytes | None = None, person: Any = None, **more: Any) -> UUID:
        answer = (person or cast.ben).client.post(f"/threads/{cast.thread.id}/replies/", sent_form(data, **more))
        assert answer.status_code == 302, re.findall(r'class="error"[^>]*>([^<]*)', answer.content.decode())
        return superuser.execute("SELECT id FROM pictures_picture ORDER BY made_at DESC LIMIT 1").fetchone()[0]

    return reply


@pytest.fixture
def look(cast: Any, as_worker: Callable[..., Any]) -> Callable[..., None]:
    """`look(picture)`: the worker looks at a picture as its sender."""
    from hearten.pictures import jobs

    def as_sender(picture: UUID, person: Any = None) -> None:
        as_worker(jobs.scan.now, actor=(person or cast.ben).id, picture=str(picture))

    return as_sender
