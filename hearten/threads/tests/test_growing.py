"""From a reply to a card: asked, answered, written by its writer alone, and never a way behind a mask."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

CARD: dict[str, Any] = {
    "title": "Before I get up",
    "what": "I count five things that I can hear.",
    "steps": "Lie still.\nCount.",
    "fits": "When I wake early.",
    "wrong": "If it is too quiet, I count what I see.",
    "topic": "coping",
    "label": "experience",
    "energy": "low",
    "minutes": "1",
    "company": "alone",
    "cost": "free",
}


def reply(person: Any, thread: Any, **said: Any) -> str:
    sent = {"body": "I count five things that I can hear.", "client_id": str(uuid4()), **said}
    answer = person.client.post(f"/threads/{thread.id}/replies/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"].partition("#p-")[2])


def ask(person: Any, post: str) -> Any:
    return person.client.post(f"/posts/{post}/card-proposal/")


def say(person: Any, post: str, welcome: str) -> Any:
    return person.client.post(f"/posts/{post}/card-answer/", {"welcome": welcome})


def page(person: Any, address: str) -> str:
    answer = person.client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def proposals(**only: Any) -> Any:
    from hearten.threads.models import CardProposal

    return CardProposal.objects.using("keeper").filter(**only)


def shared(person: Any, group: Any, post: str, **said: Any) -> str:
    sent = {**CARD, "client_id": str(uuid4()), "quotes": post, **said}
    answer = person.client.post(f"/groups/{group.id}/library/write/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_from_a_reply_to_a_card_of_its_writers(cast: Any) -> None:
    post = reply(cast.ben, cast.thread)
    assert "Ask whether this could become a card" in page(cast.ada, f"/posts/{post}/")
    assert ask(cast.ada, post).status_code == 302
    assert "Would you make a card of this?" in page(cast.ben, f"/posts/{post}/")
    assert "Ada, who leads this group" in page(cast.ben, f"/posts/{post}/card-answer/")
    answer = say(cast.ben, post, "yes")
    form = page(cast.ben, answer["Location"])
    assert 'value="The long way round"' in form and "I count five things that I can hear." in form
    from hearten.library.models import Card

    assert not Card.objects.using("keeper").exists(), "a yes shares nothing"
    card = shared(cast.ben, cast.group, post)
    assert f"/posts/{post}/" in page(cast.ada, card) and "It grew out of a reply." in page(cast.ada, card)


def test_no_thank_you_is_all_that_who_asked_sees_and_is_not_asked_again(cast: Any) -> None:
    post = reply(cast.ben, cast.thread)
    ask(cast.ada, post)
    assert "none is owed" in page(cast.ada, f"/posts/{post}/")
    assert say(cast.ben, post, "no").status_code == 302
    assert "Asked for a card: no, thank you." in page(cast.ada, f"/posts/{post}/")
    again = ask(cast.ada, post)
    assert again.status_code == 403 and "leave it at that" in again.content.decode()
    assert say(cast.ben, post, "yes").status_code == 403
    assert proposals().count() == 1


def test_only_who_leads_asks_and_only_about_replies_of_others(cast: Any, superuser: Any) -> None:
    post = reply(cast.ben, cast.thread)
    for person in (cast.ben, cast.cleo, cast.dov, cast.mo, cast.odile):
        assert ask(person, post).status_code == 404
    assert ask(cast.ada, str(cast.reply.id)).status_code == 404, "one's own"
    assert ask(cast.ada, str(cast.post.id)).status_code == 404, "what opens a conversation"
    assert not proposals().exists()


def test_behind_a_mask_nobody_learns_who_it_is(cast: Any, superuser: Any, as_worker: Any) -> None:
    from hearten.notices.jobs import write_down
    from hearten.notices.models import Notice

    post = reply(cast.ben, cast.thread, masked="on")
    superuser.execute("DELETE FROM procrastinate_jobs")
    assert ask(cast.ada, post).status_code == 302
    shown = page(cast.ada, f"/posts/{post}/")
    assert "Ben" not in shown.split("<main")[1].split("</main>")[0].replace("Ben was", "")
    row = superuser.execute("SELECT to_jsonb(c)::text FROM threads_cardproposal c").fetchone()[0]
    assert str(cast.ben.id) not in row and str(cast.ben_in_group.id) not in row
    jobs = superuser.execute("SELECT args::text FROM procrastinate_jobs").fetchall()
    assert jobs and all(str(cast.ben.id) not in args for (args,) in jobs), "the worker finds out, and tells nobody"
    given: dict[str, Any] = {"kind": "card_asked", "about": post, "members": [], "group": str(cast.group.id)}
    as_worker(write_down.now, actor=cast.ada.id, **given)  # type: ignore[attr-defined]  # the work itself
    told = Notice.objects.using("keeper").get(kind="card_asked")
    assert told.member_id == cast.ben.id


@pytest.mark.parametrize(("hidden_reply", "hidden_card"), [(True, False), (False, True), (True, True), (False, False)])
def test_a_link_never_leads_from_a_name_to_a_mask(hidden_reply: bool, hidden_card: bool, cast: Any) -> None:
    post = reply(cast.ben, cast.thread, **({"masked": "on"} if hidden_reply else {}))
    ask(cast.ada, post)
    say(cast.ben, post, "yes")
    card = shared(cast.ben, cast.group, post, **({"masked": "on"} if hidden_card else {}))
    assert (f"/posts/{post}/" in page(cast.ada, card)) == (hidden_reply == hidden_card)


def test_who_hid_their_name_keeps_it_hidden_unless_they_say_otherwise(cast: Any) -> None:
    post = reply(cast.ben, cast.thread, masked="on")
    ask(cast.ada, post)
    say(cast.ben, post, "yes")
    form = page(cast.ben, f"/groups/{cast.group.id}/library/write/?from={post}")
    assert 'name="masked" checked' in form and "people could tell that both are by you" in form
    open_reply = reply(cast.ben, cast.thread)
    ask(cast.ada, open_reply)
    say(cast.ben, open_reply, "yes")
    assert 'name="masked" checked' not in page(cast.ben, f"/groups/{cast.group.id}/library/write/?from={open_reply}")


def test_nobody_begins_a_card_with_somebody_elses_words(cast: Any) -> None:
    post = reply(cast.ben, cast.thread)
    write = f"/groups/{cast.group.id}/library/write/"
    assert cast.ada.client.get(f"{write}?from={post}").status_code == 404
    sent = {**CARD, "client_id": str(uuid4()), "quotes": post}
    assert f"/posts/{post}/" not in page(cast.ada, cast.ada.client.post(write, sent)["Location"]), "no card says so"
    assert cast.ben.client.get(f"/groups/{cast.hidden_group.id}/library/write/?from={post}").status_code == 404
    for nonsense in ("x", str(uuid4()), str(cast.hidden_reply.id)):
        assert cast.ben.client.get(f"{write}?from={nonsense}").status_code == 404


def test_a_form_that_comes_back_still_knows_where_it_grew(cast: Any) -> None:
    post = reply(cast.ben, cast.thread)
    sent = {**CARD, "title": "", "client_id": str(uuid4()), "quotes": post}
    answer = cast.ben.client.post(f"/groups/{cast.group.id}/library/write/", sent)
    assert answer.status_code == 422
    assert re.search(rf'name="quotes" value="{post}"', answer.content.decode())


def test_a_question_is_over_after_thirty_days(cast: Any, clock: Any) -> None:
    post = reply(cast.ben, cast.thread)
    ask(cast.ada, post)
    clock.pass_(timedelta(days=29))
    assert cast.ben.client.get(f"/posts/{post}/card-answer/").status_code == 200
    clock.pass_(timedelta(days=2))
    assert cast.ben.client.get(f"/posts/{post}/card-answer/").status_code == 403
    assert "Would you make a card" not in page(cast.ben, f"/posts/{post}/")


def test_words_taken_back_take_question_and_link_along(cast: Any) -> None:
    from hearten.threads.models import GrewOut

    post = reply(cast.ben, cast.thread)
    ask(cast.ada, post)
    say(cast.ben, post, "yes")
    card = shared(cast.ben, cast.group, post)
    assert cast.ben.client.post(f"/posts/{post}/withdrawal/").status_code == 302
    assert not proposals().exists() and not GrewOut.objects.using("keeper").exists()
    assert "It grew out of a reply." not in page(cast.ada, card) and "Before I get up" in page(cast.ada, card)


def test_a_copy_says_what_was_asked(cast: Any, as_seat: Any) -> None:
    from hearten.members import rights

    post = reply(cast.ben, cast.thread)
    ask(cast.ada, post)
    say(cast.ben, post, "no")
    section = next(one for one in rights.exported() if one.name == "card_questions")
    for person, words in ((cast.ben, "You were asked"), (cast.ada, "You asked")):
        with as_seat(person) as seat:
            (row,) = section.read(seat)
            assert row["what"].startswith(words) and row["answer"] == "no, thank you"
