"""Nobody who waits is forgotten: the last step comes again, asking again reaches people, who has it hears more."""

from datetime import timedelta

import pytest

from hearten.safety import timers
from hearten.safety.actions import concerns as actions
from hearten.safety.actions import writing
from hearten.safety.models import Concern
from tests.safety.conftest import PLAIN
from tests.safety.test_concerns import asked, due, on_shift

pytestmark = pytest.mark.django_db
RUNNING = "SELECT step FROM safety_timer WHERE done_at IS NULL ORDER BY due_at"


def claimed(as_seat, person, concern):
    with as_seat(person) as seat:
        actions.claim(seat, seat.find(Concern, concern), person.name)


def read_as(superuser, concern, level, whose="self", source="rules"):
    """Read the item of a concern again, and find this."""
    superuser.execute(
        "SELECT safety_open(kind, about, group_id, member_id, %s, %s, %s, 'lexicon') FROM safety_concern WHERE id = %s",
        [level, whose, source, concern],
    )


def column(superuser, name):
    return superuser.execute(f"SELECT {name} FROM safety_concern").fetchone()[0]


@pytest.fixture
def nobody_came(concern, superuser):
    """Everybody was asked about Ben's concern, and nobody took it."""
    superuser.execute("UPDATE safety_timer SET due_at = now() WHERE done_at IS NULL")
    timers.fire_due()
    return concern


def test_the_last_step_comes_again_until_somebody_has_it(cast, nobody_came, superuser, as_seat):
    for times in (1, 2, 3):
        assert asked(superuser)[cast.mo.id] == times
        ((step, waits),) = superuser.execute(
            "SELECT step, due_at - now() FROM safety_timer WHERE done_at IS NULL"
        ).fetchall()
        assert step == "desk" and timedelta(minutes=9) < waits <= timedelta(minutes=15), "not at once"
        due(superuser, "desk")
    claimed(as_seat, cast.mo, nobody_came)
    assert superuser.execute(RUNNING).fetchall() == [("silence",)]


def test_words_that_could_not_be_read_are_asked_about_until_somebody_reads_them(cast, concern, superuser):
    superuser.execute("DELETE FROM safety_alert")
    superuser.execute("DELETE FROM safety_timer")
    superuser.execute("UPDATE safety_concern SET level = 'unread'")
    superuser.execute("SELECT safety_start_ladder(id, 'unread', group_id) FROM safety_concern")
    for times in (1, 2):
        due(superuser, "lead")
        assert asked(superuser) == {cast.ada.id: times}


def test_asking_again_where_nobody_is_being_asked_begins_anew(cast, nobody_came, superuser, as_seat):
    superuser.execute("UPDATE safety_timer SET done_at = now()")  # as an older version left it
    about = column(superuser, "about")
    before = asked(superuser)[cast.ada.id]
    with as_seat(cast.ben) as seat:
        assert writing.wants_person(seat, "post", about)
    timers.fire_due()
    assert asked(superuser)[cast.ada.id] == before + 1
    assert superuser.execute(RUNNING).fetchall()[-1] == ("desk",)


def test_asking_again_reaches_who_has_it_and_who_is_on_duty(cast, concern, superuser, as_seat):
    timers.fire_due()
    claimed(as_seat, cast.ada, concern)
    superuser.execute("UPDATE groups_membership SET ended_at = NULL WHERE member_id = %s", [cast.eli.id])
    on_shift(superuser, cast.eli, cast.group)
    before = asked(superuser)
    with as_seat(cast.ben) as seat:
        assert writing.wants_person(seat, "post", column(superuser, "about"))
    timers.fire_due()
    after = asked(superuser)
    assert after[cast.ada.id] == before[cast.ada.id] + 1 and after[cast.eli.id] == 1
    assert superuser.execute(RUNNING).fetchall() == [("silence",)], "it stays theirs"


def test_asking_without_words_again_reaches_who_has_it(cast, superuser, as_seat):
    with as_seat(cast.ben) as seat:
        first = writing.ask_for_person(seat, cast.group.id)
    timers.fire_due()
    claimed(as_seat, cast.ada, first)
    with as_seat(cast.ben) as seat:
        assert writing.ask_for_person(seat, cast.group.id) == first
    timers.fire_due()
    assert asked(superuser) == {cast.ada.id: 2}


def test_asking_whether_services_came_outlives_whoever_had_the_concern(cast, concern, superuser, as_seat):
    claimed(as_seat, cast.ada, concern)
    superuser.execute(
        "INSERT INTO safety_timer (id, concern_id, step, due_at, how) "
        "VALUES (gen_random_uuid(), %s, 'reached', now() + interval '15 minutes', '')",
        [concern],
    )
    with as_seat(cast.ada) as seat:
        actions.pass_on(seat, seat.find(Concern, concern))
    assert ("reached",) in superuser.execute(RUNNING).fetchall()


# A graver finding


