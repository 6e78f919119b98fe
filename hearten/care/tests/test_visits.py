"""Preparing an appointment: parts, questions in their order, what comes along, the sheet, and what came of it."""

import re
from typing import Any
from uuid import uuid4

from tests.together import at_once


def order(pages: Any, visit: Any) -> list[str]:
    html = pages.text(pages.cast.ben, f"/you/appointments/{visit}/sheet/")
    return re.findall(r"<li>(q\d)</li>", html)


def test_parts_and_questions_stand_on_one_sheet(pages: Any) -> None:
    ben, visit = pages.cast.ben, pages.visit(pages.cast.ben, matters="To sleep again.", disagree="Not more of it.")
    for text in ("q1", "q2", "q3"):
        assert pages.question(ben, visit, text).status_code == 302
    html = pages.text(ben, f"/you/appointments/{visit}/sheet/")
    for words in ("the clinic", "To sleep again.", "Not more of it.", "What I do not agree to", "My questions"):
        assert words in html
    assert "What I agree to" not in html


def test_questions_change_places_by_buttons(pages: Any, superuser: Any) -> None:
    ben, visit = pages.cast.ben, pages.visit(pages.cast.ben)
    for text in ("q1", "q2", "q3"):
        pages.question(ben, visit, text)
    ids = [str(key) for (key,) in superuser.execute("SELECT id FROM care_line ORDER BY rank").fetchall()]
    assert ben.client.post(f"/you/appointments/lines/{ids[2]}/up/").status_code == 302
    assert order(pages, visit) == ["q1", "q3", "q2"]
    ben.client.post(f"/you/appointments/lines/{ids[0]}/down/")
    assert order(pages, visit) == ["q3", "q1", "q2"]
    for _time in range(2):
        ben.client.post(f"/you/appointments/lines/{ids[2]}/up/")
    assert order(pages, visit) == ["q3", "q1", "q2"], "at an end nothing happens"
    ben.client.post(f"/you/appointments/lines/{ids[0]}/removal/")
    assert order(pages, visit) == ["q3", "q2"]


def test_moving_from_several_windows_keeps_every_line_in_a_place_of_its_own(pages: Any, superuser: Any) -> None:
    ben, visit = pages.cast.ben, pages.visit(pages.cast.ben)
    for text in ("q1", "q2", "q3", "q4"):
        pages.question(ben, visit, text)
    ids = [str(key) for (key,) in superuser.execute("SELECT id FROM care_line ORDER BY rank").fetchall()]
    browsers = [(ben.browser(), key) for key in ids]
    at_once(lambda one: one[0].post(f"/you/appointments/lines/{one[1]}/up/"), browsers)
    ranks = [rank for (rank,) in superuser.execute("SELECT rank FROM care_line ORDER BY rank").fetchall()]
    assert ranks == [1, 2, 3, 4]


def test_the_same_question_sent_twice_is_one(pages: Any, superuser: Any) -> None:
    ben, visit, key = pages.cast.ben, pages.visit(pages.cast.ben), str(uuid4())
    assert pages.question(ben, visit, "q1", client_id=key).status_code == 302
    assert pages.question(ben, visit, "q1", client_id=key).status_code == 302
    told = pages.question(ben, visit, "q2", client_id=key)
    assert told.status_code == 403 and "Something else was sent" in told.content.decode()
    assert superuser.execute("SELECT count(*) FROM care_line").fetchone() == (1,)


def test_the_same_appointment_with_other_words_or_another_day_is_told(pages: Any, superuser: Any) -> None:
    ben, first = pages.cast.ben, {"client_id": str(uuid4()), "with_whom": "the clinic", "on": "2020-01-01"}
    for said, status in ((first, 302), (first, 302), (first | {"with_whom": "x"}, 403), (first | {"on": ""}, 403)):
        assert ben.client.post("/you/appointments/", said).status_code == status, said
    assert superuser.execute("SELECT count(*) FROM care_appointment").fetchone() == (1,)


def test_an_empty_question_is_told_beside_its_box_and_nothing_is_lost(pages: Any) -> None:
    ben, visit = pages.cast.ben, pages.visit(pages.cast.ben, matters="To sleep again.")
    sent = pages.question(ben, visit, "  ")
    assert sent.status_code == 422
    assert "Write the question first." in sent.content.decode() and "To sleep again." in sent.content.decode()
    long = pages.question(ben, visit, "q" * 401)
    assert (
        long.status_code == 422
        and "1 character too long" in long.content.decode()
        and "q" * 401 in long.content.decode()
    )


def test_what_is_needed_first_comes_first_and_no_number_of_pages_is_promised(pages: Any) -> None:
    long = {name: f"{name} " * 150 for name in ("support", "changed", "agree", "disagree", "matters")}
    visit = pages.visit(pages.cast.ben, **long)
    html = pages.text(pages.cast.ben, f"/you/appointments/{visit}/sheet/").partition("<main")[2]
    places = [html.index(f"{name} {name}") for name in ("matters", "changed", "agree", "disagree", "support")]
    assert places == sorted(places)
    assert "shows on how many pages" in html and "one page" not in html


