"""Others who are slow or odd hold up their own message, and nobody else's."""

import itertools
import socket
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from hearten.notices.models import Channel
from hearten.notices.outside import faults, sending
from hearten.notices.outside.mail import line as mail_line
from hearten.notices.outside.push import pushing
from hearten.notices.tests.outside import DUTY, URGENT, Outside, know_kinds, post_office
from hearten.notices.tests.push_service import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(cast, as_seat, as_worker, monkeypatch, clock):
    know_kinds(monkeypatch)
    clock.set(datetime.now(UTC).replace(microsecond=0))
    return Outside(as_worker, as_seat)


@pytest.fixture
def office(settings, monkeypatch):
    monkeypatch.setattr(mail_line, "ANSWER_S", 0.5)
    faults._refused[Channel.MAIL].clear()
    with post_office(settings) as handler:
        yield handler


def state(superuser, person):
    question = "SELECT how, tries, due_at > now() FROM notices_outgoing WHERE member_id = %s"
    return superuser.execute(question, [person.id]).fetchall()


def test_an_address_that_a_server_is_slow_about_waits_longer_and_holds_up_nobody(
    outside, office, cast, clock, superuser
):
    outside.write_to(cast.ada)
    outside.write_to(cast.ben, "ben@letters.example")
    office.slow_to = "ada@letters.example"
    outside.tell(cast.ada, URGENT)
    outside.think()
    clock.pass_(timedelta(seconds=1))
    outside.tell(cast.ben, URGENT)
    outside.think()
    assert outside.send() == [], "the way is not down"
    assert state(superuser, cast.ada) == [("", 1, True)]
    assert [to for to, _letter in office.taken] == [["ben@letters.example"]]
    assert superuser.execute("SELECT cause FROM notices_trouble").fetchall() == [], "others are answered"


class Dripping(threading.Thread):
    """A mail server whose every answer comes byte by byte: no timeout of a socket ever ends that."""

    def __init__(self, port, greets):
        super().__init__(daemon=True)
        self.greets, self.door = greets, socket.create_server(("127.0.0.1", port))

    def run(self):
        with suppress(OSError):
            while True:
                self.answer(self.door.accept()[0])

    def answer(self, line):
        with suppress(OSError), line:
            if self.greets:
                line.sendall(b"220 here\r\n")
                line.recv(1000)
                line.sendall(b"250 here\r\n")
                line.recv(1000)
            for byte in itertools.cycle(b"250-"):
                line.sendall(bytes([byte]))
                time.sleep(0.05)


@pytest.fixture
def dripping(settings, request, monkeypatch):
    with post_office(settings) as office:
        office.close()
        server = Dripping(settings.HEARTEN_SMTP_PORT, request.param)
        server.start()
        monkeypatch.setattr(mail_line, "LETTER_S", 1.0)
        faults._refused[Channel.MAIL].clear()
        yield server
        server.door.close()


@pytest.mark.parametrize(
    ("dripping", "fault", "tries"), [(True, [], 1), (False, ["TimeoutError"], 0)], indirect=["dripping"]
)
def test_all_of_a_letter_has_an_end_whatever_the_server_does(outside, dripping, cast, superuser, fault, tries):
    outside.write_to(cast.ada)
    outside.tell(cast.ada, URGENT)
    outside.think()
    began = time.monotonic()
    assert outside.send() == fault and time.monotonic() - began < 5
    assert state(superuser, cast.ada) == [("", tries, bool(tries))]


def test_a_turn_has_an_end_too(outside, office, cast, superuser, monkeypatch):
    monkeypatch.setattr(sending, "TURN_S", 0.1)
    for person in (cast.ada, cast.ben):
        outside.write_to(person, f"{person.name.lower()}@letters.example")
        outside.tell(person, URGENT)
    office.slow_to = "ada@letters.example"
    outside.think()
    superuser.execute(
        "UPDATE notices_outgoing SET due_at = due_at - interval '1 s' WHERE member_id = %s", [cast.ada.id]
    )
    outside.send()
    assert office.taken == [], "the thread looks around first"
    outside.send()
    assert [to for to, _letter in office.taken] == [["ben@letters.example"]]


def test_a_code_to_such_an_address_holds_up_no_letter(outside, office, cast, superuser):
    outside.write_to(cast.ada)
    superuser.execute("UPDATE notices_mailing SET written_at = NULL")
    office.slow_to = "ada@letters.example"
    outside.send_codes()  # raises nothing
    question = "SELECT letter_at > now(), written_at FROM notices_mailing"
    assert superuser.execute(question).fetchall() == [(True, None)]


def test_a_server_that_lets_nobody_in_is_the_ways_fault(outside, office, cast, superuser, settings):
    settings.HEARTEN_SMTP_USER, settings.HEARTEN_SMTP_PASSWORD = "somebody", "wrong"
    outside.write_to(cast.ada)
    outside.tell(cast.ada, DUTY)
    outside.think()
    (fault,) = outside.send(Channel.MAIL)
    assert fault == "SMTPNotSupportedError" and state(superuser, cast.ada) == [("", 0, False)]


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "a..example", "püsh.example"])
def test_a_name_that_is_none_is_no_devices(settings, host):
    settings.HEARTEN_PUSH_CONTACT = "operator@place.example"
    told = Browser("https://push.example/1").told
    place = pushing.Place(*(told[name] for name in pushing.Place._fields))
    assert pushing.is_fit(place)
    assert not pushing.is_fit(place._replace(endpoint=f"https://{host}/1"))
    assert not pushing.is_fit(place._replace(endpoint=place.endpoint + "é"))
    pushing._maker.cache_clear()


@pytest.mark.parametrize(
    ("said", "bare"), [("Us <operator@place.example>", "operator@place.example"), ("", ""), ("nobody", "")]
)
def test_a_push_service_is_told_a_bare_address(settings, said, bare):
    settings.HEARTEN_PUSH, settings.HEARTEN_PUSH_CONTACT = True, said
    assert pushing.contact() == bare and pushing.is_on() is bool(bare)
