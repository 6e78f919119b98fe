"""The engine, case by case: turns, time, who leads, the end."""

import pytest

from hearten.meetings.engine.commands import NotNow, Stale
from hearten.meetings.engine.floor import floor, may_write
from hearten.meetings.engine.plan import MINUTE, SECOND
from hearten.meetings.engine.state import from_json, to_json
from hearten.meetings.engine.step import step
from hearten.meetings.tests.rooms import LENGTH, Table, in_round, seated


def _refused(table, why, what, who="", **rest):
    with pytest.raises(NotNow) as no:
        table.do(what, who, **rest)
    assert no.value.why == why


def test_a_turn_is_offered_taken_and_passed_on():
    table = in_round()
    assert (table.state.turn.who, table.state.turn.state) == ("lead", "passing")
    table.do("accept", "lead")
    assert table.state.turn.state == "speaking"
    assert table.state.turn.length == 90 * SECOND
    table.do("done", "lead")
    assert table.state.turn.who == "co"
    _refused(table, "not_your_turn", "accept", "p2")


def test_a_command_about_an_older_turn_is_stale():
    table = in_round()
    seen = table.state.version
    table.do("accept", "lead", version=seen)
    with pytest.raises(Stale):
        table.do("led_on", "lead", version=seen)
    with pytest.raises(Stale):
        table.do("done", "lead", version=table.state.version + 1)
    assert table.state.turn.who == "lead"


def test_what_names_somebody_holds_whoever_has_the_turn_by_now():
    table = in_round()
    seen = table.state.version
    table.do("accept", "lead", version=seen)
    table.do("assign", "lead", "p2", "timekeeper", version=seen)
    assert "timekeeper" in table.state.people["p2"].duties
    table.do("mute", "lead", "p2", version=seen)
    assert table.state.people["p2"].muted


def test_time_that_turned_the_room_on_the_way_makes_stale_too():
    table = in_round()
    seen, table.at = table.state.version, table.at + 25 * SECOND  # nobody answered: the turn is another's by now
    with pytest.raises(Stale):
        table.do("led_on", "lead", version=seen)


def test_pass_come_back_to_me_and_no_answer():
    table = in_round(5)
    table.do("later", "lead")
    table.do("pass", "co")
    table.wait(21)  # p2 does not answer
    assert [table.state.later, table.state.passed] == [["lead", "p2"], ["co"]]
    for who in ("p3", "p4"):
        table.do("accept", who)
        table.do("done", who)
    assert table.state.turn.who == "lead"
    _refused(table, "had_it", "later", "lead")
    table.do("accept", "lead")
    table.do("done", "lead")
    assert table.state.turn.who == "p2"
    table.wait(21)
    assert table.happened("part")[-1].value == "work"
    assert not table.happened("unheard")


def test_who_loses_the_connection_passes_the_turn_within_five_seconds_and_has_the_next_place():
    table = in_round()
    for who in ("lead", "co"):
        table.do("accept", who)
        table.do("done", who)
    table.do("accept", "p2")
    lost_at = table.at
    table.do("lose", "p2")
    table.wait(4)
    ended = table.happened("turn_ended")[-1]
    assert (ended.who, ended.value["how"]) == ("p2", "lost")
    assert ended.at - lost_at < 5 * SECOND
    assert table.state.turn.who == "p3"
    table.do("arrive", "p2", value={"way": "text"})
    table.do("accept", "p3")
    table.do("done", "p3")
    assert table.state.turn.who == "p2"


def test_a_short_break_in_the_connection_costs_nothing():
    table = in_round()
    table.do("accept", "lead")
    table.do("lose", "lead")
    table.wait(2)
    table.do("arrive", "lead", value={"way": "text"})
    table.wait(5)
    assert (table.state.turn.who, table.state.turn.state) == ("lead", "speaking")


def test_changing_the_medium_keeps_the_place():
    table = in_round()
    before = list(table.state.waiting)
    table.do("way", "p2", value="audio")
    table.do("way", "p2", value="text")
    assert table.state.waiting == before


def test_extend_once_lend_pause_and_resume():
    table = in_round()
    table.do("accept", "lead")
    table.do("extend", "lead")
    assert table.state.turn.length == 120 * SECOND
    _refused(table, "had_it", "extend", "lead")
    ends = table.state.turn.ends
    table.do("lend", "p3")
    assert table.state.turn.ends == ends + 90 * SECOND
    assert "p3" in table.state.passed
    table.do("pause", "lead")
    left = table.state.turn.left
    table.wait(60)
    table.do("resume", "lead")
    assert table.state.turn.ends == table.at + left


