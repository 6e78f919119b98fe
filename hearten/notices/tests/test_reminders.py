"""Reminders: given once each, by one's own clock, whatever is killed, moved or late meanwhile."""

import os
import random
import signal
import subprocess
import sys
import time as machine
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from hearten.kernel.verdict import Refused
from hearten.members.actions.profiles import change_profile
from hearten.notices import kinds
from hearten.notices.due import give_reminders
from hearten.notices.models import Reminder
from hearten.notices.reminders import Rhythm, remind, remind_no_more, reminded_at
from hearten.notices.tests.outside import CALM, know_kinds

pytestmark = pytest.mark.django_db

MORNINGS = Rhythm(times=(time(8),), first=date(2026, 11, 30))
BEFORE = datetime(2026, 11, 30, 5, tzinfo=UTC)
EIGHT = datetime(2026, 11, 30, 7, tzinfo=UTC)  # in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def berlin(cast, clock, settings, monkeypatch):
    know_kinds(monkeypatch)
    settings.HEARTEN_TIME_ZONE = "Europe/Berlin"
    clock.set(BEFORE)
    return cast


@pytest.fixture
def give(as_worker):
    return lambda: as_worker(give_reminders, transactions=True)


def set_one(as_seat, person, rhythm=MORNINGS, about=None, kind=CALM):
    about = about or uuid4()
    with as_seat(person) as seat:
        remind(seat, kind=kind, about=about, rhythm=rhythm)
    return about


def told(superuser, person):
    return superuser.execute(
        "SELECT about, made_at, seen_at FROM notices_notice WHERE member_id = %s ORDER BY made_at", [person.id]
    ).fetchall()


def next_of(as_seat, person, about, kind=CALM):
    with as_seat(person) as seat:
        return reminded_at(seat, kind=kind, about=about)


def test_it_comes_once_and_again_the_next_day_as_new(berlin, as_seat, give, clock, superuser):
    about = set_one(as_seat, berlin.ben)
    assert next_of(as_seat, berlin.ben, about) == EIGHT
    give()
    assert told(superuser, berlin.ben) == []
    clock.set(EIGHT)
    give()
    give()
    assert told(superuser, berlin.ben) == [(about, EIGHT, None)]
    berlin.ben.client.post("/news/read/")
    clock.set(EIGHT + DAY)
    give()
    assert told(superuser, berlin.ben) == [(about, EIGHT + DAY, None)], "one notice of one thing, and it is new"


def test_what_was_due_while_nothing_ran_is_given_once_and_late(berlin, as_seat, give, clock, superuser):
    about = set_one(as_seat, berlin.ben)
    late = EIGHT + 5 * DAY + HOUR
    clock.set(late)
    give()
    give()
    assert told(superuser, berlin.ben) == [(about, late, None)]
    assert next_of(as_seat, berlin.ben, about) == EIGHT + 6 * DAY


def test_what_comes_once_is_gone_afterwards(berlin, as_seat, give, clock, superuser):
    about = set_one(as_seat, berlin.ben, Rhythm(times=(time(8),), first=EIGHT.date(), last=EIGHT.date()))
    clock.set(EIGHT)
    give()
    assert len(told(superuser, berlin.ben)) == 1 and next_of(as_seat, berlin.ben, about) is None
    assert Reminder.objects.using("keeper").count() == 0
    assert set_one(as_seat, berlin.ben, Rhythm(times=(time(8),), first=date(2020, 1, 1), last=date(2020, 1, 1)))
    assert Reminder.objects.using("keeper").count() == 0, "what never comes is not kept"


def test_another_rhythm_takes_the_place_of_the_first_and_ending_ends(berlin, as_seat, give, clock, superuser):
    about = set_one(as_seat, berlin.ben)
    set_one(as_seat, berlin.ben, Rhythm(times=(time(9),), first=EIGHT.date()), about)
    assert next_of(as_seat, berlin.ben, about) == EIGHT + HOUR
    with as_seat(berlin.ben) as seat:
        remind_no_more(seat, kind=CALM, about=about)
    clock.set(EIGHT + HOUR)
    give()
    assert told(superuser, berlin.ben) == []


def test_another_zone_moves_what_is_to_come_and_brings_nothing_back(berlin, as_seat, give, clock, superuser):
    about = set_one(as_seat, berlin.ben)
    clock.set(EIGHT)
    give()
    with as_seat(berlin.ben) as seat:
        change_profile(seat, zone="America/New_York")  # two in the morning there, and today's eight was given
    assert next_of(as_seat, berlin.ben, about) == datetime(2026, 12, 1, 13, tzinfo=UTC)
    clock.set(datetime(2026, 12, 1, 12, tzinfo=UTC))
    with as_seat(berlin.ben) as seat:
        change_profile(seat, zone="Asia/Tokyo")  # nine in the evening: the next eight is tomorrow's
    assert next_of(as_seat, berlin.ben, about) == datetime(2026, 12, 1, 23, tzinfo=UTC)
    give()
    assert len(told(superuser, berlin.ben)) == 1


def test_a_zone_in_which_the_last_time_has_gone_by_takes_nothing_away(berlin, as_seat, give, clock, superuser):
    with as_seat(berlin.ben) as seat:
        about = uuid4()
        day = EIGHT.date()
        remind(seat, kind=CALM, about=about, rhythm=Rhythm((time(8),), first=day, last=day))
        before = next_of(as_seat, berlin.ben, about)
    clock.set(EIGHT - 2 * HOUR)
    with as_seat(berlin.ben) as seat:
        change_profile(seat, zone="Asia/Tokyo")  # two in the afternoon of the day there
    assert next_of(as_seat, berlin.ben, about) == before
    clock.set(EIGHT)
    give()
    assert len(told(superuser, berlin.ben)) == 1