def test_a_graver_finding_is_a_new_one_and_who_has_it_is_told(cast, says, superuser, as_seat):
    about = says(cast.ben, PLAIN)
    superuser.execute(
        "SELECT safety_open('post', %s, %s, %s, 'L1', 'other', 'rules', '')", [about, cast.group.id, cast.ben.id]
    )
    claimed(as_seat, cast.ada, column(superuser, "id"))
    with as_seat(cast.ben) as seat:
        assert writing.says_not(seat, "post", about, PLAIN)
    read_as(superuser, column(superuser, "id"), "L3")
    timers.fire_due()
    assert asked(superuser) == {cast.ada.id: 1}
    assert column(superuser, "whose") == "self" and column(superuser, "said_not_at") is None
    with as_seat(cast.ben) as seat:
        assert not writing.said_not_of(seat, "post", about, PLAIN)
    read_as(superuser, column(superuser, "id"), "L4", whose="other")
    assert column(superuser, "whose") == "self", "worry for another takes nothing back"


def test_what_was_read_replaces_what_could_not_be_read(cast, concern, superuser):
    superuser.execute("UPDATE safety_concern SET level = 'unread'")
    read_as(superuser, concern, "L2")
    assert column(superuser, "level") == "L2"
    read_as(superuser, concern, "unread", source="failed")
    assert column(superuser, "level") == "L2", "and never the other way round"


# Who is there


def test_the_writers_own_shift_is_nobodys_cover(cast, concern, superuser):
    on_shift(superuser, cast.ben, cast.group)
    timers.fire_due()
    first = superuser.execute("SELECT detail FROM safety_logentry WHERE what = 'alert sent'").fetchall()
    assert first == [("first 1",)], "who leads is asked first, as if nobody were on shift"
    assert asked(superuser) == {cast.ada.id: 1}


def test_a_shift_of_somebody_who_is_no_longer_of_the_staff_asks_nobody(cast, superuser, as_seat):
    on_shift(superuser, cast.mo, None)
    superuser.execute("UPDATE members_standing SET ended_at = now() WHERE member_id = %s", [cast.mo.id])
    with as_seat(cast.ben) as seat:
        writing.ask_for_person(seat, None)
    timers.fire_due()
    assert asked(superuser) == {cast.odile.id: 1}, "the staff that is there"


def test_where_nobody_can_be_asked_first_the_next_come_at_once_for_thoughts_of_dying_too(cast, concern, superuser):
    superuser.execute("DELETE FROM safety_timer")
    superuser.execute("UPDATE safety_concern SET level = 'L2', member_id = %s", [cast.ada.id])
    superuser.execute("SELECT safety_start_ladder(id, 'L2', group_id) FROM safety_concern")
    on_shift(superuser, cast.odile, None)
    timers.fire_due()
    assert asked(superuser) == {cast.odile.id: 1}, "Ada is who leads, and it is about her"


def test_in_a_group_that_nobody_leads_the_staff_is_asked_in_the_end(cast, nobody_came, superuser):
    superuser.execute("DELETE FROM safety_alert")
    superuser.execute("UPDATE safety_concern SET level = 'L2', to_desk_at = NULL")
    superuser.execute("UPDATE groups_membership SET role = 'member'")
    superuser.execute("SELECT safety_start_ladder(id, 'L2', group_id) FROM safety_concern")
    timers.fire_due()
    assert asked(superuser) == {cast.mo.id: 1, cast.odile.id: 1}
    assert column(superuser, "to_desk_at") is not None


def test_whoever_of_the_staff_is_asked_can_look(cast, concern, superuser, as_seat):
    on_shift(superuser, cast.odile, None)
    due(superuser, "lead")
    ((alert,),) = superuser.execute("SELECT id FROM safety_alert WHERE member_id = %s", [cast.odile.id]).fetchall()
    page = cast.odile.client.get(f"/alerts/{alert}/")["Location"]
    assert cast.odile.client.get(page).status_code == 200
    assert cast.mo.client.get(page).status_code == 404, "who was not asked does not see it yet"
    claimed(as_seat, cast.odile, concern)
    superuser.execute("UPDATE safety_concern SET owner_id = NULL")
    superuser.execute("UPDATE members_standing SET ended_at = now() WHERE member_id = %s", [cast.odile.id])
    with as_seat(cast.odile) as seat:
        assert not seat.glance(Concern).exists(), "having been asked counts while one is of the staff"


def test_whatever_pace_a_group_chose_it_is_the_most_people_who_are_asked_again(cast, nobody_came, superuser):
    pace = "INSERT INTO safety_pace (id, group_id, level, step, seconds, set_by_name, set_at) VALUES "
    pace += "(gen_random_uuid(), %s, 'L2', %s, %s, 'Ada', now())"
    for step, minutes in (("backup", 120), ("lead", 30)):
        superuser.execute(pace, [cast.group.id, step, minutes * 60])
    superuser.execute("UPDATE safety_concern SET level = 'L2'")
    superuser.execute("SELECT safety_start_ladder(id, 'L2', group_id) FROM safety_concern")
    superuser.execute("UPDATE safety_timer SET due_at = now() - interval '1 minute' WHERE done_at IS NULL")
    timers.fire_due()
    assert superuser.execute(RUNNING).fetchall() == [("lead",)]
