"""Who is asked to look, and when: on duty, peer supporters, who leads, welcomers; never who keeps away or rests."""

from typing import Any

import pytest

from hearten.answering.jobs import catch_up
from hearten.answering.tests.conftest import Helpers, ask, clock_of, later, on_duty, page, says, told
from hearten.moderation.tests.conftest import joined
from hearten.notices.kinds import kind_of
from tests.apart import begin, keep_distance, reply

pytestmark = pytest.mark.django_db


def test_at_the_first_time_whoever_is_on_duty_and_at_the_second_who_leads(
    helpers: Helpers, superuser: Any, calls: Any
) -> None:
    cast = helpers.cast
    settled(helpers, superuser)
    on_duty(superuser, cast.cleo, cast.group)
    thread = ask(cast.ben, cast.group)
    later(superuser, minutes=119)
    calls()
    assert told(superuser, thread) == {}
    later(superuser, minutes=2)
    calls()
    assert told(superuser, thread) == {"no_reply_on_duty": [cast.cleo.id]}
    later(superuser, minutes=358)
    calls()
    assert "still_no_reply" not in told(superuser, thread)
    later(superuser, minutes=2)
    calls()
    calls()
    assert told(superuser, thread) == {"no_reply_on_duty": [cast.cleo.id], "still_no_reply": [cast.ada.id]}
    clock = clock_of(superuser, thread)
    assert clock["step"] == "" and clock["due_at"] is None


def settled(helpers: Helpers, superuser: Any) -> None:
    """Ben has asked here before: he is no newcomer."""
    for _number in range(3):
        ask(helpers.cast.ben, helpers.cast.group, "Before")
    superuser.execute("DELETE FROM answering_clock")


def first_call(superuser: Any, calls: Any, thread: Any) -> list[Any]:
    later(superuser, hours=2.1)
    calls()
    return told(superuser, thread).get("no_reply_yet", [])


def test_where_nobody_is_on_duty_peer_supporters_are_asked_and_without_them_who_leads(
    helpers: Helpers, superuser: Any, calls: Any
) -> None:
    cast = helpers.cast
    on_duty(superuser, cast.ada, cast.hidden_group)  # another group's rota is another's
    assert first_call(superuser, calls, ask(cast.ben, cast.group)) == [cast.dov.id]
    superuser.execute("UPDATE groups_membership SET role = 'member' WHERE id = %s", [helpers.dov_in_group])
    assert first_call(superuser, calls, ask(cast.ben, cast.group)) == [cast.ada.id]


def test_an_answer_before_asks_nobody_and_takes_notices_that_nobody_followed(
    helpers: Helpers, superuser: Any, calls: Any
) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    assert first_call(superuser, calls, thread) == [cast.dov.id]
    reply(cast.cleo, thread, "I am here.")
    assert told(superuser, thread) == {}
    later(superuser, hours=7)
    calls()
    assert told(superuser, thread) == {}


@pytest.mark.parametrize("what", ["not_today", "break", "away"])
def test_who_rests_is_not_asked(what: str, helpers: Helpers, superuser: Any, calls: Any) -> None:
    cast = helpers.cast
    on_duty(superuser, cast.cleo, cast.group)
    says(superuser, cast.cleo, what)
    assert first_call(superuser, calls, ask(cast.ben, cast.group)) == [cast.dov.id], "as if nobody were on duty"


@pytest.mark.parametrize(("by", "kind"), [("dov", "mute"), ("dov", "block"), ("ben", "mute"), ("ben", "block")])
def test_nobody_is_told_across_a_distance_whoever_chose_it(
    by: str, kind: str, helpers: Helpers, superuser: Any, calls: Any
) -> None:
    cast = helpers.cast
    words = {"dov": cast.post.id, "ben": reply(cast.dov, cast.thread.id, "Here.")}
    keep_distance(getattr(cast, by), words[by], kind)
    settled(helpers, superuser)
    thread, masked = ask(cast.ben, cast.group), ask(cast.ben, cast.group, masked="on")
    assert first_call(superuser, calls, thread) == []
    assert told(superuser, thread) == told(superuser, masked) == {}, "nobody in his place: they would know why"
    later(superuser, hours=6)
    calls()
    assert told(superuser, thread) == told(superuser, masked) == {"still_no_reply": [cast.ada.id]}


@pytest.mark.parametrize("covered", [True, False])
def test_nobody_is_told_of_their_own_and_who_is_asked_instead_shows_no_mask(
    covered: bool, helpers: Helpers, superuser: Any, calls: Any
) -> None:
    cast = helpers.cast
    if covered:
        on_duty(superuser, cast.dov, cast.group)
        superuser.execute("UPDATE groups_membership SET role = 'peer_supporter' WHERE id = %s", [helpers.cleo_in_group])
    named, masked = ask(cast.dov, cast.group), ask(cast.dov, cast.group, masked="on")
    hello = ask(cast.cleo, cast.group, masked="on", kind="hello")
    later(superuser, hours=2.1)
    calls()
    calls()
    instead = cast.cleo if covered else cast.ada
    assert told(superuser, named)["no_reply_yet"] == [instead.id], "everybody reads that it is his own"
    assert told(superuser, masked) == {}, "that somebody else is asked than the rota says would tell whose it is"
    assert "hello" not in told(superuser, hello)
    later(superuser, hours=6)
    calls()
    assert told(superuser, masked) == {"still_no_reply": [cast.ada.id]}, "at the second time nobody can tell"


