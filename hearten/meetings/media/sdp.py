"""What a page may say about its connection: nothing that tells where its member is.

A browser puts addresses into its offers: candidates, c= and o= lines, and the address behind a relay (raddr). None of
them is needed: Janus answers to whoever knocks at its own address with the right password, or through the relay.
Sources: RFC 8866 (SDP), RFC 8839 (candidates in it), RFC 7587 (Opus in it).
"""

import re

LONGEST = 40_000
FOR_SPEECH = "maxaveragebitrate=24000;maxplaybackrate=24000;stereo=0;useinbandfec=1;usedtx=1"
PACKET_MS = 60  # three times fewer headers than usual: with the relay's they would outweigh the speech
_LINE = re.compile(r"[vostma]=[\x20-\x7e]*|c=[\x20-\x7e]*")
_CANDIDATES = ("a=candidate", "a=end-of-candidates", "a=remote-candidates")
_CANDIDATE = re.compile(r"candidate:(\S{1,32} [12] \w{1,8} \d{1,10} [0-9a-fA-F.:]{2,45} \d{1,5} typ relay)( .{0,200})?")


class NotSdp(ValueError):
    """This is no description of a connection."""


def from_page(said: str) -> str:
    """Return an offer or answer without any address. Raises NotSdp when it is none."""
    lines = [line for line in said.splitlines() if line]
    if len(said) > LONGEST or not lines or lines[0] != "v=0":
        raise NotSdp
    kept = [clean for line in lines if (clean := _clean(line)) is not None]
    return "\r\n".join(kept) + "\r\n"


def _clean(line: str) -> str | None:
    if not _LINE.fullmatch(line) or line.lower().startswith(_CANDIDATES):
        return None  # candidates come by themselves (trickle), each looked at below
    if line.startswith("o="):
        return "o=- 1 " + _version(line) + " IN IP4 127.0.0.1"
    if line.startswith("s="):
        return "s=-"
    if line.startswith("c="):
        return "c=IN IP4 0.0.0.0"
    if line.startswith("a=rtcp:"):
        return "a=rtcp:9 IN IP4 0.0.0.0"
    return line


def _version(origin: str) -> str:
    parts = origin.split(" ")
    return parts[2] if len(parts) > 2 and parts[2].isdigit() else "1"


def candidate_from_page(said: str) -> str | None:
    """Return a relay's candidate without the address behind it; None for every other, which tells where somebody is."""
    found = _CANDIDATE.fullmatch(said.strip())
    return f"candidate:{found[1]} raddr 0.0.0.0 rport 9" if found else None


def for_speech(said: str) -> str:
    """Return Janus' answer with what it should ask of Opus: speech that fits into 64 kbit/s, headers and all."""
    opus = re.search(r"^a=rtpmap:(\d+) opus/", said, re.MULTILINE | re.IGNORECASE)
    if not opus:
        return said
    wanted = f"a=fmtp:{opus[1]} {FOR_SPEECH}\r\na=maxptime:{PACKET_MS}\r\na=ptime:{PACKET_MS}\r\n"
    rest = re.sub(rf"^a=(fmtp:{opus[1]} .*|ptime:.*|maxptime:.*)\r?\n", "", said, flags=re.MULTILINE)
    return re.sub(rf"^(a=rtpmap:{opus[1]} .*\r?\n)", lambda at: at[1] + wanted, rest, flags=re.MULTILINE)


def lines_of(said: str) -> dict[str, str]:
    """Return the mid of the first audio and of the first video line, as in {"audio": "0", "video": "1"}."""
    found: dict[str, str] = {}
    for part in re.split(r"^m=", said, flags=re.MULTILINE)[1:]:
        mid = re.search(r"^a=mid:(\S{1,16})\s*$", part, re.MULTILINE)
        medium = part.split(" ", 1)[0]
        if mid and medium in ("audio", "video"):
            found.setdefault(medium, mid[1])
    return found
