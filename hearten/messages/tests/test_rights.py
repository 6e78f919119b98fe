"""Taking away what is one's own, erasing it, leaving a group with it, and what goes by itself after a year."""

from datetime import timedelta
from typing import Any

import pytest

from hearten.members import rights
from hearten.messages import moderated, noticing, own
from hearten.messages.tests.conftest import FIRST

THEIRS = "These are the words of the other one."


def _talk(cast: Any, pages: Any) -> Any:
    talk = pages.open()
    pages.send(cast.ada, talk, THEIRS)
    return talk


def test_the_export_holds_ones_own_words_and_nobody_elses(cast: Any, pages: Any, as_seat: Any) -> None:
    talk = _talk(cast, pages)
    pages.end(cast.ben, talk, "end", "report", words="It was not for me.")
    with as_seat(cast.ben) as seat:
        found = {one.name: one.read(seat) for one in rights.exported() if one.name.startswith("private_")}
    assert [(one["words"], one["with"]) for one in found["private_messages"]] == [(FIRST, "somebody")]
    assert [one["words"] for one in found["private_reports"]] == ["It was not for me."]
    assert len(found["private_contact"]) == len(found["private_endings"]) == 1
    text = str(found)
    assert not any(word in text for word in (THEIRS, "Ada", str(cast.ada.id), str(cast.ada_in_group.id)))


def test_erasing_takes_ones_own_words_and_ends_everything(cast: Any, pages: Any, as_seat: Any) -> None:
    talk = _talk(cast, pages)
    with as_seat(cast.ben) as seat:
        own._forget(seat, "erased")
    shown = pages.page(cast.ada, talk)
    assert FIRST not in shown
    assert THEIRS in shown
    assert "This conversation has ended." in shown
    assert pages.ask(cast.ada, cast.ben_in_group).status_code == 403


def test_keeping_ends_and_leaves_the_place_of_words_whose_key_goes(
    cast: Any, pages: Any, as_seat: Any, superuser: Any
) -> None:
    talk = _talk(cast, pages)
    with as_seat(cast.ben) as seat:
        own._forget(seat, "kept")
    assert superuser.execute("SELECT count(*) FROM messages_message").fetchone() == (2,)
    shown = pages.page(cast.ada, talk)
    assert THEIRS in shown
    assert FIRST not in shown
    assert pages.send(cast.ada, talk, "Hello?").status_code == 403


def test_leaving_a_group_with_ones_words_takes_the_private_ones_of_that_group(cast: Any, pages: Any) -> None:
    talk = _talk(cast, pages)
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased"})
    shown = pages.page(cast.ada, talk)
    assert FIRST not in shown
    assert THEIRS in shown


def _left(superuser: Any) -> Any:
    return superuser.execute("SELECT count(*), count(given_up_at) FROM messages_message").fetchone()


LOOKED_AT = {
    "report": ("report", "UPDATE moderation_case SET closed_at = now()"),
    "review": ("How old are you?", "UPDATE messages_review SET closed_at = now()"),
    "concern": ("concern", "UPDATE safety_concern SET closed_at = now(), outcome = 'talked'"),
}


@pytest.mark.parametrize("what", list(LOOKED_AT))
def test_nobody_empties_what_people_look_at(
    cast: Any, pages: Any, as_worker: Any, as_seat: Any, superuser: Any, what: str
) -> None:
    """Ben leaves with his words while somebody looks: gone for the two, there for those who look, then gone."""
    talk, (how, close) = _talk(cast, pages), LOOKED_AT[what]
    if what == "report":
        pages.end(cast.ada, talk, "report")
    elif what == "review":
        pages.send(cast.ben, talk, how)
        as_worker(noticing.look, cast.ben, talk=str(talk))
    else:
        superuser.execute(
            "SELECT safety_open('message', id, NULL, %s, 'L2', 'self', 'report', '') FROM messages_message WHERE opens",
            [cast.ben.id],
        )
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased"})
    assert FIRST not in pages.page(cast.ada, talk) and THEIRS in pages.page(cast.ada, talk)
    assert FIRST not in pages.page(cast.ben, talk)
    superuser.execute("SELECT messages_sweep(false)")
    with as_seat(cast.mo) as seat:
        read = [one.words for one in moderated.staff_read(seat, talk, "Somebody asked us to look at this.")]
    assert FIRST in read and THEIRS in read
    assert _left(superuser)[1] >= 1
    superuser.execute(close)
    superuser.execute("SELECT messages_sweep(false)")
    assert _left(superuser) == (1, 0), "Ada's own words are left"


