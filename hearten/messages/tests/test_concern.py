"""A concern about something private: the staff comes from it to the conversation, with a reason that both read."""

from typing import Any

import pytest

REASON = "Somebody may be in danger, so I read this."


@pytest.fixture
def worry(pages: Any, superuser: Any) -> Any:
    """`worry(kind, about)`: a concern about it, open. Returns its page."""

    def opened(kind: str, about: Any) -> str:
        sql = "SELECT safety_open(%s, %s, NULL, %s, 'L2', 'self', 'report', '')"
        ((made,),) = superuser.execute(sql, [kind, about, pages.cast.ben.id]).fetchall()
        for person in (pages.cast.mo, pages.cast.odile):
            passed = (
                "INSERT INTO safety_coursepass (id, member_id, version, at) VALUES (gen_random_uuid(), %s, '1', now())"
            )
            superuser.execute(passed, [person.id])
        return f"/duty/concerns/{made}/"

    return opened


def text(person: Any, address: str) -> str:
    return str(person.client.get(address).content.decode())


def test_the_staff_comes_from_a_concern_to_the_conversation(pages: Any, worry: Any, superuser: Any) -> None:
    talk = pages.open()
    assert pages.send(pages.cast.ben, talk, "I do not want to wake up.").status_code == 302
    ((message,),) = superuser.execute("SELECT id FROM messages_message ORDER BY made_at DESC LIMIT 1").fetchall()
    page = worry("message", message)
    html, way = text(pages.cast.mo, page), f"/desk/conversations/{talk}/"
    assert way in html and "I do not want to wake up." not in html
    opened = pages.cast.mo.client.post(way, {"reason": REASON})
    assert "I do not want to wake up." in opened.content.decode()
    assert pages.cast.ada.client.get(page).status_code == 404
    superuser.execute("UPDATE safety_concern SET closed_at = now(), outcome = 'talked'")
    assert way not in text(pages.cast.mo, page), "once it is closed, no page leads there"
    assert pages.cast.mo.client.post(way, {"reason": REASON}).status_code == 404


def test_a_conversation_somebody_is_worried_about_is_among_the_cases(pages: Any, worry: Any) -> None:
    talk = pages.open()
    page = worry("talk", talk)
    html = text(pages.cast.mo, page)
    assert "stands with the report, among the cases" in html and 'href="/moderation/"' in html
    assert "They asked for a person" not in html
    assert pages.cast.mo.client.post(f"/desk/conversations/{talk}/", {"reason": REASON}).status_code == 200


def test_where_a_message_stands_is_told_to_the_staff_alone(
    pages: Any, worry: Any, superuser: Any, as_seat: Any
) -> None:
    from hearten.messages.watching import where_opened

    talk = pages.open()
    pages.send(pages.cast.ben, talk, "I do not want to wake up.")
    ((message,),) = superuser.execute("SELECT id FROM messages_message ORDER BY made_at DESC LIMIT 1").fetchall()
    worry("message", message)
    cast = pages.cast
    for person, told in ((cast.mo, True), (cast.odile, True), (cast.ada, False), (cast.ben, False), (cast.cleo, False)):
        with as_seat(person) as seat:
            assert bool(where_opened(seat, message)) == told, person.name
    superuser.execute("UPDATE messages_talk SET asker_id = %s", [cast.mo.id])
    with as_seat(cast.mo) as seat:
        assert where_opened(seat, message) == "", "not to one of the two"
