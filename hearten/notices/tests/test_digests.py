"""Calm news once a day or once a week, at a time of one's own: one for each time, of what is new, or none."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hearten.notices.tests.outside import AWAITED, CALM, DUTY, URGENT, Outside, know_kinds, post_office
from hearten.notices.tests.test_letters import MINUTE

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 30, 12, tzinfo=BERLIN)  # a Monday
DAILY = {"mail": "yes", "pace": "day", "digest_at": "18:00", "wakes": "urgent"}
WEEKLY = DAILY | {"pace": "week", "digest_day": "3"}  # Thursday
HOURLY = {"mail": "yes", "pace": "hour", "wakes": "urgent"}


@pytest.fixture
def office(settings):
    with post_office(settings) as handler:
        yield handler


@pytest.fixture
def outside(office, cast, as_seat, as_worker, monkeypatch, clock, settings):
    know_kinds(monkeypatch)
    settings.HEARTEN_TIME_ZONE = "Europe/Berlin"
    clock.set(NOON.astimezone(UTC))
    made = Outside(as_worker, as_seat)
    made.write_to(cast.ada)
    return made


def wish(person, **chosen):
    answer = person.client.post("/you/news/", chosen)
    assert answer.status_code == 302, answer.content.decode()


def look(outside, clock, when=None):
    """Have the worker look around at a moment."""
    if when is not None:
        clock.set(when.astimezone(UTC))
    outside.think()
    outside.give_digests()
    outside.send()


def next_at(superuser):
    return superuser.execute("SELECT next_at FROM notices_digest").fetchone()[0]


def test_what_is_new_waits_for_the_time_and_comes_as_one_letter(outside, office, cast, clock, superuser):
    wish(cast.ada, **DAILY)
    for _each in range(3):
        outside.tell(cast.ada)
    look(outside, clock)
    look(outside, clock, NOON.replace(hour=17, minute=59))
    assert office.taken == []
    look(outside, clock, NOON.replace(hour=18))
    ((_to, letter),) = office.taken
    assert letter["Subject"] == "You have something new at hearten", "it says no more than any letter"
    for hours in (1, 5, 23):
        look(outside, clock, NOON.replace(hour=18) + timedelta(hours=hours))
    assert len(office.taken) == 1
    look(outside, clock, NOON.replace(hour=18) + timedelta(days=1))
    assert len(office.taken) == 1, "nothing is new, so there is no letter"
    assert next_at(superuser) == NOON.replace(hour=18) + timedelta(days=2)
    outside.tell(cast.ada)
    look(outside, clock)
    look(outside, clock, NOON.replace(hour=18) + timedelta(days=2))
    assert len(office.taken) == 2


def test_once_a_week_comes_on_its_day(outside, office, cast, clock):
    wish(cast.ada, **WEEKLY)
    outside.tell(cast.ada)
    for day in (0, 1, 2):
        look(outside, clock, NOON.replace(hour=18) + timedelta(days=day))
    assert office.taken == []
    look(outside, clock, NOON.replace(hour=18) + timedelta(days=3))
    assert len(office.taken) == 1
    page = cast.ada.client.get("/you/news/").content.decode()
    assert "10 Dec 2026" in page and 'value="18:00"' in page and '<option value="3" selected>' in page


def test_what_is_urgent_or_duty_keeps_its_own_pace(outside, office, cast, clock):
    wish(cast.ada, **DAILY)
    for minute, kind in ((40, URGENT), (50, DUTY)):
        outside.tell(cast.ada, kind)
        look(outside, clock, NOON.replace(hour=17, minute=minute))
    assert len(office.taken) == 2
    outside.tell(cast.ada, CALM)
    look(outside, clock)
    look(outside, clock, NOON.replace(hour=18))
    assert len(office.taken) == 3, "and does not put it off"


def test_where_somebody_waits_for_them_word_does_not_wait_for_the_digest(outside, office, cast, clock, superuser):
    """Else whoever is to give a first answer within hours would hear of it in a week."""
    wish(cast.ada, **WEEKLY)
    outside.tell(cast.ada, CALM)
    look(outside, clock)
    outside.tell(cast.ada, AWAITED)
    look(outside, clock)
    look(outside, clock, NOON + 3 * MINUTE)
    assert len(office.taken) == 1
    outside.tell(cast.ada, AWAITED)
    look(outside, clock, NOON + 10 * MINUTE)
    look(outside, clock, NOON + 62 * MINUTE)
    look(outside, clock, NOON + 70 * MINUTE)
    assert len(office.taken) == 2, "gathered, at most one an hour"
    thursday = NOON.replace(hour=18) + timedelta(days=3)
    look(outside, clock, thursday - 5 * MINUTE)
    outside.tell(cast.ada, AWAITED)
    look(outside, clock, thursday - MINUTE)
    superuser.execute("UPDATE notices_notice SET seen_at = now() WHERE kind = %s", [AWAITED])
    look(outside, clock, thursday)
    look(outside, clock, thursday + 5 * MINUTE)
    assert len(office.taken) == 3, "the digest is for what is calm all the same"


def test_where_somebody_waits_a_new_pace_puts_nothing_off(outside, office, cast, clock):
    outside.tell(cast.ada, AWAITED)
    look(outside, clock)
    wish(cast.ada, **WEEKLY)
    look(outside, clock, NOON + 3 * MINUTE)
    assert len(office.taken) == 1


def test_what_was_read_here_before_its_time_sends_nothing(outside, office, cast, clock):
    wish(cast.ada, **DAILY)
    outside.tell(cast.ada)
    look(outside, clock)
    cast.ada.client.post("/news/read/")
    look(outside, clock, NOON.replace(hour=18))
    assert office.taken == []


def test_what_comes_in_the_last_second_goes_with_it(outside, office, cast, clock):
    wish(cast.ada, **DAILY)
    outside.tell(cast.ada)
    clock.set(NOON.replace(hour=18).astimezone(UTC))
    outside.give_digests()  # before anybody thought about what is new
    outside.send()
    assert len(office.taken) == 1


def test_a_worker_that_was_away_gives_it_once_and_late(outside, office, cast, clock, superuser):
    wish(cast.ada, **DAILY)
    outside.tell(cast.ada)
    look(outside, clock)
    look(outside, clock, NOON.replace(hour=9) + timedelta(days=4))
    look(outside, clock)
    assert len(office.taken) == 1
    assert next_at(superuser) == NOON.replace(hour=18) + timedelta(days=4)


def test_what_waits_changes_its_pace_with_the_choice(outside, office, cast, clock, superuser):
    outside.tell(cast.ada)
    outside.think()
    wish(cast.ada, **DAILY)
    look(outside, clock, NOON + timedelta(hours=2))
    assert office.taken == [], "it waited for the next hour, and waits for the day now"
    wish(cast.ada, **HOURLY)
    assert superuser.execute("SELECT count(*) FROM notices_digest").fetchone() == (0,)
    look(outside, clock, NOON + timedelta(hours=2, minutes=2))
    assert len(office.taken) == 1


def test_no_day_has_two_nor_none_for_another_zone_or_time(outside, office, cast, clock, superuser):
    wish(cast.ada, **DAILY)
    outside.tell(cast.ada)
    look(outside, clock, NOON.replace(hour=18))
    assert len(office.taken) == 1
    with outside.as_seat(cast.ada) as seat:
        _move(seat, "America/New_York")  # it is noon there, and six comes again
    outside.tell(cast.ada)
    look(outside, clock, NOON.replace(hour=18, tzinfo=ZoneInfo("America/New_York")))
    assert len(office.taken) == 1, "this day had its own"
    clock.set(NOON.replace(day=30, hour=17, tzinfo=ZoneInfo("America/New_York")).astimezone(UTC) + timedelta(days=1))
    with outside.as_seat(cast.ada) as seat:
        _move(seat, "Europe/Berlin")  # it is eleven at night there: six went by on the way
    look(outside, clock)
    assert len(office.taken) == 2
    wish(cast.ada, **DAILY | {"digest_at": "23:30"})
    assert next_at(superuser) == datetime(2026, 12, 2, 23, 30, tzinfo=BERLIN), "another time makes no second one"


def _move(seat, zone):
    from hearten.members.models import Profile
    from hearten.members.zones import tell_of_change

    seat.glance(Profile).filter(member_id=seat.me).update(zone=zone)
    tell_of_change(seat, zone)


def test_quiet_hours_and_a_time_within_them_do_not_go_together(outside, cast):
    quiet = {"quiet_from": "22:00", "quiet_until": "07:00"}
    for wrong, said in (
        (DAILY | quiet | {"digest_at": "06:30"}, "in your quiet hours"),
        (DAILY | {"digest_at": ""}, "at which time"),
        (DAILY | {"digest_at": "25:00"}, "22:00"),
        (WEEKLY | {"digest_day": ""}, "on which day"),
        (WEEKLY | {"digest_day": "7"}, "errors"),
    ):
        answer = cast.ada.client.post("/you/news/", wrong)
        assert answer.status_code == 422 and said in answer.content.decode(), wrong
    wish(cast.ada, **DAILY | quiet | {"digest_at": "07:00"})


def test_who_asked_for_a_time_says_which_clock(outside, cast, settings, superuser):
    settings.HEARTEN_TIME_ZONE = ""
    answer = cast.ben.client.post("/you/news/", DAILY)
    assert answer.status_code == 422 and "Choose your time zone" in answer.content.decode()
    wish(cast.ben, **DAILY | {"zone": "Europe/Lisbon"})
    assert superuser.execute("SELECT zone FROM notices_digest").fetchall() == [("Europe/Lisbon",)]


def test_a_break_holds_it_back_as_it_holds_back_letters(outside, office, cast, clock):
    wish(cast.ada, **DAILY)
    outside.tell(cast.ada)
    look(outside, clock)
    clock.pass_(MINUTE)
    assert cast.ada.client.post("/you/break/", {"length": "week"}).status_code == 302
    look(outside, clock, NOON.replace(hour=18))
    assert office.taken == []
