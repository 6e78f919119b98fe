"""Who gets a concern, who is asked when, and that each has one owner (CR-07..14)."""

import pytest
from django.db import connection, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.verdict import Refused
from hearten.safety import looking, timers
from hearten.safety.actions import concerns as actions
from hearten.safety.actions import writing
from hearten.safety.models import Concern
from tests.safety.conftest import PLAIN
from tests.together import at_once

pytestmark = pytest.mark.django_db


def asked(superuser):
    """Return how often each member was asked, as {member id: n}."""
    return dict(superuser.execute("SELECT member_id, count(*) FROM safety_alert GROUP BY 1").fetchall())


def due(superuser, step):
    superuser.execute("UPDATE safety_timer SET due_at = now() WHERE step = %s AND done_at IS NULL", [step])
    return timers.fire_due()


def on_shift(superuser, member, group, part="responder"):
    superuser.execute(
        "INSERT INTO safety_shift (id, group_id, member_id, name, part, starts_at, ends_at, made_at) VALUES "
        "(gen_random_uuid(), %s, %s, 'x', %s, now() - interval '1 hour', now() + interval '1 hour', now())",
        [group.id if group else None, member.id, part],
    )


def test_with_nobody_on_shift_who_leads_is_asked_at_once(cast, concern, superuser):
    timers.fire_due()
    assert asked(superuser) == {cast.ada.id: 1}


def test_the_ladder_goes_up_step_by_step(cast, concern, superuser):
    on_shift(superuser, cast.ben, cast.group)  # it is Ben's own post: he is not asked about himself
    level = superuser.execute("SELECT level FROM safety_concern").fetchone()[0]
    timers.fire_due()
    assert cast.ben.id not in asked(superuser)
    due(superuser, "lead")
    assert asked(superuser)[cast.ada.id] >= 1
    assert cast.mo.id not in asked(superuser)
    due(superuser, "desk")
    assert {cast.mo.id, cast.odile.id} <= set(asked(superuser)), level


def test_a_notice_says_nothing_of_whom_or_what(cast, concern, superuser, as_seat):
    from hearten.notices.reading import all_news

    timers.fire_due()
    with as_seat(cast.ada) as seat:
        (news,) = [one for one in all_news(seat) if one.kind == "concern"]
        assert str(news.sentence) == "Somebody asks you to look" and news.group_title == ""


def test_fifty_claim_at_once_and_one_has_it(cast, concern, superuser):
    on_shift(superuser, cast.ada, cast.group)
    for _each in range(5):
        superuser.execute("UPDATE safety_concern SET to_desk_at = now()")

    def claim(person):
        with as_member(person.id), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT owner_id IS NULL FROM safety_concern WHERE id = %s", [concern])
            cursor.execute("SELECT safety_claim(%s, %s)", [concern, person.name])
            return person.id, cursor.fetchone()[0]

    won = at_once(claim, [cast.ada, cast.mo, cast.odile] * 16 + [cast.ada, cast.mo])
    assert len(won) == 50
    assert len({person for person, mine in won if mine}) == 1, "one person has it"
    assert superuser.execute("SELECT count(*) FROM safety_logentry WHERE what = 'claimed'").fetchone() == (1,)


def test_ten_minutes_of_silence_let_it_go_and_people_are_asked_anew(cast, concern, superuser, as_seat):
    timers.fire_due()
    with as_seat(cast.ada) as seat:
        actions.claim(seat, seat.find(Concern, concern), "Ada")
    running = "SELECT step FROM safety_timer WHERE done_at IS NULL ORDER BY due_at"
    assert superuser.execute(running).fetchall() == [("silence",)]
    due(superuser, "silence")
    timers.fire_due()
    assert superuser.execute("SELECT owner_id FROM safety_concern").fetchone() == (None,)
    assert asked(superuser)[cast.ada.id] == 2


