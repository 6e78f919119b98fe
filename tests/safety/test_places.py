"""A concern's page leads somewhere whatever it is about, and says only what is so of who is there."""

from uuid import uuid4

import pytest

from hearten.safety import looking
from hearten.safety.actions import writing
from tests.safety.test_concerns import on_shift
from tests.safety.test_duty import passed, text

pytestmark = pytest.mark.django_db
ANSWER = {"kind": "answer", "words": "I am here until ten."}


@pytest.fixture
def about(cast, superuser):
    """`about(kind)`: a concern about an item of that kind, Ada's. Returns its page."""

    def opened(kind, item=None):
        sql = "SELECT safety_open(%s, %s, %s, %s, 'L1', 'self', 'report', '')"
        ((made,),) = superuser.execute(sql, [kind, item or uuid4(), cast.group.id, cast.ben.id]).fetchall()
        passed(cast.ada)
        cast.ada.client.post(f"/duty/concerns/{made}/claim/")
        return f"/duty/concerns/{made}/"

    return opened


def test_a_picture_is_among_the_cases_and_nobody_is_said_to_have_asked(cast, about):
    html = text(cast.ada.client, about("picture"))
    assert "stands with the report, among the cases" in html and 'href="/moderation/"' in html
    assert "They asked for a person" not in html and "Answer them" not in html


@pytest.mark.parametrize("kind", ["picture", "post", "message"])
def test_where_an_answer_would_be_read_by_nobody_it_is_refused_with_the_words_kept(kind, cast, about, superuser):
    page = about(kind, cast.post.id)
    assert "Answer them" not in text(cast.ada.client, page)
    answer = cast.ada.client.post(f"{page}notes/", ANSWER)
    html = answer.content.decode()
    assert answer.status_code == 422 and "There is no page here where they would read an answer." in html
    assert "I am here until ten." in html
    assert superuser.execute("SELECT count(*) FROM safety_concernnote").fetchone() == (0,)


def test_who_asked_without_words_is_answered(cast, about):
    page = about("help")
    assert "They asked for a person" in text(cast.ada.client, page)
    assert cast.ada.client.post(f"{page}notes/", ANSWER)["Location"] == page


# Who is there, as members are told


def cover(as_seat, person, group):
    with as_seat(person) as seat:
        return looking.cover_of(seat, group.id if group else None)


def test_who_is_on_duty_for_a_group_is_told_to_its_people(cast, as_seat, superuser):
    assert cover(as_seat, cast.ben, cast.group) == (False, None, None)
    on_shift(superuser, cast.ada, cast.group)
    told = cover(as_seat, cast.ben, cast.group)
    assert told.now and told.until is not None
    assert not cover(as_seat, cast.ada, cast.group).now, "nobody is their own cover"
    assert not cover(as_seat, cast.cleo, cast.group).now, "and outsiders are told nothing"
    superuser.execute("UPDATE safety_shift SET part = 'backup'")
    assert not cover(as_seat, cast.ben, cast.group).now, "who stands by is not asked at once"


def test_who_is_on_duty_for_this_place_is_told_to_members_who_ask_it(cast, as_seat, superuser):
    on_shift(superuser, cast.mo, None)
    for person in (cast.ben, cast.dov, cast.odile):
        assert cover(as_seat, person, None).now, person.name
    assert not cover(as_seat, cast.mo, None).now
    assert not cover(as_seat, cast.ben, cast.group).now, "a group's words are asked of the group's own rota at once"
    cast.dov.client.post("/help-now/person/", {})
    assert "Whoever is on duty is asked now." in text(cast.dov.client, "/help-now/asked/")


def test_shifts_of_people_who_are_no_longer_here_are_no_cover(cast, as_seat, superuser):
    on_shift(superuser, cast.eli, cast.group)
    assert cover(as_seat, cast.ben, cast.group) == (False, None, None), "he was removed"
    on_shift(superuser, cast.mo, None)
    superuser.execute("UPDATE members_standing SET ended_at = now() WHERE member_id = %s", [cast.mo.id])
    assert not cover(as_seat, cast.ben, None).now
    superuser.execute("UPDATE safety_shift SET starts_at = now() + interval '10 minutes'")
    assert cover(as_seat, cast.ben, cast.group).next_at is None and cover(as_seat, cast.ben, None).next_at is None


# "Not about me", for exactly these words


def test_the_panel_does_not_come_back_for_words_that_were_answered(cast, says, read, as_seat, superuser):
    from hearten.safety.beside import due
    from tests.safety.conftest import PLAIN

    about = says(cast.ben, PLAIN)
    read(cast.ben, about)
    with as_seat(cast.ben) as seat:
        assert due(seat, "post", about) == "self"
        writing.says_not(seat, "post", about, PLAIN)
    superuser.execute("UPDATE safety_concern SET closed_at = now(), outcome = 'talked'")
    read(cast.ben, about)  # a new concern about the same words
    assert superuser.execute("SELECT count(*) FROM safety_concern WHERE closed_at IS NULL").fetchone() == (1,)
    with as_seat(cast.ben) as seat:
        assert due(seat, "post", about) == ""
    superuser.execute("UPDATE threads_post SET body = body || ' Really.' WHERE id = %s", [about])
    with as_seat(cast.ben) as seat:
        assert due(seat, "post", about) == "self", "other words are other words"
