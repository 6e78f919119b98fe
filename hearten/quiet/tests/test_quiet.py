"""A quiet room: sitting down, staying, leaving, being seen by the group alone, and nothing that is left of it."""

from datetime import timedelta
from typing import Any

import pytest

from tests.apart import begin, keep_distance, reply

pytestmark = pytest.mark.django_db


def page(person: Any, address: str, status: int = 200) -> str:
    answer = person.client.get(address)
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode()).partition("<main")[2] or str(answer.content.decode())


def press(person: Any, group: Any, what: str = "", **fields: str) -> None:
    assert person.client.post(f"/groups/{group.id}/quiet/{what}", fields).status_code == 302


def room(person: Any, group: Any) -> str:
    return page(person, f"/groups/{group.id}/quiet/")


def rows(superuser: Any) -> int:
    return int(superuser.execute("SELECT count(*) FROM quiet_sitting").fetchone()[0])


def test_one_sits_down_is_seen_beside_others_and_leaves(cast: Any, superuser: Any) -> None:
    assert "Nobody sits here right now" in room(cast.ben, cast.group)
    press(cast.ben, cast.group, minutes="25")
    alone = room(cast.ben, cast.group)
    assert "You sit here." in alone and "Nobody else is here right now" in alone and "Leave quietly" in alone
    assert "Here now:" in room(cast.ada, cast.group) and "Ben" in room(cast.ada, cast.group)
    press(cast.ada, cast.group, minutes="50")
    assert "Here beside you:" in room(cast.ben, cast.group) and "<li>Ada</li>" in room(cast.ben, cast.group)
    assert "2 people sit there now" in page(cast.ada, f"/groups/{cast.group.id}/")
    assert "you, Ada" in page(cast.ben, "/quiet/")
    press(cast.ben, cast.group, "end/")
    assert "Ben" not in room(cast.ada, cast.group) and rows(superuser) == 1
    press(cast.ben, cast.group, "end/")  # twice does no harm
    assert "1 person sits there now" in page(cast.ben, f"/groups/{cast.group.id}/")


def test_a_press_that_says_no_time_sits_for_the_shorter_one_and_twice_is_once(
    cast: Any, superuser: Any, clock: Any
) -> None:
    for minutes in ({}, {"minutes": "9999"}, {"minutes": "25"}):
        press(cast.ben, cast.group, **minutes)
    ((began, until),) = superuser.execute("SELECT began_at, until FROM quiet_sitting").fetchall()
    assert until - began == timedelta(minutes=25)


def test_it_ends_by_itself_and_staying_begins_the_time_anew(cast: Any, superuser: Any, clock: Any) -> None:
    press(cast.ben, cast.group, minutes="25")
    clock.pass_(timedelta(minutes=20))
    press(cast.ben, cast.group, minutes="25")
    clock.pass_(timedelta(minutes=24))
    assert "You sit here." in room(cast.ben, cast.group)
    clock.pass_(timedelta(minutes=1))
    assert "Nobody sits here right now" in room(cast.ben, cast.group) and "Ben" not in room(cast.ada, cast.group)
    assert 'data-mine="no"' in page(cast.ben, f"/groups/{cast.group.id}/quiet/here/")
    press(cast.ben, cast.group, minutes="25")
    ((began,),) = superuser.execute("SELECT began_at FROM quiet_sitting").fetchall()
    assert began == clock.now(), "it is another time"


def test_who_keeps_a_distance_is_not_seen_and_does_not_see(cast: Any, superuser: Any) -> None:
    from hearten.moderation.tests.conftest import joined

    joined(cast, cast.dov, cast.group)
    thread = begin(cast.dov, cast.group.id, "A slow day", "It is a slow day.")
    keep_distance(cast.ben, reply(cast.dov, thread, "Here."), "block")
    press(cast.ben, cast.group, minutes="25")
    press(cast.dov, cast.group, minutes="25")
    for person, other in ((cast.ben, "Dov"), (cast.dov, "Ben")):
        shown = room(person, cast.group)
        assert other not in shown and "Nobody else is here right now" in shown
        assert "1 person sits there now" in page(person, f"/groups/{cast.group.id}/"), "no number tells it either"
    assert "Ben" in room(cast.ada, cast.group) and "Dov" in room(cast.ada, cast.group)


def test_nobody_else_sees_it_and_nobody_sits_where_they_are_not(cast: Any, superuser: Any) -> None:
    press(cast.ben, cast.group, minutes="25")
    for person in (cast.mo, cast.dov, cast.odile):
        room_of_others = f"/groups/{cast.group.id}/quiet/"
        assert person.client.get(room_of_others).status_code == person.client.post(room_of_others).status_code == 404
        assert person.client.get(room_of_others + "here/").status_code == 404
    assert rows(superuser) == 1


def test_signing_out_and_leaving_the_group_end_it(cast: Any, superuser: Any) -> None:
    press(cast.ben, cast.group, minutes="25")
    cast.ben.client.post("/sign-out/")
    assert rows(superuser) == 0
    press(cast.ada, cast.group, minutes="25")
    superuser.execute(
        "UPDATE groups_membership SET ended_at = now(), ended_how = 'kept' WHERE id = %s", [cast.ada_in_group.id]
    )
    assert rows(superuser) == 0


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(cast: Any, superuser: Any, clock: Any) -> None:
    def renewed() -> Any:
        renewed_at = "SELECT max(renewed_at) FROM members_session WHERE member_id = %s"
        return superuser.execute(renewed_at, [cast.ben.id]).fetchone()[0]

    room(cast.ben, cast.group)
    before = renewed()
    clock.pass_(timedelta(days=4))
    address = f"/groups/{cast.group.id}/quiet/here/"
    assert cast.ben.client.get(address, headers={"X-By-Itself": "1"}).status_code == 200
    assert renewed() == before
    assert cast.ben.client.get(address).status_code == 200
    assert renewed() > before


def test_a_mute_is_seen_from_one_side_and_who_leads_sees_everybody(cast: Any) -> None:
    from hearten.moderation.tests.conftest import joined

    joined(cast, cast.dov, cast.group)
    thread = begin(cast.dov, cast.group.id, "A slow day", "It is a slow day.")
    keep_distance(cast.ben, reply(cast.dov, thread, "Here."), "mute")
    keep_distance(cast.dov, reply(cast.ada, thread, "Here, too."), "block")
    for person in (cast.ben, cast.dov):
        press(person, cast.group, minutes="25")
    assert "Dov" not in room(cast.ben, cast.group) and "<li>Ben</li>" in room(cast.dov, cast.group)
    assert "<li>Dov</li>" in room(cast.ada, cast.group)


def test_a_mark_changes_with_who_sits_there_alone(cast: Any) -> None:
    def mark() -> str:
        shown = page(cast.ada, f"/groups/{cast.group.id}/quiet/here/")
        return shown.partition('data-mark="')[2].partition('"')[0]

    empty = mark()
    press(cast.ben, cast.group, minutes="25")
    one = mark()
    assert len(one) == 16 and one != empty and mark() == one
    press(cast.ben, cast.group, "end/")
    assert mark() == empty


def test_ones_copy_says_where_one_sits_now(cast: Any, as_seat: Any) -> None:
    from hearten.quiet import own

    press(cast.ben, cast.group, minutes="25")
    with as_seat(cast.ben) as seat:
        ((row),) = own._sitting(seat)
    assert row["group"] == "low days" and row["until"] > row["began_at"]
    with as_seat(cast.ada) as seat:
        assert own._sitting(seat) == []
