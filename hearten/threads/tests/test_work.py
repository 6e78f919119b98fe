"""Working something through: the goal, the facts, ideas with two sides, a choice, and what came of it."""

from typing import Any
from uuid import uuid4

import pytest

GOAL: dict[str, Any] = {
    "title": "The talk with my landlord",
    "body": "How can I ask him for quiet at night?",
    "facts": "He lives below us.",
    "tried": "I wrote one letter.",
}


def begin(person: Any, group: Any, **said: Any) -> Any:
    return person.client.post(f"/groups/{group.id}/work/", {**GOAL, "client_id": str(uuid4()), **said})


def begun(person: Any, group: Any, **said: Any) -> str:
    answer = begin(person, group, **said)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def offer(person: Any, thread: str, body: str = "Knock on his door with a cake.", **said: Any) -> Any:
    points = {"good": "He sees your face.", "bad": "It takes courage."}
    answer = person.client.post(f"{thread}replies/", {"body": body, "client_id": str(uuid4()), **points, **said})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"].partition("#p-")[2]


def page(person: Any, address: str) -> str:
    answer = person.client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def working(**only: Any) -> Any:
    from hearten.threads.models import Working

    return Working.objects.using("keeper").get(**only)


def test_from_a_goal_to_what_came_of_it(cast: Any, superuser: Any) -> None:
    thread = begun(cast.ben, cast.group)
    shown = page(cast.ada, thread)
    for words in GOAL.values():
        assert words in shown
    assert 'class="stage-now" aria-current="step"><span class="stage-name">Gathering ideas' in shown
    idea = offer(cast.ada, thread)
    assert "He sees your face." in page(cast.ben, thread) and "It takes courage." in page(cast.ben, thread)
    assert cast.ben.client.post(f"{thread}choice/", {"use": idea, "words": "On Friday."}).status_code == 302
    shown = page(cast.ada, thread)
    assert "The idea of Ada" in shown and "On Friday." in shown and 'stage-now" aria-current="step"' in shown
    superuser.execute("DELETE FROM procrastinate_jobs")
    assert cast.ben.client.post(f"{thread}report-back/", {"words": "He turned it down."}).status_code == 302
    assert "He turned it down." in page(cast.ada, thread)
    told = "SELECT args ->> 'about' FROM procrastinate_jobs WHERE args ->> 'kind' = 'idea_tried'"
    assert superuser.execute(told).fetchall() == [(idea,)]
    assert cast.ben.client.post(f"{thread}report-back/", {"words": "And it lasts."}).status_code == 302
    assert superuser.execute(told).fetchall() == [(idea,)], "a change of words is no news"


def test_whoever_offered_the_idea_is_told_and_nobody_else(cast: Any, as_worker: Any) -> None:
    from hearten.notices.jobs import write_down
    from hearten.notices.models import Notice

    thread = begun(cast.ben, cast.group)
    idea = offer(cast.ada, thread, masked="on")
    given: dict[str, Any] = {"kind": "idea_tried", "about": idea, "members": [], "group": str(cast.group.id)}
    as_worker(write_down.now, actor=cast.ben.id, **given)  # type: ignore[attr-defined]  # the work itself
    assert [one.member_id for one in Notice.objects.using("keeper").filter(kind="idea_tried")] == [cast.ada.id]


def test_one_at_a_time_in_each_group_under_a_name_or_a_mask(cast: Any) -> None:
    thread = begun(cast.ben, cast.group, masked="on")
    again = begin(cast.ben, cast.group)
    assert again.status_code == 403 and "One thing at a time" in again.content.decode()
    assert thread in again.content.decode() and thread in page(cast.ben, f"/groups/{cast.group.id}/work/")
    begun(cast.ben, cast.hidden_group)
    begun(cast.ada, cast.group)
    cast.ben.client.post(f"{thread}choice/", {"words": "I ask."})
    cast.ben.client.post(f"{thread}report-back/", {"words": "It helped."})
    begun(cast.ben, cast.group)


def test_taking_it_back_makes_room_and_takes_all_of_it(cast: Any) -> None:
    thread = begun(cast.ben, cast.group)
    idea = offer(cast.ada, thread)
    cast.ben.client.post(f"{thread}choice/", {"use": idea, "words": "On Friday."})
    opening = _opening(thread)
    assert cast.ben.client.post(f"/posts/{opening}/withdrawal/").status_code == 302
    row = working()
    assert (row.facts, row.tried, row.chosen, row.report) == ("", "", "", "")
    assert "He lives below us" not in page(cast.ada, thread)
    begun(cast.ben, cast.group)


