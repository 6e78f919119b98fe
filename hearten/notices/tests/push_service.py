"""What stands in for a browser's push service, and for a browser that asked it to be told.

A real HTTPS server on this machine, which answers as it is told and keeps what arrived. What arrived is opened with the
device's own key, as RFC 8291 says.
"""

import base64
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hearten.notices.models import Channel, Device
from hearten.notices.outside import faults
from hearten.notices.outside.push import pushing
from hearten.notices.tests.certificates import certificate
from hearten.notices.tests.outside import Outside, know_kinds

HOST = "push.example"
RUN_OUT = (
    "UPDATE members_session SET expires_at = now() - interval '1 day' "
    "WHERE id IN (SELECT session_id FROM notices_device)"
)


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """A device: its two keys, and what opens a message for it (RFC 8291, 3.4; RFC 8188)."""

    def __init__(self, endpoint):
        self.key, self.auth, self.endpoint = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes ok", endpoint

    @property
    def public(self):
        return self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    @property
    def told(self):
        return {"endpoint": self.endpoint, "p256dh": b64(self.public), "auth": b64(self.auth), "name": "my phone"}

    def opened(self, body):
        salt, size = body[:16], body[20]
        theirs, sealed = body[21 : 21 + size], body[21 + size :]
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        shared = self.key.exchange(ec.ECDH(), point)
        first = _hkdf(self.auth, b"WebPush: info\0" + self.public + theirs, shared, 32)
        key = _hkdf(salt, b"Content-Encoding: aes128gcm\0", first, 16)
        nonce = _hkdf(salt, b"Content-Encoding: nonce\0", first, 12)
        return AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0").removesuffix(b"\2")


def _hkdf(salt, info, secret, length):
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.arrived.append(
            (self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])))
        )
        for _byte in range(self.server.drips):
            self.wfile.write(b"H")
            time.sleep(0.1)
        self.send_response(self.server.answer)
        self.send_header("Location", "https://elsewhere.example/")
        self.end_headers()

    def log_message(self, *given):
        pass


@contextmanager
def listening(place):
    """A push service with this certificate, for the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.arrived, server.answer, server.drips = [], 201, 0
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def service(tmp_path, monkeypatch, settings):
    place = certificate(tmp_path, HOST)
    with listening(place) as server:
        leads_here(server, place, monkeypatch, settings)
        yield server
    pushing._maker.cache_clear()


def leads_here(server, place, monkeypatch, settings):
    """The one seam: the name leads to this machine, and this certificate counts."""
    settings.HEARTEN_PUSH, settings.HEARTEN_PUSH_CONTACT = True, "Us <operator@place.example>"
    pushing._maker.cache_clear()
    monkeypatch.setattr(pushing, "public_address", lambda host, port: "127.0.0.1")
    monkeypatch.setattr(pushing, "trust", lambda: ssl.create_default_context(cafile=place))
    monkeypatch.setattr(pushing, "PORTS", {server.server_port})
    server.endpoint = f"https://{HOST}:{server.server_port}/for/one-device?x=1"


@pytest.fixture
def phone(service):
    return Browser(service.endpoint)


@pytest.fixture
def outside(service, cast, as_seat, as_worker, monkeypatch, clock):
    know_kinds(monkeypatch)
    faults._refused[Channel.PUSH].clear()
    clock.set(datetime.now(UTC).replace(microsecond=0))
    return Outside(as_worker, as_seat)


def push_all(outside, clock):
    outside.think()
    clock.pass_(timedelta(minutes=2))
    outside.send(Channel.PUSH)


def add(person, phone):
    assert person.client.post("/you/news/devices/", phone.told).status_code == 302


def devices():
    return Device.objects.using("keeper").count()
