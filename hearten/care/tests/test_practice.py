"""Practising: both have to want it, nothing tells a refusal, one turn after the other, and every end of it."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from hearten.kernel.live import topic_of
from tests.together import at_once

CANNOT = "This person cannot be asked at the moment."


def refused(answer: Any, words: str) -> None:
    assert answer.status_code == 403 and words in answer.content.decode()


def test_nobody_can_be_asked_who_did_not_switch_it_on(pages: Any) -> None:
    cast = pages.cast
    assert "Ada" in pages.text(cast.ben, "/practising/ask/")
    assert "Nobody can be asked" in pages.text(cast.ada, "/practising/ask/")
    refused(pages.ask(cast.ada, cast.ben_in_group), CANNOT)
    pages.willing(cast.ada, on=False)
    assert "Nobody can be asked" in pages.text(cast.ben, "/practising/ask/")
    refused(pages.ask(cast.ben, cast.ada_in_group), CANNOT)


def test_two_people_practise_one_turn_after_the_other(pages: Any) -> None:
    ada, ben = pages.cast.ada, pages.cast.ben
    practice = pages.asked()
    page = f"/practising/{practice}/"
    assert "No answer yet." in pages.text(ben, page)
    shown = pages.text(ada, page)
    assert "Ben" in shown and "Yes, let us practise" in shown and "I am the clinician" in shown
    refused(pages.say(ben, practice, "Too early."), "This practice is over.")
    assert pages.answer(ada, practice).status_code == 302
    refused(pages.say(ada, practice, "I begin."), "the other person’s turn")
    assert pages.say(ben, practice, "I would like to think about it.").status_code == 302
    refused(pages.say(ben, practice, "And again."), "the other person’s turn")
    assert pages.say(ada, practice, "I need your answer today.").status_code == 302
    for person in (ada, ben):
        html = pages.text(person, page)
        assert html.index("I would like to think about it.") < html.index("I need your answer today.")
    assert "Your turn" in pages.text(ben, page) and "It is their turn." in pages.text(ada, page)


def test_who_speaks_for_themself_begins(pages: Any) -> None:
    sent = pages.ask(pages.cast.ben, pages.cast.ada_in_group, role="clinician")
    practice = UUID(sent.url.rstrip("/").rpartition("/")[2])
    pages.answer(pages.cast.ada, practice)
    assert pages.say(pages.cast.ben, practice, "What brings you here?").status_code == 403
    assert pages.say(pages.cast.ada, practice, "I said something and it was passed over.").status_code == 302


def test_not_now_looks_like_no_answer(pages: Any, superuser: Any) -> None:
    """After a "not now" and after silence the asker reads and may do exactly the same."""
    seen = []
    for how in ("not_now", ""):
        practice = pages.asked()
        if how:
            pages.answer(pages.cast.ada, practice, how)
        seen.append((pages.text(pages.cast.ben, f"/practising/{practice}/").replace(str(practice), ""),
                     pages.ask(pages.cast.ben, pages.cast.ada_in_group).content.decode(),
                     pages.text(pages.cast.ben, "/practising/").replace(str(practice), "")))  # fmt: skip
        for table in ("answer", "ending", "practice"):
            superuser.execute(f"DELETE FROM care_{table}")
    import re

    plain = [[re.sub(r'(csrfmiddlewaretoken" value="|client_id" value="|datetime=")[^"]*', "", text) for text in one]
             for one in seen]  # fmt: skip
    assert plain[0] == plain[1]
    assert "You asked this person already." in seen[0][1]


@pytest.mark.parametrize("kind", ["block", "mute"])
@pytest.mark.parametrize("by", ["ada", "ben"])
def test_distances_hold_both_ways_and_have_one_sentence(pages: Any, apart: Any, kind: str, by: str) -> None:
    cast = pages.cast
    other = {"ada": cast.ben, "ben": cast.ada}[by]
    practice = pages.open()
    with apart(kind, getattr(cast, by), other):
        assert "Nobody can be asked" in pages.text(cast.ben, "/practising/ask/")
        refused(pages.ask(cast.ben, cast.ada_in_group), CANNOT)
        html = pages.text(cast.ben, f"/practising/{practice}/")
        assert "This practice is over." in html
        refused(pages.say(cast.ben, practice, "Hello?"), "This practice is over.")


@pytest.mark.parametrize("kind", ["block", "mute"])
@pytest.mark.parametrize("by", ["ada", "ben"])
def test_an_ask_from_before_a_distance_cannot_be_answered(pages: Any, apart: Any, kind: str, by: str) -> None:
    cast, practice = pages.cast, pages.asked()
    other = {"ada": cast.ben, "ben": cast.ada}[by]
    with apart(kind, getattr(cast, by), other):
        assert "Would you like to practise" not in pages.text(cast.ada, f"/practising/{practice}/")
        assert pages.answer(cast.ada, practice).status_code == 403
        assert "No answer yet." in pages.text(cast.ben, f"/practising/{practice}/")
    assert pages.answer(cast.ada, practice).status_code == 302


def test_a_break_is_one_of_the_reasons_that_are_not_told(pages: Any, as_seat: Any) -> None:
    from hearten.members import breaks

    with as_seat(pages.cast.ada) as seat:
        breaks.begin(seat, "open")
    refused(pages.ask(pages.cast.ben, pages.cast.ada_in_group), CANNOT)


def test_a_new_account_waits_a_week_and_a_day_has_three_asks(pages: Any, superuser: Any) -> None:
    cast = pages.cast
    superuser.execute("UPDATE members_profile SET adult_attested_at = now() WHERE member_id = %s", [cast.ben.id])
    refused(pages.ask(cast.ben, cast.ada_in_group), "Your account is new here.")
    superuser.execute("UPDATE members_profile SET adult_attested_at = now() - interval '8 days'")
    for _number in range(3):
        pages.asked()
        superuser.execute("UPDATE care_practice SET asked_id = %s", [cast.cleo.id])
    refused(pages.ask(cast.ben, cast.ada_in_group), "You asked three people today.")


def test_who_is_closed_to_private_contact_practises_with_nobody(pages: Any, superuser: Any) -> None:
    practice = pages.open()
    closed = "INSERT INTO messages_closure (id, act_id, member_id, at) VALUES (gen_random_uuid(), %s, %s, now())"
    superuser.execute(closed, [uuid4(), pages.cast.ben.id])
    told = "Being alone with others is closed for you here."
    assert told in pages.text(pages.cast.ben, "/practising/")
    for answer in (pages.say(pages.cast.ben, practice, "Hello."), pages.willing(pages.cast.ben)):
        refused(answer, told)
    visit = pages.visit(pages.cast.ben)
    refused(pages.invite(pages.cast.ben, visit, pages.cast.ada_in_group), told)


def test_an_ask_of_two_presses_is_one(pages: Any, superuser: Any) -> None:
    browsers = [pages.cast.ben.browser() for _one in range(3)]
    said = {"place": str(pages.cast.ada_in_group.id), "situation": "no", "role": "speaks"}
    answers = at_once(lambda browser: browser.post("/practising/ask/", said).status_code, browsers)
    assert sorted(answers) == [302, 403, 403]
    assert superuser.execute("SELECT count(*) FROM care_practice").fetchone() == (1,)


def test_a_turn_of_two_presses_is_one_and_other_words_are_told(pages: Any, superuser: Any) -> None:
    practice, key = pages.open(), str(uuid4())
    browsers = [pages.cast.ben.browser() for _one in range(3)]
    said = {"client_id": key, "body": "I would like to think about it."}
    address = f"/practising/{practice}/turns/"
    assert at_once(lambda browser: browser.post(address, said).status_code, browsers) == [302] * 3
    assert superuser.execute("SELECT count(*) FROM care_turn").fetchone() == (1,)
    refused(pages.say(pages.cast.ben, practice, "Other words.", client_id=key), "Something else was sent")


def test_links_and_numbers_have_to_stay_out(pages: Any) -> None:
    practice = pages.open()
    sent = pages.say(pages.cast.ben, practice, "Write to me at ben@example.org instead.")
    assert sent.status_code == 422
    assert "ben@example.org" in sent.content.decode() and "Practising is for words alone" in sent.content.decode()


@pytest.mark.parametrize("by", ["ada", "ben"])
def test_each_can_stop_at_any_time(pages: Any, by: str) -> None:
    practice = pages.open()
    pages.say(pages.cast.ben, practice, "I would like to think about it.")
    assert getattr(pages.cast, by).client.post(f"/practising/{practice}/end/").status_code == 302
    for person in (pages.cast.ada, pages.cast.ben):
        html = pages.text(person, f"/practising/{practice}/")
        assert "This practice is over." in html and "I would like to think about it." in html
    assert pages.say(pages.cast.ada, practice, "Wait.").status_code == 403


def test_it_ends_after_a_day_and_is_gone_after_seven(pages: Any, superuser: Any) -> None:
    practice = pages.open()
    pages.say(pages.cast.ben, practice, "I would like to think about it.")
    superuser.execute("UPDATE care_answer SET at = now() - interval '25 hours'")
    assert "This practice is over." in pages.text(pages.cast.ada, f"/practising/{practice}/")
    assert pages.say(pages.cast.ada, practice, "Wait.").status_code == 403
    superuser.execute("UPDATE care_practice SET made_at = now() - interval '8 days'")
    superuser.execute("SELECT care_keep_practices(true)")
    for table in ("practice", "answer", "turn"):
        assert superuser.execute(f"SELECT count(*) FROM care_{table}").fetchone() == (0,), table
    assert pages.cast.ben.client.get(f"/practising/{practice}/").status_code == 404


def test_an_ask_that_is_a_day_old_cannot_be_answered(pages: Any, superuser: Any) -> None:
    practice = pages.asked()
    superuser.execute("UPDATE care_practice SET made_at = now() - interval '25 hours'")
    refused(pages.answer(pages.cast.ada, practice), "There is nothing left to answer here.")


def test_nobody_else_reads_or_writes(pages: Any) -> None:
    practice = pages.open()
    for person in (pages.cast.cleo, pages.cast.mo, pages.cast.odile):
        assert person.client.get(f"/practising/{practice}/").status_code == 404
        assert pages.say(person, practice, "Hello.").status_code == 404


def test_every_turn_is_read_for_danger(pages: Any, superuser: Any, as_seat: Any) -> None:
    from hearten.safety.sources import source_of

    practice = pages.open()
    pages.say(pages.cast.ben, practice, "I would like to think about it.")
    (turn,) = superuser.execute("SELECT id FROM care_turn").fetchone()
    waiting = superuser.execute("SELECT about, member_id FROM safety_reading WHERE kind = 'practice_turn'").fetchall()
    assert waiting == [(turn, pages.cast.ben.id)]
    source = source_of("practice_turn")
    with as_seat(pages.cast.ben) as seat:
        assert source and source.text(seat, turn) == "I would like to think about it."


REASON = "Somebody may be in danger, so I read this."


@pytest.mark.parametrize("how", ["report", "concern"])
def test_the_staff_reads_one_with_a_reason_that_both_see(pages: Any, superuser: Any, how: str) -> None:
    cast, practice = pages.cast, pages.open()
    pages.say(cast.ben, practice, "I do not want to wake up.")
    way = f"/desk/practising/{practice}/"
    assert cast.mo.client.post(way, {"reason": REASON}).status_code == 404, "not without a report or a concern"
    if how == "report":
        sent = cast.ada.client.post(f"/practising/{practice}/report/", {"about": "danger", "words": "I am worried."})
        assert sent.status_code == 302 and "This practice is over." in pages.text(cast.ben, f"/practising/{practice}/")
    else:
        superuser.execute(
            "SELECT safety_open('practice_turn', id, NULL, %s, 'L2', 'self', 'rules', '') FROM care_turn", [cast.ben.id]
        )
    assert cast.mo.client.post(way, {"reason": "short"}).status_code in (403, 422)
    opened = cast.mo.client.post(way, {"reason": REASON})
    assert opened.status_code == 200 and "I do not want to wake up." in opened.content.decode()
    assert "could not be proved" not in opened.content.decode()
    for person in (cast.ada, cast.ben):
        looked = pages.text(person, "/you/who-looked/")
        assert REASON in looked and "a practice between two people" in looked
    assert cast.ada.client.post(way, {"reason": REASON}).status_code == 404


def test_an_ask_that_was_reported_before_a_word_says_so_to_the_staff(pages: Any) -> None:
    cast, practice = pages.cast, pages.asked()
    assert cast.ada.client.post(f"/practising/{practice}/report/", {"about": "other"}).status_code == 302
    opened = cast.mo.client.post(f"/desk/practising/{practice}/", {"reason": REASON})
    html = opened.content.decode()
    assert opened.status_code == 200 and "They asked; nothing was written." in html
    assert "Saying no, and that I would like to think about it" in html
    assert REASON in pages.text(cast.ben, "/you/who-looked/")


def test_what_people_look_at_does_not_go_until_they_are_done(pages: Any, superuser: Any) -> None:
    cast, practice = pages.cast, pages.open()
    pages.say(cast.ben, practice, "I would like to think about it.")
    cast.ada.client.post(f"/practising/{practice}/report/", {"about": "other"})
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased"})
    superuser.execute("UPDATE care_practice SET made_at = now() - interval '8 days'")
    superuser.execute("SELECT care_keep_practices(true)")
    assert superuser.execute("SELECT count(*) FROM care_turn").fetchone() == (1,)
    superuser.execute("UPDATE moderation_case SET closed_at = now()")
    superuser.execute("SELECT care_keep_practices(true)")
    assert superuser.execute("SELECT count(*) FROM care_turn").fetchone() == (0,)


def test_only_the_two_hear_of_it_and_no_words_travel(pages: Any, superuser: Any) -> None:
    cast, practice = pages.cast, pages.open()
    topic = topic_of("practice")
    assert topic
    listening = set()
    for person in cast.people:
        with superuser.transaction(force_rollback=True):
            superuser.execute("SET LOCAL ROLE hearten_live")
            superuser.execute("SELECT set_config('hearten.member', %s, true)", [person.id.hex])
            if superuser.execute(topic.glance, [practice]).fetchone():
                listening.add(person.name)
    assert listening == {"Ada", "Ben"}
    place, html = topic.render({"id": str(practice)})
    assert f'id="{place}"' in html and f"/practising/{practice}/" in html


def test_whoever_cannot_be_reached_any_more_hears_nothing(pages: Any, superuser: Any, apart: Any) -> None:
    """What tells the other one tells their open page too, and neither when one of the two keeps a distance."""
    cast, practice = pages.cast, pages.open()
    logged = "SELECT count(*) FROM kernel_liveevent WHERE topic = %s AND member_id = %s"

    def told() -> int:
        with superuser.transaction():
            superuser.execute("SELECT set_config('hearten.member', %s, true)", [cast.ben.id.hex])
            superuser.execute("SET LOCAL SESSION AUTHORIZATION hearten_worker")
            superuser.execute("SELECT care_whom_to_tell(%s)", [practice])
        return int(superuser.execute(logged, [f"practice:{practice}", cast.ada.id]).fetchone()[0])

    before = told()
    assert before
    for kind in ("block", "mute"):
        with apart(kind, cast.ada, cast.ben):
            assert told() == before, kind
