"""Beginning, replying, and what happens when a phone sends twice."""

import threading
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from hearten.kernel.verdict import Refused
from hearten.threads import reading
from hearten.threads.actions import write
from hearten.threads.models import Post

WORDS = "I am here, and I read it all."


def _send(person: Any, thread: Any, **more: str) -> Any:
    said = {"body": WORDS, "client_id": str(uuid4()), **more}
    return person.client.post(f"/threads/{thread.id}/replies/", said)


def test_a_reply_is_on_the_page_of_the_others(cast: Any) -> None:
    answer = _send(cast.ada, cast.thread)
    assert answer.status_code == 302
    assert WORDS in cast.ben.client.get(f"/threads/{cast.thread.id}/").content.decode()


def test_the_same_sending_lands_once_and_leads_to_the_same_place(cast: Any) -> None:
    name = str(uuid4())
    first, second = _send(cast.ada, cast.thread, client_id=name), _send(cast.ada, cast.thread, client_id=name)
    assert first.url == second.url
    assert cast.ben.client.get(f"/threads/{cast.thread.id}/").content.decode().count(WORDS) == 1


def test_other_words_under_the_same_name_are_refused_and_kept(cast: Any) -> None:
    name = str(uuid4())
    _send(cast.ada, cast.thread, client_id=name)
    answer = _send(cast.ada, cast.thread, client_id=name, body="Something quite different now.")
    assert answer.status_code == 403
    assert "Something quite different now." in answer.content.decode()


def test_twenty_fingers_at_once_make_one_reply(cast: Any, as_seat: Any) -> None:
    draft, found = write.Draft(WORDS, uuid4()), []

    def press() -> None:
        try:
            with as_seat(cast.ada) as seat:
                found.append(write.reply(seat, reading.head(seat, cast.thread.id), draft).id)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(20)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert len(found) == 20
    assert len(set(found)) == 1
    with as_seat(cast.ben) as seat:
        assert seat.glance(Post).filter(thread=cast.thread, body=WORDS).count() == 1


def test_ideas_are_locked_until_the_author_invites_them(cast: Any) -> None:
    answer = _send(cast.ada, cast.thread, move="idea")
    assert answer.status_code == 403
    assert WORDS in answer.content.decode()
    page = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert "Offer an idea" not in page
    assert "Ask if an idea is welcome" in page


def test_a_yes_opens_ideas_to_the_one_who_asked(cast: Any, as_seat: Any) -> None:
    asked = _send(cast.ada, cast.thread, move="asks", body="May I tell you what helped me with that hour?")
    post = asked.url.rpartition("#p-")[2]
    assert cast.ada.client.post(f"/posts/{post}/permission/", {"welcome": "yes"}).status_code == 404
    assert cast.ben.client.post(f"/posts/{post}/permission/", {"welcome": "yes"}).status_code == 302
    assert _send(cast.ada, cast.thread, move="idea").status_code == 302


def test_not_now_keeps_ideas_locked(cast: Any) -> None:
    asked = _send(cast.ada, cast.thread, move="asks", body="May I tell you what helped me with that hour?")
    cast.ben.client.post(f"/posts/{asked.url.rpartition('#p-')[2]}/permission/", {"welcome": "no"})
    assert _send(cast.ada, cast.thread, move="idea").status_code == 403


def test_the_wish_stands_above_the_reply_box(cast: Any) -> None:
    page = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert page.index("What would help: Just hear me") < page.index('name="body"')


def test_a_reply_quotes_what_it_answers(cast: Any) -> None:
    _send(cast.ada, cast.thread, quotes=str(cast.post.id))
    page = cast.ben.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert f'<blockquote class="quoted"><a href="#p-{cast.post.id}">' in page


def test_a_quote_from_another_conversation_is_unseen(cast: Any, as_seat: Any) -> None:
    answer = _send(cast.ada, cast.thread, quotes=str(cast.mask.id))
    assert answer.status_code == 404


def test_beginning_twice_with_one_name_is_one_conversation(cast: Any) -> None:
    said = {
        "title": "The kettle again", "body": "It boiled dry and I laughed.", "kind": "win", "wish": "company",
        "client_id": str(uuid4()),
    }  # fmt: skip
    address = f"/groups/{cast.group.id}/write/"
    assert cast.ben.client.post(address, said).url == cast.ben.client.post(address, said).url


def test_somebody_who_did_not_agree_to_the_new_agreement_cannot_write_yet(cast: Any) -> None:
    text = {"text": "We listen before we answer. We also say good night.", "based_on": "1"}
    answer = cast.ada.client.post(f"/groups/{cast.group.id}/lead/agreement/", text)
    assert answer.status_code == 302
    refused = _send(cast.ben, cast.thread)
    assert refused.status_code == 403
    assert WORDS in refused.content.decode()


def test_a_moderator_with_a_grant_reads_but_does_not_write(cast: Any, as_seat: Any, settings: Any) -> None:
    settings.HEARTEN_DEMO = True  # waives the second factor, and nothing else
    cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": "A report about this conversation came in."})
    with as_seat(cast.mo) as seat:
        assert seat.glance(Post).filter(thread=cast.thread).exists()
        with pytest.raises(Refused):
            write.reply(seat, reading.head(seat, cast.thread.id), write.Draft(WORDS, uuid4()))