def test_where_everybody_rests_nothing_says_that_somebody_was_asked(
    helpers: Helpers, superuser: Any, calls: Any
) -> None:
    cast = helpers.cast
    settled(helpers, superuser)
    for person in (cast.dov, cast.ada):
        says(superuser, person, "not_today")
    thread = ask(cast.ben, cast.group)
    assert first_call(superuser, calls, thread) == [] and clock_of(superuser, thread)["step"] == "second"
    shown = page(cast.ben, f"/threads/{thread}/")
    assert "were asked" not in shown and "if nobody has answered by then, those who lead" in shown
    queue = page(cast.dov, "/waiting/")
    assert "Those who lead are asked:" in queue and "Helpers" not in queue


def test_word_to_who_is_on_duty_waits_for_no_hour_and_to_others_it_does() -> None:
    assert kind_of("no_reply_on_duty").urgent and not kind_of("no_reply_on_duty").duty
    assert not [name for name in ("hello", "newcomer", "no_reply_yet", "still_no_reply") if kind_of(name).urgent]


def test_a_newcomers_first_three_go_to_the_welcomers_at_once(helpers: Helpers, superuser: Any, calls: Any) -> None:
    cast = helpers.cast
    joined(cast, cast.mo, cast.group)
    first = begin(cast.mo, cast.group.id, "Hello", "I am new.", kind="hello")
    threads = [first, *(ask(cast.mo, cast.group, f"Day {number}") for number in range(3))]
    masked = ask(cast.mo, cast.group, masked="on")
    calls()
    assert told(superuser, first) == {"hello": [cast.cleo.id]}
    assert [told(superuser, one) for one in threads[1:3]] == [{"newcomer": [cast.cleo.id]}] * 2
    assert told(superuser, threads[3]) == told(superuser, masked) == {}, "not the fourth, nor of a mask"
    later(superuser, hours=2.1)
    calls()
    assert told(superuser, threads[1])["no_reply_yet"] == [cast.dov.id], "the clock goes on"


def test_without_a_welcomer_who_leads_hears_a_hello(helpers: Helpers, superuser: Any, calls: Any) -> None:
    cast = helpers.cast
    superuser.execute("UPDATE groups_membership SET welcomes_since = NULL")
    thread = ask(cast.ben, cast.group, kind="hello")
    calls()
    assert told(superuser, thread) == {"hello": [cast.ada.id]}


def test_two_groups_keep_their_own_times_and_people(helpers: Helpers, superuser: Any, calls: Any) -> None:
    cast = helpers.cast
    chosen = cast.ada.client.post(f"/groups/{cast.group.id}/lead/answering/", {"first": "30", "second": "120"})
    assert chosen.status_code == 302
    here, there = ask(cast.ben, cast.group), ask(cast.ben, cast.hidden_group)
    later(superuser, minutes=31)
    calls()
    assert told(superuser, here)["no_reply_yet"] == [cast.dov.id]
    assert "no_reply_yet" not in told(superuser, there)
    later(superuser, minutes=90)
    calls()
    assert told(superuser, here)["still_no_reply"] == [cast.ada.id]
    assert told(superuser, there)["no_reply_yet"] == [cast.ada.id], "nobody else helps there"


def test_told_of_one_that_waits_anew_the_newer_notice_takes_the_older_ones_place(
    helpers: Helpers, superuser: Any, calls: Any
) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    first_call(superuser, calls, thread)
    superuser.execute("UPDATE notices_notice SET seen_at = now() WHERE kind = 'no_reply_yet'")
    words = reply(cast.cleo, thread, "Here.")
    assert cast.cleo.client.post(f"/posts/{words}/withdrawal/").status_code == 302
    assert first_call(superuser, calls, thread) == [cast.dov.id]
    unseen = "SELECT count(*) FROM notices_notice WHERE about = %s AND kind = 'no_reply_yet' AND seen_at IS NULL"
    assert superuser.execute(unseen, [thread]).fetchone() == (1,)


def test_what_was_asked_before_an_update_is_in_the_queue_and_calls_nobody(
    helpers: Helpers, superuser: Any, calls: Any, as_worker: Any
) -> None:
    cast = helpers.cast
    thread, answered = ask(cast.ben, cast.group), ask(cast.ben, cast.group)
    reply(cast.dov, answered, "Here.")
    superuser.execute("DELETE FROM answering_clock")
    as_worker(catch_up, timestamp=0, transactions=True)
    later(superuser, hours=30)
    calls()
    assert told(superuser, thread) == {}
    assert clock_of(superuser, thread)["ended_at"] is None and clock_of(superuser, answered)["ended_at"]


def test_notices_say_nothing_of_anybody(helpers: Helpers, superuser: Any, calls: Any) -> None:
    cast = helpers.cast
    first_call(superuser, calls, ask(cast.ben, cast.group, "My divorce"))
    news = cast.dov.client.get("/news/").content.decode()
    assert "Somebody waits for a first answer" in news and "divorce" not in news and "Ben" not in news