def test_lines_of_the_diary_come_along_as_copies(pages: Any, superuser: Any) -> None:
    ben, visit = pages.cast.ben, pages.visit(pages.cast.ben)
    for day, words in (("2026-03-09", "Slow until noon."), ("2026-03-10", "Better.")):
        ben.client.post("/you/effects/", {"client_id": str(uuid4()), "on": day, "words": words})
    ids = [str(key) for (key,) in superuser.execute('SELECT id FROM care_effect ORDER BY "on"').fetchall()]
    address = f"/you/appointments/{visit}/effects/"
    assert ben.client.post(address, {"chosen": ids[:1]}).status_code == 302
    sheet = pages.text(ben, f"/you/appointments/{visit}/sheet/")
    assert "9 Mar: Slow until noon." in sheet and "Better." not in sheet
    assert "checked" in pages.text(ben, address)
    ben.client.post(f"/you/effects/{ids[0]}/removal/")
    assert "Slow until noon." in pages.text(ben, f"/you/appointments/{visit}/sheet/")
    assert ben.client.post(address, {"chosen": [str(uuid4())]}).status_code == 422
    assert ben.client.post(address, {"chosen": ids[1:]}).status_code == 302
    sheet = pages.text(ben, f"/you/appointments/{visit}/sheet/")
    assert "Slow until noon." in sheet and "Better." in sheet, "what was not on offer stays"
    ((kept, better),) = superuser.execute("SELECT min(rank), max(rank) FROM care_line").fetchall()
    assert ben.client.post(address, {"chosen": ids[1:]}).status_code == 302
    assert superuser.execute("SELECT min(rank), max(rank) FROM care_line").fetchall() == [(kept, better)]
    assert ben.client.post(address, {}).status_code == 302
    sheet = pages.text(ben, f"/you/appointments/{visit}/sheet/")
    assert "Slow until noon." in sheet and "Better." not in sheet
    (line,) = superuser.execute("SELECT id FROM care_line").fetchone()
    assert ben.client.post(f"/you/appointments/lines/{line}/removal/").url.endswith("#effects")
    assert "Slow until noon." not in pages.text(ben, f"/you/appointments/{visit}/sheet/")


def test_after_the_visit_there_is_a_next_step_that_leads_on(pages: Any, monkeypatch: Any) -> None:
    from hearten.care import next_step

    ben, visit = pages.cast.ben, pages.visit(pages.cast.ben)
    said = {"decided": "We wait two weeks.", "next": "Call on Monday."}
    assert ben.client.post(f"/you/appointments/{visit}/after/", said).status_code == 302
    html = pages.text(ben, f"/you/appointments/{visit}/")
    assert "We wait two weeks." in html and "Call on Monday." in html
    monkeypatch.setattr(next_step, "_ways", [lambda appointment: f"/plan/new/?from={appointment}"])
    assert f"/plan/new/?from={visit}" in pages.text(ben, f"/you/appointments/{visit}/")


def test_something_is_taken_along_from_ones_own_post_a_guide_and_a_service(pages: Any) -> None:
    cast = pages.cast
    own = f"/you/appointments/take/post/{cast.post.id}/"
    assert "I woke up at four again" in pages.text(cast.ben, own)
    assert f'data-draft="take:post:{cast.post.id}"' in pages.text(cast.ben, own), "a draft is of one thing"
    others = pages.text(cast.ada, own)
    assert "I woke up at four again" not in others, "of somebody else's post nothing is copied"
    sent = cast.ben.client.post(own, {"client_id": str(uuid4()), "text": "I wake at four."})
    assert sent.status_code == 302
    html = pages.text(cast.ben, sent.url)
    assert "I wake at four." in html and f"/posts/{cast.post.id}/" in html
    assert cast.cleo.client.get(own).status_code == 404
    assert cast.ben.client.get(f"/you/appointments/take/door/{cast.post.id}/").status_code == 404
    visit = sent.url.partition("#")[0].rstrip("/").rpartition("/")[2]
    again = {"client_id": str(uuid4()), "text": "And this.", "to": visit}
    assert visit in cast.ben.client.post(own, again).url
    assert cast.ada.client.post(own, again | {"client_id": str(uuid4())}).status_code == 404, "not into Ben's"


def test_removing_takes_all_of_it_and_ends_invites(pages: Any, superuser: Any) -> None:
    ben, visit = pages.cast.ben, pages.visit(pages.cast.ben, matters="To sleep again.")
    pages.question(ben, visit, "q1")
    invite = pages.invited(visit, pages.cast.ada_in_group)
    pages.text(pages.cast.ada, f"/shared-preparations/{invite}/")
    pages.suggest(pages.cast.ada, invite, "Bring somebody.")
    assert ben.client.post(f"/you/appointments/{visit}/removal/").status_code == 302
    for table in ("appointment", "line", "invite", "look", "suggestion"):
        assert superuser.execute(f"SELECT count(*) FROM care_{table}").fetchone() == (0,), table
    assert pages.cast.ada.client.get(f"/shared-preparations/{invite}/").status_code == 404


