"""What stands between two people, and what it leaves: a mute, a block, a break, a removal, a change of mind."""

from typing import Any

import pytest

from hearten.messages.tests.conftest import FIRST

SHUT = "This person takes no private messages at the moment."


def _refused(answer: Any, *words: str) -> None:
    assert answer.status_code == 403
    text = answer.content.decode()
    assert all(one in text for one in words), text


def test_a_mute_says_the_same_as_off(cast: Any, pages: Any) -> None:
    assert cast.ada.client.post(f"/posts/{cast.post.id}/distance/", {"kind": "mute"}).status_code == 302
    _refused(pages.ask(cast.ben, cast.ada_in_group), SHUT)
    _refused(pages.ask(cast.ada, cast.ben_in_group), SHUT)


def test_a_mute_stops_it_for_a_while_and_keeps_the_name(cast: Any, pages: Any, superuser: Any) -> None:
    talk = pages.open()
    assert cast.ben.client.post(f"/posts/{cast.reply.id}/distance/", {"kind": "mute"}).status_code == 302
    for person, them in ((cast.ada, "Ben"), (cast.ben, "Ada")):
        shown = pages.page(person, talk)
        assert f"<h1>{them}</h1>" in shown
        assert "Nobody can write here at the moment." in shown
        assert f">{them}</a>" in person.client.get("/messages/").content.decode()
        assert pages.send(person, talk, "Still there?").status_code == 403
    pages.superuser.execute("UPDATE messages_message SET author_id = %s", [cast.ada.id])
    assert ">Ada</p>" in pages.page(cast.ben, talk), "above her messages, too"
    ((key,),) = superuser.execute("SELECT id FROM members_distance").fetchall()
    cast.ben.client.post(f"/you/distance/{key}/end/")
    assert pages.send(cast.ben, talk, "Good evening.").status_code == 302


@pytest.mark.parametrize(("by", "post"), [("ada", "post"), ("ben", "reply")])
def test_a_request_from_before_a_mute_cannot_be_answered_while_it_lasts(
    cast: Any, pages: Any, superuser: Any, by: str, post: str
) -> None:
    """Otherwise the yes would tell the asker that nothing keeps them from being written to, and then nobody could."""
    talk, one = pages.asked(), getattr(cast, by)
    one.client.post(f"/posts/{getattr(cast, post).id}/distance/", {"kind": "mute"})
    assert "ended without an answer" in pages.page(cast.ada, talk)
    _refused(pages.answer(cast.ada, talk), "There is nothing left to answer here.")
    assert "ended without an answer" not in pages.page(cast.ben, talk), "to who asked, no answer came"
    ((key,),) = superuser.execute("SELECT id FROM members_distance").fetchall()
    one.client.post(f"/you/distance/{key}/end/")
    assert pages.answer(cast.ada, talk).status_code == 302


def test_a_block_takes_the_name_and_not_what_was_written(cast: Any, pages: Any) -> None:
    talk = pages.open()
    assert "<h1>Ada</h1>" in pages.page(cast.ben, talk)
    pages.end(cast.ben, talk, "block")
    shown = pages.page(cast.ben, talk)
    assert "<h1>Ada</h1>" not in shown and FIRST in shown
    assert "<h1>Ben</h1>" in pages.page(cast.ada, talk), "who looks after a group sees its people"


def test_a_block_from_a_conversation_does_what_one_from_a_post_does(cast: Any, pages: Any, superuser: Any) -> None:
    """Notices about words that are out of sight go, and a mute makes room for it."""
    talk = pages.open()
    cast.ben.client.post(f"/posts/{cast.reply.id}/distance/", {"kind": "mute"})
    superuser.execute("DELETE FROM notices_notice")
    for about in (cast.reply.id, cast.post.id):
        superuser.execute(
            "INSERT INTO notices_notice (id, member_id, kind, about, made_at) "
            "VALUES (gen_random_uuid(), %s, 'reply', %s, now())",
            [cast.ben.id, about],
        )
    assert pages.end(cast.ben, talk, "block").status_code == 302
    assert superuser.execute("SELECT about FROM notices_notice").fetchall() == [(cast.post.id,)]
    running = superuser.execute("SELECT kind FROM members_distance WHERE ended_at IS NULL").fetchall()
    assert running == [("block",)]


