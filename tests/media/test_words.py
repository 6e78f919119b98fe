"""What goes over our server in words: descriptions without addresses, passes that end, and questions of strangers."""

import asyncio
import json
import re
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.kernel.complaint import Complaint
from hearten.meetings.media import sdp, turn
from hearten.meetings.media.janus import Janus

# As Chromium makes it where no relay is asked for: every kind of address that an offer can hold.
OFFER = """v=0
o=- 4611731400430051336 2 IN IP4 192.168.7.23
s=-
i=my kitchen
e=ben@example.org
t=0 0
a=group:BUNDLE 0 1
m=audio 46154 UDP/TLS/RTP/SAVPF 111
c=IN IP4 198.51.100.23
a=rtcp:46155 IN IP4 198.51.100.23
a=candidate:1467250027 1 udp 2122260223 192.168.7.23 46154 typ host generation 0
a=candidate:1467250028 1 udp 1686052607 198.51.100.23 46154 typ srflx raddr 192.168.7.23 rport 46154
a=candidate:1853887674 1 udp 41885439 203.0.113.11 50000 typ relay raddr 198.51.100.23 rport 46154
a=end-of-candidates
a=ice-ufrag:4ZcD
a=ice-pwd:2/1muCWoOi3uLifh0NuRHlil
a=fingerprint:sha-256 19:E2:1C
a=setup:actpass
a=mid:0
a=rtpmap:111 opus/48000/2
a=fmtp:111 minptime=10;useinbandfec=1
m=video 9 UDP/TLS/RTP/SAVPF 96
c=IN IP6 2001:db8::7
a=mid:1
a=rtpmap:96 VP8/90000
""".replace("\n", "\r\n")


def test_an_offer_goes_on_without_addresses() -> None:
    clean = sdp.from_page(OFFER)
    assert not re.search(r"192\.168|198\.51|203\.0|2001:db8|kitchen|ben@|candidate", clean)
    for kept in ("a=ice-ufrag:4ZcD", "a=fingerprint:sha-256 19:E2:1C", "a=mid:1", "m=video 9 UDP/TLS/RTP/SAVPF 96"):
        assert f"{kept}\r\n" in clean
    assert clean.startswith("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n")
    assert sdp.lines_of(clean) == {"audio": "0", "video": "1"}


@given(
    st.lists(
        st.sampled_from(["a=", "A=", "candidate:", "v=0", "c=", "o=", "\r", "\n", " ", "1.2.3.4"]), max_size=40
    ).map("".join)
)
def test_whatever_a_page_sends_no_candidate_goes_on(said: str) -> None:
    with suppress(sdp.NotSdp):
        assert not re.search(r"(?im)^a=candidate", sdp.from_page(f"v=0\r\na=candidate:{said}\r\n{said}"))


@pytest.mark.parametrize("said", ["", "hello", "v=1\r\n", "v=0\r\n" + "a=x\r\n" * 20_000])
def test_what_is_no_description_is_refused(said: str) -> None:
    with pytest.raises(sdp.NotSdp):
        sdp.from_page(said)


@pytest.mark.parametrize(
    ("said", "goes_on"),
    [
        ("candidate:1 1 udp 2122260223 192.168.7.23 46154 typ host generation 0", None),
        ("candidate:1 1 udp 2122260223 5c2e3a9e-1f.local 46154 typ host", None),
        ("candidate:2 1 udp 1686052607 198.51.100.23 46154 typ srflx raddr 192.168.7.23 rport 46154", None),
        (
            "candidate:3 1 udp 41885439 203.0.113.11 50000 typ relay raddr 198.51.100.23 rport 46154 ufrag 4ZcD",
            "candidate:3 1 udp 41885439 203.0.113.11 50000 typ relay raddr 0.0.0.0 rport 9",
        ),
        ("candidate:3 1 udp 41885439 203.0.113.11 50000 typ relay\r\na=candidate:1 1 udp 1 192.0.2.3 1 typ host", None),
    ],
)  # fmt: skip
def test_a_relay_is_named_without_who_is_behind_it(said: str, goes_on: str | None) -> None:
    assert sdp.candidate_from_page(said) == goes_on


def test_speech_is_asked_for_in_few_bits() -> None:
    asked = sdp.for_speech(OFFER)
    assert "a=fmtp:111 maxaveragebitrate=24000;maxplaybackrate=24000;stereo=0;useinbandfec=1;usedtx=1\r\n" in asked
    assert asked.count("a=fmtp:111") == 1 and "a=ptime:60\r\n" in asked
    assert sdp.for_speech("v=0\r\nm=video 9 x 96\r\n") == "v=0\r\nm=video 9 x 96\r\n"


@pytest.mark.parametrize(
    ("secret", "username", "password"),
    [  # printf '%s' USERNAME | openssl dgst -sha1 -hmac SECRET -binary | base64
        ("north", "1400000000:1c7ad3", "twkNenM9yto8tbS+T54ylkn2EhQ="),
        ("north", "1700014400:", "jeGKiHXX6lFj7S4dglLARcafFMQ="),
        (
            "a-longer-secret-0123456789abcdef0123456789abcdef",
            "4102444800:ab12cd34ef56ab78",
            "IazQy+O1sFHMLYRK9S07W88v2C0=",
        ),
    ],
)
def test_the_relays_passwords_are_what_coturn_expects(secret: str, username: str, password: str) -> None:
    assert turn.password_of(secret, username) == password


