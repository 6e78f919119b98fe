"""A running site, spoken to over a plain socket: messages that two servers could read differently, and odd verbs."""

import socket

import pytest

from tests.browser.site import Site

TWO_LENGTHS = b"Content-Length: 4\r\nContent-Length: 30\r\n\r\n"
BOTH = b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
HIDDEN = b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"


def said_to(site: Site, message: bytes) -> bytes:
    """Send the bytes as they are, and return all that comes back before the line is cut or silent."""
    answer = b""
    with socket.create_connection(("127.0.0.1", site.port), timeout=5) as line:
        line.sendall(message)
        line.settimeout(1)
        try:
            while part := line.recv(65536):
                answer += part
        except TimeoutError:
            pass
    return answer


def post(headers: bytes, body: bytes) -> bytes:
    return b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\n" + headers + body


def test_canary_two_messages_on_one_line_are_two(site: Site) -> None:
    assert said_to(site, HIDDEN + HIDDEN).count(b"HTTP/1.1 200") == 2


@pytest.mark.parametrize(
    "message",
    [
        post(BOTH, b"0\r\n\r\n" + HIDDEN),
        post(TWO_LENGTHS, b"a=b&" + HIDDEN),
        post(b"Content-Length: +4\r\n\r\n", b"a=b&" + HIDDEN),
        post(b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n", b"5c\r\n" + HIDDEN),
        post(b"Transfer-Encoding: xchunked\r\n\r\n", b"0\r\n\r\n" + HIDDEN),
        post(b"Content-Length : 4\r\n\r\n", b"a=b&" + HIDDEN),
    ],
    ids=["both", "two lengths", "a plus", "both, the other way", "another coding", "a space"],
)
def test_no_message_hides_behind_another(message: bytes, site: Site) -> None:
    answer = said_to(site, message)
    assert b"User-agent" not in answer  # robots.txt, which nobody asked for
    assert answer.startswith(b"HTTP/1.1 4"), answer[:80]


@pytest.mark.parametrize("verb", ["TRACE", "TRACK", "CONNECT", "DEBUG"])
@pytest.mark.parametrize("path", ["/", "/help-now/", "/live/thread/x/", "/static/", "/nothing/"])
def test_no_verb_echoes(verb: str, path: str, site: Site) -> None:
    message = f"{verb} {path} HTTP/1.1\r\nHost: localhost\r\nX-Canary: kept-to-itself\r\nConnection: close\r\n\r\n"
    answer = said_to(site, message.encode())
    assert answer.split(b" ")[1][:1] == b"4", answer[:80]
    assert b"kept-to-itself" not in answer


def test_nothing_says_which_versions_run_here(site: Site) -> None:
    answer = said_to(site, HIDDEN).lower()
    for word in (b"server:", b"x-powered-by", b"uvicorn", b"django", b"python"):
        assert word not in answer


def test_a_websocket_is_not_opened(site: Site) -> None:
    asks = (
        b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    answer = said_to(site, b"GET /live/thread/x/ HTTP/1.1\r\nHost: localhost\r\n" + asks)
    assert b" 101 " not in answer.split(b"\r\n")[0]
