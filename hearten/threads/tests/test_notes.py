"""Notes before sending: shown once, passed over with one press, binding only where the group's agreement says so."""

from uuid import uuid4

import pytest

from hearten.groups.bounds import bounds_of, set_bounds
from hearten.groups.standing import place_in
from hearten.kernel.verdict import Unseen
from hearten.threads.models import Post
from tests.confidentiality.test_doors import everything

pytestmark = pytest.mark.django_db

NUMBER = "If you want to talk, ring me on 07700 900123."
HURTS = "My cousin is such a psycho."


def reply(person, thread, words, fragment=True, **also):
    sent = {"body": words, "client_id": str(uuid4())} | also
    headers = {"X-Fragment": "1"} if fragment else {}
    return person.client.post(f"/threads/{thread.id}/replies/", sent, headers=headers)


def marks(answer):
    page = answer.content.decode()
    return page.partition('name="fine" value="')[2].partition('"')[0]


def written(superuser, words):
    return superuser.execute("SELECT count(*) FROM threads_post WHERE body = %s", [words]).fetchone()[0]


def bind(as_seat, cast, *kinds):
    with as_seat(cast.ada) as seat:
        set_bounds(seat, place_in(seat, cast.group.id), kinds)


def test_a_note_holds_nothing_but_once(cast, superuser):
    answer = reply(cast.ben, cast.thread, NUMBER)
    assert answer.status_code == 409 and "07700 900123" in answer.content.decode()
    assert written(superuser, NUMBER) == 0
    assert reply(cast.ben, cast.thread, NUMBER, fine=marks(answer)).status_code == 201
    assert written(superuser, NUMBER) == 1


def test_without_script_the_page_comes_back_with_the_words(cast, superuser):
    answer = reply(cast.ben, cast.thread, NUMBER, fragment=False, masked="on")
    page = answer.content.decode()
    assert answer.status_code == 422 and NUMBER in page and "It is fine, send it" in page
    assert "checked" in page[page.index('id="f-masked"') :][:40]
    assert reply(cast.ben, cast.thread, NUMBER, fragment=False, fine=marks(answer)).status_code == 302


def test_what_was_passed_over_counts_for_these_words_alone(cast):
    fine = marks(reply(cast.ben, cast.thread, NUMBER))
    assert reply(cast.ben, cast.thread, HURTS, fine=fine).status_code == 409


def test_where_our_agreement_leaves_it_out_it_must_be_changed(cast, as_seat, superuser):
    bind(as_seat, cast, "own")
    answer = reply(cast.ben, cast.thread, NUMBER)
    page = answer.content.decode()
    assert answer.status_code == 409 and "Our agreement asks to leave it out" in page and "It is fine" not in page
    for fine in ("", marks(answer), "whatever"):
        assert reply(cast.ben, cast.thread, NUMBER, fine=fine).status_code == 409
    assert written(superuser, NUMBER) == 0
    assert reply(cast.ben, cast.thread, "If you want to talk, I am here.").status_code == 201
    hidden = reply(cast.ben, cast.hidden_thread, NUMBER)
    assert "It is fine" in hidden.content.decode(), "another group's agreement is another one"


def test_words_of_danger_are_never_held_up(cast, as_seat, superuser):
    bind(as_seat, cast, "own")
    words = "I have the pills in front of me and I will end it tonight. Ring me on 07700 900123."
    assert reply(cast.ben, cast.thread, words).status_code == 201
    assert written(superuser, words) == 1


def test_a_conversation_and_an_edit_are_looked_at_too(cast, superuser):
    sent = {"title": "Hello", "kind": "support", "wish": "listen", "body": HURTS, "client_id": str(uuid4())}
    answer = cast.ben.client.post(f"/groups/{cast.group.id}/write/", sent)
    assert answer.status_code == 422 and "psycho" in answer.content.decode()
    assert cast.ben.client.post(f"/groups/{cast.group.id}/write/", sent | {"fine": marks(answer)}).status_code == 302
    changed = {"body": HURTS + " Really.", "title": "The long way round", "wish": "listen", "note": ""}
    answer = cast.ben.client.post(f"/posts/{cast.post.id}/edit/", changed)
    assert answer.status_code == 422
    assert cast.ben.client.post(f"/posts/{cast.post.id}/edit/", changed | {"fine": marks(answer)}).status_code == 302
    assert Post.objects.using("keeper").get(pk=cast.post.id).body == HURTS + " Really."


def test_nothing_of_a_note_is_kept(cast, superuser):
    reply(cast.ben, cast.thread, "I am here.")
    before = everything(superuser)
    assert reply(cast.ben, cast.thread, NUMBER).status_code == 409
    assert everything(superuser) == before


def test_only_who_leads_says_what_our_agreement_leaves_out(cast, as_seat):
    with as_seat(cast.ben) as seat, pytest.raises(Unseen):
        set_bounds(seat, place_in(seat, cast.group.id), ["own"])
    bind(as_seat, cast, "own", "dose")
    bind(as_seat, cast, "dose", "stigma")
    with as_seat(cast.ben) as seat:
        assert bounds_of(seat, cast.group.id) == {"dose", "stigma"}
