"""Pushes: one neutral sentence, sealed for one device, to public addresses alone, while the device is somebody's.

A browser's push service cannot exist here: what stands in for it is a real HTTPS server on this machine, which answers
as it is told and keeps what arrived. What arrived is opened with the device's own key, as RFC 8291 says.
"""

import base64
import datetime as days
import json
import logging
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import NameOID

from hearten.notices import pushing
from hearten.notices.models import Channel, Device
from hearten.notices.tests.outside import CALM, DUTY, SENTENCE, Outside, know_kinds

pytestmark = pytest.mark.django_db

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


def certificate(folder):
    """Make a certificate for HOST that only this test trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - days.timedelta(days=1)).not_valid_after(today + days.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    place = folder / "push.pem"
    place.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return place


@pytest.fixture
def service(tmp_path, monkeypatch, settings):
    place = certificate(tmp_path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.arrived, server.answer, server.drips = [], 201, 0
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.HEARTEN_PUSH, settings.HEARTEN_PUSH_CONTACT = True, "Us <operator@place.example>"
    pushing._maker.cache_clear()
    # The one seam: the name leads here, and this certificate counts.
    monkeypatch.setattr(pushing, "public_address", lambda host, port: "127.0.0.1")
    monkeypatch.setattr(pushing, "trust", lambda: ssl.create_default_context(cafile=place))
    monkeypatch.setattr(pushing, "PORTS", {server.server_port})
    server.endpoint = f"https://{HOST}:{server.server_port}/for/one-device?x=1"
    yield server
    server.shutdown()
    server.server_close()
    pushing._maker.cache_clear()


@pytest.fixture
def phone(service):
    return Browser(service.endpoint)


@pytest.fixture
def outside(service, cast, as_seat, as_worker, monkeypatch, clock):
    know_kinds(monkeypatch)
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


def test_a_push_is_the_sentence_sealed_for_the_device_and_signed_by_this_place(outside, service, cast, phone, clock):
    add(cast.ben, phone)
    about = outside.tell(cast.ben)
    push_all(outside, clock)
    ((path, headers, body),) = service.arrived
    assert path == "/for/one-device?x=1"
    opened = phone.opened(body)
    assert json.loads(opened) == {"text": "You have something new at hearten"}
    assert SENTENCE.encode() not in opened and str(about).encode() not in opened
    said = {name.lower(): value for name, value in headers.items()}
    assert (said["content-encoding"], said["ttl"], said["urgency"], said["topic"]) == (
        "aes128gcm", "86400", "normal", "news"
    )  # fmt: skip
    token, key = (part.split("=", 1)[1] for part in said["authorization"].removeprefix("vapid ").split(", "))
    assert key == pushing.application_key() and key in cast.ben.client.get("/you/news/").content.decode()
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(key))
    claims = jwt.decode(token, public, algorithms=["ES256"], audience=f"https://{HOST}")
    assert claims["sub"] == "mailto:operator@place.example"


def test_the_key_is_the_same_after_a_restart_and_another_for_another_place(service, own_keys, settings, tmp_path):
    first = pushing.application_key()
    pushing._maker.cache_clear()
    assert pushing.application_key() == first
    settings.HEARTEN_KEYSTORE = tmp_path / "other"
    pushing._maker.cache_clear()
    assert pushing.application_key() != first


def test_what_is_about_somebody_looked_after_is_pushed_at_once_and_says_so_to_the_device(
    outside, service, cast, phone, clock
):
    add(cast.ben, phone)
    outside.tell(cast.ben, DUTY)
    outside.think()
    outside.send(Channel.PUSH)
    assert {name.lower(): value for name, value in service.arrived[0][1].items()}["urgency"] == "high"


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_told_no_more(outside, service, cast, phone, clock, superuser, status):
    add(cast.ben, phone)
    service.answer = status
    outside.tell(cast.ben)
    push_all(outside, clock)
    assert devices() == 0
    assert superuser.execute("SELECT how FROM notices_outgoing").fetchall() == [("refused",)]


@pytest.mark.parametrize(("status", "ours"), [(500, False), (429, False), (302, False), (403, True)])
def test_another_answer_is_tried_again_and_no_redirect_is_followed(
    outside, service, cast, phone, clock, superuser, caplog, status, ours
):
    add(cast.ben, phone)
    service.answer = status
    outside.tell(cast.ben)
    with caplog.at_level(logging.INFO):
        push_all(outside, clock)
    assert len(service.arrived) == 1 and devices() == 1
    assert superuser.execute("SELECT tries, done_at FROM notices_outgoing").fetchall() == [(1, None)]
    assert superuser.execute("SELECT count(*) FROM notices_trouble").fetchone() == (int(ours),)
    assert f"status {status}" in caplog.text and HOST not in caplog.text and "one-device" not in caplog.text


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False), ("10.0.0.1", False), ("172.16.5.5", False), ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False),
        ("192.0.2.1", False), ("198.18.0.1", False), ("240.0.0.1", False),
        ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False), ("fd12::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:93.184.215.14", False), ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::a00:1", False), ("2002:7f00:1::", False), ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("2001:db8::1", False), ("4000::1", False),
    ],
)  # fmt: skip
def test_what_is_public(address, public):
    assert pushing.is_public(address) is public


def test_a_name_that_leads_inside_is_not_pushed_to(caplog):
    with pytest.raises(pushing.NotPublic):
        pushing.public_address("localhost", 443)


def test_one_inner_address_among_public_ones_is_one_too_many(monkeypatch):
    found = [(0, 0, 0, "", (address, 443)) for address in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(pushing.socket, "getaddrinfo", lambda *given, **more: found)
    with pytest.raises(pushing.NotPublic):
        pushing.public_address("mixed.example", 443)


@pytest.mark.parametrize(
    "wrong",
    [{"endpoint": "http://push.example/1"}, {"endpoint": "https://push.example:8443/1"}, {"endpoint": "not one"},
     {"endpoint": "https://a:b@push.example/"}, {"p256dh": "AAAA"}, {"auth": ""}, {"name": ""}],
)  # fmt: skip
def test_what_no_device_says_is_not_kept(outside, service, cast, phone, wrong):
    answer = cast.ben.client.post("/you/news/devices/", phone.told | wrong)
    assert answer.status_code == 422 and devices() == 0


def waiting(superuser):
    return superuser.execute("SELECT tries, due_at, done_at FROM notices_outgoing ORDER BY due_at").fetchall()


def test_an_answer_that_comes_byte_by_byte_is_not_waited_for(
    outside, service, cast, phone, clock, superuser, monkeypatch
):
    add(cast.ben, phone)
    monkeypatch.setattr(pushing, "PATIENCE_S", 0.5)
    service.drips = 40
    outside.tell(cast.ben)
    began = time.monotonic()
    push_all(outside, clock)
    assert waiting(superuser) == [(1, clock.now() + timedelta(minutes=1), None)] and time.monotonic() - began < 4


@pytest.mark.parametrize(
    ("fault", "tries", "wait"), [(UnicodeError("x"), 1, timedelta(minutes=1)), (KeyError("x"), 0, timedelta(minutes=5))]
)
def test_what_nobody_foresaw_waits_too(
    outside, service, cast, phone, clock, superuser, monkeypatch, fault, tries, wait
):
    def fails(*given):
        raise fault

    add(cast.ben, phone)
    monkeypatch.setattr(pushing, "_post", fails)
    outside.tell(cast.ben)
    push_all(outside, clock)
    assert waiting(superuser) == [(tries, clock.now() + wait, None)]


def test_what_may_not_wait_comes_before_what_was_there_already(
    outside, service, cast, phone, clock, superuser, monkeypatch
):
    others = [Browser(service.endpoint.replace("one", name)) for name in ("second", "looked-after")]
    for person, device in ((cast.ben, phone), (cast.ben, others[0]), (cast.ada, others[1])):
        add(person, device)
    outside.tell(cast.ben)
    outside.tell(cast.ada, DUTY)
    outside.think()
    clock.pass_(timedelta(minutes=2))
    later = "UPDATE notices_outgoing SET due_at = %s WHERE level = 2"
    superuser.execute(later, [clock.now() + timedelta(hours=1)])
    real, paths = pushing._post, []

    def post(endpoint, *given):
        if not paths:
            superuser.execute(later, [clock.now()])
        paths.append("looked-after" in endpoint)
        return real(endpoint, *given)

    monkeypatch.setattr(pushing, "_post", post)
    outside.send(Channel.PUSH)
    assert paths == [False, True, False]


def test_pushes_that_are_off_are_nowhere(cast, settings):
    settings.HEARTEN_PUSH = False
    assert "Devices" not in cast.ben.client.get("/you/news/").content.decode()


def test_the_same_device_twice_is_one_and_in_other_hands_it_is_theirs(outside, service, cast, phone, clock):
    add(cast.ben, phone)
    add(cast.ben, phone)
    assert devices() == 1
    add(cast.ada, phone)
    assert [one.member_id for one in Device.objects.using("keeper").all()] == [cast.ada.id]


def test_where_a_device_is_and_what_it_is_called_are_sealed(outside, service, cast, phone, superuser):
    add(cast.ben, phone)
    (row,) = superuser.execute("SELECT d::text FROM notices_device d").fetchone()
    assert "push.example" not in row and "my phone" not in row
    page = cast.ben.client.get("/you/news/").content.decode()
    assert "Remove my phone" in page and "Remove my phone" not in cast.ada.client.get("/you/news/").content.decode()


def signed_in(person):
    """Return a second browser of a person, signed in by a form as anybody is."""
    from django.test import Client

    client = Client()
    client.post("/sign-in/", {"name": person.name, "passphrase": person.passphrase})
    return client


def test_a_device_ends_when_it_signs_out(outside, service, cast, phone):
    browser = signed_in(cast.ben)
    assert browser.post("/you/news/devices/", phone.told).status_code == 302
    assert devices() == 1
    browser.post("/sign-out/")
    assert devices() == 0


def test_a_device_ends_when_all_others_are_signed_out_also_where_its_time_had_run_out(
    outside, service, cast, phone, superuser
):
    lost, here = signed_in(cast.ben), signed_in(cast.ben)
    assert lost.post("/you/news/devices/", phone.told).status_code == 302
    superuser.execute(RUN_OUT)
    assert here.post("/you/sessions/end/").status_code == 302
    assert devices() == 0


def test_a_device_ends_with_another_passphrase(outside, service, cast, phone):
    browser = signed_in(cast.ben)
    browser.post("/you/news/devices/", phone.told)
    new = {"passphrase": "nine slow boats going by", "passphrase_now": cast.ben.passphrase}
    assert browser.post("/you/passphrase/", new).status_code == 302
    assert devices() == 0


def test_a_session_that_only_ran_out_ends_nothing_unless_others_use_the_device(
    outside, service, cast, phone, superuser, clock
):
    add(cast.ben, phone)
    superuser.execute(RUN_OUT)
    outside.tell(cast.ben)
    push_all(outside, clock)
    assert len(service.arrived) == 1
    superuser.execute("UPDATE members_profile SET shared_device = now() WHERE member_id = %s", [cast.ben.id])
    clock.pass_(timedelta(hours=2))
    outside.tell(cast.ben, CALM)
    push_all(outside, clock)
    assert len(service.arrived) == 1


def test_the_devices_script_shows_nothing_but_the_sentence(cast):
    script = cast.ben.client.get("/service-worker.js").content.decode()
    assert "renotify: true" in script and 'const NEWS = "/news/"' in script
    assert 'const TEXT = "You have something new at hearten"' in script