def _opening(thread: str) -> Any:
    from hearten.threads.models import Post

    return Post.objects.using("keeper").get(thread_id=thread.split("/")[2], opens=True).id


def test_an_idea_that_is_taken_back_takes_its_two_sides_along(cast: Any) -> None:
    from hearten.threads.models import Idea

    thread = begun(cast.ben, cast.group)
    idea = offer(cast.ada, thread)
    cast.ben.client.post(f"{thread}choice/", {"use": idea})
    assert cast.ada.client.post(f"/posts/{idea}/withdrawal/").status_code == 302
    assert not Idea.objects.using("keeper").exists()
    shown = page(cast.ben, thread)
    assert "It takes courage." not in shown and "An idea whose words are not there any more." in shown


def test_only_who_began_chooses_and_tells(cast: Any) -> None:
    thread = begun(cast.ben, cast.group)
    idea = offer(cast.ada, thread)
    for way in ("choice/", "report-back/", "facts/"):
        assert cast.ada.client.get(thread + way).status_code == 404
        assert cast.ada.client.post(thread + way, {"words": "No.", "use": idea}).status_code == 404
    early = cast.ben.client.post(f"{thread}report-back/", {"words": "Done."})
    assert early.status_code == 403 and "First choose" in early.content.decode()
    assert "Choose what I try" in page(cast.ben, thread) and "Choose what I try" not in page(cast.ada, thread)


def test_what_is_chosen_is_an_idea_of_this_conversation(cast: Any) -> None:
    thread = begun(cast.ben, cast.group)
    plain = cast.ada.client.post(f"{thread}replies/", {"body": "Since when?", "client_id": str(uuid4())})
    for other in (plain["Location"].partition("#p-")[2], cast.reply.id, _opening(thread), uuid4()):
        assert cast.ben.client.post(f"{thread}choice/", {"use": str(other)}).status_code == 404
    empty = cast.ben.client.post(f"{thread}choice/", {"words": " "})
    assert empty.status_code == 422 and "say in your own words" in empty.content.decode()
    assert working().chosen_at is None


def test_facts_grow_and_a_finished_one_is_finished(cast: Any) -> None:
    thread = begun(cast.ben, cast.group)
    assert cast.ben.client.post(f"{thread}facts/", {"facts": "He is deaf.", "tried": ""}).status_code == 302
    shown = page(cast.ada, thread)
    assert "He is deaf." in shown and "I wrote one letter." not in shown
    cast.ben.client.post(f"{thread}choice/", {"words": "I ask."})
    cast.ben.client.post(f"{thread}report-back/", {"words": "It helped."})
    assert cast.ben.client.post(f"{thread}facts/", {"facts": "x"}).status_code == 403
    assert cast.ben.client.post(f"{thread}choice/", {"words": "x"}).status_code == 403


def test_an_idea_can_be_weighed_later_by_its_writer_alone(cast: Any) -> None:
    thread = begun(cast.ben, cast.group)
    idea = offer(cast.ada, thread, good="", bad="", move="idea")
    assert "What may be hard about it" not in page(cast.ben, thread).split("post-reply")[1].split("</article>")[0]
    assert cast.ada.client.post(f"/posts/{idea}/points/", {"bad": "He may be away."}).status_code == 302
    assert "He may be away." in page(cast.ben, thread)
    assert cast.ben.client.get(f"/posts/{idea}/points/").status_code == 404
    assert cast.ben.client.get(f"/posts/{cast.post.id}/points/").status_code == 404


