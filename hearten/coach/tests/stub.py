"""A server on a free loopback port that answers as a test tells it, for what an endpoint may do wrong."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from hearten.coach.endpoint import Cause, Endpoint, EndpointFailed, sentences

POST = "The zebra nights came back and nobody at home notices that I am worn out."
DRAFT = "Thank you for writing this down, quokka."
FIRST = "It makes me sad that nobody at home sees how tired you are."
SECOND = "What do the hours before you lie down look like for you?"
THIRD = "I hear how lonely it must be to carry this without being seen."

Say = Callable[[BaseHTTPRequestHandler], None]


class Stub:
    """Answers as `say` does, on a free loopback port, and keeps what it was asked."""

    def __init__(self, say: Say) -> None:
        asked = self.asked = []  # type: list[tuple[str, dict[str, str], dict[str, Any]]]

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked.append((self.path, dict(self.headers), json.loads(body)))
                say(self)

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"

    def endpoint(self, timeout: float = 4.0, key: str = "") -> Endpoint:
        return Endpoint(self.address, "small", key, timeout)


@contextmanager
def stub(say: Say) -> Iterator[Stub]:
    here = Stub(say)
    Thread(target=here.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield here
    finally:
        here.server.shutdown()
        here.server.server_close()


def bytes_of(body: bytes, status: int = 200, **headers: str) -> Say:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        with suppress(ConnectionError):  # hearten had enough
            handler.wfile.write(body)

    return say


def words(content: Any) -> Say:
    return bytes_of(json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode())


def drip(beginning: bytes) -> Say:
    def say(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):  # hearten hung up
            for byte in beginning + b" " * 60:
                handler.wfile.write(bytes([byte]))
                time.sleep(0.05)

    return say


def failure(endpoint: Endpoint) -> Cause:
    with pytest.raises(EndpointFailed) as caught:
        sentences(endpoint, POST, DRAFT, "interpretations", "stories")
    return caught.value.cause


def suggested(say: Say, draft: str = DRAFT, count: int = 3) -> list[str]:
    with stub(say) as here:
        return sentences(here.endpoint(), POST, draft, "emotional_reactions", "listen", count)
