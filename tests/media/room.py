"""The whole site with one page more: a room that has nothing in it but sound and video.

The meetings' own room page and the two SQL functions that it brings are not asked here: double.sql stands in for them.
Run as a program with the site's settings in its environment and the address to listen on as its argument.
"""

import sys
from typing import Any

PAGE = """<!doctype html><html lang="en"><title>hearten</title><main id="main"><h1>Room</h1>{media}</main>
<script type="module" src="/room/page.js"></script></html>"""
# What the page was told, and over which connections, is kept for the test to look at.
SCRIPT = """const real = window.fetch, Real = window.RTCPeerConnection;
window.received = []; window.peers = []; window.ways = [];
window.fetch = async (...asked) => {
  const answer = await real(...asked);
  received.push(await answer.clone().text());
  return answer;
};
window.RTCPeerConnection = class extends Real { constructor(...given) { super(...given); peers.push(this); } };
const { join } = await import("%s");
window.media = join(document.querySelector("[data-media]"), { onWay: (way) => ways.push([way, performance.now()]) });
"""


def make() -> Any:
    """Return the ASGI application."""
    from hearten.config.asgi import application, media

    async def room(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(("/room/", "/say/")):
            return await application(scope, receive, send)
        if scope["path"].startswith("/say/"):
            return await _answer(send, "text/plain", await _told(media, scope["path"]))
        if scope["path"] == "/room/page.js":
            return await _answer(send, "text/javascript", SCRIPT % _script())
        await _answer(send, "text/html; charset=utf-8", _page(scope["path"].split("/")[2]))

    return room


async def _told(media: Any, path: str) -> str:
    """What the meeting's own code would do: /say/<what>/<meeting>/<member or nothing>."""
    from uuid import UUID

    what, meeting, *members = path.removeprefix("/say/").strip("/").split("/")
    if what == "speakers":
        chosen = None if members == ["all"] else [UUID(one) for one in members]
        await media.let_speak(UUID(meeting), chosen)
    if what == "remove":
        await media.remove(UUID(meeting), UUID(members[0]))
    if what == "close":
        await media.close(UUID(meeting))
    if what == "record":
        return await _record(media, UUID(meeting))
    return " ".join(f"{held.room.name}/{held.room.secret}" for held in media.held.values())


async def _record(media: Any, meeting: Any) -> str:
    """Ask for a recording in every way that Janus knows, with the room's own secret, and say what came of it."""
    from hearten.meetings.media.janus import MediaAway

    held = media.held[meeting]
    seat = next(iter(held.seats.values()))
    said = []
    for handle, body in (
        (held.room.handle, {"request": "enable_recording", "room": held.room.name, "record": True}),
        (seat.out, {"request": "configure", "record": True, "filename": "/tmp/hearten-recorded"}),
        (held.room.handle, {"request": "enable_recording", "room": held.room.name, "record": True,
                            "secret": held.room.secret}),
        (seat.out, {"request": "configure", "record": True, "filename": "/tmp/hearten-recorded",
                    "secret": held.room.secret}),
    ):  # fmt: skip
        try:
            said.append(str((await media.janus.ask(handle, body))[0]))
        except MediaAway as refused:
            said.append(f"refused {refused}")
    return "\n".join(said)


def _script() -> str:
    from django.templatetags.static import static

    return static("meetings/media.js")


def _page(meeting: str) -> str:
    from django.template.loader import render_to_string

    return PAGE.format(media=render_to_string("meetings/_media.html", {"meeting_id": meeting, "way": "video"}))


async def _answer(send: Any, kind: str, words: str) -> None:
    from hearten.kernel.headers import WITH_CAMERA_AND_MICROPHONE, always

    headers = {**always(), "Permissions-Policy": WITH_CAMERA_AND_MICROPHONE, "Content-Type": kind}
    theirs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": theirs})
    await send({"type": "http.response.body", "body": words.encode()})


def main() -> None:
    import uvicorn

    from hearten.commands.ground import end_in_order, load_django

    end_in_order()
    load_django()
    host, port = sys.argv[1].split(":")
    uvicorn.run(make(), host=host, port=int(port), log_config=None, access_log=False, ws="none")


if __name__ == "__main__":
    main()
