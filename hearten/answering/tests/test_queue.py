"""Who waits, as people who help see it: in which order, why, and who writes an answer."""

from datetime import timedelta
from typing import Any

import pytest

from hearten.answering.queue import waiting_for
from hearten.answering.tests.conftest import Helpers, ask, clock_of, later, on_duty, page
from tests.apart import keep_distance, nod, opening, reply

pytestmark = pytest.mark.django_db


def titles(as_seat: Any, person: Any) -> list[str]:
    with as_seat(person) as seat:
        return [one.title for one in waiting_for(seat)]


def test_an_unanswered_post_is_there_with_what_both_calls_did(
    helpers: Helpers, superuser: Any, calls: Any, as_seat: Any
) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group, "The long day")
    assert "Helpers are asked:" in page(cast.dov, "/waiting/")
    later(superuser, hours=2.1)
    calls()
    shown = page(cast.dov, "/waiting/")
    assert "The long day" in shown and "Helpers were asked:" in shown and "Waits for more than two hours." in shown
    assert "Wishes to be heard." in shown and "One of the first things they wrote here." in shown
    later(superuser, hours=6)
    calls()
    assert "Those who lead were asked:" in page(cast.ada, "/waiting/")
    with as_seat(cast.ada) as seat:
        (one,) = waiting_for(seat)
    assert str(one.thread_id) == thread and one.first_told_at and one.second_told_at and one.writing_name is None
    reply(cast.dov, thread, "I am here.")
    assert "The long day" not in page(cast.ada, "/waiting/") and "Nobody waits" in page(cast.ada, "/waiting/")


def test_only_who_helps_has_the_page_and_only_of_their_groups(helpers: Helpers, superuser: Any, as_seat: Any) -> None:
    cast = helpers.cast
    ask(cast.ben, cast.group, "In low days")
    ask(cast.ben, cast.hidden_group, "In night shift")
    for person in (cast.ben, cast.mo, cast.odile, cast.eli):
        page(person, "/waiting/", 404)
    assert titles(as_seat, cast.ada) == ["In low days", "In night shift"]
    assert titles(as_seat, cast.dov) == titles(as_seat, cast.cleo) == ["In low days"]
    superuser.execute("UPDATE groups_membership SET role = 'moderator' WHERE id = %s", [helpers.dov_in_group])
    assert titles(as_seat, cast.dov) == []
    on_duty(superuser, cast.dov, cast.group)
    assert titles(as_seat, cast.dov) == ["In low days"], "on duty now"


def test_waiting_time_comes_first_and_then_need(helpers: Helpers, superuser: Any, as_seat: Any) -> None:
    cast = helpers.cast
    ask(cast.ben, cast.group, "old idea", wish="ideas")
    later(superuser, hours=3)
    ask(cast.ben, cast.group, "info", wish="information")
    ask(cast.ben, cast.group, "heard")
    ask(cast.ben, cast.group, "setback", kind="setback", wish="information")
    assert titles(as_seat, cast.ada) == ["old idea", "setback", "heard", "info"]


def test_one_sees_no_own_nothing_held_nothing_across_a_distance(helpers: Helpers, superuser: Any, as_seat: Any) -> None:
    cast = helpers.cast
    ask(cast.dov, cast.group, "mine")
    ask(cast.dov, cast.group, "mine, masked", masked="on")
    held = ask(cast.ben, cast.group, "held")
    ask(cast.ben, cast.group, "ben's")
    superuser.execute(
        "INSERT INTO moderation_hold (id, group_id, kind, item, also, why, made_at, released_name) VALUES "
        "(gen_random_uuid(), %s, 'post', %s, %s, 'reports', now(), '')",
        [cast.group.id, opening(cast, held), held],
    )
    assert titles(as_seat, cast.dov) == ["ben's"]
    assert titles(as_seat, cast.ada) == ["mine", "ben's", "mine, masked"], "nobody could answer what is held"
    keep_distance(cast.dov, cast.post.id)
    assert titles(as_seat, cast.dov) == []


