"""The web process: streams beside Django, one after the other explained in ARCHITECTURE.md.

Django runs as WSGI in a fixed pool of threads: its async handler costs a page more (benchmarks/thread_page) and gives
it nothing, since all that waits for long is a stream, and streams do not pass through Django.
"""

import asyncio
import os
import threading
from functools import partial
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from hearten.kernel.bridge import Bridge
from hearten.kernel.database import addresses
from hearten.kernel.headers import always
from hearten.kernel.hub import Hub
from hearten.kernel.streams import Streams

_django = get_wsgi_application()

from hearten.meetings.media.desk import MediaDesk  # noqa: E402
from hearten.meetings.media.endpoint import MediaEndpoint  # noqa: E402
from hearten.meetings.media.rights import Rights  # noqa: E402
from hearten.meetings.room import sound  # noqa: E402
from hearten.meetings.room.clockwork import keep_time  # noqa: E402
from hearten.members.stream_sign_in import members_of  # noqa: E402
from hearten.safety.timers import keep_watch  # noqa: E402


def _dressed(headers: Any, path: str, url: str) -> None:
    """Give styles and scripts the same headers as pages."""
    for name, value in always().items():
        headers[name] = value


settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
_pages = Bridge(
    WhiteNoise(
        _django,
        root=settings.STATIC_ROOT,
        prefix="static",
        immutable_file_test=r"^.+\.[0-9a-f]{12}\..+$",  # the names that change with their content
        add_headers_function=_dressed,
    ),
    threads=settings.HEARTEN_THREADS,
)
hub = Hub(addresses(settings.HEARTEN_STATE).conninfo("live"))
_streams = Streams(hub, settings.SESSION_COOKIE_NAME, members_of, [code for code, _name in settings.LANGUAGES])
media = MediaDesk(settings.HEARTEN_JANUS_URL, settings.HEARTEN_JANUS_SECRET, Rights(hub, members_of))
_media = MediaEndpoint(media, settings.SESSION_COOKIE_NAME, settings.HEARTEN_TURN_URLS, settings.HEARTEN_TURN_SECRET)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Route one connection: /live/ to the streams, /media/ to meetings' audio and video, the rest to Django."""
    if scope["type"] == "lifespan":
        return await _lifespan(receive, send)
    if scope["type"] == "http":
        await _whose(scope["path"])(scope, receive, send)


def _whose(path: str) -> Any:
    if path.startswith("/live/"):
        return _streams
    return _media if path.startswith("/media/") else _pages


async def _lifespan(receive: Any, send: Any) -> None:
    await receive()
    await hub.start()
    await media.start()
    sound.passes_on(media)
    ended = threading.Event()
    watching = asyncio.create_task(asyncio.to_thread(keep_watch, ended))  # beside the worker's, should that one be dead
    keeping = asyncio.create_task(asyncio.to_thread(keep_time, ended, partial(hub.is_open, "meeting")))
    await send({"type": "lifespan.startup.complete"})
    await receive()
    ended.set()
    await asyncio.gather(watching, keeping)
    await media.stop()
    await hub.stop()
    await send({"type": "lifespan.shutdown.complete"})
