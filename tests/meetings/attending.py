"""Somebody in a room, as a browser is: pages and forms over HTTP, and a stream that stays open."""

import json
import re
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse
from socket import SHUT_RDWR
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from tests.browser.site import Site

PATIENCE_S = 15
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SINCE = re.compile(r'data-since="(\d+)"')
STAGE = re.compile(r"<section class=\"stage.*?</section>", re.S)
ATTRIBUTE = re.compile(r' data-([a-z-]+)="([^"]*)"')


def until(seen: Callable[[], Any], what: str = "", patience: float = PATIENCE_S) -> Any:
    """Wait for something to be true, and return it."""
    deadline = time.monotonic() + patience
    while not (found := seen()):
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.02)
    return found


class Attendee:
    """One person's browser. `stage` holds the attributes of the newest stage, `lines` what was written."""

    def __init__(self, site: Site, name: str, meeting: str) -> None:
        self.site, self.name, self.meeting = site, name, meeting
        self.place = site.ids["places"][name]
        self.cookies = {"seat": site.ids["cookies"][name]}
        self.token = ""
        self.since = 0
        self.stage: dict[str, str] = {}
        self.stages: list[tuple[float, dict[str, str]]] = []
        self.lines: list[tuple[int, str]] = []
        self.numbers: list[int] = []
        self.closed = False
        self._stream: HTTPConnection | None = None
        self._socket: Any = None

    @property
    def room(self) -> str:
        return f"/meetings/{self.meeting}/room/"

    def _ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("localhost", self.site.port, timeout=PATIENCE_S)
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.site.url}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _rest = value.split(";", 1)
                key, kept = cookie.split("=", 1)
                self.cookies[key] = kept
        connection.close()
        return answer, text

    def look(self) -> str:
        """Open the room's page. Returns it."""
        answer, text = self._ask("GET", self.room)
        assert answer.status == 200, (answer.status, text[:500])
        self.token = (TOKEN.findall(text) or [""])[0]
        if found := SINCE.search(text):
            self.since = int(found[1])
            self._took(text)
        return text

    def come(self, way: str = "text", *, listen: bool = True) -> "Attendee":
        """Come in by the door, and keep a stream open."""
        self.look()
        assert self.post("arrival/", way=way)[0] == 302
        self.look()
        if listen:
            self.listen()
        return self

    def post(self, where: str, /, **values: Any) -> tuple[int, str]:
        body = urlencode({"csrfmiddlewaretoken": self.token} | {k: str(v) for k, v in values.items()})
        answer, text = self._ask("POST", f"{self.room}{where}", body, **{"X-Fragment": "1"})
        return answer.status, text

    def do(self, what: str, **values: Any) -> tuple[int, str]:
        """Press a button of the room, with the version that this page shows."""
        return self.post(f"commands/{what}/", **({"version": self.stage["version"]} | values))

    def press(self, what: str, **values: Any) -> None:
        """Press a button that has to work."""
        answer = self.do(what, **values)
        assert answer[0] == 200, (what, answer)

    def say(self, words: str, client_id: str = "") -> int:
        return self.post("lines/", body=words, client_id=client_id or uuid4())[0]

    def listen(self) -> None:
        """Open the stream, from the last number that arrived."""
        self._stream = HTTPConnection("localhost", self.site.port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        path = f"/live/meeting/{self.meeting}/?since={self.since}&lang=en"
        self._stream.request("GET", path, headers={"Cookie": cookie, "Accept": "text/event-stream"})
        self._socket = self._stream.sock
        answer = self._stream.getresponse()
        assert answer.status == 200, answer.status
        threading.Thread(target=self._read, args=(answer,), daemon=True).start()

    def _read(self, answer: HTTPResponse) -> None:
        number, event = 0, ""
        try:
            for raw in answer:
                line = raw.decode().rstrip("\n")
                if line.startswith("id: "):
                    number = int(line[4:])
                elif line.startswith("event: "):
                    event = line[7:]
                elif line.startswith("data: ") and event == "change":
                    self._arrived(number, json.loads(line[6:])["html"])
        except (OSError, ValueError, AttributeError):
            pass
        self.closed = True

    def _arrived(self, number: int, html: str) -> None:
        self.since = number
        self.numbers.append(number)
        if html.startswith("<section") or STAGE.search(html):
            self._took(html)
        else:
            self.lines.append((number, html))

    def _took(self, text: str) -> None:
        found = STAGE.search(text)
        if found:
            self.stage = dict(ATTRIBUTE.findall(found[0].split(">", 1)[0]))
            self.stages.append((time.time(), self.stage))

    def drop(self) -> None:
        """Lose the connection, as a phone in a tunnel does."""
        assert self._stream is not None
        self._socket.shutdown(SHUT_RDWR)  # the reading thread holds it open otherwise
        self._stream.close()
        self._stream = None

    def has_turn(self) -> bool:
        return self.stage.get("who") == self.place
