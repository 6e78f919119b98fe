"""What waits to go out ends quietly when its way is closed; what a page says of a letter is what happened to it."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from hearten.members import sign_up_text
from hearten.members.actions.profiles import keep_email
from hearten.members.models import Consent
from hearten.notices.models import Device, Mailing, Ways
from hearten.notices.outside.mail import line as mail_line
from hearten.notices.outside.mail.addresses import code_of
from hearten.notices.outside.push import pushing
from hearten.notices.tests.outside import URGENT, Outside, know_kinds, post_office
from hearten.notices.tests.push_service import Browser
from hearten.notices.tests.test_devices_end import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings):
    settings.HEARTEN_PUSH, settings.HEARTEN_PUSH_CONTACT = True, "operator@place.example"
    pushing._maker.cache_clear()
    with post_office(settings) as handler:
        yield handler
    pushing._maker.cache_clear()


@pytest.fixture
def outside(office, cast, as_seat, as_worker, monkeypatch, clock):
    know_kinds(monkeypatch)
    clock.set(datetime.now(UTC).replace(microsecond=0))
    return Outside(as_worker, as_seat)


@pytest.fixture
def waiting(outside, cast):
    """A letter and two pushes wait for Ben, and a letter for Ada."""
    outside.write_to(cast.ada)
    outside.write_to(cast.ben, "ben@letters.example")
    for number in (1, 2):
        told = Browser(f"https://push.example/{number}").told
        assert cast.ben.client.post("/you/news/devices/", told).status_code == 302
    for person in (cast.ada, cast.ben):
        outside.tell(person, URGENT)
    outside.think()
    return outside


def waits(superuser, person):
    question = "SELECT channel FROM notices_outgoing WHERE member_id = %s AND done_at IS NULL ORDER BY channel"
    return [channel for (channel,) in superuser.execute(question, [person.id])]


def off(superuser):
    return superuser.execute("SELECT count(*) FROM notices_outgoing WHERE how = 'off'").fetchone()[0]


def test_who_wants_letters_no_more_has_none_waiting(waiting, cast, superuser):
    assert waits(superuser, cast.ben) == ["mail", "push", "push"]
    assert cast.ben.client.post("/you/news/", {"pace": "hour", "wakes": "urgent"}).status_code == 302
    assert waits(superuser, cast.ben) == ["push", "push"] and waits(superuser, cast.ada) == ["mail"]
    assert off(superuser) == 1


def test_one_press_in_a_letter_ends_what_waits_too(waiting, cast, superuser):
    mailing = Mailing.objects.using("keeper").get(member_id=cast.ben.id)
    assert cast.ben.client.post(f"/letters/{mailing.stop_token}/end/").status_code == 200
    assert waits(superuser, cast.ben) == ["push", "push"] and waits(superuser, cast.ada) == ["mail"]


def test_a_device_that_is_removed_has_nothing_waiting(waiting, cast, superuser):
    device = Device.objects.using("keeper").first()
    assert cast.ben.client.post(f"/you/news/devices/{device.id}/removal/").status_code == 302
    assert waits(superuser, cast.ben) == ["mail", "push"] and off(superuser) == 1


def test_signing_out_everywhere_else_ends_what_waits_for_the_others(waiting, cast, superuser):
    superuser.execute("DELETE FROM members_session WHERE id IN (SELECT session_id FROM notices_device)")
    assert waits(superuser, cast.ben) == ["mail"] and off(superuser) == 2


def test_a_letter_that_is_being_sent_holds_up_nobody_who_ends_letters(waiting, cast, superuser):
    import psycopg

    with psycopg.connect(superuser.info.dsn, password=superuser.info.password) as sender:
        sender.execute("SELECT id FROM notices_outgoing FOR UPDATE")
        superuser.execute("SET statement_timeout = '5s'")
        superuser.execute("UPDATE notices_ways SET mail_since = NULL WHERE member_id = %s", [cast.ben.id])
        superuser.execute("SET statement_timeout = 0")
    assert "mail" in waits(superuser, cast.ben), "it ends by itself: that it is not wished for is asked before it goes"


def test_what_waits_for_a_way_that_this_place_has_no_more_goes_after_a_week(waiting, cast, superuser):
    superuser.execute("UPDATE notices_outgoing SET made_at = now() - interval '6 days'")
    assert superuser.execute("SELECT due FROM notices_keep_outgoing(true)").fetchone() == (0,)
    superuser.execute("UPDATE notices_outgoing SET made_at = now() - interval '8 days' WHERE channel = 'push'")
    assert superuser.execute("SELECT due FROM notices_keep_outgoing(true)").fetchone() == (2,)
    assert waits(superuser, cast.ben) == ["mail"]


# What the page of an address says


def ask(outside, cast):
    with outside.as_seat(cast.ben) as seat:
        keep_email(seat, "ben@letters.example")
    assert cast.ben.client.post("/you/news/address/letter/").status_code == 302
    return page(cast)


def page(cast):
    return cast.ben.client.get("/you/news/address/").content.decode()


SENT, WAITS, UNSENT, LATE = (
    "We sent a letter with a code to ben@letters.example",
    "A letter with a code waits to be sent to ben@letters.example",
    "The letter to ben@letters.example could not be sent within a day",
    "There is no code for ben@letters.example that still counts",
)


def says(html):
    return [said for said in (SENT, WAITS, UNSENT, LATE) if said in html]


def test_a_letter_was_sent_when_it_was_and_not_before(outside, office, cast, clock):
    assert says(ask(outside, cast)) == [WAITS]
    office.to_address = "450 4.2.1 asleep"
    outside.send_codes()
    assert says(page(cast)) == [WAITS]
    office.to_address = ""
    clock.pass_(timedelta(minutes=5))
    outside.send_codes()
    assert says(page(cast)) == [SENT] and len(office.taken) == 1


def test_one_that_could_not_be_sent_says_so(outside, office, cast, clock):
    ask(outside, cast)
    clock.pass_(timedelta(days=1, seconds=1))
    outside.send_codes()
    assert says(page(cast)) == [UNSENT] and office.taken == []
    assert "Send a new letter" in page(cast) and 'name="code"' not in page(cast)


def test_a_code_counts_for_a_day_from_when_its_letter_went(outside, office, cast, clock):
    ask(outside, cast)
    clock.pass_(timedelta(hours=20))
    outside.send_codes()
    clock.pass_(timedelta(hours=20))
    assert says(page(cast)) == [SENT]
    code = code_of(Mailing.objects.using("keeper").get())
    assert cast.ben.client.post("/you/news/address/", {"code": code}).status_code == 302
    assert "is confirmed" in page(cast)


@pytest.mark.parametrize("zero", ["０", "٠"])
def test_a_code_may_be_written_in_the_digits_of_any_script(outside, office, cast, zero):
    ask(outside, cast)
    outside.send_codes()
    code = code_of(Mailing.objects.using("keeper").get())
    written = "".join(chr(ord(zero) + int(one)) for one in code)
    assert cast.ben.client.post("/you/news/address/", {"code": written[:-1]}).status_code == 422
    assert cast.ben.client.post("/you/news/address/", {"code": written}).status_code == 302


def test_after_its_day_it_counts_no_more_and_the_page_says_so(outside, office, cast, clock):
    ask(outside, cast)
    outside.send_codes()
    clock.pass_(timedelta(days=1, seconds=1))
    code = code_of(Mailing.objects.using("keeper").get())
    assert cast.ben.client.post("/you/news/address/", {"code": code}).status_code == 422
    assert says(page(cast)) == [LATE]


def test_an_older_letter_still_ends_letters_after_the_address_was_confirmed_anew(waiting, cast, clock):
    def mailing():
        return Mailing.objects.using("keeper").get(member_id=cast.ben.id)

    path = f"/letters/{mailing().stop_token}/end/"
    assert cast.ben.client.post(path).status_code == 200
    clock.pass_(timedelta(days=1))
    assert cast.ben.client.post("/you/news/address/letter/").status_code == 302
    waiting.send_codes()
    assert cast.ben.client.post("/you/news/address/", {"code": code_of(mailing())}).status_code == 302
    assert mailing().ended_at is None
    assert cast.ben.client.post(path).status_code == 200 and mailing().ended_at


# Nobody waits for the mail server


@pytest.fixture
def being_sent(outside, office, cast, monkeypatch):
    """A letter with a code is on its way to Ben, and the mail server does not answer."""
    monkeypatch.setattr(mail_line, "ANSWER_S", 10)  # so that whoever waits for it fails soon
    ask(outside, cast)
    office.holds_rcpt = True
    worker = threading.Thread(target=outside.send_codes)
    worker.start()
    end = time.monotonic() + 20
    while not office.holding and time.monotonic() < end:
        time.sleep(0.02)
    yield worker
    office.holds_rcpt = False
    worker.join()


def arrive(office, worker):
    office.holds_rcpt = False
    worker.join()
    return office.taken


def test_asking_anew_waits_for_no_mail_server_and_the_new_letter_goes_too(being_sent, outside, office, cast):
    old = Mailing.objects.using("keeper").get()
    assert cast.ben.client.post("/you/news/address/letter/").status_code == 302
    assert len(arrive(office, being_sent)) == 1
    new = Mailing.objects.using("keeper").get()
    assert new.pk != old.pk and new.written_at is None
    outside.send_codes()
    assert len(office.taken) == 2 and Mailing.objects.using("keeper").get().written_at
    assert cast.ben.client.post("/you/news/address/", {"code": code_of(new)}).status_code == 302


def test_nor_does_one_press_that_ends_letters(being_sent, office, cast):
    token = Mailing.objects.using("keeper").get().stop_token
    assert cast.ben.client.post(f"/letters/{token}/end/").status_code == 200
    assert len(arrive(office, being_sent)) == 1
    kept = Mailing.objects.using("keeper").get()
    assert kept.ended_at and kept.written_at is None


def test_two_workers_send_one_code_once(being_sent, outside, office):
    outside.send_codes()
    assert len(arrive(office, being_sent)) == 1


# Who takes their agreement back


def test_with_the_agreement_of_the_sign_up_every_way_outside_ends(waiting, cast, superuser):
    superuser.execute("UPDATE members_session SET expires_at = now() - interval '1 day' WHERE id IN "
                      "(SELECT session_id FROM notices_device)")  # fmt: skip
    browser = signed_in(cast.ben)
    agreed = Consent.objects.using("keeper").get(member_id=cast.ben.id, purpose=sign_up_text.PURPOSE)
    assert "no pushes go to you" in browser.get("/you/consents/").content.decode()
    assert browser.post(f"/you/consents/{agreed.pk}/withdrawal/").status_code == 302
    assert not Device.objects.using("keeper").exists()
    assert Ways.objects.using("keeper").get(member_id=cast.ben.id).mail_since is None
    assert waits(superuser, cast.ben) == [] and waits(superuser, cast.ada) == ["mail"]
