"""A reply that still stands on suggested words says so, on tap, to everybody alike; any other says nothing."""

import json
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from hearten.kernel.database import addresses
from hearten.kernel.live import topic_of

LINE = "I feel for you, lying awake with all of that going round in your head."
LABEL = "About these words"


def _send(person: Any, thread: Any, body: str, suggested: str = "[]", *, fragment: bool = False, **more: str) -> Any:
    said = {"body": body, "client_id": str(uuid4()), "suggested": suggested, **more}
    headers = {"X-Fragment": "1"} if fragment else {}
    return person.client.post(f"/threads/{thread.id}/replies/", said, headers=headers)


def _labelled(superuser: Any) -> Any:
    return superuser.execute(
        "SELECT p.body, s.group_id FROM threads_suggested s JOIN threads_post p ON p.id = s.post_id"
    ).fetchall()


def _page(person: Any, thread: Any) -> str:
    answer = person.client.get(f"/threads/{thread.id}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_kept_suggestion_is_said_on_everybodys_page(coached: Any, superuser: Any) -> None:
    body = f"Hello Ben. {LINE}"
    assert _send(coached.ada, coached.thread, body, json.dumps([LINE])).status_code == 302
    assert _labelled(superuser) == [(body, coached.group.id)]
    for person in (coached.ada, coached.ben):
        page = _page(person, coached.thread)
        assert page.count(LABEL) == 1
        label = page[page.index(LABEL) :][:300]
        assert "Written with suggestions." in label
        assert page.index(LINE) < page.index(LABEL), "it stands at the reply"


def test_script_gets_the_label_with_the_reply(coached: Any) -> None:
    answer = _send(coached.ada, coached.thread, LINE, json.dumps([LINE]), fragment=True)
    assert answer.status_code == 201
    assert LABEL in answer.content.decode()


def test_the_live_fragment_is_the_one_of_the_page(coached: Any, superuser: Any) -> None:
    """What the hub fetches under its own sign-in, and renders for everybody who listens."""
    topic = topic_of("thread")
    assert topic is not None
    _send(coached.ada, coached.thread, LINE, json.dumps([LINE]))
    (post,) = superuser.execute("SELECT post_id FROM threads_suggested").fetchone()
    with psycopg.connect(addresses(settings.HEARTEN_STATE).conninfo("live")) as hub:
        ((told,),) = hub.execute(topic.fetch, [[post]]).fetchall()
    _place, html = topic.render(told)
    assert LABEL in html and html in _page(coached.ben, coached.thread)


def test_the_label_is_on_the_reply_and_not_on_the_others(coached: Any) -> None:
    _send(coached.ada, coached.thread, "Mine alone, from beginning to end.", json.dumps([LINE]))
    assert LABEL not in _page(coached.ben, coached.thread)
    _send(coached.ada, coached.thread, LINE, json.dumps([LINE]))
    _send(coached.ada, coached.thread, "And one more of my own.", json.dumps([LINE]))
    assert _page(coached.ben, coached.thread).count(LABEL) == 1


def test_a_suggestion_that_became_ones_own_says_nothing(coached: Any, superuser: Any) -> None:
    _send(coached.ada, coached.thread, "I feel for you, Ben. My nights are like that as well.", json.dumps([LINE]))
    assert _labelled(superuser) == []


def test_the_same_words_without_the_coach_say_nothing(coached: Any, superuser: Any) -> None:
    _send(coached.ada, coached.thread, LINE)
    assert _labelled(superuser) == []


@pytest.mark.parametrize("sent", ["", "{", "null", "7", '"text"', json.dumps({"0": LINE}), "[" * 3000, "[[]]"])
def test_what_is_no_list_of_suggestions_is_none_and_the_reply_is_sent(sent: str, coached: Any, superuser: Any) -> None:
    assert _send(coached.ada, coached.thread, LINE, sent).status_code == 302
    assert _labelled(superuser) == []
    assert LINE in _page(coached.ben, coached.thread)


def test_a_reply_behind_a_mask_says_it_as_well_and_nothing_more(coached: Any, superuser: Any) -> None:
    _send(coached.ada, coached.masked, LINE, json.dumps([LINE]), masked="on")
    page = _page(coached.ben, coached.masked)
    assert page.count(LABEL) == 1
    assert str(coached.ada_in_group.id) not in page
    row = superuser.execute("SELECT row_to_json(s)::text FROM threads_suggested s").fetchone()[0]
    assert str(coached.ada.id) not in row and str(coached.ada_in_group.id) not in row


def test_a_reply_that_was_sent_twice_is_labelled_once(coached: Any, superuser: Any) -> None:
    name = str(uuid4())
    for _each in range(2):
        assert _send(coached.ada, coached.thread, LINE, json.dumps([LINE]), client_id=name).status_code == 302
    assert len(_labelled(superuser)) == 1


def test_words_that_are_taken_back_take_the_label_along(coached: Any, superuser: Any) -> None:
    _send(coached.ada, coached.thread, LINE, json.dumps([LINE]))
    (post,) = superuser.execute("SELECT post_id FROM threads_suggested").fetchone()
    assert coached.ada.client.post(f"/posts/{post}/withdrawal/").status_code == 302
    page = _page(coached.ben, coached.thread)
    assert LABEL not in page and LINE not in page


def test_nobody_labels_somebody_elses_words(coached: Any, as_seat: Any) -> None:
    from django.db import ProgrammingError

    from hearten.kernel.clock import now
    from hearten.threads.models import Suggested

    for person in (coached.ada, coached.cleo, coached.mo):
        with pytest.raises(ProgrammingError), as_seat(person):
            Suggested(group_id=coached.group.id, post_id=coached.post.id, at=now()).save(force_insert=True)


def test_outside_the_group_no_label_is_read(coached: Any, as_seat: Any) -> None:
    from hearten.threads.models import Suggested

    _send(coached.ada, coached.thread, LINE, json.dumps([LINE]))
    for person, sees in ((coached.ben, True), (coached.cleo, False), (coached.dov, False), (coached.odile, False)):
        with as_seat(person) as seat:
            assert seat.glance(Suggested).exists() is sees
