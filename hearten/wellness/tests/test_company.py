"""Company: who agrees, who has room, who comes first; and that nobody learns what is not theirs to know."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from hearten.messages.tests.conftest import Pages, pages

pytestmark = pytest.mark.django_db
__all__ = ["pages"]


def page(person: Any, address: str = "/you/company/") -> str:
    answer = person.client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    shown = str(answer.content.decode()).partition("<main")[2]
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", shown)


def name(person: Any, place: Any) -> Any:
    return person.client.post(f"/you/company/people/{place.id}/")


def waiting(superuser: Any) -> Any:
    answered = "LEFT JOIN wellness_peeranswer a ON a.peer_id = p.id"
    sql = f"SELECT p.id FROM wellness_peer p {answered} ORDER BY a.at DESC NULLS FIRST, p.made_at DESC"
    return superuser.execute(sql).fetchone()[0]


def answer(person: Any, peer: Any, how: str = "agreed") -> int:
    return int(person.client.post(f"/you/company/named/{peer}/answer/", {"how": how}).status_code)


def pair(pages: Pages, by: Any = None, whom: Any = None, place: Any = None) -> Any:
    """Ben named Ada, and she said yes."""
    assert name(by or pages.cast.ben, place or pages.cast.ada_in_group).status_code == 302
    peer = waiting(pages.superuser)
    assert answer(whom or pages.cast.ada, peer) == 302
    return peer


def has_room(person: Any, until: str = "open") -> None:
    assert person.client.post("/you/company/room/", {"until": until}).status_code == 302


def call(person: Any) -> str:
    asked = person.client.post("/you/company/calls/")
    assert asked.status_code == 302, asked.content.decode()[-1500:]
    return str(asked.url).rstrip("/").rpartition("/")[2]


def reached(superuser: Any, call_id: str) -> list[Any]:
    return [one for (one,) in superuser.execute("SELECT member_id FROM wellness_asked WHERE call_id = %s", [call_id])]


def test_a_call_reaches_who_has_room_and_the_first_who_answers_opens_a_conversation(pages: Pages) -> None:
    cast = pages.cast
    pair(pages)
    has_room(cast.ada)
    made = call(cast.ben)
    assert reached(pages.superuser, made) == [cast.ada.id]
    assert "Ben would like company" in page(cast.ada, f"/you/company/asked/{made}/")
    came = cast.ada.client.post(f"/you/company/asked/{made}/")
    assert came.status_code == 302 and came.url.startswith("/messages/")
    assert cast.ada.client.post(f"/you/company/asked/{made}/").url == came.url, "pressed twice, it is one"
    assert came.url in page(cast.ben, f"/you/company/calls/{made}/")
    talk = came.url.strip("/").rpartition("/")[2]
    assert pages.send(cast.ada, talk, "I am here.").status_code == 302
    assert pages.send(cast.ben, talk, "Thank you.").status_code == 302


def test_help_stands_beside_every_state_with_the_sentence_about_peers(pages: Pages) -> None:
    cast = pages.cast
    pair(pages)
    made = call(cast.ben)
    for address in ("/you/company/", f"/you/company/calls/{made}/"):
        shown = page(cast.ben, address)
        assert "not emergency help" in shown and 'href="/help-now/"' in shown
    pages.clock.pass_(timedelta(minutes=9))
    assert call(cast.ben) == made, "within ten minutes it is the same"
    pages.clock.pass_(timedelta(minutes=2))
    late = page(cast.ben, f"/you/company/calls/{made}/")
    assert "Nobody has come yet" in late and "not emergency help" in late
    assert late.index("Somebody who answers at any hour") < late.index("Ask again for company")
    assert call(cast.ben) != made


@pytest.mark.parametrize("what", ["muted", "muted_by", "blocked", "blocked_by", "break", "no room", "contact off"])
def test_what_others_do_elsewhere_cannot_be_seen(pages: Pages, what: str, superuser: Any) -> None:
    cast = pages.cast
    pair(pages)
    if what != "no room":
        has_room(cast.ada)
    listed = page(cast.ben)
    if what in ("muted", "blocked"):
        kind = {"kind": "mute" if what == "muted" else "block"}
        assert cast.ada.client.post(f"/posts/{cast.post.id}/distance/", kind).status_code == 302
    if what in ("muted_by", "blocked_by"):
        kind = {"kind": "mute" if what == "muted_by" else "block"}
        assert cast.ben.client.post(f"/posts/{cast.reply.id}/distance/", kind).status_code == 302
    if what == "break":
        superuser.execute(
            "INSERT INTO members_break (id, member_id, began_at) VALUES (gen_random_uuid(), %s, now())", [cast.ada.id]
        )
    if what == "contact off":
        pages.switch(cast.ada, on=False)
    assert page(cast.ben) == listed, "the list says nothing of it"
    made = call(cast.ben)
    assert reached(superuser, made) == []
    assert "Those of your people who have room right now were told." in page(cast.ben, f"/you/company/calls/{made}/")
    assert cast.ada.client.get(f"/you/company/asked/{made}/").status_code == 404


def test_not_now_looks_like_silence_and_holds_for_the_person_in_every_group(pages: Pages, superuser: Any) -> None:
    cast = pages.cast
    name(cast.ben, cast.ada_in_group)
    silent = page(cast.ben)
    assert answer(cast.ada, waiting(superuser), "not_now") == 302
    assert page(cast.ben) == silent and "asked; no yes yet" in silent
    peer = waiting(superuser)
    assert answer(cast.ada, peer) == 404, "once"
    cast.ben.client.post(f"/you/company/named/{peer}/end/")
    lately = name(cast.ben, cast.ada_in_group)
    assert lately.status_code == 403 and "You asked this person lately." in lately.content.decode()
    (at_night,) = superuser.execute(
        "SELECT id FROM groups_membership WHERE group_id = %s AND member_id = %s", [cast.hidden_group.id, cast.ada.id]
    ).fetchone()
    elsewhere = cast.ben.client.post(f"/you/company/people/{at_night}/")
    assert "This person cannot be asked at the moment." in elsewhere.content.decode()
    pages.clock.pass_(timedelta(days=73))
    assert name(cast.ben, cast.ada_in_group).status_code == 403
    pages.clock.pass_(timedelta(days=2))
    assert name(cast.ben, cast.ada_in_group).status_code == 302


def test_a_yes_taken_back_ends_it_and_is_not_asked_for_again_for_60_days(pages: Pages, superuser: Any) -> None:
    cast = pages.cast
    peer = pair(pages)
    pages.clock.pass_(timedelta(days=100))
    assert cast.ada.client.post(f"/you/company/named/{peer}/end/").status_code == 302
    assert "Nobody is on your list yet." in page(cast.ben)
    assert name(cast.ben, cast.ada_in_group).status_code == 403
    pages.clock.pass_(timedelta(days=61))
    assert name(cast.ben, cast.ada_in_group).status_code == 302


def test_one_of_two_who_come_at_once_has_it_and_the_other_learns_only_that_it_is_over(
    pages: Pages, superuser: Any
) -> None:
    cast = pages.cast
    dov, place = pages.newcomer("Dora", cast.group)
    pair(pages)
    pair(pages, whom=dov, place=place)
    has_room(cast.ada)
    has_room(dov)
    made = call(cast.ben)
    assert sorted(map(str, reached(superuser, made))) == sorted([str(cast.ada.id), str(dov.id)])

    def come(person: Any) -> Any:
        try:
            return person.client.post(f"/you/company/asked/{made}/")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(come, (cast.ada, dov)))
    assert sorted(one.status_code for one in answers) == [302, 403]
    assert superuser.execute("SELECT count(*) FROM messages_talk").fetchone() == (1,)
    late = cast.ada if answers[0].status_code == 403 else dov
    over = page(late, f"/you/company/asked/{made}/")
    assert "This is over" in over and "Ben" not in over
    assert not any(other in over for other in ("Ada", "Dora"))


def test_five_people_at_most_and_two_presses_are_one(pages: Pages, superuser: Any) -> None:
    cast = pages.cast
    browsers = [cast.ben.browser() for _time in range(4)]

    def press(browser: Any) -> int:
        try:
            return int(browser.post(f"/you/company/people/{cast.ada_in_group.id}/").status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(press, browsers)) == {302, 403}
    assert superuser.execute("SELECT count(*) FROM wellness_peer").fetchone() == (1,)
    pair_of = [pages.newcomer(f"N{number}", cast.group)[1] for number in range(5)]
    codes = [name(cast.ben, place).status_code for place in pair_of]
    assert codes == [302, 302, 302, 302, 403]


def test_without_private_contact_nobody_can_be_named_or_called(pages: Pages) -> None:
    cast = pages.cast
    pair(pages)
    pages.switch(cast.ben, on=False)
    asked = cast.ben.client.post("/you/company/calls/")
    assert asked.status_code == 403 and "Help now" in asked.content.decode()
    assert name(cast.ben, cast.ada_in_group).status_code == 403


def test_leaving_the_group_ends_it_on_both_sides(pages: Pages, superuser: Any) -> None:
    cast = pages.cast
    pair(pages)
    form = {"how": "kept", "sure": "on"}
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", form)
    assert superuser.execute("SELECT count(*) FROM wellness_peer WHERE ended_at IS NULL").fetchone() == (0,)
    assert "Ben" not in page(cast.ada)
