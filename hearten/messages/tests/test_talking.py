"""A conversation: who can write when, what is kept sealed, and what reaches an open page."""

import threading
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from hearten.kernel.live import topic_of
from hearten.messages import reading
from hearten.messages.actions.send import send
from hearten.messages.tests.conftest import FIRST

LINK = "Here it is: https://example.org/page"


def test_nobody_writes_before_a_yes(cast: Any, pages: Any) -> None:
    talk = pages.asked()
    for person in (cast.ben, cast.ada):
        assert pages.send(person, talk, "One more thing.").status_code == 403


def test_the_two_write_and_markdown_is_as_in_posts(cast: Any, pages: Any) -> None:
    talk = pages.open()
    assert pages.send(cast.ada, talk, "It is *quieter* now.").status_code == 302
    assert "It is <em>quieter</em> now." in pages.page(cast.ben, talk)


def test_nobody_else_reads_or_writes(cast: Any, pages: Any) -> None:
    talk = pages.open()
    for person in (cast.cleo, cast.dov, cast.eli, cast.mo, cast.odile):
        assert pages.page(person, talk) == ""
        assert pages.send(person, talk, "Hello.").status_code == 404
        assert pages.end(person, talk, "end").status_code == 404


def test_links_wait_until_both_have_written(cast: Any, pages: Any) -> None:
    talk = pages.open()
    answer = pages.send(cast.ben, talk, LINK)
    assert answer.status_code == 422
    assert "https://example.org/page" in answer.content.decode()
    assert pages.send(cast.ada, talk, "Hello Ben.").status_code == 302
    assert pages.send(cast.ben, talk, LINK).status_code == 302
    assert 'href="https://example.org/page"' in pages.page(cast.ada, talk)


@pytest.mark.parametrize("why", ["off", "left", "removed"])
def test_writing_stops_when_what_it_stood_on_is_gone(cast: Any, pages: Any, why: str) -> None:
    talk = pages.open()
    pages.send(cast.ada, talk, "Before.")
    if why == "off":
        pages.switch(cast.ada, on=False)
    elif why == "left":
        cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "kept"})
    else:
        path = f"/groups/{cast.group.id}/lead/people/{cast.ben_in_group.id}/removal/"
        cast.ada.client.post(path, {"words": "Please take some time."})
    for person in (cast.ada, cast.ben):
        assert pages.send(person, talk, "After.").status_code == 403
        assert "Before." in pages.page(person, talk)


def test_a_block_stops_it(cast: Any, pages: Any, superuser: Any, request: Any) -> None:
    talk = pages.open()
    request.getfixturevalue("blocked")
    assert pages.send(cast.ben, talk, "Still there?").status_code == 403
    assert "Nobody can write here at the moment." in pages.page(cast.ben, talk)


def test_the_database_refuses_what_the_rules_forget(cast: Any, pages: Any, as_seat: Any) -> None:
    from django.db import ProgrammingError

    talk = pages.asked()
    with pytest.raises(ProgrammingError, match="row-level security"), as_seat(cast.ben) as seat:
        found = reading.talk(seat, talk)._replace(answer="accepted", open=True)
        send(seat, found, "I write on.", uuid4())


def test_sent_twice_lands_once(cast: Any, pages: Any, as_seat: Any) -> None:
    talk, name, found = pages.open(), uuid4(), []

    def press() -> None:
        try:
            with as_seat(cast.ada) as seat:
                found.append(send(seat, reading.talk(seat, talk), "Only once.", name).id)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(10)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert len(found) == 10
    assert len(set(found)) == 1
    assert pages.page(cast.ben, talk).count("Only once.") == 1
    assert pages.send(cast.ada, talk, "Something else.", client_id=str(name)).status_code == 403


def test_there_are_no_receipts(cast: Any, pages: Any) -> None:
    """What one of the two does by reading changes nothing that the other can read."""
    talk = pages.open()
    pages.send(cast.ada, talk, "Have you read this?")
    before = _readable(pages, cast.ada)
    pages.page(cast.ben, talk)
    assert _readable(pages, cast.ada) == before


def _readable(pages: Any, person: Any) -> Any:
    tables = ("talk", "answer", "ending", "message")
    with pages.superuser.transaction(force_rollback=True):
        pages.superuser.execute("SET LOCAL ROLE hearten_web")
        pages.superuser.execute("SELECT set_config('hearten.member', %s, true)", [person.id.hex])
        every = ["messages_" + name for name in tables] + ["kernel_livetopic"]
        return [
            pages.superuser.execute(
                f"SELECT md5(coalesce(string_agg(t::text, '' ORDER BY id), '')) FROM {name} t"
            ).fetchone()
            for name in every
        ]


# Live


def test_only_the_two_may_listen(cast: Any, pages: Any, superuser: Any) -> None:
    talk = pages.open()
    glance = topic_of("talk").glance  # type: ignore[union-attr]
    heard = {}
    for person in cast.people:
        with superuser.transaction(force_rollback=True):
            superuser.execute("SET LOCAL ROLE hearten_live")
            superuser.execute("SELECT set_config('hearten.member', %s, true)", [person.id.hex])
            log = superuser.execute(
                "SELECT count(*) FROM kernel_liveevent WHERE topic = %s", [f"talk:{talk}"]
            ).fetchone()
            heard[person.name] = (superuser.execute(glance, [talk]).fetchone() is not None, log[0] > 0)
    assert {name for name, found in heard.items() if any(found)} == {"Ada", "Ben"}
    assert heard["Ada"] == heard["Ben"] == (True, True)


