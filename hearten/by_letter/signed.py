"""Addresses that prove what they are for: `reply+<id>.<signature>@` for an answer, `back+...` for what comes back.

An address is of one letter that went out. Its signature (HMAC-SHA-256, 120 bits of it, under the key of fingerprints)
binds the letter's id to its member, their address and one conversation. That key outlives a change of master keys, so
an address holds until its 30 days are over. Base32 in lower case: mail servers may fold the case of what they carry
(RFC 4648; RFC 5321, 2.4 and 4.5.3.1.1).
"""

import base64
import binascii
import hmac
import re
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from hearten.by_letter.place import domain
from hearten.kernel.clock import now
from hearten.kernel.keystore import blind_index

REPLY, BACK = "reply", "back"
LASTS = timedelta(days=30)
SIGNATURE_BYTES = 15
_LOCAL = re.compile(rf"({REPLY}|{BACK})\+([a-z2-7]{{26}})\.([a-z2-7]{{24}})")


class Way(NamedTuple):
    """What one letter that went out is for: whose it is, which conversation answers go to, and to which address."""

    id: UUID
    member: UUID
    thread: UUID | None
    email_index: str
    made_at: datetime


class Signed(NamedTuple):
    """An address as it is written, taken apart. Nothing says yet that it is right."""

    what: str
    id: UUID
    signature: str


def address(what: str, way: Way) -> str:
    """Return the address of a way, at most 57 characters before the @."""
    return f"{what}+{_base32(way.id.bytes)}.{_signature(what, way)}@{domain()}"


def taken_apart(written: str) -> Signed | None:
    """Return the parts of an address, or None where it is none of ours."""
    local, _at, host = written.strip().casefold().rpartition("@")
    found = _LOCAL.fullmatch(local)
    if found is None or host != domain():
        return None
    try:
        raw = base64.b32decode(found[2].upper() + "======")
    except binascii.Error:
        return None
    # One way to write one id: bits beyond it may say nothing.
    return Signed(found[1], UUID(bytes=raw), found[3]) if _base32(raw) == found[2] else None


def fits(signed: Signed, way: Way) -> bool:
    """Whether an address is that of a way, and its time is not over."""
    if signed.id != way.id or now() - way.made_at >= LASTS or (signed.what == REPLY and way.thread is None):
        return False
    return hmac.compare_digest(signed.signature, _signature(signed.what, way))


def _signature(what: str, way: Way) -> str:
    bound = [what, way.id.hex, way.member.hex, way.thread.hex if way.thread else "", way.email_index]
    return _base32(bytes.fromhex(blind_index("signed address", "\0".join(bound)))[:SIGNATURE_BYTES])


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").lower()