@pytest.mark.parametrize("way", ["begin", "facts", "choice", "report-back", "reply"])
def test_what_says_how_to_harm_oneself_is_held_wherever_it_stands(way: str, cast: Any, superuser: Any) -> None:
    how = "Take 40 pills of it with vodka and you will not wake up."
    if way == "begin":
        begin(cast.ben, cast.group, facts=how)
    else:
        thread = begun(cast.ben, cast.group)
        if way == "report-back":
            cast.ben.client.post(f"{thread}choice/", {"words": "I ask."})
        sent = {"facts": how, "words": how, "bad": how, "body": "An idea.", "client_id": str(uuid4())}
        person = cast.ada if way == "reply" else cast.ben
        person.client.post(thread + ("replies/" if way == "reply" else f"{way}/"), sent)
    assert superuser.execute("SELECT count(*) FROM moderation_hold WHERE released_at IS NULL").fetchone() == (1,)
    from hearten.threads.models import Thread

    made = Thread.objects.using("keeper").get(kind="work").id
    superuser.execute("UPDATE groups_membership SET role = 'member' WHERE id = %s", [cast.ada_in_group.id])
    if way == "reply":
        assert "vodka" not in page(cast.ben, f"/threads/{made}/")
    else:
        assert "vodka" not in cast.ada.client.get(f"/threads/{made}/").content.decode()


def test_removed_words_come_back_with_all_that_stood_above(cast: Any, superuser: Any) -> None:
    from psycopg.types.json import Jsonb

    thread = begun(cast.ben, cast.group)
    idea, opening = offer(cast.ada, thread), _opening(thread)
    for post in (idea, opening):
        (was,) = superuser.execute("SELECT moderation_post_take(%s)", [post]).fetchone()
        assert superuser.execute("SELECT count(*) FROM threads_idea").fetchone() == (0,)
        superuser.execute("SELECT moderation_post_bring(%s, %s)", [post, Jsonb(was)])
        if post == idea:
            assert "It takes courage." in page(cast.ben, thread)
            superuser.execute("DELETE FROM threads_idea")
    assert "He lives below us." in page(cast.ada, thread)


def test_live_pages_get_both_sides_and_nothing_of_what_is_held(cast: Any, superuser: Any) -> None:
    thread = begun(cast.ben, cast.group)
    idea = offer(cast.ada, thread)
    asked = "SELECT to_jsonb(s) FROM threads_shown_post s WHERE s.id = %s"
    assert superuser.execute(asked, [idea]).fetchone()[0]["bad"] == "It takes courage."


def test_it_is_not_begun_in_the_form_for_other_words(cast: Any) -> None:
    sent = {"title": "x", "kind": "work", "wish": "ideas", "body": "x", "client_id": str(uuid4())}
    assert cast.ben.client.post(f"/groups/{cast.group.id}/write/", sent).status_code == 422


def test_what_was_sent_twice_lands_once(cast: Any) -> None:
    key = str(uuid4())
    assert begun(cast.ben, cast.group, client_id=key) == begun(cast.ben, cast.group, client_id=key)


def test_words_are_kept_when_something_is_missing(cast: Any) -> None:
    answer = begin(cast.ben, cast.group, title="")
    assert answer.status_code == 422
    for words in ("How can I ask him", "He lives below us.", "I wrote one letter."):
        assert words in answer.content.decode()


def test_a_copy_has_all_of_it_and_an_erasure_takes_all_of_it(cast: Any, as_seat: Any) -> None:
    from hearten.members import rights
    from hearten.threads.models import Idea

    thread = begun(cast.ben, cast.group)
    offer(cast.ada, thread)
    cast.ben.client.post(f"{thread}choice/", {"words": "I ask."})
    worked = next(one for one in rights.exported() if one.name == "worked_through")
    forget = next(one for one in rights.erasures() if one.name == "threads")
    with as_seat(cast.ben) as seat:
        assert {row["words"] for row in worked.read(seat)} == {"He lives below us.", "I wrote one letter.", "I ask."}
    with as_seat(cast.ada) as seat:
        assert {row["words"] for row in worked.read(seat)} == {"He sees your face.", "It takes courage."}
        forget.run(seat, "erased")
    assert not Idea.objects.using("keeper").exists() and working().chosen == "I ask."
    with as_seat(cast.ben) as seat:
        forget.run(seat, "erased")
    assert working().chosen == "" and working().facts == ""


def test_who_keeps_away_does_not_see_what_stands_above(cast: Any, superuser: Any) -> None:
    thread = begun(cast.ben, cast.group)
    superuser.execute("UPDATE groups_membership SET role = 'member' WHERE id = %s", [cast.ada_in_group.id])
    assert cast.ada.client.post(f"/posts/{cast.post.id}/distance/", {"kind": "mute"}).status_code == 302
    assert cast.ada.client.get(thread).status_code == 404
