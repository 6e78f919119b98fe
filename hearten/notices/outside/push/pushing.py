"""Pushes to devices (RFC 8030, 8291, 8292). This, mail/letters.py and its line are all that speaks to others.

Where a push goes is said by the device, so it is trusted with nothing: https alone, to an address that is public
whatever its name resolves to, over a connection to that very address; no redirect is followed, and of the answer only
the status is read. What is pushed is the one fixed sentence, sealed for the device.
"""

import http.client
import ipaddress
import json
import socket
import ssl
import threading
from contextlib import suppress
from email.utils import parseaddr
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from webpush import WebPush, WebPushMessage, WebPushSubscription

from hearten.kernel.keystore import blind_index
from hearten.kernel.pages import url
from hearten.notices.outside.carrying import Gone, NotNow
from hearten.notices.outside.saying import sentence

PATIENCE_S = 15  # for all of one push together: its answer comes from somebody whom nobody here knows
TTL_S = 24 * 3600  # how long the push service may keep one for a device that is away
LONGEST_PLACE = 2048
LONGEST_LABEL = 63  # of a name between two dots (RFC 1035, 2.3.4)
PORTS = {None, 443}
# The order of P-256 (FIPS 186-5): a private key is a number from 1 to one less.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


class Place(NamedTuple):
    """Where a device is pushed to, and its two public keys, as its browser says them (W3C Push API)."""

    endpoint: str
    p256dh: str
    auth: str


class NotPublic(NotNow):
    """The endpoint's name does not lead to public addresses alone."""


def piece_values() -> dict[str, str]:
    """Return what the service worker's piece is given: the sentence, should a push lack it, and where news stand."""
    return {"text": sentence(), "news": url("notices:list")}


def is_on() -> bool:
    """Whether this place pushes at all."""
    return bool(settings.HEARTEN_PUSH and contact())


def contact() -> str:
    """Return the bare address that a push service may write to (RFC 8292, 2.1), or ""; no name beside it."""
    found = parseaddr(settings.HEARTEN_PUSH_CONTACT)[1]
    return found if "@" in found else ""


def application_key() -> str:
    """Return the public key that browsers are told (RFC 8292, 3.2): by it a push service knows this place."""
    return str(_maker().vapid.get_application_server_key(_maker().vapid.public_key))


@lru_cache
def _maker() -> WebPush:
    """Return what seals and signs. The key is derived from that of fingerprints, which outlives master keys."""
    number = int(blind_index("web push", "signing key"), 16) % (ORDER - 1) + 1
    key = ec.derive_private_key(number, ec.SECP256R1())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return WebPush(private, public, subscriber=contact(), ttl=TTL_S)


def is_fit(place: Place) -> bool:
    """Whether this may be a device's place: an https address at the usual port, and keys that one can seal for."""
    try:
        parts = urlsplit(place.endpoint)
        fit = parts.scheme == "https" and _is_name(parts.hostname) and parts.port in PORTS and not parts.username
        return fit and place.endpoint.isascii() and len(place.endpoint) <= LONGEST_PLACE and bool(_sealed(place))
    except ValueError:
        return False


def _is_name(host: str | None) -> bool:
    return bool(host) and all(0 < len(label) <= LONGEST_LABEL for label in str(host).rstrip(".").split("."))


def push(place: Place) -> None:
    """Push the sentence to one device. Raises NotNow, Gone.

    Each says the same urgency to the push service, which reads it: how urgent something is stands nowhere outside, and
    none that waits there is replaced by one that may wait longer (the topic is the same, RFC 8030, 5.3 and 5.4).
    """
    try:
        message = _sealed(place)
        headers = {**message.headers, "urgency": "high", "topic": "news"}
        status = _post(place.endpoint, message.encrypted, {str(name): str(value) for name, value in headers.items()})
    except (OSError, http.client.HTTPException) as fault:  # that service, or the way of this machine to any
        raise NotNow(type(fault).__name__, alike=True) from None
    except ValueError as fault:
        raise NotNow(type(fault).__name__) from None
    if status in (404, 410):  # RFC 8030, 7.3: the subscription is no more
        raise Gone
    if not 200 <= status < 300:
        # 401 and 403 are said of our key and our contact, or by a service of somebody's own about anything.
        raise NotNow(f"status {status}", alike=status in (401, 403))


def _sealed(place: Place) -> WebPushMessage:
    """Seal the sentence for a device. Raises ValueError for keys that are none."""
    subscription = WebPushSubscription.model_validate(
        {"endpoint": place.endpoint, "keys": {"p256dh": place.p256dh, "auth": place.auth}}
    )
    return _maker().get(json.dumps({"text": sentence()}), subscription)


def _post(endpoint: str, body: bytes, headers: dict[str, str]) -> int:
    parts = urlsplit(endpoint)
    host, port = parts.hostname or "", parts.port or 443
    line = Line(host, port, timeout=PATIENCE_S, context=trust())
    line.address = public_address(host, port)
    end = threading.Timer(PATIENCE_S, line.cut)
    end.start()
    try:
        line.request("POST", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", body, headers)
        return line.getresponse().status
    finally:
        end.cancel()
        line.close()


class Line(http.client.HTTPSConnection):
    """A connection to an address that was looked at before. The certificate is still that of the name."""

    address = ""
    is_cut = False

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        context = self._context  # type: ignore[attr-defined]  # its own
        self.sock = context.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        if self.is_cut:
            raise TimeoutError
        self.sock.do_handshake()

    def cut(self) -> None:
        """End it from another thread, whatever it waits for: a timeout of a socket begins anew with every byte."""
        self.is_cut = True
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def trust() -> ssl.SSLContext:
    """Return whose certificates count: those that the machine trusts."""
    return ssl.create_default_context()


def public_address(host: str, port: int) -> str:
    """Return an address of a host, all of whose addresses are public. Raises NotPublic; OSError where there is none."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(one) for one in found):
        raise NotPublic("NotPublic")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an address is of the public internet. Of IPv6 only global unicast (RFC 4291), and nothing that carries an
    IPv4 address inside (6to4, Teredo; DNS64 is outside of it): those lead wherever the inner address does."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and (ip not in GLOBAL_UNICAST or ip.sixtofour or ip.teredo):
        return False
    return ip.is_global and not ip.is_multicast
