"""What whoever asked reads while nobody has answered: only what is so, and gone with the answer (CR-09)."""

from typing import Any

import pytest

from hearten.answering.tests.conftest import Helpers, ask, later, on_duty, page
from tests.apart import keep_distance, reply

pytestmark = pytest.mark.django_db
TITLE = "Nobody has answered yet"
PROMISES = ("will contact you", "will answer", "we will", "soon")


def banner(person: Any, thread: Any) -> str:
    """The banner's words; "" where there is none."""
    shown = page(person, f"/threads/{thread}/").partition("data-until-answered")[2]
    return shown.partition('id="reply"')[0]


def test_without_anybody_to_ask_and_without_a_rota_it_promises_nothing(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    superuser.execute(
        "UPDATE groups_membership SET role = 'member', welcomes_since = NULL WHERE group_id = %s", [cast.group.id]
    )
    shown = banner(cast.ben, ask(cast.ben, cast.group))
    assert "Nobody is on duty for this group right now, and no time is set." in shown
    assert "Nobody is asked by itself to look here." in shown and "asked to look." not in shown
    assert not [words for words in PROMISES if words in shown.lower()] and "Help now" in shown


def test_it_says_when_who_is_asked_and_what_was_done(helpers: Helpers, superuser: Any, calls: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    shown = banner(cast.ben, thread)
    assert TITLE in shown and "people who answer here are asked to look" in shown
    assert "those who lead the group are asked" in shown and "no time is set" in shown
    on_duty(superuser, cast.cleo, cast.group)
    assert "Somebody is on duty for this group now." in banner(cast.ben, thread)
    later(superuser, hours=2.1)
    calls()
    shown = banner(cast.ben, thread)
    assert "people who answer here were asked to look." in shown and "those who lead the group are asked" in shown
    later(superuser, hours=6)
    calls()
    assert "those who lead the group were asked." in banner(cast.ben, thread)
    assert not [name for name in ("Ada", "Dov") if name in shown], "nobody is named but who offered to welcome"


def test_somebody_new_reads_that_welcomers_are_told_and_who_they_are(
    helpers: Helpers, superuser: Any, calls: Any
) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    assert "Now: those who welcome people here are asked to look" in banner(cast.ben, thread)
    calls()
    shown = banner(cast.ben, thread)
    assert "those who welcome people here were asked to look" in shown and "Now:" not in shown
    assert "Who welcomes people in this group: Cleo." in shown
    assert "people who answer here are asked to look" in shown and "people who answer here were asked" not in shown, (
        "the first time is to come"
    )


def test_where_nobody_welcomes_those_who_lead_are_told_of_somebody_new(
    helpers: Helpers, superuser: Any, calls: Any
) -> None:
    cast = helpers.cast
    superuser.execute("UPDATE groups_membership SET welcomes_since = NULL")
    thread = ask(cast.ben, cast.group, kind="hello")
    assert "or who leads, where nobody does." in banner(cast.ben, thread)
    calls()
    shown = banner(cast.ben, thread)
    assert "were asked to look, or who leads, where nobody does." in shown and "Who welcomes" not in shown


def test_what_became_of_welcomers_later_makes_nothing_untrue(helpers: Helpers, superuser: Any, calls: Any) -> None:
    """Names stand for who welcomes here now, and say of nobody that they were told."""
    cast = helpers.cast
    thread = ask(cast.ben, cast.group, kind="hello")
    calls()
    superuser.execute("UPDATE groups_membership SET welcomes_since = NULL")
    assert "Cleo" not in banner(cast.ben, thread)
    superuser.execute("UPDATE groups_membership SET welcomes_since = now() WHERE id = %s", [helpers.dov_in_group])
    shown = banner(cast.ben, thread)
    assert "Who welcomes people in this group: Dov." in shown and "told" not in shown


def test_who_is_not_new_reads_nothing_of_welcomers(helpers: Helpers, superuser: Any, calls: Any) -> None:
    for _number in range(3):
        ask(helpers.cast.ben, helpers.cast.group, "Before")
    thread = ask(helpers.cast.ben, helpers.cast.group)
    calls()
    shown = banner(helpers.cast.ben, thread)
    assert TITLE in shown and "welcome" not in shown and "Cleo" not in shown


def test_it_is_for_whoever_asked_alone_and_gone_with_an_answer(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread, masked = ask(cast.ben, cast.group), ask(cast.ben, cast.group, masked="on")
    assert banner(cast.ada, thread) == banner(cast.dov, masked) == "" and TITLE in banner(cast.ben, masked)
    reply(cast.dov, thread, "Here.")
    assert banner(cast.ben, thread) == ""


def test_one_who_answered_themself_under_another_name_reads_how_it_looks(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    reply(cast.ben, thread, "I know that.", masked="on")
    assert "do not learn that it is yours" in banner(cast.ben, thread) and banner(cast.ada, thread) == ""


def test_a_reply_out_of_sight_is_not_told_of(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    keep_distance(cast.ben, reply(cast.dov, cast.thread.id, "Here."), "mute")
    thread = ask(cast.ben, cast.group)
    before = banner(cast.ben, thread)
    reply(cast.dov, thread, "Here again.")
    assert TITLE in before and banner(cast.ben, thread) == before, "it would tell that there is one"


def test_one_that_waits_anew_says_so(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    thread = ask(cast.ben, cast.group)
    words = reply(cast.dov, thread, "Here.")
    cast.dov.client.post(f"/posts/{words}/withdrawal/")
    assert "There was a reply, and its words are gone." in banner(cast.ben, thread)


def test_a_group_says_its_times_to_its_people(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    about = f"/groups/{cast.group.id}/about/"
    assert "nobody has answered after 2 hours" in page(cast.ben, about) and "After 8 hours" in page(cast.ben, about)
    where = f"/groups/{cast.group.id}/lead/answering/"
    assert cast.ben.client.post(where, {"first": "30", "second": "120"}).status_code == 404
    assert cast.ada.client.post(where, {"first": "480", "second": "240"}).status_code == 422
    assert cast.ada.client.post(where, {"first": "31", "second": "240"}).status_code == 422
    for _again in range(2):
        assert cast.ada.client.post(where, {"first": "30", "second": "1440"}).status_code == 302
    assert "after 30 minutes" in page(cast.ben, about) and "After 24 hours" in page(cast.ben, about)
    assert "nobody has answered after" not in page(cast.mo, about)


def test_a_hello_has_prompts_and_says_truly_who_is_told(helpers: Helpers, superuser: Any) -> None:
    cast = helpers.cast
    form = page(cast.ben, f"/groups/{cast.group.id}/write/?kind=hello")
    assert "What brought you here?" in form and "somebody new is here: Cleo." in form
    superuser.execute("UPDATE groups_membership SET welcomes_since = NULL")
    assert "somebody new is here:" not in page(cast.ben, f"/groups/{cast.group.id}/write/?kind=hello")
