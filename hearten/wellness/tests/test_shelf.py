"""The hope shelf: sealed, once, and with others' words only for as long as those leave them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from hearten.pictures.tests.conftest import CANARY, photo

pytestmark = pytest.mark.django_db
WORDS = "It has been lighter before, and will be."


def put(person: Any, words: str = WORDS, **more: Any) -> Any:
    return person.client.post("/you/hope/words/", {"what": "words", "words": words, "client_id": str(uuid4()), **more})


def page(person: Any, address: str = "/you/hope/") -> str:
    answer = person.client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def rows(superuser: Any) -> int:
    return int(superuser.execute("SELECT count(*) FROM wellness_hope").fetchone()[0])


def test_words_are_on_ones_own_shelf_alone_and_sealed(cast: Any, superuser: Any) -> None:
    assert put(cast.ben).status_code == 302
    assert WORDS in page(cast.ben) and WORDS not in page(cast.ada)
    kept = str(superuser.execute("SELECT t::text FROM wellness_hope t").fetchall())
    assert WORDS not in kept and WORDS.encode().hex() not in kept


def test_sent_twice_it_is_there_once_and_other_words_are_told(cast: Any, superuser: Any) -> None:
    once = {"client_id": str(uuid4())}
    assert [put(cast.ben, **once).status_code for _time in range(2)] == [302, 302]
    other = put(cast.ben, words="Something else.", **once)
    assert other.status_code == 403 and "Something else was sent from this box before." in other.content.decode()
    assert rows(superuser) == 1


def test_a_picture_is_made_anew_and_given_to_its_person_alone(cast: Any, superuser: Any) -> None:
    file = SimpleUploadedFile("lake.jpg", photo(), "image/jpeg")
    form = {"words": "The lake in March.", "picture": file, "client_id": str(uuid4())}
    assert cast.ben.client.post("/you/hope/pictures/", form).status_code == 302
    (key,) = superuser.execute("SELECT id FROM wellness_hope").fetchone()
    shown = cast.ben.client.get(f"/you/hope/{key}/picture/")
    assert shown["Content-Type"] == "image/webp" and CANARY not in shown.content and shown.content[:4] == b"RIFF"
    assert shown["Cache-Control"] == "private, no-store"
    assert cast.ada.client.get(f"/you/hope/{key}/picture/").status_code == 404


def test_without_a_picture_a_sentence_says_so_and_the_words_stay(cast: Any) -> None:
    answer = cast.ben.client.post("/you/hope/pictures/", {"words": "The lake.", "client_id": str(uuid4())})
    assert answer.status_code == 422
    assert "Choose a picture first." in answer.content.decode() and "The lake." in answer.content.decode()


def test_a_reply_is_kept_with_the_name_above_it_and_behind_a_mask_without(cast: Any, superuser: Any) -> None:
    assert cast.ben.client.post(f"/posts/{cast.reply.id}/hope/").status_code == 302
    assert cast.ben.client.post(f"/posts/{cast.reply.id}/hope/").status_code == 302
    mine = page(cast.ben)
    assert mine.count("I read this twice") == 2, "the words, and the way to take them off"
    assert "From Ada" in mine
    masked = superuser.execute("SELECT id FROM threads_post WHERE thread_id = %s", [cast.masked.id]).fetchone()[0]
    assert cast.ada.client.post(f"/posts/{masked}/hope/").status_code == 302
    assert "Somebody wrote this to you." in page(cast.ada) and "Ben" not in page(cast.ada).partition("<main")[2]


def test_what_its_writer_takes_back_leaves_every_shelf(cast: Any, superuser: Any) -> None:
    cast.ben.client.post(f"/posts/{cast.reply.id}/hope/")
    assert rows(superuser) == 1
    assert cast.ada.client.post(f"/posts/{cast.reply.id}/withdrawal/").status_code == 302
    assert rows(superuser) == 0 and "I read this twice" not in page(cast.ben)


def test_an_edit_is_an_edit_on_the_shelf_too(cast: Any) -> None:
    cast.ben.client.post(f"/posts/{cast.reply.id}/hope/")
    form = {"body": "I read it three times."}
    assert cast.ada.client.post(f"/posts/{cast.reply.id}/edit/", form).status_code == 302
    assert "I read it three times." in page(cast.ben) and "I read this twice" not in page(cast.ben)


def test_a_block_takes_nothing_off_the_shelf(cast: Any) -> None:
    cast.ben.client.post(f"/posts/{cast.reply.id}/hope/")
    before = page(cast.ben).partition("<main")[2]
    assert cast.ada.client.post(f"/posts/{cast.post.id}/distance/", {"kind": "block"}).status_code == 302
    assert page(cast.ben).partition("<main")[2] == before


def test_whoever_leaves_with_their_words_kept_is_named_on_no_shelf(cast: Any, superuser: Any) -> None:
    cast.ada.client.post(f"/posts/{cast.post.id}/hope/")
    assert "From Ben" in page(cast.ada)
    form = {"how": "kept", "when": "now", "sure": "on"}
    assert cast.ben.client.post(f"/groups/{cast.group.id}/leave/", form).status_code in (302, 200)
    left = superuser.execute("SELECT ended_how FROM groups_membership WHERE id = %s", [cast.ben_in_group.id]).fetchone()
    assert left == ("kept",)
    assert rows(superuser) == 1 and "From Ben" not in page(cast.ada)


def test_taken_off_it_is_gone(cast: Any, superuser: Any) -> None:
    put(cast.ben)
    (key,) = superuser.execute("SELECT id FROM wellness_hope").fetchone()
    assert cast.ben.client.post(f"/you/hope/{key}/removal/").status_code == 302
    assert rows(superuser) == 0


def test_a_reply_that_is_taken_back_while_it_is_kept_leaves_no_copy(cast: Any, superuser: Any) -> None:
    def keep() -> int:
        try:
            return int(cast.ben.client.post(f"/posts/{cast.reply.id}/hope/").status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with superuser.transaction():
            superuser.execute("SELECT threads_take_words(ARRAY[%s]::uuid[], 'author')", [cast.reply.id])
            kept = pool.submit(keep)  # it was read before the taking back is done
            with pytest.raises(TimeoutError):
                kept.result(timeout=3)
        assert kept.result() == 404
    assert rows(superuser) == 0
