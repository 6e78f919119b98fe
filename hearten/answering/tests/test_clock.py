"""When the clock of a conversation starts and ends, and who counts as another person."""

from typing import Any
from uuid import uuid4

import pytest

from hearten.answering.tests.conftest import Helpers, ask, clock_of, ended, later
from hearten.threads.models import Kind
from tests.apart import keep_distance, nod, opening, reply

pytestmark = pytest.mark.django_db
METHOD = "The lantern way."


@pytest.fixture
def lantern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words about a lantern are read as a way to hurt oneself: they are held for a person's look."""
    from hearten.moderation.actions import method

    monkeypatch.setattr(method, "method_detail", lambda text: ((0, 5, "gives"),) if "lantern" in text else ())


def withdraw(person: Any, post: Any) -> None:
    assert person.client.post(f"/posts/{post}/withdrawal/").status_code == 302


def release(helpers: Helpers, superuser: Any) -> None:
    """Ada lets out everything that is held."""
    for hold in superuser.execute("SELECT id FROM moderation_hold WHERE released_at IS NULL").fetchall():
        assert helpers.cast.ada.client.post(f"/moderation/holds/{hold[0]}/release/").status_code == 302


@pytest.mark.parametrize("kind", [one.value for one in Kind if one not in (Kind.WORK, Kind.WIN)])
def test_a_call_for_support_starts_one_with_the_groups_two_times(kind: str, helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group, kind=kind)
    hours = "SELECT extract(epoch FROM first_at - asked_at) / 3600, extract(epoch FROM second_at - asked_at) / 3600"
    assert superuser.execute(f"{hours} FROM answering_clock WHERE thread_id = %s", [thread]).fetchone() == (2, 8)
    assert clock_of(superuser, thread)["kind"] == kind and ended(superuser, thread) == ""


