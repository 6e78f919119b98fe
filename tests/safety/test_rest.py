"""The rota and rest for who helps: hours, cover, not today, a soft stop, what one says after a shift (Q5, MO-07)."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from hearten.kernel.clock import now
from hearten.kernel.verdict import Refused
from hearten.safety import duty, looking, timers
from hearten.safety.actions import rest, rota
from hearten.safety.models import Shift, Spell
from hearten.safety.rules import PACES, Span, fullest_week, may_pace, may_take_shift, rest_is_due
from tests.safety.test_concerns import asked, due, on_shift
from tests.safety.test_duty import passed, text

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def span(day, hour, hours):
    start = NOON.replace(hour=0) + timedelta(days=day, hours=hour)
    return Span(start, start + hours * HOUR)


@pytest.mark.parametrize(
    ("wanted", "mine", "why"),
    [
        (span(1, 18, 3), [], ""),
        (span(1, 18, 6), [], ""),
        (span(1, 17, 7), [], "six hours"),
        (span(0, 11, 2), [], "still to come"),
        (span(61, 12, 2), [], "60 days"),
        (span(1, 18, 3), [span(1, 20, 3)], "at this time"),
        (span(1, 18, 3), [span(1, 21, 3)], ""),
        (span(7, 18, 2), [span(1, 12, 6), span(3, 12, 6)], "12 hours"),
        (span(9, 12, 2), [span(1, 12, 6), span(3, 12, 6)], ""),
        (span(2, 12, 1), [span(3, 12, 6), span(5, 12, 6)], "12 hours"),
    ],
)
def test_who_may_take_a_shift(wanted, mine, why):
    verdict = may_take_shift(wanted, mine, NOON)
    assert bool(verdict) == (not why)
    assert why in verdict.reason


def test_the_fullest_week_is_found_wherever_it_lies():
    spans = [span(day, 12, 2) for day in range(0, 28, 2)]
    assert fullest_week(spans) == 8 * HOUR
    assert fullest_week([]) == timedelta(0)


def test_rest_is_offered_by_dose_and_never_twice_within_an_hour():
    assert not rest_is_due(19, None, False, NOON) and rest_is_due(20, None, False, NOON)
    assert rest_is_due(0, NOON - 2 * HOUR, False, NOON) and not rest_is_due(0, NOON - HOUR, False, NOON)
    assert not rest_is_due(40, NOON - 5 * HOUR, True, NOON)


def test_a_groups_pace_stays_within_its_bounds_and_the_gravest_within_five_minutes():
    least = {step: bounds[0] for step, bounds in PACES.items()}
    assert may_pace(least)
    assert not may_pace(least | {("L4", "lead"): 6}) and not may_pace(least | {("L3", "lead"): 21})
    for level in ("L4", "L3", "L2"):
        ends = [bounds for (of, _step), bounds in PACES.items() if of == level]
        assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(ends))


def shift_of(superuser, member, group=None):
    on_shift(superuser, member, group)
    return superuser.execute("SELECT id FROM safety_shift WHERE member_id = %s", [member.id]).fetchone()[0]


def tomorrow(hours="3", part="responder", begins="18:00", days=1):
    return {"day": (now() + timedelta(days=days)).date().isoformat(), "begins": begins, "hours": hours, "part": part}


def test_a_shift_is_taken_seen_by_the_group_and_refused_kindly_when_it_is_too_much(cast, superuser):
    address = f"/duty/rota/{cast.group.id}/"
    assert cast.ada.client.post(address, tomorrow("6")).status_code == 302
    about = text(cast.ben.client, f"/groups/{cast.group.id}/about/")
    assert "The next time is:" in about
    assert "Somebody is on duty now." not in about
    assert cast.ada.client.post(address, tomorrow("6", days=2)).status_code == 302
    answer = cast.ada.client.post(address, tomorrow("1", days=3))
    assert answer.status_code == 422 and "more than 12 hours in 7 days" in answer.content.decode()
    assert cast.ada.client.post(f"/duty/rota/{cast.hidden_group.id}/", tomorrow("1")).status_code == 422, (
        "all groups count"
    )


def test_times_are_the_groups_own(cast, superuser):
    superuser.execute("UPDATE groups_group SET zone = 'Asia/Kolkata' WHERE id = %s", [cast.group.id])
    cast.ada.client.post(f"/duty/rota/{cast.group.id}/", tomorrow(days=2))
    ((start,),) = superuser.execute("SELECT starts_at AT TIME ZONE 'UTC' FROM safety_shift").fetchall()
    assert f"{start:%H:%M}" == "12:30"
    assert "18:00" in text(cast.ada.client, f"/duty/rota/{cast.group.id}/")


def test_i_need_cover_frees_the_shift_and_somebody_takes_it_over(cast, superuser, as_seat):
    shift = shift_of(superuser, cast.odile)
    assert cast.odile.client.post(f"/duty/shifts/{shift}/cover/").status_code == 302
    with as_seat(cast.mo) as seat:
        assert not looking.cover_of(seat, None).now
        assert [one.what for one in duty.colleagues(seat)] == ["cover"]
    ((kind,),) = superuser.execute(
        "SELECT args->>'kind' FROM procrastinate_jobs WHERE args->>'kind' IN ('cover', 'talk')"
    ).fetchall()
    assert kind == "cover"
    assert "needs cover" in text(cast.mo.client, "/duty/rota/")
    assert cast.mo.client.post(f"/duty/shifts/{shift}/taking/").status_code == 302
    assert cast.odile.client.post(f"/duty/shifts/{shift}/taking/").status_code == 404, "once is enough"
    with as_seat(cast.odile) as seat:
        assert looking.cover_of(seat, None).now
    with as_seat(cast.mo) as seat:
        assert not looking.cover_of(seat, None).now, "nobody is their own cover"
    assert "You are on duty now." in text(cast.mo.client, "/duty/")


def test_nobody_gives_up_the_shift_of_another(cast, superuser, as_seat):
    shift = shift_of(superuser, cast.odile)
    assert cast.mo.client.post(f"/duty/shifts/{shift}/cover/").status_code == 404
    with as_seat(cast.mo) as seat, pytest.raises(Refused):
        rota.take_shift(seat, None, Span(now() - HOUR, now() + HOUR), "responder")


def test_not_today_leaves_somebody_out_while_others_are_left(cast, concern, superuser, as_seat):
    superuser.execute(
        "UPDATE groups_membership SET role = 'co_facilitator', ended_at = NULL WHERE member_id = %s AND group_id = %s",
        [cast.eli.id, cast.group.id],
    )
    with as_seat(cast.ada) as seat:
        rest.not_today(seat)
    timers.fire_due()
    assert asked(superuser) == {cast.eli.id: 1}
    with as_seat(cast.eli) as seat:
        rest.take_break(seat)
    due(superuser, "lead")
    assert set(asked(superuser)) >= {cast.ada.id}, "nobody else was left, so both are asked"
    superuser.execute("UPDATE safety_spell SET until = now() WHERE member_id = %s", [cast.ada.id])


def test_coming_back_makes_one_asked_again(cast, concern, superuser, as_seat):
    with as_seat(cast.ada) as seat:
        rest.not_today(seat)
        assert duty.away_until(seat) is not None
        rest.come_back(seat)
        assert duty.away_until(seat) is None


def test_after_twenty_grave_concerns_a_soft_stop_that_never_blocks(cast, concern, superuser):
    passed(cast.ada)
    for _each in range(20):
        superuser.execute(
            "INSERT INTO safety_logentry (id, number, at, concern, what, level, detail, by, mark_before, mark) SELECT "
            "gen_random_uuid(), max(number) + 1, now(), gen_random_uuid(), 'read', 'L3', '', %s, '', '' "
            "FROM safety_logentry",
            [cast.ada.id],
        )
    page = f"/duty/concerns/{concern}/"
    assert "You have read a lot today" in text(cast.ada.client, page)
    cast.ada.client.post("/duty/rest/", {"what": "go_on"})
    assert "You have read a lot today" not in text(cast.ada.client, page)
    superuser.execute("DELETE FROM safety_spell")
    assert "You have read a lot today" in text(cast.ada.client, page)
    cast.ada.client.post(f"{page}claim/")
    assert "You have read a lot today" not in text(cast.ada.client, page), "who has it goes on"


def test_two_hours_on_duty_ask_for_a_break_and_a_break_counts(cast, superuser, as_seat):
    with as_seat(cast.ada) as seat:
        began = {"starts_at": now() - 3 * HOUR, "ends_at": now() + HOUR, "made_at": now()}
        Shift(group=cast.group, member_id=seat.me, name="Ada", part="responder", **began).save(force_insert=True)
        assert duty.rest_due(seat)
        rota.say(seat, cast.group.id, Spell.What.BREAK, now() - timedelta(minutes=5))
        assert not duty.rest_due(seat)


def test_whose_role_ended_during_a_shift_can_still_rest_and_look_after_people(cast, concern, superuser, as_seat):
    superuser.execute(
        "UPDATE groups_membership SET ended_at = NULL WHERE member_id = %s AND group_id = %s",
        [cast.eli.id, cast.group.id],
    )
    assert cast.eli.client.get("/duty/").status_code == 404
    on_shift(superuser, cast.eli, cast.group)
    assert "Nobody has it yet." in text(cast.eli.client, "/duty/"), "whoever is on duty sees what is open"
    for what in ("break", "back", "go_on"):
        assert cast.eli.client.post("/duty/rest/", {"what": what}).status_code == 302
    assert cast.eli.client.get(f"/duty/rota/{cast.group.id}/").status_code == 404


def test_what_one_says_after_a_shift_is_ones_own_and_only_wanting_to_talk_is_told(cast, superuser, as_seat):
    words = "It was a long evening and I am tired."
    cast.mo.client.post("/duty/debrief/", {"weight": "much", "words": words, "talk": "yes"})
    assert words in text(cast.mo.client, "/duty/debrief/")
    assert words.encode() not in bytes(
        superuser.execute("SELECT words FROM safety_spell WHERE words IS NOT NULL").fetchone()[0]
    )
    with as_seat(cast.odile) as seat:
        assert [one.what for one in seat.glance(Spell)] == ["talk"]
    assert "I would like to talk to somebody" in text(cast.odile.client, "/duty/")
    cast.mo.client.post("/duty/debrief/", {"weight": "light", "words": ""})
    assert superuser.execute("SELECT count(*) FROM safety_spell WHERE what = 'talk'").fetchone() == (1,)


def test_three_people_in_two_days_are_a_sign_and_two_are_none(cast, superuser, as_seat):
    add = (
        "INSERT INTO safety_concern (id, kind, about, group_id, member_id, level, whose, source, made_by, opened_at, "
        "owner_name, outcome) VALUES (gen_random_uuid(), 'post', gen_random_uuid(), %s, %s, 'L2', 'self', 'rules', '', "
        "now() - interval '1 day', '', '')"
    )
    for person in (cast.ben, cast.ben, cast.ben, cast.cleo):
        superuser.execute(add, [cast.group.id, person.id])
    with as_seat(cast.ada) as seat:
        assert duty.hard_days(seat) == []
    superuser.execute(add, [cast.group.id, cast.dov.id])
    with as_seat(cast.ada) as seat:
        assert [group.id for group in duty.hard_days(seat)] == [cast.group.id]
    for person in (cast.ben, cast.cleo):
        with as_seat(person) as seat:
            assert duty.hard_days(seat) == []
    assert "had a hard time within 48 hours: low days" in text(cast.ada.client, "/duty/")


def test_how_it_is_now_stands_beside_the_concern(cast, concern, superuser):
    passed(cast.ada)
    page = f"/duty/concerns/{concern}/"
    cast.ada.client.post(f"{page}claim/")
    cast.ada.client.post(f"{page}closing/", {"outcome": "talked"})
    due(superuser, "day1")
    assert "not answered. That is fine." in text(cast.ada.client, page)
    ((check,),) = superuser.execute("SELECT id FROM safety_checkin").fetchall()
    cast.ben.client.post(f"/check-ins/{check}/", {"answer": "better"})
    assert "After 1 day: Better" in text(cast.ada.client, page)


def test_a_group_sets_its_own_pace_and_the_ladder_follows(cast, concern, superuser):
    address = f"/duty/pace/{cast.group.id}/"
    said = {f"{level}_{step}": str(bounds[0]) for (level, step), bounds in PACES.items()}
    answer = cast.ada.client.post(address, said | {"L4_lead": "6"})
    assert answer.status_code == 422 and "for somebody who waits" in answer.content.decode()
    assert cast.ada.client.post(address, said).status_code == 302
    html = text(cast.ada.client, address)
    assert 'name="L3_lead" type="number" value="2"' in html
    assert superuser.execute("SELECT DISTINCT set_by_name FROM safety_pace").fetchall() == [("Ada",)]
    steps = "SELECT step, after FROM safety_ladder('L4', %s) ORDER BY after"
    assert superuser.execute(steps, [cast.group.id]).fetchall() == [
        ("first", timedelta(0)),
        ("lead", timedelta(minutes=1)),
        ("desk", timedelta(minutes=2)),
    ]
