"""What is asked of Janus' videoroom, and nothing else is: no listing, no forwarding, no recording.

A room's secret is made here, stays in this object, and ends with it: Janus wants it for silencing and removing people,
and (`lock_record`) for recording, which nothing in hearten asks for. Source: Janus' manual, "VideoRoom plugin".
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from hearten.meetings.media.janus import Janus, MediaAway, Said

MOST_SENDERS = 24
VIDEO_BITS_S = 400_000


class Room:
    """One room in Janus, with a name and a secret that are random: neither says which meeting it is."""

    def __init__(self, janus: Janus) -> None:
        self.janus, self.handle = janus, 0
        self.name, self.secret = secrets.token_hex(16), secrets.token_hex(32)

    async def make(self) -> None:
        self.handle = await self.janus.attach(lambda said: None)
        await self._ask(
            "create",
            is_private=True,
            permanent=False,
            require_pvtid=True,
            allowed=[secrets.token_hex(32)],  # the list is on from the beginning, and this one nobody gets
            publishers=MOST_SENDERS,
            bitrate=VIDEO_BITS_S,
            bitrate_cap=True,
            audiocodec="opus",
            videocodec="vp8",
            opus_fec=True,
            opus_dtx=True,
            audiolevel_event=False,
            record=False,
            lock_record=True,
        )

    async def _ask(self, request: str, **values: Any) -> Said:
        said, _jsep = await self.janus.ask(
            self.handle, {"request": request, "room": self.name, "secret": self.secret, **values}
        )
        return said

    async def admit(self, handle: int, feed: str) -> Said:
        """Let one page in under the name `feed`, by a token that is good for this once. Returns who sends there."""
        token = secrets.token_hex(32)
        await self._ask("allowed", action="add", allowed=[token])
        try:
            body = {"request": "join", "ptype": "publisher", "room": self.name, "id": feed, "token": token}
            return (await self.janus.ask(handle, body))[0]
        finally:
            with suppress(MediaAway):
                await self._ask("allowed", action="remove", allowed=[token])

    async def publish(self, handle: int, offer: str) -> str:
        """Hand a page's offer to Janus and return the answer."""
        said = await self.janus.ask(handle, {"request": "publish"}, {"type": "offer", "sdp": offer, "trickle": True})
        return _sdp_of(said[1])

    async def silence(self, feed: str, mid: str, mute: bool) -> None:
        """Pass on nothing more of what `feed` sends in one line; or again."""
        await self._ask("moderate", id=feed, mid=mid, mute=mute)

    async def kick(self, feed: str) -> None:
        await self._ask("kick", id=feed)

    async def begin_hearing(self, handle: int, private_id: int, streams: Sequence[Said]) -> tuple[Said, str]:
        """Subscribe to others. Returns what Janus will send, and its offer."""
        body = {"request": "join", "ptype": "subscriber", "room": self.name, "private_id": private_id}
        said, jsep = await self.janus.ask(handle, {**body, "streams": list(streams), "autoupdate": False})
        return said, _sdp_of(jsep)

    async def hear_more(self, handle: int, streams: Sequence[Said]) -> tuple[Said, str]:
        said, jsep = await self.janus.ask(handle, {"request": "update", "subscribe": list(streams)})
        return said, _sdp_of(jsep)

    async def heard(self, handle: int, answer: str) -> None:
        """Hand over a page's answer to what Janus offered."""
        await self.janus.ask(handle, {"request": "start"}, {"type": "answer", "sdp": answer, "trickle": True})

    async def pause(self, handle: int, mids: Sequence[str], send: bool) -> None:
        """Send a page less, or all again: what does not fit through its line."""
        if mids:
            await self.janus.ask(
                handle, {"request": "configure", "streams": [{"mid": mid, "send": send} for mid in mids]}
            )

    async def destroy(self) -> None:
        """End the room for everybody. One that went with Janus is ended already."""
        with suppress(MediaAway):
            await self._ask("destroy", permanent=False)
        await self.janus.detach(self.handle)


def _sdp_of(jsep: Said | None) -> str:
    if not jsep or not isinstance(jsep.get("sdp"), str):
        raise MediaAway
    return str(jsep["sdp"])
