"""Letters that come back: which reports end an address, and which say nothing about it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from hearten.by_letter.bounces import reports_in
from hearten.by_letter.parsed import parsed
from hearten.by_letter.tests.reports import CHALLENGE, HOLIDAY, in_words, report
from hearten.by_letter.tests.scene import BEN, DOMAIN, letters, office, outside, reply_to

pytestmark = pytest.mark.django_db
__all__ = ["letters", "office", "outside", "reply_to"]

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        (report(BEN), ["gone"]),
        (report(BEN, status="5.2.1", said="smtp; 550 5.2.1 disabled"), ["gone"]),
        (report(BEN, status="5.0.0", said="smtp; 550 5.1.1 nobody"), ["gone"]),
        (report(BEN, status="5.0.0", said="smtp; 550 no"), ["full"]),
        (report(BEN, status="5.2.2", said="smtp; 552 5.2.2 full"), ["full"]),
        (report(BEN, status="5.7.1", said="smtp; 554 5.7.1 we do not like you"), [""]),
        (report(BEN, status="5.3.4", said="smtp; 552 5.3.4 too large"), [""]),
        (report(BEN, status="4.4.1", action="delayed", said="smtp; 451"), []),
        (report(BEN, status="5.1.1", action="delayed"), []),
        (report(BEN, status="2.0.0", action="delivered", said=""), []),
        (report(BEN, status="4.2.2", said="smtp; 452 4.2.2 full"), []),
        (in_words(BEN), ["gone"]),
        (in_words(BEN, "552 5.2.2 mailbox full"), ["full"]),
        (in_words(BEN, "451 4.2.2 full, will be retried"), []),
        (in_words(BEN, "550 5.1.1", subject="Warning: message delayed 24 hours"), []),
        (HOLIDAY, []),
        (CHALLENGE, []),
    ],
)
def test_what_a_report_means(raw, kinds):
    sender = "" if b"MAILER" in raw.upper() or raw == HOLIDAY else "confirm@spamblock.example"
    found = reports_in(parsed(raw.replace(b"\n", b"\r\n")), sender)
    assert [one.kind for one in found] == kinds
    assert all(BEN in one.addresses for one in found)
    assert reports_in(parsed(raw.replace(b"\n", b"\r\n")), "ada@mail.example") == [], "a person reports nothing"


def goes_out_and_comes_back(letters, raw, sender=""):
    """Let a letter go to Ben, and have a report about it knock. Returns the answer's code."""
    letters.cast.ben.client.post("/news/read/")
    letters.goes_out(kind="export_ready", about=uuid4())
    return letters.come_in((letters.back(), sender, raw))[0]


def ended(letters):
    return letters.superuser.execute("SELECT ended_how FROM notices_mailing").fetchall()


def test_no_such_mailbox_ends_the_letters_and_its_member_reads_why(letters, cast):
    assert letters.goes_out()["Reply-To"] and letters.office.senders[-1].startswith("back+")
    assert letters.come_in((letters.back(), "", report(BEN))) == [250]
    assert ended(letters) == [("bounced",)]
    page = cast.ben.client.get("/you/news/").content.decode()
    assert "A letter to it came back" in page
    assert letters.rows("bounced_as", "wayback") == [("gone",)]
    cast.ben.client.post("/you/news/address/letter/")
    assert ended(letters) == [("",)], "he can have it confirmed again"
    assert letters.come_in((letters.back(), "", report(BEN))) == [250]
    assert ended(letters) == [("",)], "what came back before says nothing of it now"


@pytest.mark.parametrize(
    ("raw", "sender"),
    [
        (report("ada@mail.example"), ""),
        (report(BEN, status="5.7.1", said="smtp; 554 5.7.1 no"), ""),
        (report(BEN, status="4.4.1", action="delayed"), ""),
        (HOLIDAY, ""),
        (CHALLENGE, "confirm@spamblock.example"),
        (report(BEN), "ada@mail.example"),
        (b"From: x\n\n" + b"\0" * 50, ""),
    ],
)
def test_what_says_nothing_of_the_address_is_taken_and_does_nothing(letters, raw, sender):
    letters.goes_out()
    assert letters.come_in((letters.back(), sender, raw)) == [250]
    assert ended(letters) == [("",)] and letters.rows("bounced_as", "wayback") == [("",)]


def test_a_report_to_an_address_that_is_not_signed_does_nothing(letters, reply_to):
    back = letters.back()
    local = back.partition("@")[0]
    forged = [f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{DOMAIN}", f"back@{DOMAIN}", "post@place.example"]
    assert letters.come_in(*[(to, "", report(BEN)) for to in forged]) == [550] * 3
    assert letters.come_in((reply_to, "", report(BEN))) == [250], "a report to where answers go is dropped"
    assert ended(letters) == [("",)]


def test_a_full_box_ends_them_after_three_letters_in_three_days(letters, clock):
    full = report(BEN, status="5.2.2", said="smtp; 552 5.2.2 full")
    letters.goes_out()
    assert letters.come_in(*[(letters.back(), "", full)] * 5) == [250] * 5
    assert ended(letters) == [("",)], "one letter counts once"
    for days in (1, 1, 1):
        clock.pass_(days * DAY)
        assert ended(letters) == [("",)]
        assert goes_out_and_comes_back(letters, full) == 250
    assert ended(letters) == [("bounced",)]


def test_a_way_back_is_there_before_its_letter_leaves_and_outlives_a_kill(letters, cast, monkeypatch):
    """An answer can be quicker than the server's yes; and what came twice has one address, whatever is new by then."""
    from hearten.notices.outside.carrying import WayIsDown
    from hearten.notices.outside.mail import letters as mail

    send, there = mail.send_news, []

    def dies_after(posted, token):
        there.append(letters.rows("id", "wayback"))
        send(posted, token)
        raise WayIsDown("as if killed")  # the transaction that sent it is undone, as at a kill

    with monkeypatch.context() as patch:
        patch.setattr(mail, "send_news", dies_after)
        letters.goes_out()
    first = letters.office.taken[-1][1]
    assert there == [[(UUID(first["Message-ID"][1:37]),)]]
    letters.outside.tell(cast.ben, "reply", cast.hidden_reply.id)
    letters.outside.send()
    second = letters.office.taken[-1][1]
    assert len(letters.office.taken) == 2 and second["Message-ID"] == first["Message-ID"]
    assert second["Reply-To"] == first["Reply-To"] and letters.answer(first["Reply-To"]) == 250