def test_a_win_starts_none_and_working_something_through_does(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    assert clock_of(superuser, ask(cast.ben, cast.group, kind="win")) is None
    sent = {"title": "The lift", "goal": "Use it.", "body": "Use the lift.", "wish": "ideas", "client_id": str(uuid4())}
    sent |= {"facts": "", "tried": ""}
    answer = cast.ben.client.post(f"/groups/{cast.group.id}/work/", sent)
    assert clock_of(superuser, answer.headers["Location"].split("/")[2])["kind"] == "work"


def test_only_another_person_ends_it_whatever_name_they_have_on(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    reply(cast.ben, thread, "One more thing.")
    nod(cast.dov, opening(cast, thread))
    assert ended(superuser, thread) == "", "neither one's own words nor a nod are an answer"
    reply(cast.dov, thread, "I am here.", masked="on")
    assert ended(superuser, thread) == "answered"


def test_ones_own_words_behind_a_mask_look_like_an_answer_and_count_as_none(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    named, masked = ask(cast.ben, cast.group), ask(cast.ben, cast.group, masked="on")
    reply(cast.ben, named, "I know that.", masked="on")
    reply(cast.ben, masked, "It is me again.", masked="on")
    assert ended(superuser, named) == "alone", "nobody is called, which would show whose mask it is"
    assert ended(superuser, masked) == "", "with the same mask on, everybody sees that nobody else has written"
    reply(cast.ben, masked, "I know that.")
    reply(cast.dov, named, "Me too.")
    assert (ended(superuser, named), ended(superuser, masked)) == ("answered", "alone")


def test_a_reply_that_whoever_asked_does_not_see_is_no_answer(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    first = ask(cast.ben, cast.group)
    keep_distance(cast.ben, reply(cast.dov, first, "Here."), "mute")
    thread = ask(cast.ben, cast.group, "Another day")
    reply(cast.dov, thread, "I am here again.")
    assert ended(superuser, thread) == "unseen"
    reply(cast.cleo, thread, "So am I.")
    assert ended(superuser, thread) == "answered"


def test_when_it_ended_is_the_first_replys_moment_whether_it_counts_or_not(helpers: Helpers, superuser: Any) -> None:
    """What every member may read beside the posts: another moment than that would tell which reply is none."""
    cast = helpers.cast
    keep_distance(cast.ben, reply(cast.cleo, cast.thread.id, "Here."), "mute")
    threads = {how: ask(cast.ben, cast.group, how) for how in ("alone", "unseen", "answered")}
    for how, person, more in (
        ("alone", cast.ben, {"masked": "on"}),
        ("unseen", cast.cleo, {}),
        ("answered", cast.dov, {}),
    ):
        reply(person, threads[how], "Here.", **more)
        assert ended(superuser, threads[how]) == how
    first = (
        "SELECT c.ended_at = (SELECT min(p.made_at) FROM threads_post p "
        "WHERE p.thread_id = c.thread_id AND NOT p.opens), "
        "c.answered_at IS NOT NULL FROM answering_clock c WHERE c.thread_id = %s"
    )
    for how, thread in threads.items():
        assert superuser.execute(first, [thread]).fetchone() == (True, how == "answered")
        if how != "answered":
            reply(cast.dov, thread, "So am I.")
        assert superuser.execute(first, [thread]).fetchone() == (True, True), "nor does a later one move it"
    later = "SELECT answered_at > ended_at FROM answering_clock WHERE thread_id = %s"
    assert superuser.execute(later, [threads["alone"]]).fetchone() == (True,)


def test_taking_the_question_back_ends_it_and_an_answer_stays_one(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    waits, answered = ask(cast.ben, cast.group), ask(cast.ben, cast.group, "Another day")
    reply(cast.dov, answered, "I am here.")
    for thread in (waits, answered):
        withdraw(cast.ben, opening(cast, thread))
    assert (ended(superuser, waits), ended(superuser, answered)) == ("taken", "answered")


def test_an_answer_that_goes_lets_it_wait_anew_and_says_so(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    words = reply(cast.dov, thread, "I am here.")
    later(superuser, hours=5)
    withdraw(cast.dov, words)
    clock = clock_of(superuser, thread)
    assert clock["ended_how"] == "" and clock["reopened_at"] and clock["step"] == "first"
    anew = "SELECT first_at - reopened_at = interval '2 hours' AND due_at = first_at FROM answering_clock"
    assert superuser.execute(f"{anew} WHERE thread_id = %s", [thread]).fetchone() == (True,), "the times count anew"


def test_an_answer_that_goes_days_later_was_one(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    words = reply(cast.dov, thread, "I am here.")
    later(superuser, hours=49)
    withdraw(cast.dov, words)
    assert ended(superuser, thread) == "answered"


def test_who_leaves_with_their_words_was_an_answer_while_they_were_there(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    reply(cast.dov, thread, "I am here.")
    gone = cast.dov.client.post(f"/groups/{cast.group.id}/leave/", {"words": "erase", "how": "erased"})
    assert gone.status_code == 302 and ended(superuser, thread) == "answered"


def test_who_asked_and_leaves_waits_for_nobody_and_a_mask_goes_on(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    named, masked = ask(cast.ben, cast.group), ask(cast.ben, cast.group, masked="on")
    gone = cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"words": "keep", "how": "kept"})
    assert gone.status_code == 302
    assert (ended(superuser, named), ended(superuser, masked)) == ("left", "")


def test_a_closed_group_asks_nobody(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    superuser.execute("UPDATE groups_group SET closed_at = now() WHERE id = %s", [cast.group.id])
    assert ended(superuser, thread) == "closed"


def test_a_question_that_is_held_begins_to_wait_when_others_can_read_it(
    helpers: Helpers, lantern: None, superuser: Any, calls: Any
) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group, "The lantern")
    later(superuser, hours=9)
    calls()
    assert clock_of(superuser, thread)["first_told_at"] is None, "nobody is asked about what nobody may read"
    release(helpers, superuser)
    waited = "SELECT now() - asked_at < interval '1 minute' FROM answering_clock WHERE thread_id = %s"
    assert superuser.execute(waited, [thread]).fetchone() == (True,)


def test_a_reply_that_is_held_is_an_answer_when_others_can_read_it(
    helpers: Helpers, lantern: None, superuser: Any
) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    later(superuser, minutes=30)
    reply(cast.dov, thread, METHOD)
    clock = clock_of(superuser, thread)
    assert clock["ended_how"] == "" and clock["reopened_at"] is None, "nobody saw it: nothing ended"
    release(helpers, superuser)
    took = "SELECT ended_at - asked_at >= interval '30 minutes' FROM answering_clock WHERE thread_id = %s"
    assert ended(superuser, thread) == "answered"
    assert superuser.execute(took, [thread]).fetchone() == (True,)


def test_an_answer_that_is_hidden_for_a_look_lets_it_wait_anew(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    post = reply(cast.dov, thread, "Go away.")
    superuser.execute(
        "INSERT INTO moderation_hold (id, group_id, kind, item, why, made_at, released_name) VALUES "
        "(gen_random_uuid(), %s, 'post', %s, 'reports', now(), '')",
        [cast.group.id, post],
    )
    assert ended(superuser, thread) == "" and clock_of(superuser, thread)["reopened_at"]
    superuser.execute("UPDATE moderation_hold SET released_at = now()")
    assert ended(superuser, thread) == "answered"
