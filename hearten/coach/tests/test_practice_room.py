"""The practice room: every scenario can be answered, and what was practised is its member's alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearten.coach import asking
from hearten.coach.progress import done_by, weeks
from hearten.coach.scenarios import practice_sets, scenarios
from hearten.coach.tests.asking_pages import WORDS, Nobody, ask, box, buttons, hidden, page_of, text
from hearten.reading.risk import risk

KEYS = list(scenarios())


def _try(person: Any, key: str = "three-stops", body: str = WORDS, *, fragment: bool = False, **more: str) -> Any:
    headers = {"X-Fragment": "1"} if fragment else {}
    return person.client.post(f"/practice/{key}/feedback/", {"body": body, **more}, headers=headers)


def test_every_scenario_is_whole() -> None:
    wishes = {"listen", "stories", "ideas", "information", "company"}
    for key, one in scenarios().items():
        assert one.key == key and one.wish in wishes, key
        assert all((one.title, one.who, one.topics, one.look_for, one.watch_out)), key
        assert 40 <= len(one.post.split()) <= 400, key


def test_every_set_holds_scenarios_that_there_are_and_every_scenario_is_in_one() -> None:
    listed = [key for one in practice_sets().values() for key in one.scenarios]
    assert set(listed) == set(KEYS)
    assert all(len(one.scenarios) == len(set(one.scenarios)) for one in practice_sets().values())


def test_a_made_up_post_can_be_answered_with_the_coach() -> None:
    """None speaks of danger: there the coach says nothing, and there would be nothing to practise."""
    assert [key for key, one in scenarios().items() if risk(one.post).level in ("L2", "L3", "L4")] == []


def test_every_scenario_has_its_page(coached: Any) -> None:
    for key, one in scenarios().items():
        page = page_of(coached.ada.client.get(f"/practice/{key}/"))
        assert one.title in page.replace("&#39;", "'") and "made up for practice" in page
    page = page_of(coached.ada.client.get("/practice/"))
    assert all(f'href="/practice/{key}/"' in page for key in KEYS)


@pytest.mark.parametrize("key", KEYS[::9])
def test_a_reply_gets_the_same_feedback_as_under_a_real_post(key: str, coached: Any) -> None:
    page = page_of(_try(coached.ada, key))
    assert box(page) == WORDS
    assert "Warmth is there:" in text(page)
    page = page_of(_try(coached.ada, key, WORDS, use='["I feel for you.", 0, 0, 0]'))
    assert box(page) == f"{WORDS} I feel for you." and hidden(page, "suggested") == '["I feel for you."]'
    steps = page_of(_try(coached.ada, key, "Hello.", fragment=True, part="steps"))
    assert buttons(steps) and f'formaction="/practice/{key}/feedback/"' in steps


def test_without_the_yes_one_can_read_and_not_ask(coached: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "pool", Nobody)
    page = page_of(coached.ben.client.get("/practice/three-stops/"))
    assert "How does this read?" not in page and 'href="/coach/"' in page
    assert WORDS in page_of(_try(coached.ben), 403)


def test_a_try_is_kept_without_its_words(coached: Any, superuser: Any) -> None:
    _try(coached.ada)
    row = superuser.execute("SELECT member_id, scenario, warmth, understanding, interest FROM coach_try").fetchall()
    assert row == [(coached.ada.id, "three-stops", True, True, False)]


def test_with_script_a_try_counts_once(coached: Any, superuser: Any) -> None:
    _try(coached.ada, fragment=True, part="read")
    _try(coached.ada, fragment=True, part="steps")
    assert superuser.execute("SELECT count(*) FROM coach_try").fetchone() == (1,)


@pytest.mark.parametrize("draft", ["", "❤️"])
def test_what_could_not_be_read_is_no_try(draft: str, coached: Any, superuser: Any) -> None:
    _try(coached.ada, body=draft)
    assert superuser.execute("SELECT count(*) FROM coach_try").fetchone() == (0,)


def test_a_reply_to_a_real_post_is_no_try(coached: Any, superuser: Any) -> None:
    ask(coached.ada, coached.thread)
    assert superuser.execute("SELECT count(*) FROM coach_try").fetchone() == (0,)


def test_weeks_and_what_was_tried_are_ones_own(coached: Any, as_seat: Any, clock: Any) -> None:
    coached.ben.client.post("/coach/", {"agree": "yes"})
    monday = datetime(2027, 3, 1, 9, tzinfo=UTC)
    for day, key in ((0, "three-stops"), (2, "like-a-photo"), (7, "three-stops")):
        clock.set(monday + timedelta(days=day))
        _try(coached.ada, key)
    _try(coached.ben, "night-shift-silence")
    with as_seat(coached.ada) as seat:
        found = [(str(one.began), one.tries, one.warmth, one.understanding, one.interest) for one in weeks(seat)]
        assert found == [
            ("2027-03-08", 1, 1, 1, 0), ("2027-03-01", 2, 2, 2, 0),
        ]  # fmt: skip
        assert done_by(seat) == {"three-stops", "like-a-photo"}
    with as_seat(coached.mo) as seat:
        assert not weeks(seat) and not done_by(seat)
    page = page_of(coached.ada.client.get("/practice/"))
    assert "Week of 1 March 2027" in page and "2 replies tried" in page and page.count("you tried this one") >= 2
    assert "Your weeks here" not in page_of(coached.cleo.client.get("/practice/"))


def test_what_was_practised_is_forgotten_by_one_press(coached: Any, superuser: Any) -> None:
    coached.ben.client.post("/coach/", {"agree": "yes"})
    _try(coached.ada)
    _try(coached.ben)
    assert coached.ada.client.post("/practice/").status_code == 302
    assert superuser.execute("SELECT member_id FROM coach_try").fetchall() == [(coached.ben.id,)]
    assert "Your weeks here" not in page_of(coached.ada.client.get("/practice/"))


def test_nobody_practises_for_somebody_else(coached: Any, as_seat: Any) -> None:
    from django.db import ProgrammingError

    from hearten.coach.models import Try
    from hearten.kernel.clock import now

    with pytest.raises(ProgrammingError), as_seat(coached.cleo):
        had = {"warmth": False, "understanding": False, "interest": False}
        Try(member_id=coached.ada.id, scenario="three-stops", at=now(), **had).save(force_insert=True)
