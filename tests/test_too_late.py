"""A form that comes too late or twice: each gets a page that says so and keeps the words."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.filling_in import DOORS, WORDS, Door, every_writing, page_of, through


def test_a_form_from_before_the_sign_in_keeps_the_words(cast: Any) -> None:
    """Somebody wrote, signed in again in another tab, and pressed Send: the token of the first tab is old."""
    browser = Client(enforce_csrf_checks=True)
    token = token_in(browser.get("/sign-in/"))
    browser.post("/sign-in/", {"name": "Ben", "passphrase": cast.ben.passphrase, "csrfmiddlewaretoken": token})
    old = token_in(browser.get(f"/threads/{cast.thread.id}/"))
    browser.post("/sign-out/", {"csrfmiddlewaretoken": old})
    token = token_in(browser.get("/sign-in/"))
    signed_in = {"name": "Ben", "passphrase": cast.ben.passphrase, "csrfmiddlewaretoken": token}
    assert browser.post("/sign-in/", signed_in).status_code == 302
    sent = {"body": WORDS, "client_id": str(uuid4()), "csrfmiddlewaretoken": old}
    stale = browser.post(f"/threads/{cast.thread.id}/replies/", sent)
    assert stale.status_code == 403
    assert WORDS in page_of(stale)
    again = {**sent, "csrfmiddlewaretoken": token_in(stale)}
    assert browser.post(f"/threads/{cast.thread.id}/replies/", again).status_code == 302
    assert WORDS in page_of(browser.get(f"/threads/{cast.thread.id}/"))


def token_in(response: Any) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


@through
@pytest.mark.parametrize("token", ["", "nonsense", "a" * 64])
def test_a_form_without_its_token_changes_nothing_and_keeps_the_words(door: Door, token: str, cast: Any) -> None:
    who = {"sign up": None, "ask": cast.dov}.get(
        next(name for name in DOORS if Door(name, cast).path == door.path), cast.ben
    )
    door.browser = who.browser(enforce_csrf_checks=True) if who else Client(enforce_csrf_checks=True)
    response = door.send(WORDS, csrfmiddlewaretoken=token)
    assert response.status_code == 403
    assert WORDS in page_of(response)
    assert "four quiet words" not in page_of(response)


@every_writing
def test_who_was_signed_out_meanwhile_keeps_the_words(door: Door) -> None:
    door.browser = Client()
    response = door.send(WORDS)
    assert response.status_code == 401
    assert WORDS in page_of(response)
    assert "Sign in" in page_of(response)


@every_writing
def test_who_was_removed_meanwhile_keeps_the_words(door: Door, cast: Any) -> None:
    door.browser = cast.eli.client
    response = door.send(WORDS)
    assert response.status_code == 404
    assert WORDS in page_of(response)


@every_writing
def test_a_group_that_closed_meanwhile_keeps_the_words(door: Door, cast: Any, as_seat: Any) -> None:
    from hearten.groups.actions import close_group

    with as_seat(cast.odile) as seat:
        close_group(seat, cast.group)
    response = door.send(WORDS)
    assert response.status_code == 404
    assert WORDS in page_of(response)


def test_a_group_that_asked_and_closed_keeps_the_words(cast: Any, as_seat: Any) -> None:
    from hearten.groups.actions import close_group

    with as_seat(cast.odile) as seat:
        close_group(seat, cast.other_group)
    response = Door("ask", cast).send(WORDS)
    assert response.status_code == 404
    assert WORDS in page_of(response)


@every_writing
def test_a_changed_agreement_is_read_first_and_keeps_the_words(door: Door, cast: Any, as_seat: Any) -> None:
    from hearten.groups.actions import write_agreement
    from hearten.groups.standing import place_in

    with as_seat(cast.ada) as seat:
        write_agreement(seat, place_in(seat, cast.group.id), "We are kind, and we say so.", 1)
    response = door.send(WORDS)
    assert response.status_code == 403
    assert WORDS in page_of(response)
    assert "Read our agreement" in page_of(response)


@pytest.mark.parametrize("became", ["expired", "revoked", "used", "never made"])
def test_an_invitation_that_does_not_work_says_why_and_keeps_the_name(became: str, cast: Any, superuser: Any) -> None:
    from hearten.groups.actions import invite
    from hearten.groups.standing import place_in
    from hearten.kernel.clock import now
    from tests.people import seated

    with seated(cast.ada) as seat:
        token = invite(seat, place_in(seat, cast.hidden_group.id))
    column = {"expired": "expires_at", "revoked": "revoked_at", "used": "used_at"}.get(became)
    if column:
        superuser.execute(f"UPDATE groups_invitation SET {column} = %s WHERE used_at IS NULL", [now() - timedelta(1)])
    token = token if column else "a-token-that-was-never-made"
    name = "Rue from the river"
    response = cast.dov.client.post(f"/invitations/{token}/", {"name": name, "version": "1", "agree": "on"})
    assert response.status_code == (410 if column else 404)
    assert name in page_of(response)
    assert "night shift" not in page_of(response)


def test_what_is_sent_twice_lands_once_and_other_words_under_the_same_id_are_kept(cast: Any, as_seat: Any) -> None:
    from hearten.threads.models import Post

    door = Door("reply", cast)
    assert [door.send(WORDS).status_code for _time in range(3)] == [302, 302, 302]
    with as_seat(cast.ben) as seat:
        assert seat.glance(Post).filter(body=WORDS).count() == 1
    other = door.send("Something else altogether, from another box.")
    assert other.status_code == 403
    assert "Something else altogether" in page_of(other)
