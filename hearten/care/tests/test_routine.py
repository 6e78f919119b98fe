"""My routine: times in one tap, undo, changes that leave the past alone, and a list without a score."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.together import at_once


@pytest.fixture(autouse=True)
def _in_the_morning(clock: Any) -> None:
    clock.set(clock.now().replace(hour=7, minute=0, second=0, microsecond=0) + timedelta(days=1))


def marks(superuser: Any) -> int:
    return int(superuser.execute("SELECT count(*) FROM care_mark").fetchone()[0])


def test_everything_may_stay_empty(pages: Any) -> None:
    sent = pages.cast.ben.client.post("/you/routine/new/", {"client_id": str(uuid4())})
    assert sent.status_code == 302
    html = pages.text(pages.cast.ben, "/you/routine/")
    assert "Something you take" in html and "no times written down" in html and "Resting" not in html
    assert "Nothing is planned for today." in html


def test_a_time_is_answered_in_one_tap_and_undone(pages: Any, superuser: Any) -> None:
    ben, routine = pages.cast.ben, pages.routine(pages.cast.ben, at=("08:00", "20:00"))
    html = pages.text(ben, "/you/routine/")
    assert html.count("Taken: the small one") == 2
    for how, word in (("taken", "Taken"), ("skipped", "Skipped"), ("later", "Later")):
        assert pages.mark(ben, routine, how=how).status_code == 302
        assert f"You said: {word}" in pages.text(ben, "/you/routine/")
    assert marks(superuser) == 1, "said again, the last word counts"
    assert "Taken: the small one, 08:00" in pages.text(ben, "/you/routine/"), "later is still open"
    (mark,) = superuser.execute("SELECT id FROM care_mark").fetchone()
    assert ben.client.post(f"/you/routine/marks/{mark}/undo/").status_code == 302
    assert "You said" not in pages.text(ben, "/you/routine/")


def test_two_presses_at_the_same_moment_are_one(pages: Any, superuser: Any) -> None:
    routine = pages.routine(pages.cast.ben)
    browsers = [pages.cast.ben.browser() for _one in range(4)]
    day = pages.clock.now().date().isoformat()
    said = {"day": day, "at": "08:00", "how": "taken"}
    answers = at_once(lambda browser: browser.post(f"/you/routine/{routine}/marks/", said).status_code, browsers)
    assert answers == [302] * 4 and marks(superuser) == 1


def test_the_same_form_sent_twice_begins_one_and_other_words_are_told(pages: Any, superuser: Any) -> None:
    key = str(uuid4())
    ben = pages.cast.ben.client
    assert ben.post("/you/routine/new/", {"client_id": key, "name": "one"}).status_code == 302
    assert ben.post("/you/routine/new/", {"client_id": key, "name": "one"}).status_code == 302
    other = ben.post("/you/routine/new/", {"client_id": key, "name": "another"})
    assert other.status_code == 403 and "Something else was sent from this box" in other.content.decode()
    for more in ({"at": ["08:00"]}, {"refill_on": "2020-01-01"}):
        told = ben.post("/you/routine/new/", {"client_id": key, "name": "one", **more})
        assert told.status_code == 403 and "Something else was sent from this box" in told.content.decode(), more
    assert superuser.execute("SELECT count(*) FROM care_routine").fetchone() == (1,)


def test_a_reason_is_optional_and_stays_with_another_word(pages: Any, superuser: Any) -> None:
    ben, routine = pages.cast.ben, pages.routine(pages.cast.ben)
    pages.mark(ben, routine, how="skipped")
    (mark,) = superuser.execute("SELECT id FROM care_mark").fetchone()
    assert ben.client.post(f"/you/routine/marks/{mark}/reason/", {"reason": "I was on a train."}).status_code == 302
    pages.mark(ben, routine, how="taken")
    html = pages.text(ben, "/you/routine/")
    assert "I was on a train." in html and "You said: Taken" in html


def test_later_for_a_time_that_was_removed_stays_and_asks_for_nothing_more(pages: Any, superuser: Any) -> None:
    ben, routine = pages.cast.ben, pages.routine(pages.cast.ben)
    pages.mark(ben, routine, how="later")
    pages.clock.pass_(timedelta(minutes=30))
    assert ben.client.post(f"/you/routine/{routine}/times/", {"at": ["21:00"]}).status_code == 302
    html = pages.text(ben, "/you/routine/")
    assert "This time is not in your routine any more." in html and "Taken: the small one, 21:00" in html
    assert pages.mark(ben, routine, how="taken").status_code == 302
    assert "You said: Taken" in pages.text(ben, "/you/routine/")


def test_from_now_on_asks_nothing_about_this_morning(pages: Any) -> None:
    pages.clock.pass_(timedelta(hours=5))  # noon
    pages.routine(pages.cast.ben, at=("08:00", "20:00"))
    html = pages.text(pages.cast.ben, "/you/routine/")
    assert "the small one, 20:00" in html and "the small one, 08:00" not in html


def test_a_time_just_before_midnight_can_be_answered_after_it(pages: Any, superuser: Any) -> None:
    ben, routine = pages.cast.ben, pages.routine(pages.cast.ben, at=("08:00", "23:59"))
    day = pages.clock.now().date()
    pages.mark(ben, routine)
    pages.mark(ben, routine, at="23:59", how="later")
    assert "Nothing reminds you of it." in pages.text(ben, "/you/routine/")
    assert "Still open from yesterday" not in pages.text(ben, "/you/routine/")
    pages.clock.set(pages.clock.now().replace(hour=0, minute=1) + timedelta(days=1))
    folded = pages.text(ben, "/you/routine/").partition("Still open from yesterday")[2].partition("</details>")[0]
    assert "23:59" in folded and "08:00" not in folded and f'value="{day.isoformat()}"' in folded
    assert pages.mark(ben, routine, at="23:59", day=day.isoformat()).status_code == 302
    assert "Still open from yesterday" not in pages.text(ben, "/you/routine/")
    assert marks(superuser) == 2


def test_what_rests_is_on_the_list_as_resting_and_what_ended_is_not(pages: Any) -> None:
    ben = pages.cast.ben
    taken, rests, ended = (pages.routine(ben, name=name) for name in ("taken-one", "rests-one", "ended-one"))
    pages.clock.pass_(timedelta(minutes=1))
    ben.client.post(f"/you/routine/{rests}/rest/")
    ben.client.post(f"/you/routine/{ended}/end/")
    html = pages.text(ben, "/you/routine/list/")
    going, _mark, resting = html.partition("<h2>Resting</h2>")
    assert "taken-one" in going and "rests-one" not in going
    assert re.search(r"rests-one: resting since \d+ \w+ \d{4}", resting)
    assert "ended-one" not in html and "ended-one" in pages.text(ben, "/you/routine/")
    assert ben.client.post(f"/you/routine/{ended}/times/", {"at": ["09:00"]}).status_code == 403
    assert taken


def test_what_has_no_times_does_not_rest_until_somebody_lets_it(pages: Any) -> None:
    ben = pages.cast.ben
    routine = pages.routine(ben, at=(), name="when-needed", food="with", notes="In the drawer.")
    page, listed = f"/you/routine/{routine}/", "/you/routine/list/"
    assert "no times written down" in pages.text(ben, page) and "Let it rest" in pages.text(ben, page)
    assert "no times written down" in pages.text(ben, listed) and "Resting" not in pages.text(ben, listed)
    pages.clock.pass_(timedelta(minutes=1))
    assert ben.client.post(f"{page}rest/").status_code == 302
    assert "Resting since" in pages.text(ben, page) and "Let it rest" not in pages.text(ben, page)
    resting = pages.text(ben, listed).partition("<h2>Resting</h2>")[2]
    assert "when-needed" in resting and "With food" in resting and "In the drawer." in resting


def test_no_page_judges(pages: Any) -> None:
    """No dose, no interaction, no score: whatever somebody writes as a name, nothing answers it."""
    ben = pages.cast.ben
    routine = pages.routine(ben, name="lithium 900 mg", notes="With ibuprofen and grapefruit juice.")
    pages.mark(ben, routine, how="skipped")
    for address in ("/you/routine/", f"/you/routine/{routine}/", "/you/routine/list/"):
        html = pages.text(ben, address).lower()
        for word in ("interact", "dose", "warning", "%", "missed", "adherence", 'careful"', "streak"):
            assert word not in html.replace("notice-careful", ""), (address, word)


def test_a_day_that_has_not_come_and_one_too_long_ago_are_told(pages: Any) -> None:
    routine, today = pages.routine(pages.cast.ben), pages.clock.now().date()
    for days, status in ((1, 403), (-8, 403), (-7, 302), (0, 302)):
        day = (today + timedelta(days=days)).isoformat()
        assert pages.mark(pages.cast.ben, routine, day=day).status_code == status, days


def test_a_day_is_the_members_own(pages: Any, superuser: Any) -> None:
    """At seven in the evening UTC it is tomorrow in Auckland: what was marked there stays on its day."""
    ben = pages.cast.ben
    ben.client.post("/you/language-and-place/", {"country": "NZ", "zone": "Pacific/Auckland"})
    pages.clock.pass_(timedelta(hours=12))
    routine = pages.routine(ben, at=("12:00",))
    html = pages.text(ben, "/you/routine/")
    tomorrow = (pages.clock.now() + timedelta(days=1)).date().isoformat()
    assert f'value="{tomorrow}"' in html
    assert pages.mark(ben, routine, at="12:00", day=tomorrow).status_code == 302
    ben.client.post("/you/language-and-place/", {"country": "IE", "zone": "Europe/Dublin"})
    assert str(superuser.execute("SELECT day FROM care_mark").fetchone()[0]) == tomorrow
    assert "You said: Taken" in pages.text(ben, f"/you/routine/{routine}/") or "Taken" in pages.text(
        ben, f"/you/routine/{routine}/"
    )


def test_mistakes_get_a_sentence_and_lose_no_words(pages: Any) -> None:
    ben = pages.cast.ben.client
    sent = ben.post("/you/routine/new/", {"client_id": str(uuid4()), "notes": "In the drawer.", "at": ["25:99"]})
    html = sent.content.decode()
    assert sent.status_code == 422 and "Write each time like 08:00" in html and "In the drawer." in html
    empty = ben.post("/you/effects/", {"client_id": str(uuid4()), "on": "2026-03-09"})
    assert empty.status_code == 422 and "Choose a feeling or write a few words first." in empty.content.decode()


def test_the_diary_keeps_feelings_and_words_and_lets_them_go(pages: Any, superuser: Any) -> None:
    ben = pages.cast.ben
    said = {"client_id": str(uuid4()), "on": "2026-03-09", "feelings": ["tired", "foggy"], "words": "Slow until noon."}
    for _time in range(2):
        assert ben.client.post("/you/effects/", said).status_code == 302
    html = pages.text(ben, "/you/effects/")
    assert html.count("tired, foggy: Slow until noon.") == 1
    (effect,) = superuser.execute("SELECT id FROM care_effect").fetchone()
    assert ben.client.post(f"/you/effects/{effect}/removal/").status_code == 302
    assert "Slow until noon." not in pages.text(ben, "/you/effects/")


def test_removing_takes_everything_beside_it(pages: Any, superuser: Any) -> None:
    routine = pages.routine(pages.cast.ben)
    pages.mark(pages.cast.ben, routine)
    assert pages.cast.ben.client.post(f"/you/routine/{routine}/removal/").status_code == 302
    for table in ("routine", "times", "mark"):
        assert superuser.execute(f"SELECT count(*) FROM care_{table}").fetchone() == (0,), table


def test_the_page_costs_the_same_whatever_stands_on_it(pages: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        routine = pages.routine(pages.cast.ben, name=f"thing {number}", at=("08:00", "12:00"))
        pages.mark(pages.cast.ben, routine)
    with django_assert_max_num_queries(8):
        pages.cast.ben.client.get("/you/routine/")
