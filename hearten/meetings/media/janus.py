"""The one conversation with Janus: its WebSocket protocol, and coming back when Janus went away.

Nobody else talks to Janus: it listens on this machine alone, and its secret stays in this process.
Source: Janus' manual, "The Janus API" (WebSockets interface).
"""

import asyncio
import json
import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from hearten.kernel.complaint import Complaint

log = logging.getLogger("hearten.media")
VIDEOROOM = "janus.plugin.videoroom"
RETRY_S, KEEP_S, ANSWER_S = 0.5, 20, 8
NO_JANUS = (OSError, WebSocketException, TimeoutError)
Said = dict[str, Any]
Heard = Callable[[Said], None]


class MediaAway(Exception):
    """There is no audio and video now, or not this. Writing goes on."""


class Janus:
    """A session with Janus that is made again whenever it was lost. `changed(True)`: it is there; `False`: away."""

    def __init__(self, url: str, secret: str, changed: Callable[[bool], None]) -> None:
        _must_be_here(url)
        self.url, self.secret, self.changed = url, secret, changed
        self.wire: ClientConnection | None = None
        self.session = 0
        self.asked: dict[str, tuple[asyncio.Future[Said], bool]] = {}
        self.hearing: dict[int, Heard] = {}
        self.running: asyncio.Task[None] | None = None

    @property
    def away(self) -> bool:
        return not self.session

    async def start(self) -> None:
        self.running = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self.running is not None:
            self.running.cancel()
            with suppress(asyncio.CancelledError):
                await self.running

    async def _run(self) -> None:
        while True:
            try:
                # No proxy, whatever the environment says; pings find a Janus that hangs.
                async with connect(
                    self.url, subprotocols=["janus-protocol"], proxy=None, compression=None,  # type: ignore[list-item]
                    open_timeout=3, close_timeout=1, ping_interval=4, ping_timeout=4, max_size=2**20,
                ) as self.wire:  # fmt: skip
                    await self._converse(self.wire)
            except (*NO_JANUS, MediaAway):
                pass
            finally:
                self._lost()
            await asyncio.sleep(RETRY_S)

    async def _converse(self, wire: ClientConnection) -> None:
        listening = asyncio.create_task(self._listen(wire))
        try:
            self.session = (await self._say({"janus": "create"}))["data"]["id"]
            log.info("audio and video are there")
            self.changed(True)
            while not listening.done():
                await asyncio.wait({listening}, timeout=KEEP_S)
                if not listening.done():
                    await self._say({"janus": "keepalive"})
        finally:
            listening.cancel()

    def _lost(self) -> None:
        """Tell everybody who waits. Handles and rooms went with Janus."""
        was_there, self.session, self.wire = bool(self.session), 0, None
        self.hearing.clear()
        for waiting, _ack_is_all in self.asked.values():
            if not waiting.done():
                waiting.set_exception(MediaAway())
        self.asked.clear()
        if was_there:
            log.warning("audio and video are away; writing goes on")
            self.changed(False)

    async def _listen(self, wire: ClientConnection) -> None:
        with suppress(*NO_JANUS):
            async for words in wire:
                said = json.loads(words)
                if said.get("janus") == "timeout":
                    return await wire.close()
                self._heard(said)

    def _heard(self, said: Said) -> None:
        if said.get("transaction") in self.asked:
            waiting, ack_is_all = self.asked[said["transaction"]]
            if not waiting.done() and (said["janus"] != "ack" or ack_is_all):
                waiting.set_result(said)
            return
        hear = self.hearing.get(said.get("sender", 0))
        if hear is not None:
            hear(said)

    async def _say(self, words: Said) -> Said:
        """Send one request and return its answer. Raises MediaAway when there is none, or when it is a no."""
        if self.wire is None:
            raise MediaAway
        name = secrets.token_hex(16)
        waiting: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
        # A message to the plugin is first acknowledged, then answered; these two are acknowledged alone.
        self.asked[name] = (waiting, words["janus"] in ("keepalive", "trickle"))
        known = {"session_id": self.session} if self.session else {}
        try:
            async with asyncio.timeout(ANSWER_S):
                await self.wire.send(json.dumps({**words, **known, "transaction": name, "apisecret": self.secret}))
                answer = await waiting
        except NO_JANUS as error:
            raise MediaAway from error
        finally:
            self.asked.pop(name, None)
        if answer["janus"] == "error":
            raise MediaAway(answer["error"].get("code"))
        return answer

    async def attach(self, hear: Heard) -> int:
        """Return a new handle on the videoroom; `hear` gets what Janus says to it unasked."""
        handle = int((await self._say({"janus": "attach", "plugin": VIDEOROOM}))["data"]["id"])
        self.hearing[handle] = hear
        return handle

    async def detach(self, handle: int) -> None:
        """Let go of a handle, and of what went through it. A handle that Janus no longer has is let go of, too."""
        self.hearing.pop(handle, None)
        if not self.away:
            with suppress(MediaAway):
                await self._say({"janus": "detach", "handle_id": handle})

    async def ask(self, handle: int, body: Said, jsep: Said | None = None) -> tuple[Said, Said | None]:
        """Ask the videoroom. Returns what it said, and the session description that came along, if one did."""
        words: Said = {"janus": "message", "handle_id": handle, "body": body}
        answer = await self._say({**words, "jsep": jsep} if jsep else words)
        data = answer.get("plugindata", {}).get("data", {})
        if "error_code" in data:
            raise MediaAway(data["error_code"])
        return data, answer.get("jsep")

    async def trickle(self, handle: int, candidate: Said) -> None:
        await self._say({"janus": "trickle", "handle_id": handle, "candidate": candidate})


def _must_be_here(url: str) -> None:
    """Whoever reaches Janus can listen in: it must not be reached over a network."""
    host = urlsplit(url).hostname or ""
    with suppress(ValueError):
        if urlsplit(url).scheme == "ws" and (host == "localhost" or ip_address(host).is_loopback):
            return
    raise Complaint("HEARTEN_JANUS_URL must name Janus on this machine, as in ws://127.0.0.1:8188.")
