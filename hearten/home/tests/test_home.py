"""The first page: a doorway for visitors, a room for members, composed within its budget (Q6, R4)."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from hearten.groups.standing import place_in
from hearten.home.reading import room_of
from hearten.home.rules import next_steps
from hearten.members.newcomers import STEPS
from hearten.threads.actions.write import Draft, start

pytestmark = pytest.mark.django_db

# members, notices (what is new, where the live topic stands), groups, threads (and who waits), meetings, plans
BUDGET = 8


def write(as_seat, member, group, title, **also):
    with as_seat(member) as seat:
        draft = Draft("It is a slow day.", uuid4(), also.pop("masked", False))
        return start(seat, place_in(seat, group.id), draft, title=title, kind="support", wish="listen", **also)


def test_a_visitor_sees_the_doorway(cast):
    page = Client().get("/").content.decode()
    assert 'class="doorway"' in page and "low days" in page
    assert "Who sees what" in page and "/help-now/" in page and "/join/" in page


def test_a_group_by_invitation_is_not_in_the_doorway(cast, superuser):
    superuser.execute("UPDATE groups_group SET openness = 'invitation', slug = NULL WHERE id = %s", [cast.group.id])
    assert "low days" not in Client().get("/").content.decode()


def test_a_member_sees_their_groups_and_who_waits(cast, as_seat):
    thread = write(as_seat, cast.ada, cast.group, "Up again")
    page = cast.ben.client.get("/").content.decode()
    assert "Hello Ben" in page and "low days" in page
    assert "Waiting for a first reply" in page and f"/threads/{thread.id}/" in page
    assert "Just hear me" in page
    assert "Conversations you began" in cast.ada.client.get("/").content.decode()


def test_nobody_sees_another_groups_conversations(cast, as_seat):
    write(as_seat, cast.ada, cast.group, "Only for low days")
    for outsider in (cast.cleo, cast.dov, cast.mo):
        assert "Only for low days" not in outsider.client.get("/").content.decode()


def test_a_masked_writer_is_named_by_the_mask(cast, as_seat):
    write(as_seat, cast.ada, cast.group, "Hidden", masked=True)
    with as_seat(cast.ben) as seat:
        (row,) = room_of(seat).waiting
    assert row.who.startswith("Someone (")


def test_the_title_of_the_page_names_no_group(cast):
    page = cast.ben.client.get("/").content.decode()
    assert page.partition("<title>")[2].partition("</title>")[0] == "hearten"


def counting(told):
    """Write down every statement that goes through the connection, the hand-written ones too."""

    def count(execute, sql, *rest):
        told.append(sql)
        return execute(sql, *rest)

    return connection.execute_wrapper(count)


def test_the_budget_holds_however_much_there_is(cast, as_seat):
    for number in range(6):
        write(as_seat, cast.ada, cast.group, f"Day {number}")
    told = []
    with as_seat(cast.ben) as seat, counting(told):
        room = room_of(seat)
    assert len(told) == BUDGET
    assert len(room.groups[0].rows) == 4 and len(room.waiting) == 3


def test_next_steps_end(cast, as_seat):
    with as_seat(cast.ben) as seat:
        place = place_in(seat, cast.group.id)
    settled = dict.fromkeys(STEPS, "done")
    assert [step.href for step in next_steps({}, [place])] == ["/first-steps/"]
    assert next_steps(settled, [place]) == []
    assert [step.href for step in next_steps(settled, [place._replace(agreed=0)])] == [
        f"/groups/{cast.group.id}/agreement/"
    ]


def test_somebody_without_a_group_is_shown_the_way(cast):
    assert "You are not in a group yet" in cast.mo.client.get("/").content.decode()


def test_robots_stay_away():
    assert Client().get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