def test_to_whom_a_reply_is_out_of_sight_it_waits_still(helpers: Helpers, superuser: Any, as_seat: Any) -> None:
    cast = helpers.cast
    keep_distance(cast.dov, cast.post.id)  # Dov blocks Ben
    thread = ask(cast.cleo, cast.group, "cleo's")
    reply(cast.ben, thread, "Here.")
    assert titles(as_seat, cast.dov) == ["cleo's"] and titles(as_seat, cast.ada) == []
    assert cast.dov.client.post(f"/threads/{thread}/writing/").status_code == 302


def test_who_writes_an_answer_is_seen_by_who_helps_and_by_nobody_else(
    helpers: Helpers, superuser: Any, as_seat: Any, clock: Any
) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group, "The long day")
    answer = cast.dov.client.post(f"/threads/{thread}/writing/")
    assert answer["Location"] == f"/threads/{thread}/#reply"
    shown = page(cast.ada, "/waiting/")
    assert "Dov writes an answer." in shown and "You can answer as well." in shown
    assert "Let it go" in page(cast.dov, "/waiting/")
    assert "writes an answer" not in page(cast.ben, f"/threads/{thread}/")
    clock.pass_(timedelta(minutes=1))
    assert cast.ada.client.post(f"/threads/{thread}/writing/").status_code == 302, "it locks nothing"
    with as_seat(cast.cleo) as seat:
        assert [one.writing_name for one in waiting_for(seat)] == ["Dov"], "whoever said so first"
    assert cast.dov.client.post(f"/threads/{thread}/writing/end/").status_code == 302
    assert "Ada writes an answer." in page(cast.cleo, "/waiting/")
    clock.pass_(timedelta(minutes=31))
    assert "writes an answer" not in page(cast.cleo, "/waiting/")
    reply(cast.cleo, thread, "Here.")
    assert superuser.execute("SELECT count(*) FROM answering_writing").fetchone() == (0,)


def test_only_who_helps_says_so_and_only_of_what_waits(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread, own = ask(cast.ben, cast.group), ask(cast.dov, cast.group)
    where = f"/threads/{thread}/writing/"
    assert cast.ben.client.post(where).status_code == 404
    assert cast.mo.client.post(where).status_code == 404
    assert cast.dov.client.post(f"/threads/{own}/writing/").status_code == 403
    reply(cast.cleo, thread, "Here.")
    assert cast.dov.client.post(where).status_code == 403
    assert superuser.execute("SELECT count(*) FROM answering_writing").fetchone() == (0,)
    assert clock_of(superuser, thread)["ended_at"]


def test_a_nod_is_shown_and_a_content_note_is_kept(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    hello = ask(cast.ben, cast.group, "hello", kind="hello")
    nod(cast.cleo, opening(cast, hello))
    ask(cast.ben, cast.group, "About a loss", note="talks about loss")
    shown = page(cast.dov, "/waiting/")
    assert "1 person has read it" in shown and "Content note: talks about loss" in shown
    assert "Cleo has read this." in page(cast.ben, f"/threads/{hello}/"), "whoever wrote it sees by whom"
    superuser.execute("UPDATE members_profile SET folds = to_jsonb(ARRAY['loss']) WHERE member_id = %s", [cast.dov.id])
    assert "About a loss" not in page(cast.dov, "/waiting/"), "not for who listens to the page, either"


def test_a_closed_conversation_is_not_there(helpers: Helpers, superuser: Any, as_seat: Any) -> None:
    cast = helpers.cast
    ask(cast.ben, cast.group, "old")
    superuser.execute("UPDATE threads_thread SET last_at = now() - interval '8 days'")
    superuser.execute("UPDATE groups_group SET keeps = 'archive', keeps_days = 7 WHERE id = %s", [cast.group.id])
    assert titles(as_seat, cast.ada) == []


def test_the_first_page_counts_by_the_same_clock(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group, "The long day")
    reply(cast.ben, thread, "One more thing.")
    home = page(cast.dov, "/")
    assert "Waiting for a first reply" in home and "1 person waits for a first answer" in home
    superuser.execute("UPDATE groups_membership SET role = 'member' WHERE id = %s", [helpers.dov_in_group])
    home = page(cast.dov, "/")
    assert "Waiting for a first reply" in home and "waits for a first answer" not in home
    reply(cast.cleo, thread, "Here.")
    assert "Waiting for a first reply" not in page(cast.dov, "/")
