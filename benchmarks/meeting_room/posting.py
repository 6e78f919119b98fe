"""The room as one browser uses it: an event of its stream, and lines sent through its page's form."""

import re
import socket
import time
from http.client import HTTPConnection
from statistics import median
from urllib.parse import urlencode
from uuid import uuid4

from tests.meetings.crowd import Crowd

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
EVENT = re.compile(rb"id: \d+\n(event: change\ndata: .*\n\n)")


def sample(port: int, path: str, cookie: str) -> bytes:
    """Return the first event of a stream, without its number."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: seat={cookie}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as there:
        there.sendall(request)
        heard = b""
        while (found := EVENT.search(heard)) is None:
            more = there.recv(65536)
            if not more:
                raise SystemExit(f"the stream ended: {heard[:500]!r}")
            heard += more
    return found[1]


def post_lines(port: int, crowd: Crowd, count: int) -> dict[str, float]:
    """Send lines as the facilitator's page does, one after the other. Returns how long the answers took, in ms."""
    room, cookies = f"/meetings/{crowd.meeting}/room/", {"seat": crowd.cookies[0]}
    _status, page = _ask(port, "GET", room, cookies)
    token, times = TOKEN.findall(page)[0], []
    for number in range(count):
        body = urlencode({"csrfmiddlewaretoken": token, "body": f"By the form, {number}.", "client_id": uuid4()})
        began = time.perf_counter()
        status, text = _ask(port, "POST", f"{room}lines/", cookies, body)
        times.append((time.perf_counter() - began) * 1000)
        if status != 201:
            raise SystemExit(f"a line was answered with {status}: {text[:300]}")
    return {"median": round(median(times), 1), "most": round(max(times), 1)}


def _ask(port: int, method: str, path: str, cookies: dict[str, str], body: str | None = None) -> tuple[int, str]:
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "X-Fragment": "1"}
    if body is not None:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{port}"}
    connection = HTTPConnection("localhost", port, timeout=60)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    for name, value in answer.getheaders():
        if name.lower() == "set-cookie":
            key, kept = value.split(";", 1)[0].split("=", 1)
            cookies[key] = kept
    connection.close()
    return answer.status, text