def test_a_handover_needs_a_note_and_passing_on_needs_no_reason(cast, concern, superuser, as_seat):
    with as_seat(cast.ada) as seat:
        mine = seat.find(Concern, concern)
        actions.claim(seat, mine, "Ada")
        assert not actions._did(seat, "SELECT safety_hand_back(%s, 'handover')", concern)
        actions.hand_over(seat, mine, "Ada", "They answered me once. I have to go now.")
    with as_seat(cast.ada) as seat:
        mine = seat.find(Concern, concern)
        assert mine.owner_id is None
        actions.claim(seat, mine, "Ada")
        actions.pass_on(seat, mine)
        with pytest.raises(Refused):
            actions.pass_on(seat, mine)


def test_closing_needs_an_outcome_that_is_true(cast, concern, superuser, as_seat):
    with as_seat(cast.ada) as seat:
        mine = seat.find(Concern, concern)
        with pytest.raises(Refused):
            actions.close(seat, mine, "talked")
        actions.claim(seat, mine, "Ada")
        for wrong in ("", "whatever", "emergency"):
            with pytest.raises(Refused):
                actions.close(seat, mine, wrong)
        actions.close(seat, mine, "talked")
    left = superuser.execute("SELECT step FROM safety_timer WHERE done_at IS NULL ORDER BY due_at").fetchall()
    assert left == [("day1",), ("day3",), ("day7",)]
    due(superuser, "day1")
    ((who, day),) = superuser.execute("SELECT member_id, day FROM safety_checkin").fetchall()
    assert (who, day) == (cast.ben.id, 1)


def test_nobody_outside_sees_a_concern_and_its_writer_never_does(cast, concern, superuser, as_seat):
    for person in (cast.ben, cast.cleo, cast.dov, cast.eli, cast.mo, cast.odile):
        with as_seat(person) as seat:
            assert not seat.glance(Concern).exists(), person.name
    with as_seat(cast.ada) as seat:
        assert len(looking.open_concerns(seat)) == 1
    superuser.execute("UPDATE safety_concern SET to_desk_at = now()")
    with as_seat(cast.mo) as seat:
        assert seat.glance(Concern).count() == 1, "the staff, once nobody of the group answered"


def test_its_writer_may_say_not_me_and_a_person_looks_all_the_same(cast, says, read, as_seat, superuser):
    about = says(cast.ben, PLAIN)
    read(cast.ben, about)
    with as_seat(cast.ben) as seat:
        due_ = seat.read(actions.Done, "SELECT safety_panel_due('post', %s)", about)[0].done
        assert due_ == "self"
        assert writing.says_not(seat, "post", about, PLAIN)
        assert writing.said_not_of(seat, "post", about, PLAIN)
        assert not writing.said_not_of(seat, "post", about, PLAIN + " Really.")
        assert seat.read(actions.Done, "SELECT safety_panel_due('post', %s)", about)[0].done == ""
    with as_seat(cast.ada) as seat:
        (one,) = looking.open_concerns(seat)
        assert one.said_not_at is not None
    with as_seat(cast.cleo) as seat:
        assert not writing.says_not(seat, "post", about, PLAIN), "only its writer"


def test_asking_for_a_person_needs_no_words(cast, as_seat, superuser):
    with as_seat(cast.ben) as seat:
        assert writing.ask_for_person(seat, cast.other_group.id) is None, "not a group of his"
        first = writing.ask_for_person(seat, cast.group.id)
        assert first is not None and writing.ask_for_person(seat, cast.group.id) == first, "once is enough"
    timers.fire_due()
    assert asked(superuser) == {cast.ada.id: 1}


def test_who_says_that_it_is_harder_now_is_looked_after_again(cast, concern, superuser, as_seat):
    with as_seat(cast.ada) as seat:
        mine = seat.find(Concern, concern)
        actions.claim(seat, mine, "Ada")
        actions.close(seat, mine, "talked")
    due(superuser, "day1")
    ((check,),) = superuser.execute("SELECT id FROM safety_checkin").fetchall()
    assert cast.cleo.client.get(f"/check-ins/{check}/").status_code == 404
    assert "Ada asks" in cast.ben.client.get(f"/check-ins/{check}/").content.decode()
    cast.ben.client.post(f"/check-ins/{check}/", {"answer": "harder"})
    ((level, source, wants),) = superuser.execute(
        "SELECT level, source, wants_person_at IS NOT NULL FROM safety_concern WHERE closed_at IS NULL"
    ).fetchall()
    assert (level, source, wants) == ("L3", "help", True)