def test_a_question_about_a_decision_keeps_them_until_it_is_answered(cast: Any, pages: Any, superuser: Any) -> None:
    talk = _talk(cast, pages)
    pages.end(cast.ada, talk, "report")
    act = """INSERT INTO moderation_act (id, case_id, step, category, reason, rule, passage, by_name, second_name,
        made_at, appeal_until)
      SELECT gen_random_uuid(), id, 'note', 'other', '', '', '', 'Mo', '', now(), now() + interval '6 months'
      FROM moderation_case RETURNING id"""
    ((made,),) = superuser.execute(act).fetchall()
    superuser.execute("UPDATE moderation_case SET closed_at = now(), outcome = 'note'")
    superuser.execute(
        "INSERT INTO moderation_appeal (id, act_id, words, made_at, due_at, answer, answer_words, answered_name) "
        "VALUES (gen_random_uuid(), %s, '', now(), now() + interval '7 days', '', '', '')",
        [made],
    )
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased"})
    assert _left(superuser) == (2, 1)
    superuser.execute("UPDATE moderation_appeal SET answered_at = now(), answer = 'upheld'")
    superuser.execute("SELECT messages_sweep(false)")
    assert _left(superuser) == (1, 0)


@pytest.mark.parametrize("how", ["kept", "erased"])
def test_who_leaves_for_good_takes_them_all_the_same(
    cast: Any, pages: Any, as_seat: Any, superuser: Any, how: str
) -> None:
    talk = _talk(cast, pages)
    pages.end(cast.ada, talk, "report")
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased"})
    assert _left(superuser) == (2, 1)
    with as_seat(cast.ben) as seat:
        own._forget(seat, how)
    assert _left(superuser) == (1, 0)


def test_the_page_says_so_before(cast: Any, pages: Any) -> None:
    page = cast.ben.client.get(f"/groups/{cast.group.id}/leave/").content.decode()
    assert "those who look can read them until they are done" in page


def test_after_a_year_they_go(cast: Any, pages: Any, superuser: Any) -> None:
    talk = _talk(cast, pages)
    pages.end(cast.ada, talk, "end", "report")
    sweep = "SELECT what, rows FROM messages_sweep(%s)"
    assert dict(superuser.execute(sweep, [False]).fetchall()) == {"messages": 0, "talks": 0, "reviews": 0, "contact": 0}
    superuser.execute("UPDATE messages_message SET made_at = now() - interval '366 days' WHERE opens")
    assert dict(superuser.execute(sweep, [True]).fetchall())["messages"] == 1
    assert FIRST in pages.page(cast.ada, talk)
    superuser.execute(sweep, [False])
    assert FIRST not in pages.page(cast.ada, talk)
    assert THEIRS in pages.page(cast.ada, talk)
    for table in ("messages_message", "messages_talk"):
        superuser.execute(f"UPDATE {table} SET made_at = now() - interval '400 days'")
    found = {what: (rows, oldest) for what, rows, oldest in superuser.execute("SELECT * FROM messages_sweep(false)")}
    assert found["messages"][0] == found["talks"][0] == 1
    assert found["talks"][1] is not None
    for table in ("messages_message", "messages_talk", "messages_answer", "messages_ending", "messages_reported"):
        assert superuser.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert pages.page(cast.ada, talk) == ""
    pages.clock.pass_(timedelta())


def test_nobody_is_asked_while_they_take_a_break(cast: Any, pages: Any, as_seat: Any) -> None:
    from hearten.members import breaks

    with as_seat(cast.ada) as seat:
        breaks.begin(seat, "open")
    assert pages.ask(cast.ben, cast.ada_in_group).status_code == 403
    assert pages.ask(cast.ada, cast.ben_in_group).status_code == 403
    with as_seat(cast.ada) as seat:
        breaks.end(seat)
    assert pages.ask(cast.ben, cast.ada_in_group).status_code == 302


def test_others_can_ask_whether_private_contact_is_closed(cast: Any) -> None:
    """Sessions of two ask it, too: two people alone is one thing to who decided that."""
    from uuid import uuid4

    from hearten.groups.contact import is_closed_to
    from hearten.kernel.clock import now
    from hearten.messages.models import Closure
    from tests.people import seated

    for ended, closed in ((now(), False), (None, True)):
        row = Closure(member_id=cast.ben.id, act_id=uuid4(), at=now(), ended_at=ended)
        row.save(using="keeper", force_insert=True)
        with seated(cast.ben) as seat:
            assert is_closed_to(seat) is closed
