"""Editing, taking back, nodding, saying that one felt heard, leaving with one's words."""

from typing import Any
from uuid import uuid4

from hearten.threads.models import Heard, Post, Revision, Witness


def _page(person: Any, thread: Any) -> str:
    return str(person.client.get(f"/threads/{thread.id}/").content.decode())


def test_an_edit_shows_and_what_it_said_before_is_the_authors_alone(cast: Any, as_seat: Any) -> None:
    answer = cast.ada.client.post(f"/posts/{cast.reply.id}/edit/", {"body": "I read this three times by now."})
    assert answer.status_code == 302
    page = _page(cast.ben, cast.thread)
    assert "I read this three times by now." in page
    assert "edited" in page
    assert "I read this twice." in cast.ada.client.get(f"/posts/{cast.reply.id}/history/").content.decode()
    assert cast.ben.client.get(f"/posts/{cast.reply.id}/history/").status_code == 404
    with as_seat(cast.ben) as seat:
        assert not seat.glance(Revision).exists()


def test_nobody_edits_or_takes_back_somebody_elses_words(cast: Any) -> None:
    assert cast.ben.client.post(f"/posts/{cast.reply.id}/edit/", {"body": "Not mine."}).status_code == 404
    assert cast.ben.client.post(f"/posts/{cast.reply.id}/withdrawal/").status_code == 404


def test_what_is_taken_back_is_gone_from_the_rows_too(cast: Any, as_seat: Any, superuser: Any) -> None:
    said = {"body": "Quoting you here.", "client_id": str(uuid4()), "quotes": str(cast.reply.id)}
    cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", said)
    cast.ada.client.post(f"/posts/{cast.reply.id}/edit/", {"body": "I read this thrice. Four is a lonely hour."})
    cast.ada.client.post(f"/posts/{cast.reply.id}/withdrawal/")
    page = _page(cast.ben, cast.thread)
    assert "lonely hour" not in page
    assert "The writer took these words back." in page
    assert "Quoting you here." in page
    for table, column in (("threads_post", "body"), ("threads_post", "quoted"), ("threads_revision", "body")):
        found = superuser.execute(f"SELECT count(*) FROM {table} WHERE {column} LIKE '%lonely hour%'").fetchone()
        assert found[0] == 0, table


def test_a_title_and_a_mood_go_with_the_words_that_they_stood_above(cast: Any, superuser: Any) -> None:
    superuser.execute("UPDATE threads_thread SET mood = 'worn out', note = 'sleep' WHERE id = %s", [cast.thread.id])
    assert cast.ben.client.post(f"/posts/{cast.post.id}/withdrawal/").status_code == 302
    said = superuser.execute("SELECT title, mood, note FROM threads_thread WHERE id = %s", [cast.thread.id]).fetchone()
    assert said == ("", "", "")
    assert "A conversation whose words were taken back" in _page(cast.ada, cast.thread)


def test_a_nod_is_said_once_and_can_be_taken_back(cast: Any, as_seat: Any) -> None:
    for _ in range(2):
        assert cast.ada.client.post(f"/posts/{cast.post.id}/nod/").status_code == 302
    assert "Ada has been there too." in _page(cast.ben, cast.thread)
    cast.ada.client.post(f"/posts/{cast.post.id}/nod/", {"take_back": "1"})
    with as_seat(cast.ben) as seat:
        assert not seat.glance(Witness).exists()


def test_nobody_nods_to_themself(cast: Any) -> None:
    assert cast.ben.client.post(f"/posts/{cast.post.id}/nod/").status_code == 403


def test_felt_heard_stays_between_the_two(cast: Any, as_seat: Any) -> None:
    assert cast.ada.client.post(f"/posts/{cast.reply.id}/heard/").status_code == 404
    assert cast.ben.client.post(f"/posts/{cast.reply.id}/heard/").status_code == 302
    assert "felt heard" in cast.ada.client.get(f"/posts/{cast.reply.id}/").content.decode()
    assert "felt heard" not in _page(cast.ada, cast.thread)
    with as_seat(cast.ada) as seat:
        assert seat.glance(Heard).count() == 1
    with as_seat(cast.mo) as seat:
        assert not seat.glance(Heard).exists()


def test_leaving_with_ones_words_takes_the_masked_ones_too(cast: Any, as_seat: Any) -> None:
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased", "confirm": "on"})
    with as_seat(cast.ada) as seat:
        left = seat.glance(Post).filter(group_id=cast.group.id).exclude(body="")
        assert {post.id for post in left} == {cast.reply.id}


def test_leaving_and_keeping_leaves_a_former_member(cast: Any) -> None:
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "kept", "confirm": "on"})
    page = _page(cast.ada, cast.thread)
    assert "Former member" in page
    assert "Ben" not in page


def test_a_content_note_folds_for_who_asked_and_not_for_the_writer(cast: Any) -> None:
    said = {
        "title": "A hard one", "body": "About the day he died.", "kind": "support", "wish": "listen",
        "note": "Death and loss", "client_id": str(uuid4()),
    }  # fmt: skip
    thread = cast.ben.client.post(f"/groups/{cast.group.id}/write/", said).url
    cast.ada.client.post("/you/look/", {"theme": "", "folds": ["loss"]})
    folded = '<details class="folded content-note">'
    assert folded in cast.ada.client.get(thread).content.decode()
    assert folded not in cast.ben.client.get(thread).content.decode()
