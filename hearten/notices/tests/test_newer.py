"""What is new while older word of the same kind still waits, or is on its way, goes out all the same, and in time."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from hearten.notices.models import Channel
from hearten.notices.outside import faults
from hearten.notices.outside.mail import letters
from hearten.notices.tests.outside import CALM, DUTY, Outside, know_kinds, post_office

pytestmark = pytest.mark.django_db

ASLEEP, NEVER = "451 4.2.1 asleep", "550 5.2.1 disabled"


@pytest.fixture
def office(settings):
    faults._refused[Channel.MAIL].clear()
    with post_office(settings) as handler:
        yield handler


@pytest.fixture
def outside(office, cast, as_seat, as_worker, monkeypatch, clock):
    know_kinds(monkeypatch)
    clock.set(datetime.now(UTC).replace(microsecond=0))
    made = Outside(as_worker, as_seat)
    made.write_to(cast.ada)
    return made


def word(outside, person, kind=DUTY):
    outside.tell(person, kind)
    outside.think()
    outside.send()


def waiting(superuser):
    return superuser.execute("SELECT tries, due_at FROM notices_outgoing WHERE done_at IS NULL").fetchone()


def tries_in_vain(outside, clock, superuser, count):
    """Have what waits tried as often, each time in its turn."""
    while (found := waiting(superuser)) and found[0] < count:
        clock.set(found[1])
        outside.send()


def test_a_new_concern_goes_at_once_though_an_older_word_still_waits_after_tries_in_vain(
    outside, office, cast, clock, superuser
):
    office.to_address = ASLEEP
    word(outside, cast.ada)
    tries_in_vain(outside, clock, superuser, 5)
    (_tries, due) = waiting(superuser)
    assert due - clock.now() > timedelta(hours=4)
    office.to_address = ""
    clock.pass_(timedelta(minutes=10))
    word(outside, cast.ada)
    assert len(office.taken) == 1 and waiting(superuser) is None


def test_many_new_concerns_count_no_tries_and_end_no_address(outside, office, cast, clock, superuser):
    office.to_address = NEVER
    word(outside, cast.ada)
    tries_in_vain(outside, clock, superuser, 3)
    before = waiting(superuser)
    for _turn in range(12):
        clock.pass_(timedelta(seconds=5))
        word(outside, cast.ada)
    assert waiting(superuser) == before, "it comes in its turn"
    assert superuser.execute("SELECT count(*) FROM notices_mailing WHERE ended_at IS NOT NULL").fetchone() == (0,)


def test_what_can_wait_pulls_nothing_forward(outside, office, cast, clock, superuser):
    office.to_address = ASLEEP
    word(outside, cast.ada, CALM)
    clock.pass_(timedelta(minutes=2))
    outside.send()
    before = waiting(superuser)
    assert before[0] == 1
    word(outside, cast.ada, CALM)
    assert waiting(superuser) == before


def comes_meanwhile(monkeypatch, outside, person, kind):
    """Have something new written and thought about while the first letter is being handed over."""
    real, told = letters.send_news, []

    def send_news(*given):
        if not told:
            told.append(kind)
            begun = threading.Thread(target=lambda: (outside.tell(person, kind), outside.think()))
            begun.start()
            begun.join()
        return real(*given)

    monkeypatch.setattr(letters, "send_news", send_news)


@pytest.mark.parametrize(("kind", "later"), [(DUTY, timedelta()), (CALM, timedelta(hours=1))])
def test_what_comes_while_a_letter_is_on_its_way_is_not_lost(
    outside, office, cast, clock, superuser, monkeypatch, kind, later
):
    comes_meanwhile(monkeypatch, outside, cast.ada, kind)
    outside.tell(cast.ada, kind)
    outside.think()
    clock.pass_(timedelta(minutes=2))
    outside.send()
    assert waiting(superuser) is None or waiting(superuser) == (0, clock.now() + later)
    clock.pass_(later)
    outside.send()
    assert len(office.taken) == 2
    clock.pass_(timedelta(hours=2))
    outside.send()
    assert len(office.taken) == 2, "and it is said once"


def test_what_comes_while_a_letter_is_refused_does_not_wait_as_long_as_that_one(
    outside, office, cast, clock, superuser, monkeypatch
):
    office.to_address = ASLEEP
    word(outside, cast.ada)
    tries_in_vain(outside, clock, superuser, 4)
    comes_meanwhile(monkeypatch, outside, cast.ada, DUTY)
    clock.set(waiting(superuser)[1])
    outside.send()
    assert waiting(superuser) == (5, clock.now())