def test_a_zone_chosen_in_the_page_moves_them_too(berlin, as_seat):
    about = set_one(as_seat, berlin.ben)
    assert berlin.ben.client.post("/you/language-and-place/", {"zone": "Europe/Lisbon"}).status_code == 302
    assert next_of(as_seat, berlin.ben, about) == EIGHT + HOUR


def test_nobody_is_reminded_during_a_break_but_of_what_is_always_told(berlin, as_seat, give, clock, superuser):
    kinds.register(kinds.Kind("test_always", lambda _told: "x", lambda _told: "/", always=True))
    set_one(as_seat, berlin.ben)
    always = set_one(as_seat, berlin.ben, kind="test_always")
    berlin.ben.client.post("/you/break/", {"length": "week"})
    clock.set(EIGHT)
    give()
    assert [about for about, *_rest in told(superuser, berlin.ben)] == [always]
    berlin.ben.client.post("/you/break/end/")
    give()
    assert len(told(superuser, berlin.ben)) == 1, "what a break left out does not come afterwards"


def test_where_nobody_said_a_zone_somebody_asks(berlin, as_seat, settings):
    settings.HEARTEN_TIME_ZONE = ""
    with pytest.raises(Refused, match="time zone"), as_seat(berlin.ben) as seat:
        remind(seat, kind=CALM, about=uuid4(), rhythm=MORNINGS)


def test_an_unknown_kind_is_refused_where_it_is_asked_for(berlin, as_seat):
    with pytest.raises(KeyError), as_seat(berlin.ben) as seat:
        remind(seat, kind="nobody's", about=uuid4(), rhythm=MORNINGS)


def test_one_that_is_broken_holds_up_no_other(berlin, as_seat, give, clock, superuser, caplog):
    set_one(as_seat, berlin.ben)
    about = set_one(as_seat, berlin.ada)
    superuser.execute("UPDATE notices_reminder SET rhythm = '{}', next_at = next_at - interval '1 minute' "
                      "WHERE member_id = %s", [berlin.ben.id])  # fmt: skip
    clock.set(EIGHT)
    give()
    assert told(superuser, berlin.ada) == [(about, EIGHT, None)] and told(superuser, berlin.ben) == []
    assert "the others go on" in caplog.text


def test_a_copy_says_what_one_is_reminded_of_and_forgetting_takes_it(berlin, as_seat):
    from hearten.notices import own

    set_one(as_seat, berlin.ben)
    with as_seat(berlin.ben) as seat:
        ((one,)) = own._reminders(seat)
        assert one["next_at"] == EIGHT and one["zone"] == "Europe/Berlin" and "08:00" in one["rhythm"]
        own._forget(seat, "kept")
    assert Reminder.objects.using("keeper").count() == 0


WORKER = """
import time, django
django.setup()
from hearten.notices import kinds
from hearten.notices.due import give_reminders
kinds.register(kinds.Kind("test_reply", lambda told: "x", lambda told: "/"))
while True:
    give_reminders()
    time.sleep(0.01)
"""
MANY = 300


def worker():
    env = os.environ | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=env)


def test_killed_workers_give_each_reminder_once(cast, superuser):
    """Two workers at once, killed again and again: every notice there is exactly once, counted where it is written."""
    superuser.execute("CREATE TABLE counted (about uuid)")
    superuser.execute(
        "CREATE FUNCTION count_it() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
        "'BEGIN INSERT INTO counted VALUES (NEW.about); PERFORM pg_sleep(0.004); RETURN NULL; END'"
    )
    superuser.execute("CREATE TRIGGER count_it AFTER INSERT ON notices_notice FOR EACH ROW EXECUTE FUNCTION count_it()")
    dice, kills = random.Random(3), 0
    superuser.execute(
        "INSERT INTO notices_reminder (id, member_id, kind, about, rhythm, zone, next_at, given_for, made_at) "
        "SELECT gen_random_uuid(), %s, 'test_reply', gen_random_uuid(), "
        """'{"times": ["08:00"], "first": "2026-01-01", "days": [], "every": 0, "last": null}', 'Europe/Berlin', """
        "now() - interval '1 hour', '', now() FROM generate_series(1, %s)",
        [cast.ben.id, MANY],
    )
    left, until = "SELECT count(*) FROM notices_reminder WHERE next_at < now()", machine.monotonic() + 120
    running = [worker(), worker()]
    try:
        while superuser.execute(left).fetchone()[0] and machine.monotonic() < until:
            machine.sleep(dice.uniform(0.2, 0.6))
            if superuser.execute("SELECT count(*) FROM counted").fetchone()[0] and kills < 4:
                one = dice.randrange(2)
                running[one].send_signal(signal.SIGKILL)
                running[one].wait()
                running[one], kills = worker(), kills + 1
    finally:
        for process in running:
            process.kill()
            process.wait()
        superuser.execute("DROP TRIGGER count_it ON notices_notice")
        counted = superuser.execute("SELECT count(*), count(DISTINCT about) FROM counted").fetchone()
        superuser.execute("DROP FUNCTION count_it; DROP TABLE counted")
    assert superuser.execute(left).fetchone() == (0,) and kills >= 1
    assert counted == (MANY, MANY)
