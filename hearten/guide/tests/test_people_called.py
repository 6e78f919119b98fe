"""Danger in a conversation: people come first, who is called, and who may read of it."""

from typing import Any

import pytest

from hearten.guide.tests.conftest import ASK, page_of


def test_danger_puts_people_first_keeps_the_thread_open_and_asks_people_to_look(
    asks: Any, guided: Any, superuser: Any
) -> None:
    page = asks(guided.ben, "I want to kill myself tonight, I have the pills here")
    assert 'id="beside"' in page and "Talk to a person" in page and 'name="said"' in page
    assert "<blockquote>" not in page
    (talk,) = superuser.execute("SELECT id FROM guide_talk").fetchone()
    waiting = superuser.execute("SELECT kind, about, group_id, state FROM safety_reading").fetchall()
    assert (("guide_talk", talk, None, "waiting")) in waiting
    assert (
        superuser.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'safety.read'").fetchone()[0] >= 1
    )
    worry = asks(guided.ada, "my brother says he wants to kill himself tonight")
    assert "You are worried about somebody" in worry and "safety-plan" not in worry.split('id="beside"')[1][:1500]


def test_danger_in_one_turn_calls_people_however_calm_the_turns_around_it_are(
    asks: Any, guided: Any, as_worker: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearten.guide import dangers
    from hearten.reading.watched import Watched
    from hearten.safety import triage

    grave = "what do i do with the tablets i saved up"  # a question, which only the model finds, and half sure

    def model(text: str, *also: Any) -> Watched:
        return Watched("L3" if text == grave else "none", "self", (), "model", "x", 0.3 if text == grave else 0.0)

    for part in (dangers, triage):
        monkeypatch.setattr(part, "judged", model)
    asks(guided.ben, ASK)
    page = asks(guided.ben, grave)
    assert 'id="beside"' in page and "<blockquote>" not in page.split(ASK)[0]
    asks(guided.ben, "thanks, and how do I search?")  # before the worker came to read
    (talk,) = superuser.execute("SELECT id FROM guide_talk").fetchone()
    as_worker(triage.read_aside.now, actor=guided.ben.id, kind="guide_talk", about=str(talk))
    concerns = "SELECT level, source, whose, about FROM safety_concern"
    assert superuser.execute(concerns).fetchall() == [("L3", "model", "self", talk)]


def test_a_closed_concern_opens_again_by_what_is_new_and_grave_alone(
    asks: Any, guided: Any, as_worker: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old turn stays in the conversation, and is read along with every turn after it."""
    from hearten.guide import dangers
    from hearten.reading.watched import Watched
    from hearten.safety import triage

    levels = {"I want to die": "L3", "I have the pills here": "L4"}

    def rules(text: str, *also: Any) -> Watched:
        found = max((level for words, level in levels.items() if words in text), default="none")
        if "my sister's flat" in text and "the fourth floor" in text:
            found = "L4"  # said in pieces
        return Watched(found, "self", (), "rules", "x", 0.0)

    for part in (dangers, triage):
        monkeypatch.setattr(part, "judged", rules)

    def after(said: str) -> list[Any]:
        asks(guided.ben, said)
        (talk,) = superuser.execute("SELECT id FROM guide_talk").fetchone()
        as_worker(triage.read_aside.now, actor=guided.ben.id, kind="guide_talk", about=str(talk))
        found = superuser.execute("SELECT level FROM safety_concern WHERE closed_at IS NULL").fetchall()
        superuser.execute("UPDATE guide_exchange SET at = at - interval '3 minutes'")
        superuser.execute("UPDATE safety_concern SET closed_at = now(), outcome = 'talked' WHERE closed_at IS NULL")
        return [level for (level,) in found]

    assert after("I want to die") == ["L3"]
    assert after("thanks, and how do I search?") == [], "the same old turn, read again"
    assert after("I am at my sister's flat") == []
    assert after("I want to die, still") == ["L3"], "new, and as grave"
    assert after("and how do I leave a group?") == []
    assert after("it is on the fourth floor") == ["L4"], "with what was said before it is graver than that was alone"
    assert after("how do I search?") == []
    assert after("I have the pills here") == ["L4"]


def test_what_a_concern_shows_is_what_the_member_gave_along(
    asks: Any, guided: Any, as_seat: Any, superuser: Any
) -> None:
    from hearten.guide import watched

    asks(guided.ben, "I want to die and nobody knows it")
    (talk,) = superuser.execute("SELECT id FROM guide_talk").fetchone()
    with as_seat(guided.ben) as seat:
        assert watched.text_of(seat, talk) == "I want to die and nobody knows it"
    for person in (guided.ada, guided.mo):
        with as_seat(person) as seat:
            assert watched._shown(seat, talk) is None and watched._where(seat, talk) == ""
    proposed = page_of(guided.ben.client.get("/guide/person/"))
    assert "I want to die and nobody knows it" in proposed
    guided.ben.client.post("/guide/person/", {"words": "It is a bad night.\nPlease write to me.\n\nHere.\nMore."})
    with as_seat(guided.mo) as seat:  # whoever looks after the concern, which asking opened
        shown = watched._shown(seat, talk)
        assert shown and shown.text == "It is a bad night.\nPlease write to me.\nHere. More."
        assert watched._where(seat, talk) == "", "the conversation itself opens to nobody"
    assert guided.mo.client.get(f"/guide/talks/{talk}/words/").status_code == 404
    with as_seat(guided.ada) as seat:
        assert watched._shown(seat, talk) is None


def test_lines_for_a_person_go_along_also_where_the_conversation_went_meanwhile(
    asks: Any, guided: Any, superuser: Any, as_seat: Any, clock: Any
) -> None:
    from datetime import timedelta

    from hearten.guide import watched

    asks(guided.ben, "How do I take a break?")
    clock.pass_(timedelta(minutes=61))
    guided.ben.client.post("/guide/person/", {"words": "Please write to me."})
    (talk,) = superuser.execute("SELECT id FROM guide_talk").fetchone()
    with as_seat(guided.mo) as seat:
        shown = watched._shown(seat, talk)
        assert shown and shown.text == "Please write to me."


def test_lines_for_a_person_stay_for_an_hour_also_at_the_end_of_a_conversation(
    asks: Any, guided: Any, superuser: Any, clock: Any
) -> None:
    from datetime import timedelta

    asks(guided.ben, "How do I take a break?")
    clock.pass_(timedelta(minutes=59))
    guided.ben.client.post("/guide/person/", {"words": "Please write to me."})
    clock.pass_(timedelta(minutes=2))
    guided.ben.client.get("/guide/")
    assert superuser.execute("SELECT count(*) FROM guide_summary").fetchone() == (1,)


def test_two_people_who_agreed_to_call_services_open_it_with_a_reason_that_its_member_reads(
    asks: Any, guided: Any, superuser: Any
) -> None:
    asks(guided.ben, "I want to die tonight and I have a plan")
    guided.ben.client.post("/guide/person/", {})
    (talk,) = superuser.execute("SELECT id FROM guide_talk").fetchone()
    address = f"/guide/talks/{talk}/words/"
    assert guided.mo.client.get(address).status_code == 404
    superuser.execute(
        "INSERT INTO safety_disclosure (id, concern_id, asked_by_id, member_id, asked_name, unable, tried, "
        "tells, whom, basis, untold_because, asked_at, agreed_by_id, agreed_name, agreed_at) "
        "SELECT gen_random_uuid(), c.id, %(o)s, %(o)s, 'Odile', '', 'x', 'x', 'x', 'x', '', "
        "now(), %(m)s, 'Mo', now() FROM safety_concern c WHERE c.kind = 'guide_talk'",
        {"o": guided.odile.id, "m": guided.mo.id},
    )
    assert guided.ada.client.get(address).status_code == 404
    assert guided.ben.client.get(address).status_code == 404
    assert "I want to die" not in page_of(guided.mo.client.get(address))
    assert guided.mo.client.post(address, {"reason": "short"}).status_code == 403
    opened = page_of(guided.mo.client.post(address, {"reason": "The services asked us what he said last."}))
    assert "I want to die tonight" in opened and 'data-author="ai"' in opened
    looked = page_of(guided.ben.client.get("/you/who-looked/"))
    assert "The services asked us what he said last." in looked and "with the Guide" in looked


def test_what_was_ended_before_anybody_read_it_is_looked_at(
    asks: Any, guided: Any, as_worker: Any, superuser: Any
) -> None:
    from hearten.safety import triage

    asks(guided.ben, "I want to kill myself tonight, I have the pills here")
    (talk,) = superuser.execute("SELECT id FROM guide_talk").fetchone()
    guided.ben.client.post("/guide/end/")
    as_worker(triage.read_aside.now, actor=guided.ben.id, kind="guide_talk", about=str(talk))
    assert superuser.execute("SELECT level, kind FROM safety_concern").fetchall() == [("unread", "guide_talk")]