def test_turns_shrink_when_many_wait_and_never_below_thirty_seconds():
    table = in_round(14)
    table.do("accept", "lead")
    assert 30 * SECOND <= table.state.turn.length < 90 * SECOND
    table.wait(9 * 60)  # most of the round is gone
    table.do("done", "lead")
    work = table.state.lengths[2]
    table.do("accept", "co")
    assert table.state.turn.length == 30 * SECOND
    assert table.state.lengths[2] < work  # borrowed from the part where people talk
    assert table.state.lengths[3:] == [5 * MINUTE, 3 * MINUTE]


def test_check_out_and_close_are_kept_however_long_somebody_talks():
    table = in_round()
    table.do("accept", "lead")
    table.wait(60 * 60)
    parts = {event.value: event.at for event in table.happened("part")}
    assert parts["out"] <= LENGTH - 8 * MINUTE
    assert "work" in [event.value for event in table.happened("part_left_out")]
    assert table.happened("unheard")[0].value == ["co", "p2", "p3"]


def test_who_comes_late_waits_at_the_end_of_the_round():
    table = in_round()
    table.do("arrive", "late", value={"way": "video"})
    assert table.state.waiting[-1] == "late"


def test_who_listens_is_asked_for_nothing():
    table = in_round()
    table.do("listen", "p2", value=True)
    assert "p2" not in table.state.waiting
    table.do("listen", "p2", value=False)
    assert table.state.waiting[-1] == "p2"


def test_who_steps_out_keeps_their_place_and_is_next_when_back():
    table = in_round()
    table.do("aside", "p2", value=True)
    table.do("pass", "lead")
    table.do("pass", "co")
    assert table.state.turn.who == "p3"
    table.do("aside", "p2", value=False)
    table.do("pass", "p3")
    assert table.state.turn.who == "p2"


def test_who_speaks_and_steps_out_goes_on_first_when_back():
    table = in_round()
    table.do("accept", "lead")
    table.do("done", "lead")
    table.do("accept", "co")
    table.do("aside", "co", value=True)
    assert (table.state.turn.who, table.state.waiting[0]) == ("p2", "co")
    table.do("aside", "co", value=False)
    table.do("pass", "p2")
    assert table.state.turn.who == "co"


def test_who_leads_steps_out_only_while_somebody_stands_by():
    table = in_round(co=False)
    _refused(table, "stay_with_room", "aside", "lead", value=True)
    table = in_round()
    table.do("aside", "co", value=True)
    _refused(table, "stay_with_room", "aside", "lead", value=True)
    table.do("aside", "co", value=False)
    table.do("aside", "lead", value=True)
    assert [one.id for one in table.state.leaders] == ["co"]
    assert table.happened("promoted")[0].who == "co"
    assert table.state.leader_lost is None


def test_many_lose_the_connection_and_come_back_in_one_step():
    table = in_round()
    version = table.state.version
    table.do("lose", "p2", value=["p3", "nobody", "co"])
    assert table.state.version == version + 1
    assert [one.id for one in table.state.here] == ["lead"]
    table.do("leave", "lead")
    table.do("arrive", "p2", value={"along": ["co", "lead", "p3"]})
    assert {one.id for one in table.state.here} == {"p2", "co", "p3"}  # whoever left on purpose stays away
    assert [event.who for event in table.happened("back")] == ["p2", "co", "p3"]


def test_captions_are_a_role_that_somebody_takes():
    table = in_round()
    table.do("caption", "p2", value=True)
    assert table.state.has_duty("p2", "captioner")
    assert table.do("caption", "p2", value=True) == []
    table.do("caption", "p2", value=False)
    assert not table.state.has_duty("p2", "captioner")


def test_raised_hands_speak_in_order():
    table = in_round()
    table.do("next_part", "lead", value="sure")
    table.do("raise_hand", "p3")
    table.do("raise_hand", "p2")
    assert table.state.turn.who == "p3"
    table.do("done", "p3")
    assert table.state.turn.who == "p2"
    _refused(table, "waits_already", "raise_hand", "p2")


def test_moving_on_while_people_wait_asks_first():
    table = in_round()
    _refused(table, "still_waiting", "next_part", "lead")
    table.do("next_part", "lead", value="sure")
    assert table.happened("unheard")[0].value == ["co", "p2", "p3"]


def test_the_co_facilitator_leads_after_two_minutes_without_a_facilitator():
    table = in_round()
    table.do("lose", "lead")
    table.wait(119)
    assert not table.happened("promoted")
    table.wait(2)
    assert table.happened("promoted")[0].who == "co"


def test_without_anybody_who_leads_the_room_goes_quiet_and_ends_kindly():
    table = in_round(co=False)
    table.do("lose", "lead")
    table.wait(121)
    assert table.state.quiet_since is not None
    assert floor(table.plan, table.state)["all"]
    table.wait(10 * 60)
    assert (table.state.phase, table.state.ended_how) == ("ended", "facilitator_absent")


