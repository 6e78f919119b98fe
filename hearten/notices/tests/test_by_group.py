"""How much of a group's news somebody wants: everything, what concerns them, only here, or nothing."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError

from hearten.notices import by_group, kinds
from hearten.notices.models import GroupChoice
from hearten.notices.tests.outside import CALM, DUTY, SENTENCE, URGENT
from hearten.notices.tests.test_letters import MINUTE, become_due, office, outside

pytestmark = pytest.mark.django_db
__all__ = ["office", "outside"]

MISSABLE = "test_missable"


@pytest.fixture
def chosen(outside, cast):
    """Return how to choose about the group of the cast."""
    kinds.register(kinds.Kind(MISSABLE, lambda _told: SENTENCE, lambda _told: "/", may_miss=True))
    outside.write_to(cast.ada)

    def choose(what):
        answer = cast.ada.client.post(f"/you/news/groups/{cast.group.id}/", {"what": what})
        assert answer.status_code == 302 and answer.headers["Location"] == "/you/news/"

    return choose


def told_here(superuser, person):
    return {kind for (kind,) in superuser.execute("SELECT kind FROM notices_notice WHERE member_id = %s", [person.id])}


@pytest.mark.parametrize(
    ("what", "here", "letters"),
    [
        ("mine", {CALM, URGENT, DUTY, MISSABLE}, 3),
        ("all", {CALM, URGENT, DUTY, MISSABLE}, 3),
        ("here", {CALM, URGENT, DUTY, MISSABLE}, 1),
        ("nothing", {CALM, URGENT, DUTY}, 1),
    ],
)
def test_each_choice_holds_back_what_it_says_and_never_what_is_duty(
    chosen, outside, office, cast, clock, superuser, what, here, letters
):
    chosen(what)
    for kind in (CALM, URGENT, DUTY, MISSABLE):
        outside.tell(cast.ada, kind, group=cast.group)
    become_due(outside, clock)
    become_due(outside, clock, timedelta(hours=1))
    assert told_here(superuser, cast.ada) == here
    assert len(office.taken) == letters, "what is calm goes as one"


def test_news_of_no_group_and_of_other_groups_goes_as_ever(chosen, outside, office, cast, clock):
    chosen("nothing")
    outside.tell(cast.ada, MISSABLE)
    become_due(outside, clock)
    become_due(outside, clock, 3 * MINUTE)
    assert len(office.taken) == 1


def test_a_choice_that_comes_while_a_letter_waits_holds_it_back(chosen, outside, office, cast, clock, superuser):
    outside.tell(cast.ada, CALM, group=cast.group)
    become_due(outside, clock)
    chosen("here")
    become_due(outside, clock, 3 * MINUTE)
    assert office.taken == []
    assert superuser.execute("SELECT how FROM notices_outgoing").fetchall() == [("seen",)]
    chosen("mine")
    outside.tell(cast.ada, CALM, group=cast.group)
    become_due(outside, clock)
    become_due(outside, clock, timedelta(hours=1))
    assert len(office.taken) == 1


def test_it_is_chosen_for_groups_of_ones_own_and_goes_with_them(chosen, cast, as_seat, superuser):
    page = cast.ada.client.get("/you/news/").content.decode()
    assert "low days" in page and "What concerns me<" in page
    chosen("here")
    assert "What concerns me, but only here" in cast.ada.client.get("/you/news/").content.decode()
    address = f"/you/news/groups/{cast.group.id}/"
    assert 'value="here" checked' in cast.ada.client.get(address).content.decode()
    assert cast.ada.client.post(address, {"what": "everything"}).status_code == 422
    for method in ("get", "post"):
        assert getattr(cast.eli.client, method)(address, {"what": "all"}).status_code == 404
    with pytest.raises(ProgrammingError), as_seat(cast.eli) as seat:
        by_group.choose(seat, cast.group.id, "all")
    superuser.execute("UPDATE groups_membership SET ended_at = now() WHERE member_id = %s", [cast.ada.id])
    assert not GroupChoice.objects.using("keeper").exists()


def test_what_one_may_miss_is_decided_here():
    """In one place that somebody reads: never a decision about oneself, and never what somebody waits for."""
    assert {one.name for one in kinds._kinds.values() if one.may_miss} == {
        "reply", "conversation", "heard", "idea_tried", "tried",
    }  # fmt: skip
    assert {one.name for one in kinds._kinds.values() if one.awaited} == {
        "hello", "newcomer", "no_reply_on_duty", "no_reply_yet", "still_no_reply", "join_request", "letter_waits",
        "case", "case_due", "post_waits", "appeal", "appeal_due", "proposal", "guide_stopped",
    }, "what somebody waits for is in no digest"  # fmt: skip
    assert not [one.name for one in kinds._kinds.values() if one.awaited and one.may_miss]


def test_only_the_worker_learns_what_somebody_wants(chosen, cast, as_seat):
    from typing import NamedTuple

    class Said(NamedTuple):
        said: bool

    chosen("nothing")
    with as_seat(cast.ben) as seat:
        asked = "SELECT notices_wants_nothing(%s, %s)"
        assert seat.read(Said, asked, cast.ada.id, cast.group.id)[0].said is False
