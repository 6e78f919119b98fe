"""A fault that is over is told to be over, also where nothing waits any more that would show it."""

from datetime import UTC, datetime

import pytest

from hearten.notices.models import Channel
from hearten.notices.outside.push import pushing
from hearten.notices.outside.sending import send_due
from hearten.notices.outside.watching import Way
from hearten.notices.tests.outside import URGENT, Outside, know_kinds, post_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings):
    with post_office(settings) as handler:
        yield handler


@pytest.fixture
def outside(office, cast, as_seat, as_worker, monkeypatch, clock):
    """A letter to Ada is due, and the mail server is down."""
    know_kinds(monkeypatch)
    clock.set(datetime.now(UTC).replace(microsecond=0))
    made = Outside(as_worker, as_seat)
    made.write_to(cast.ada)
    made.tell(cast.ada, URGENT)
    made.think()
    office.close()
    look(made)
    return made


def look(outside, channel=Channel.MAIL):
    """Do what the worker's thread does, once and rested."""
    outside.as_worker(Way(channel, lambda: send_due(channel)).look, transactions=True)


def open_faults(superuser):
    return superuser.execute("SELECT cause FROM notices_trouble WHERE ended_at IS NULL").fetchall()


def test_where_it_was_read_meanwhile_the_mail_server_is_asked(outside, office, cast, superuser, settings):
    cast.ada.client.post("/news/read/")
    look(outside)
    look(outside)
    assert open_faults(superuser) == [("ConnectionRefusedError",)], "it is down"
    office.open(settings.HEARTEN_SMTP_PORT)
    look(outside)
    assert open_faults(superuser) == [] and office.taken == []


def test_while_something_waits_that_shows_it(outside, office, superuser, settings):
    superuser.execute("UPDATE notices_outgoing SET due_at = due_at + interval '1 hour'")
    office.open(settings.HEARTEN_SMTP_PORT)
    look(outside)
    assert open_faults(superuser) == [("ConnectionRefusedError",)]


def test_it_is_asked_now_and_then_alone(outside, office, cast, superuser, settings):
    cast.ada.client.post("/news/read/")
    way = Way(Channel.MAIL, lambda: send_due(Channel.MAIL))
    way.asks_at = float("inf")
    office.open(settings.HEARTEN_SMTP_PORT)
    outside.as_worker(way.look, transactions=True)
    assert open_faults(superuser) == [("ConnectionRefusedError",)]


def test_of_pushes_a_fault_ends_when_nothing_waits(outside, superuser, settings):
    settings.HEARTEN_PUSH, settings.HEARTEN_PUSH_CONTACT = True, "operator@place.example"
    pushing._maker.cache_clear()
    superuser.execute("UPDATE notices_trouble SET channel = 'push', cause = 'TimeoutError'")
    look(outside, Channel.PUSH)
    assert open_faults(superuser) == []
