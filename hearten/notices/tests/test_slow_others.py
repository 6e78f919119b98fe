"""Others who are slow or odd hold up their own message, and nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest

from hearten.notices import letters, pushing
from hearten.notices.models import Channel
from hearten.notices.tests.outside import DUTY, URGENT, Outside, know_kinds, post_office
from hearten.notices.tests.test_pushes import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(cast, as_seat, as_worker, monkeypatch, clock):
    know_kinds(monkeypatch)
    clock.set(datetime.now(UTC).replace(microsecond=0))
    return Outside(as_worker, as_seat)


@pytest.fixture
def office(settings, monkeypatch):
    monkeypatch.setattr(letters, "LETTER_PATIENCE_S", 0.5)
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
    assert superuser.execute("SELECT cause FROM notices_trouble").fetchall() == [("SMTPServerDisconnected",)]


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