def test_blocks_from_conversations_count_towards_the_hours_limit(
    cast: Any, pages: Any, superuser: Any, settings: Any
) -> None:
    from hearten.members import limits

    settings.HEARTEN_RATE_LIMITS = True
    talk, who = pages.open(), str(cast.ben.id)
    for _time in range(limits.DISTANCES_OF_A_MEMBER.most - 1):
        limits.take(limits.DISTANCES_OF_A_MEMBER, who)
    assert pages.end(cast.ben, talk, "block").status_code == 302
    _refused(pages.end(cast.ben, talk, "end", "block"), "You blocked many people within an hour.")
    assert pages.end(cast.ben, talk, "end", "report").status_code == 302
    assert not limits.take(limits.DISTANCES_OF_A_MEMBER, who)


def test_the_name_is_told_to_the_two_alone(cast: Any, pages: Any, superuser: Any) -> None:
    talk, told = pages.open(), {}
    for person in cast.people:
        with superuser.transaction(force_rollback=True):
            superuser.execute("SET LOCAL SESSION AUTHORIZATION hearten_web")
            superuser.execute("SELECT set_config('hearten.member', %s, true)", [person.id.hex])
            told[person.name] = superuser.execute("SELECT messages_their_name(%s)", [talk]).fetchone()[0]
    assert {name: said for name, said in told.items() if said} == {"Ada": "Ben", "Ben": "Ada"}


def test_who_comes_back_after_a_removal_can_be_asked_anew(cast: Any, pages: Any, superuser: Any) -> None:
    talk = pages.open()
    path = f"/groups/{cast.group.id}/lead/people/{cast.ben_in_group.id}/removal/"
    cast.ada.client.post(path, {"words": "Please take some time."})
    again = _welcomed_back(superuser, cast)
    assert pages.send(cast.ada, talk, "Are you there?").status_code == 403
    anew = pages.asked(cast.ada, again)
    assert anew != talk
    assert pages.answer(cast.ben, anew).status_code == 302
    assert pages.send(cast.ben, anew, "I am back.").status_code == 302


def _welcomed_back(superuser: Any, cast: Any) -> Any:
    """Ben has a new place in the group, with the name he had."""
    copy = "CREATE TEMP TABLE back ON COMMIT DROP AS SELECT * FROM groups_membership WHERE id = %s"
    with superuser.transaction():
        superuser.execute(copy, [cast.ben_in_group.id])
        superuser.execute("UPDATE back SET id = gen_random_uuid(), ended_at = NULL, ended_how = '', ended_words = ''")
        superuser.execute("INSERT INTO groups_membership SELECT * FROM back")
    from hearten.groups.models import Membership

    return Membership.objects.using("keeper").get(group=cast.group, member_id=cast.ben.id, ended_at=None)


def test_who_is_on_a_break_is_told_so_and_led_to_it(cast: Any, pages: Any, as_seat: Any) -> None:
    from hearten.members import breaks

    with as_seat(cast.ben) as seat:
        breaks.begin(seat, "open")
    _refused(pages.ask(cast.ben, cast.ada_in_group), "You are on a break", 'href="/you/break/"')
    _refused(pages.ask(cast.ada, cast.ben_in_group), SHUT)
    assert "you cannot write either" in cast.ben.client.get("/you/break/").content.decode()


@pytest.mark.parametrize("how", ["accept", "not_now"])
def test_a_request_that_was_taken_back_is_nothing_to_answer(cast: Any, pages: Any, how: str) -> None:
    talk = pages.asked()
    pages.end(cast.ben, talk, "end")
    shown = pages.page(cast.ada, talk)
    assert "ended without an answer" in shown and "Accept" not in shown
    assert "They ask to write to you" not in cast.ada.client.get("/messages/").content.decode()
    _refused(pages.answer(cast.ada, talk, how), "There is nothing left to answer here.")


def test_taken_back_while_the_page_was_open(cast: Any, pages: Any, as_seat: Any) -> None:
    from hearten.kernel.verdict import Refused
    from hearten.messages import reading
    from hearten.messages.actions import answer

    talk = pages.asked()
    with as_seat(cast.ada) as seat:
        read_before = reading.talk(seat, talk)
    pages.end(cast.ben, talk, "end")
    with pytest.raises(Refused), as_seat(cast.ada) as seat:
        answer.accept(seat, read_before)
