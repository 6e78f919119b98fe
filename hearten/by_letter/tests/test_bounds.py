"""The door has bounds on everything, speaks both ways of delivering, and hostile letters break nothing behind it."""

import logging
import smtplib
import socket

import pytest

from hearten.by_letter import receiving
from hearten.by_letter.tests.scene import BEN, DOMAIN, letters, office, outside, reply_to

pytestmark = pytest.mark.django_db
__all__ = ["letters", "office", "outside", "reply_to"]


def test_bounds_of_the_door(letters, reply_to, cast, monkeypatch):
    """One address for a letter, however many are named; no large letters; an end to many at once and to slow ones."""
    monkeypatch.setattr(receiving, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(receiving, "IDLE_S", 3)
    codes = []

    def knock():
        with letters.knocking() as line:
            assert line.esmtp_features["size"] == "256000"
            line.mail(BEN)
            codes.append([line.rcpt(reply_to)[0] for _each in range(3)])
            with pytest.raises(smtplib.SMTPServerDisconnected):
                for _each in range(10_000):
                    line.rcpt(f"reply+x@{DOMAIN}")
        with letters.knocking() as line:
            codes.append(line.mail(BEN, ["SIZE=9999999"])[0])
            line.mail(BEN)
            line.rcpt(reply_to)
            codes.append(line.data(b"From: x\r\n\r\n" + b"x" * 70 + b"\r\n" * 140_000)[0])
        some = [socket.create_connection(("127.0.0.1", letters.port)) for _each in range(4)]
        codes.append([one.recv(100)[:3] for one in some])
        some[0].settimeout(10)
        codes.append(some[0].recv(100))  # it says nothing, and is left
        for one in some:
            one.close()

    letters.open(knock)
    assert codes == [[250, 452, 452], 552, 552, [b"220", b"220", b"220", b"421"], b""]
    assert letters.rows() == []


def test_lmtp_is_spoken_too(letters, reply_to):
    said = []

    def knock():
        line = smtplib.LMTP("127.0.0.1", letters.port)
        line.lhlo = lambda: line.ehlo("mx")
        line.ehlo("mx.place.example")
        line.mail(BEN)
        line.rcpt(reply_to)
        said.append(line.data(letters.made(reply_to))[0])
        line.quit()

    letters.open(knock)
    assert said == [250] and len(letters.rows()) == 1


def test_hostile_letters_leave_nothing_and_break_nothing(letters, reply_to, cast, caplog):
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(30))
    head = f"From: {BEN}\r\nTo: {reply_to}\r\n".encode()
    raws = [
        head + b"X: \0\r\n\r\nx",
        head + b"X: a" + b"\r\n a" * 12_000 + b"\r\n\r\nx",
        head + deep,
        head + f"From: {BEN}\r\n\r\nx".encode(),
        b"From: ada@mail.example\r\n From: " + BEN.encode() + b"\r\n\r\nx",
        f"From: {BEN}\r\n\r\n".encode() + b"\xff\xfe\0\x01" * 20,
    ]
    with caplog.at_level(logging.DEBUG):
        codes = letters.come_in(*[(reply_to, BEN, raw) for raw in raws])
    assert codes == [550, 550, 550, 550, 550, 250]
    letters.run_jobs()
    ours = " ".join(one.getMessage() for one in caplog.records if one.name.startswith("hearten"))
    assert BEN not in ours and DOMAIN not in ours
    assert all("\0" not in body for body, *_whose in letters.replies())