def test_a_facilitator_who_comes_back_finds_the_part_where_it_was():
    table = in_round(co=False)
    table.do("lose", "lead")
    table.wait(120)
    part, ends = table.state.part, table.state.ends_at
    table.wait(5 * 60)
    table.do("arrive", "lead", value={"way": "text"})
    assert (table.state.quiet_since, table.state.part) == (None, part)
    assert table.state.ends_at == ends + 5 * 60 * SECOND


def test_only_who_may_opens_and_a_large_room_wants_a_second_person():
    table = seated(8, co=False)
    _refused(table, "not_leading", "open", "p2")
    _refused(table, "needs_another", "open", "lead")
    table.do("assign", "lead", whom="p2", value="timekeeper")
    table.do("open", "lead")
    assert table.state.phase == "open"


def test_nobody_opens_long_before_the_start():
    table = seated()
    table.state.starts_at = 10 * MINUTE
    _refused(table, "early", "open", "lead")


def test_a_full_room_lets_in_only_who_has_a_role():
    table = seated(15)
    _refused(table, "full", "arrive", "p15", value={"way": "text"})
    table.do("arrive", "helper", value={"way": "text", "duties": ["host"]})
    table.do("arrive", "p2", value={"way": "text"})  # whoever was inside has their place


def test_removed_is_removed_until_let_back():
    table = in_round()
    table.do("remove", "lead", whom="p2")
    _refused(table, "removed", "arrive", "p2", value={"way": "text"})
    assert "p2" not in table.state.waiting
    table.do("let_back", "lead", whom="p2")
    table.do("arrive", "p2", value={"way": "text"})
    _refused(table, "itself", "remove", "lead", whom="lead")


def test_the_chat_follows_the_part():
    table = in_round()
    table.do("accept", "lead")
    table.do("done", "lead")
    table.do("accept", "co")
    assert [may_write(table.plan, table.state, who) for who in ("lead", "co", "p2")] == [True, True, False]
    table.do("next_part", "lead", value="sure")
    assert may_write(table.plan, table.state, "p2")
    table.do("mute", "lead", whom="p2")
    assert not may_write(table.plan, table.state, "p2")
    table.do("raise_hand", "p2")
    assert may_write(table.plan, table.state, "p2")  # one's own turn is one's own


def test_it_ends_on_time_and_people_may_stay_a_little():
    table = in_round()
    table.wait(LENGTH / SECOND + 90)  # who leads has a minute to say goodbye
    assert table.state.phase == "after"
    assert table.happened("closed")[0].at <= LENGTH + 2 * MINUTE
    table.wait(11 * 60)
    assert table.state.ended_how == "completed"


def test_a_late_start_ends_on_time():
    table = seated()
    table.at = 8 * MINUTE
    table.do("open", "lead")
    assert table.state.ends_at == LENGTH
    assert sum(table.state.lengths) == LENGTH - 8 * MINUTE


def test_stopping_for_safety_stops_at_once():
    table = in_round()
    table.do("stop", "lead")
    assert (table.state.phase, table.state.ended_how) == ("ended", "stopped_for_safety")


def test_closing_early_keeps_the_round_of_check_out():
    table = in_round()
    table.do("close_now", "lead")
    assert table.plan.parts[table.state.part].id == "out"
    assert table.state.turn.who == "lead"


def test_an_empty_room_ends():
    table = in_round()
    for who in list(table.state.people):
        table.do("leave", who)
    table.wait(5 * 60)
    assert table.state.ended_how == "empty"


def test_a_facilitator_who_never_comes_is_waited_for_a_quarter_of_an_hour():
    table = seated()
    table.do("leave", "lead")
    table.wait(14 * 60)
    assert table.state.phase == "lobby"
    table.wait(61)
    assert table.state.ended_how == "facilitator_absent"


def test_a_server_that_was_away_finds_the_room_that_it_would_have_been():
    often, seldom = in_round(), in_round()
    for table in (often, seldom):
        table.do("accept", "lead")
    for _second in range(300):
        often.wait(1)
    seldom.wait(300)
    assert [(e.what, e.at, e.who) for e in often.log] == [(e.what, e.at, e.who) for e in seldom.log]


def test_people_stand_in_the_order_in_which_they_came_whatever_the_store_does():
    table = seated(2)
    for name in ("zoe", "abe", "mia"):
        table.do("arrive", name, value={"way": "text"})
    kept = to_json(table.state)
    kept["people"] = dict(sorted(kept["people"].items()))  # as jsonb keeps them
    assert list(from_json(kept).people) == ["lead", "co", "zoe", "abe", "mia"]


def test_the_stored_log_gives_the_same_room():
    table = in_round()
    table.do("accept", "lead")
    table.wait(100)
    table.do("done", "lead")
    again = Table()
    for command, at in table.steps:
        again.state, _events = step(again.plan, from_json(to_json(again.state)), command, at)
    assert to_json(again.state) == to_json(table.state)