def windows(pages: Any, address: str) -> tuple[Any, Any]:
    """Open a page in two windows. Each sends what it saw, unless it says something else there."""

    def window() -> Any:
        html = pages.text(pages.cast.ben, address)
        saw = dict(re.findall(r'name="(seen_\w+)" value="([^"]*)"', html))
        assert saw and all(saw.values())
        return lambda **said: pages.cast.ben.client.post(address, saw | said)

    return window(), window()


def test_two_windows_that_write_one_part_lose_neither_text(pages: Any) -> None:
    visit = pages.visit(pages.cast.ben, matters="To sleep.", support="My sister.")
    address, stays = f"/you/appointments/{visit}/", {"with_whom": "the clinic", "support": "My sister."}
    first, second = windows(pages, address)
    assert first(**stays, matters="To sleep through.").status_code == 302
    told = second(**stays | {"support": "My brother."}, matters="To sleep, and to eat.")
    html = told.content.decode()
    assert told.status_code == 422 and "You changed this in another window, too. Nothing is lost" in html
    assert "To sleep through." in html and "To sleep, and to eat." in html, "both are there"
    kept = pages.text(pages.cast.ben, address)
    assert "To sleep through." in kept and "To sleep, and to eat." not in kept, "nothing was written over"
    assert "My brother." in kept, "what one window alone changed is kept"
    saw = dict(re.findall(r'name="(seen_\w+)" value="([^"]*)"', html))
    both = {"with_whom": "the clinic", "support": "My brother.", "matters": "To sleep through, and to eat."}
    assert pages.cast.ben.client.post(address, saw | both).status_code == 302
    assert "To sleep through, and to eat." in pages.text(pages.cast.ben, address)


def test_settling_one_part_turns_no_other_back(pages: Any) -> None:
    visit = pages.visit(pages.cast.ben, matters="To sleep.", changed="Less noise.")
    address, stays = f"/you/appointments/{visit}/", {"with_whom": "the clinic"}
    first, second = windows(pages, address)
    assert first(**stays, matters="To sleep through.", changed="Much less noise.").status_code == 302
    html = second(**stays, matters="To walk.", changed="Less noise.").content.decode()
    saw = dict(re.findall(r'name="(seen_\w+)" value="([^"]*)"', html))
    shown = dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\s*([^<]*)</textarea>', html))
    assert shown["matters"] == "To walk." and shown["changed"] == "Much less noise."
    assert pages.cast.ben.client.post(address, saw | stays | shown | {"matters": "Both."}).status_code == 302
    kept = pages.text(pages.cast.ben, address)
    assert "Both." in kept and "Much less noise." in kept


def test_two_windows_that_write_different_parts_need_no_question(pages: Any) -> None:
    visit = pages.visit(pages.cast.ben, matters="To sleep.")
    address, stays = f"/you/appointments/{visit}/", {"with_whom": "the clinic", "matters": "To sleep."}
    first, second = windows(pages, address)
    assert first(**stays, changed="Less noise.").status_code == 302
    assert second(**stays, agree="To try it.").status_code == 302
    html = pages.text(pages.cast.ben, address)
    assert "Less noise." in html and "To try it." in html


def test_after_a_visit_two_windows_lose_neither_text(pages: Any) -> None:
    visit = pages.visit(pages.cast.ben)
    first, second = windows(pages, f"/you/appointments/{visit}/after/")
    assert first(decided="We wait.", next="").status_code == 302
    told = second(decided="We try it.", next="Call on Monday.")
    assert told.status_code == 422
    assert "We wait." in told.content.decode() and "We try it." in told.content.decode()
    html = pages.text(pages.cast.ben, f"/you/appointments/{visit}/")
    assert "We wait." in html and "Call on Monday." in html and "We try it." not in html


def test_of_two_windows_at_the_same_moment_one_is_asked(pages: Any) -> None:
    ben, visit = pages.cast.ben, pages.visit(pages.cast.ben, matters="To sleep.")
    address = f"/you/appointments/{visit}/"
    saw = dict(re.findall(r'name="(seen_\w+)" value="([^"]*)"', pages.text(ben, address)))
    browsers = [(ben.browser(), words) for words in ("To walk.", "To eat.")]
    said = {"with_whom": "the clinic"}
    answers = at_once(lambda one: one[0].post(address, saw | said | {"matters": one[1]}), browsers)
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    asked = next(answer for answer in answers if answer.status_code == 422).content.decode()
    assert "To walk." in asked and "To eat." in asked
