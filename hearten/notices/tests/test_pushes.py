"""Pushes: one neutral sentence, sealed for one device, to public addresses alone, while the device is somebody's.

A browser's push service cannot exist here: what stands in for it is a real HTTPS server on this machine, which answers
as it is told and keeps what arrived. What arrived is opened with the device's own key, as RFC 8291 says.
"""

import json
import logging
import time
from datetime import timedelta
from http.client import HTTPException

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from hearten.kernel import masters, rotation
from hearten.notices.models import Channel, Device
from hearten.notices.outside.push import pushing
from hearten.notices.tests.outside import CALM, DUTY, SENTENCE
from hearten.notices.tests.push_service import HOST, Browser, add, devices, outside, phone, push_all, raw, service

pytestmark = pytest.mark.django_db
__all__ = ["outside", "phone", "service"]


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
        "aes128gcm", "86400", "high", "news"
    )  # fmt: skip
    token, key = (part.split("=", 1)[1] for part in said["authorization"].removeprefix("vapid ").split(", "))
    assert key == pushing.application_key() and key in cast.ben.client.get("/you/news/").content.decode()
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(key))
    claims = jwt.decode(token, public, algorithms=["ES256"], audience=f"https://{HOST}")
    assert claims["sub"] == "mailto:operator@place.example"


def test_the_key_is_the_same_after_a_restart_and_with_new_master_keys_and_another_for_another_place(
    service, own_keys, settings, tmp_path
):
    first = pushing.application_key()
    pushing._maker.cache_clear()
    assert pushing.application_key() == first
    former = masters.masters(own_keys)
    rotation.rotate(own_keys, lambda _what, _count, each: each, values=False)
    pushing._maker.cache_clear()
    assert masters.masters(own_keys) != former and pushing.application_key() == first, "devices go on"
    settings.HEARTEN_KEYSTORE = tmp_path / "other"
    pushing._maker.cache_clear()
    assert pushing.application_key() != first


def test_what_is_about_somebody_looked_after_is_pushed_at_once_and_nothing_outside_says_so(
    outside, service, cast, phone, clock
):
    add(cast.ben, phone)
    outside.tell(cast.ben, DUTY)
    outside.think()
    outside.send(Channel.PUSH)
    assert len(service.arrived) == 1
    clock.pass_(timedelta(hours=1))
    outside.tell(cast.ben, CALM)
    push_all(outside, clock)
    said = [{name.lower(): value for name, value in headers.items()} for _path, headers, _body in service.arrived]
    for name in ("urgency", "topic", "ttl", "content-length"):
        assert said[0][name] == said[1][name]


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_told_no_more(outside, service, cast, phone, clock, superuser, status):
    add(cast.ben, phone)
    service.answer = status
    outside.tell(cast.ben)
    push_all(outside, clock)
    assert devices() == 0
    assert superuser.execute("SELECT how FROM notices_outgoing").fetchall() == [("refused",)]


@pytest.mark.parametrize("status", [500, 429, 302, 403])
def test_another_answer_is_tried_again_and_no_redirect_is_followed(
    outside, service, cast, phone, clock, superuser, caplog, status
):
    add(cast.ben, phone)
    service.answer = status
    outside.tell(cast.ben)
    with caplog.at_level(logging.INFO):
        push_all(outside, clock)
    assert len(service.arrived) == 1 and devices() == 1
    assert superuser.execute("SELECT tries, done_at FROM notices_outgoing").fetchall() == [(1, None)]
    assert troubles(superuser) == [], "one person's service alone says so"
    assert f"status {status}" in caplog.text and HOST not in caplog.text and "one-device" not in caplog.text


def troubles(superuser):
    return superuser.execute("SELECT cause FROM notices_trouble WHERE ended_at IS NULL").fetchall()


@pytest.fixture
def two(outside, service, cast, phone, clock):
    """Pushes to two people are due."""
    add(cast.ben, phone)
    add(cast.ada, Browser(service.endpoint.replace("one", "another")))
    for person in (cast.ben, cast.ada):
        outside.tell(person)
    outside.think()
    clock.pass_(timedelta(minutes=2))
    return outside


@pytest.mark.parametrize(("status", "told"), [(403, [("status 403",)]), (401, [("status 401",)]), (500, [])])
def test_what_two_peoples_services_say_of_this_place_is_the_operators(two, service, superuser, status, told):
    service.answer = status
    two.send(Channel.PUSH)
    assert troubles(superuser) == told


@pytest.mark.parametrize(
    ("fault", "told"),
    [(TimeoutError("x"), [("TimeoutError",)]), (HTTPException("x"), [("HTTPException",)]), (UnicodeError("x"), []),
     (pushing.NotPublic("NotPublic"), [])],
)  # fmt: skip
def test_where_nothing_leaves_this_machine_the_operator_is_told(two, superuser, monkeypatch, fault, told):
    def fails(*given):
        raise fault

    monkeypatch.setattr(pushing, "_post", fails)
    two.send(Channel.PUSH)
    assert troubles(superuser) == told


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


def test_the_devices_script_shows_nothing_but_the_sentence(cast):
    script = cast.ben.client.get("/service-worker.js").content.decode()
    assert "renotify: true" in script and 'const NEWS = "/news/"' in script
    assert 'const TEXT = "You have something new at hearten"' in script
