"""Input that is empty, too long or broken: each gets a page that says so and keeps the words."""

import re
from typing import Any

import pytest

from tests.filling_in import LONG, WORDS, Door, every_writing, page_of, says, through


@pytest.mark.parametrize("door", ["write", "reply", "sign up"], indirect=True)
@pytest.mark.parametrize("nothing", ["", "   \n\t ", "\u200b\u200b", "\u202e\u2066", "\x00\x07", "\ufeff"], ids=ascii)
def test_nothing_written_is_said_kindly(door: Door, nothing: str) -> None:
    response = door.send(nothing)
    assert response.status_code == 422
    assert says(response)


@through
def test_too_much_is_said_and_nothing_of_it_is_lost(door: Door) -> None:
    response = door.send(LONG)
    assert response.status_code == 422
    assert says(response)
    assert LONG.strip() in page_of(response)


@through
def test_so_much_that_it_is_not_read_at_all_is_a_page(door: Door) -> None:
    response = door.send("a" * 1_100_000)
    assert response.status_code == 400
    assert "your words are still in the box" in page_of(response)


@every_writing
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\x00two\x08three\x1b[31m four", "onetwothree[31m four"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("in\u200bvis\u2060ib\ufeffle", "invisible"),
        ("two\r\nlines", "two\nlines"),
        ("e\u0301tape", "\u00e9tape"),
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_is_taken_out_and_what_can_stays(
    door: Door, typed: str, kept: str, as_seat: Any, cast: Any
) -> None:
    from hearten.threads.models import Post

    assert door.send(typed).status_code == 302
    with as_seat(cast.ben) as seat:
        assert seat.glance(Post).order_by("-made_at").first().body == kept


@pytest.mark.parametrize(
    "name", ["B\u200ben", "  ben ", "BEN", "\uff22\uff45\uff4e", "Be\u200cn", "Ben\u202e"], ids=ascii
)
def test_a_name_that_looks_like_somebodys_is_theirs(name: str, cast: Any) -> None:
    response = Door("sign up", cast).send(name)
    assert response.status_code == 422
    assert "That name is taken here" in page_of(response)


@through
def test_broken_letters_are_said_and_the_rest_is_kept(door: Door) -> None:
    from urllib.parse import urlencode

    rest = urlencode({name: value for name, value in door.filled.items() if name != door.field})
    body = f"{rest}&{door.field}=Bad%20%ff%fe%20letters".encode()
    response = door.browser.generic("POST", door.path, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422
    assert "could not be read" in page_of(response)
    assert re.search("Bad .*letters", page_of(response))


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "multipart/form-data; boundary=x", "application/json", "multipart/form-data", "", "\x7f"],
)
@through
def test_a_body_that_is_no_form_is_a_page(door: Door, content_type: str) -> None:
    response = door.browser.generic("POST", door.path, b"\xff\x00{not a form", content_type=content_type)
    assert response.status_code in (400, 422)
    assert "<h1" in page_of(response)


@pytest.mark.parametrize("field", ["client_id", "kind", "wish", "quotes", "move"])
@every_writing
def test_a_field_that_a_form_filled_in_wrongly_never_loses_the_words(door: Door, field: str) -> None:
    response = door.send(WORDS, **{field: "\u2603 nonsense"})
    assert response.status_code in (302, 404, 422)
    assert response.status_code == 302 or WORDS in page_of(response)


@pytest.mark.parametrize(
    "path", ["/threads/{0}/", "/groups/{0}/", "/posts/{0}/", "/news/{0}/", "/invitations/{0}/", "/g/{0}/"]
)
@pytest.mark.parametrize(
    "key",
    ["", "0", "..%2f..%2fetc", "%00", "%ff", "\u2603", "a" * 5000, "' OR 1=1 --"],
    ids=lambda key: ascii(key)[:20],
)
def test_an_address_that_is_none_is_not_found(path: str, key: str, cast: Any) -> None:
    response = cast.ben.client.get(path.format(key))
    assert response.status_code in (302, 404) or (key == "" and response.status_code == 200)


@pytest.mark.parametrize(
    "query", ["?q=%ff%00", "?words=%00", "?topic=" + "a" * 9000, "?zone='", "?earlier=x&quote=y&show=z"]
)
def test_a_question_mark_and_nonsense_is_the_page_without_it(query: str, cast: Any) -> None:
    for path in ("/groups/", f"/threads/{cast.thread.id}/", f"/groups/{cast.group.id}/", "/help-now/", "/sign-in/"):
        assert cast.ben.client.get(path + query).status_code in (200, 302), path