def test_a_pass_ends_and_names_nobody() -> None:
    [first], [second] = (turn.passes(["turn:a"], "north", 1_700_000_000) for _ in range(2))
    assert re.fullmatch(r"1700014400:[0-9a-f]{32}", first["username"])
    assert first["username"] != second["username"]
    assert first["credential"] == turn.password_of("north", first["username"])
    assert turn.passes([], "north", 0) == turn.passes(["turn:a"], "", 0) == []


@pytest.mark.parametrize("url", ["ws://10.0.0.7:8188", "wss://janus.example.org", "http://127.0.0.1:8088", "8188"])
def test_janus_is_reached_on_this_machine_alone(url: str) -> None:
    with pytest.raises(Complaint):
        Janus(url, "x", lambda there: None)


def ask(person: Any, path: str, said: Any = None, **other: str) -> tuple[int, dict[str, Any]]:
    """Ask as a script of our own page does, unless `other` headers say otherwise. Media is off in tests."""
    from django.conf import settings

    from hearten.config.asgi import hub
    from hearten.meetings.media.desk import MediaDesk
    from hearten.meetings.media.endpoint import MediaEndpoint
    from hearten.meetings.media.rights import Rights
    from hearten.members.stream_sign_in import members_of

    headers = {"host": "localhost", "origin": "http://localhost", "content-type": "application/json"}
    headers |= {"cookie": f"{settings.SESSION_COOKIE_NAME}={person.cookie if person else ''}"} | other
    answer: list[Any] = []

    async def receive() -> dict[str, Any]:
        body = said if isinstance(said, bytes) else json.dumps(said if said is not None else {}).encode()
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        answer.append(message)

    async def go() -> None:
        await hub.start()
        try:
            desk = MediaDesk("", "", Rights(hub, members_of))
            endpoint = MediaEndpoint(desk, settings.SESSION_COOKIE_NAME, [], "")
            pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
            await endpoint({"type": "http", "method": "POST", "path": path, "headers": pairs}, receive, send)
        finally:
            await hub.stop()

    asyncio.run(go())
    return answer[0]["status"], json.loads(answer[1]["body"])


@pytest.fixture
def room(cast: Any, superuser: Any) -> Any:
    """A meeting in whose room Ada is, and nobody else; who is there says the double of the room's SQL."""
    from tests.media.gathering import DOUBLE, UNDOUBLE

    meeting = uuid4()
    superuser.execute(DOUBLE.read_text())
    row = [meeting, cast.ada.id, "Ada", "video"]
    superuser.execute("INSERT INTO media_double (meeting, member, name, way) VALUES (%s, %s, %s, %s)", row)
    yield f"/media/{meeting}"
    superuser.execute(UNDOUBLE)


def test_who_is_not_in_the_room_gets_nothing(cast: Any, room: str) -> None:
    for person in (None, cast.ben, cast.dov, cast.mo, cast.odile, cast.eli):
        assert ask(person, f"{room}/join/", {"way": "video"}) == (404, {})
    assert ask(cast.ada, f"/media/{uuid4()}/join/", {"way": "video"}) == (404, {})


def test_without_an_sfu_whoever_is_there_is_told_to_write(cast: Any, room: str) -> None:
    assert ask(cast.ada, f"{room}/join/", {"way": "video"}) == (503, {"kind": "away"})


@pytest.mark.parametrize(
    "other",
    [{"origin": "http://elsewhere.example"}, {"origin": ""}, {"content-type": "text/plain"}, {"origin": "null"}],
)
def test_another_site_cannot_ask_in_a_members_name(cast: Any, room: str, other: dict[str, str]) -> None:
    assert ask(cast.ada, f"{room}/join/", {"way": "video"}, **other) == (404, {})


@pytest.mark.parametrize("said", [b"", b"[]", b"{", b'{"way": 3}', b'{"way": "everything"}', b" " * 70_000, b"\xff"])
def test_what_our_page_does_not_send_is_refused(cast: Any, room: str, said: bytes) -> None:
    assert ask(cast.ada, f"{room}/join/", said)[0] == 400


@pytest.mark.parametrize("what", ["publish", "answer", "trickle", "way", "events", "leave"])
def test_a_seat_that_is_not_ones_own_is_over(cast: Any, room: str, what: str) -> None:
    assert ask(cast.ada, f"{room}/{what}/", {"seat": "x" * 43}) == (410, {"kind": "away"})
    assert ask(None, f"{room}/{what}/", {"seat": "x" * 43}) == (404, {})


def test_camera_and_microphone_are_open_for_our_own_page_alone() -> None:
    from hearten.kernel.headers import HEADERS, WITH_CAMERA_AND_MICROPHONE

    assert "camera=(), microphone=()" in HEADERS["Permissions-Policy"]
    assert WITH_CAMERA_AND_MICROPHONE.startswith("camera=(self), microphone=(self), geolocation=(), payment=()")
