"""Django's WSGI application inside the ASGI server: one hop to a thread and one back for each request.

A general bridge streams bodies piece by piece between the loop and the thread, and pays a hop for each piece. Pages
here are whole texts, so the body goes over once and the answer comes back once (measured in benchmarks/thread_page).
Source of the conversion: PEP 3333 and the ASGI specification's HTTP connection scope.
"""

import asyncio
import io
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from hearten.kernel.headers import always

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LONGEST_BODY = (
    2_000_000  # Django refuses forms over DATA_UPLOAD_MAX_MEMORY_SIZE kindly; beyond this nobody is listening
)
# A form with files may be longer, but few such at once, and not for ever: they lie in memory until they are whole.
LONGEST_UPLOAD, UPLOADS_AT_ONCE, UPLOAD_WITHIN_S = 26_000_000, 4, 120.0
TOO_LONG = b"Too long to send at once. Go back: your words are still in the box. Send fewer or smaller pictures."


class Bridge:
    """An ASGI application that runs `application` in `threads` threads of its own."""

    def __init__(self, application: Wsgi, threads: int) -> None:
        self.application = application
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self.uploads = 0

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        body = await self._body(scope, receive) if scope["method"] not in ("GET", "HEAD") else b""
        if body is None:
            return await _too_long(send)
        loop = asyncio.get_running_loop()
        start, text = await loop.run_in_executor(self.pool, self._run, scope, body)
        await send(start)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else text})

    async def _body(self, scope: dict[str, Any], receive: Any) -> bytes | None:
        """Return the whole body, or None when it is longer than it may be or its sender went away."""
        parts = _Parts(receive)
        if await parts.read(LONGEST_BODY):
            return parts.whole()
        if not _has_files(scope) or parts.gone or self.uploads >= UPLOADS_AT_ONCE:
            return None
        self.uploads += 1
        try:
            return parts.whole() if await asyncio.wait_for(parts.read(LONGEST_UPLOAD), UPLOAD_WITHIN_S) else None
        except TimeoutError:
            return None
        finally:
            self.uploads -= 1

    def _run(self, scope: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        started: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            started.update(type="http.response.start", status=int(status[:3]), headers=pairs)

        answer = self.application(_environ(scope, body), start_response)
        try:
            text = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        return started, text


class _Parts:
    """A body as it arrives: it may be complete, or its sender may be gone."""

    def __init__(self, receive: Any) -> None:
        self.receive, self.parts, self.size = receive, list[bytes](), 0
        self.complete = self.gone = False

    async def read(self, most: int) -> bool:
        """Read on, up to `most` bytes. Returns whether the body is complete and no longer than that."""
        while self.size <= most and not self.complete and not self.gone:
            message = await self.receive()
            self.gone = message["type"] == "http.disconnect"
            self.parts.append(message.get("body", b""))
            self.size += len(self.parts[-1])
            self.complete = not self.gone and not message.get("more_body")
        return self.complete and self.size <= most

    def whole(self) -> bytes:
        return b"".join(self.parts)


def _has_files(scope: dict[str, Any]) -> bool:
    kinds = [value for name, value in scope["headers"] if name == b"content-type"]
    return bool(kinds) and kinds[0].lower().startswith(b"multipart/form-data")


async def _too_long(send: Any) -> None:
    said = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "Connection": "close"}
    headers = [(name.lower().encode(), value.encode()) for name, value in (said | always()).items()]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": TOO_LONG})


def _environ(scope: dict[str, Any], body: bytes) -> dict[str, Any]:
    host, port = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "CONTENT_LENGTH": str(len(body)),
    }
    for name, value in scope["headers"]:
        _header(environ, name.decode("latin-1"), value.decode("latin-1"))
    return environ


def _header(environ: dict[str, Any], name: str, value: str) -> None:
    if name == "content-type":
        environ["CONTENT_TYPE"] = value
    elif name != "content-length" and "_" not in name:  # a header with "_" could pass for another one's name
        key = "HTTP_" + name.upper().replace("-", "_")
        joiner = "; " if name == "cookie" else ","
        environ[key] = f"{environ[key]}{joiner}{value}" if key in environ else value
