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


class Bridge:
    """An ASGI application that runs `application` in `threads` threads of its own."""

    def __init__(self, application: Wsgi, threads: int) -> None:
        self.application = application
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        body = await _body(receive) if scope["method"] not in ("GET", "HEAD") else b""
        if body is None:
            return await _too_long(send)
        loop = asyncio.get_running_loop()
        start, text = await loop.run_in_executor(self.pool, self._run, scope, body)
        await send(start)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else text})

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


async def _too_long(send: Any) -> None:
    said = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "Connection": "close"}
    headers = [(name.lower().encode(), value.encode()) for name, value in (said | always()).items()]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": b"This was too long to read. Nothing was sent."})


async def _body(receive: Any) -> bytes | None:
    """Return the whole body, or None when it is longer than anybody could mean or its sender went away."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LONGEST_BODY:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


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