def test_the_hub_gets_ciphertext_and_nobody_else_gets_that(cast: Any, pages: Any, superuser: Any) -> None:
    talk = pages.open()
    pages.send(cast.ada, talk, "A canary sings here.")
    (key,) = superuser.execute("SELECT id FROM messages_message WHERE NOT opens").fetchone()
    asked = "SELECT * FROM messages_live(ARRAY[%s::uuid])"
    for role, count in (("hearten_web", 0), ("hearten_worker", 0), ("hearten_live", 1)):
        with superuser.transaction(force_rollback=True):
            superuser.execute(f"SET LOCAL SESSION AUTHORIZATION {role}")
            found = superuser.execute(asked, [key]).fetchall()
        assert len(found) == count
    place, html = topic_of("talk").render(found[0][0])  # type: ignore[union-attr]
    assert "canary" not in str(found)
    assert place == f"m-{key}"
    assert "A canary sings here." in html
    assert f'id="{place}"' in html


def test_a_yes_shows_on_the_askers_open_page(cast: Any, pages: Any) -> None:
    render = topic_of("talk").render  # type: ignore[union-attr]
    place, html = render({"id": str(uuid4()), "over": False})
    assert place == "talk-state"
    assert "They accepted." in html
    assert "has ended" in render({"id": str(uuid4()), "over": True})[1]


# Sealed


def test_no_word_stands_in_the_database(cast: Any, pages: Any, superuser: Any) -> None:
    talk = pages.open()
    pages.send(cast.ada, talk, "A canary sings here.")
    pages.end(cast.ben, talk, "report", words="For those who look at it.")
    for (table,) in superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall():
        for (row,) in superuser.execute(f'SELECT t::text FROM "{table}" t').fetchall():
            assert "canary" not in row, table
            assert FIRST[:20] not in row, table
            assert b"canary".hex() not in row, table


def test_a_ciphertext_that_was_moved_does_not_open(cast: Any, pages: Any, superuser: Any) -> None:
    talk = pages.open()
    pages.send(cast.ben, talk, "The first.")
    pages.send(cast.ben, talk, "The second.")
    keys = [key for (key,) in superuser.execute("SELECT id FROM messages_message WHERE NOT opens").fetchall()]
    swap = "UPDATE messages_message m SET body = o.body FROM messages_message o WHERE m.id = %s AND o.id = %s"
    superuser.execute(swap, keys)
    shown = pages.page(cast.ada, talk)
    assert "cannot be opened at the moment" in shown
    assert ("The first." in shown) + ("The second." in shown) == 1


def test_words_go_with_their_writers_key(cast: Any, pages: Any) -> None:
    from hearten.kernel import keystore

    rue, place = pages.newcomer("Rue", cast.group)
    talk = pages.asked(cast.ben, place)
    pages.answer(rue, talk)
    pages.send(rue, talk, "I will be gone.")
    keystore.destroy(rue.id)
    shown = pages.page(cast.ben, talk)
    assert "I will be gone." not in shown
    assert "The writer took these words along." in shown
    assert FIRST in shown


# News


def _told(pages: Any, person: Any) -> int:
    news = "SELECT count(*) FROM notices_notice WHERE member_id = %s AND kind = 'private' AND seen_at IS NULL"
    return int(pages.superuser.execute(news, [person.id]).fetchone()[0])


def test_news_are_neutral_and_one_for_each_talk(cast: Any, pages: Any, as_worker: Any, superuser: Any) -> None:
    from hearten.notices.jobs import write_down

    def settle() -> None:
        for (args,) in superuser.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'notices.tell'"
        ).fetchall():
            if args["kind"] == "private":
                acting = UUID(args.pop("acting_member"))
                who = next(person for person in cast.people if person.id == acting)
                as_worker(write_down, who, **args)
        superuser.execute("DELETE FROM procrastinate_jobs")

    talk = pages.open()
    settle()
    assert (_told(pages, cast.ada), _told(pages, cast.ben)) == (1, 1)
    shown = cast.ada.client.get("/news/").content.decode()
    assert "Somebody wrote to you privately" in shown
    assert "Ben" not in shown.split("<main")[1]
    pages.page(cast.ada, talk)
    assert _told(pages, cast.ada) == 0
    for number in range(3):
        pages.send(cast.ben, talk, f"Number {number}.")
    settle()
    assert _told(pages, cast.ada) == 1
    pages.clock.pass_(timedelta(days=1))


def test_who_cannot_be_reached_is_told_nothing(cast: Any, pages: Any, as_worker: Any, superuser: Any) -> None:
    from hearten.notices.jobs import write_down

    talk = pages.open()
    pages.send(cast.ben, talk, "Hello.")
    pages.switch(cast.ada, on=False)
    as_worker(write_down, cast.ben, kind="private", about=str(talk), members=[], group="")
    assert _told(pages, cast.ada) == 0
