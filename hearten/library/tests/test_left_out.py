"""Doses stay out of what nothing holds afterwards, beside words of danger and late in a long guide, too."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hearten.library.tests import guiding
from hearten.library.tests.guiding import GUIDE, group_guide, house_guide
from hearten.library.tests.test_looks import LOOK, answer, flag, review

BOTH = "I am going to end it tonight. I took 50 mg twice a day."
DANGER = "I am going to end it tonight."


def left_out(answered: Any) -> bool:
    """Whether words came back with the dose named, why, and the way to Help now among it."""
    text = answered.content.decode()
    notes = text.partition('id="notes-title"')[2].partition("</form>")[0]
    assert answered.status_code == 422 and BOTH in text, answered.status_code
    return "<q>50 mg</q>" in notes and 'href="/help-now/"' in notes and "It is fine, send it" not in notes


@pytest.mark.parametrize("part", ["summary", "sources", "step_words"])
def test_a_guide_gives_no_dose_beside_words_of_danger(cast: Any, part: str) -> None:
    said = {"step_words": [BOTH, "Three lines are enough."]} if part == "step_words" else {part: BOTH}
    new = f"/groups/{cast.group.id}/guides/new/"
    assert left_out(cast.ada.client.post(new, {**GUIDE, **said}))
    assert left_out(cast.odile.client.post("/guides/new/", {**GUIDE, **said}))
    guide = group_guide(cast)
    assert left_out(cast.ada.client.post(f"{guide}edit/", {**GUIDE, **said}))
    assert "50 mg" not in guiding.page(cast.ada, guide)


def test_words_of_danger_alone_hold_no_guide_up(cast: Any) -> None:
    group_guide(cast, summary=DANGER)
    assert guiding.rows("Guide").get().summary == DANGER


def test_what_is_said_about_a_guide_gives_no_dose_beside_words_of_danger(cast: Any) -> None:
    guide, today = house_guide(cast), datetime.now(UTC).date().isoformat()
    assert left_out(cast.odile.client.post(f"{guide}checks/", {"on": today, "found": BOTH}))
    assert left_out(cast.odile.client.post(f"{guide}retirement/", {"reason": BOTH}))


def test_a_dose_late_in_a_long_guide_is_seen(cast: Any) -> None:
    long = ["Ring the clinic and ask. " * 150 for _step in range(7)]
    said = {
        "step_id": [""] * 8,
        "step_title": [f"Step {number}" for number in range(8)],
        "step_words": [*long, "Then take 50 mg twice a day."],
    }
    answered = cast.ada.client.post(f"/groups/{cast.group.id}/guides/new/", {**GUIDE, **said})
    assert answered.status_code == 422 and "<q>50 mg</q>" in answered.content.decode()
    assert "may speak of danger" not in answered.content.decode()


def test_who_looks_at_a_card_gives_no_dose_beside_words_of_danger(shared: Any) -> None:
    cast, words = shared.cast, {"words": BOTH}
    assert left_out(cast.ada.client.post(f"/cards/{shared.masked}/review/", words))
    second = review(shared, shared.masked)
    assert left_out(cast.dov.client.post(second, words))
    assert left_out(cast.ada.client.post(second.replace("/second/", "/end/"), words))
    assert cast.dov.client.post(second, LOOK).status_code == 302
    flag(cast.dov, shared.masked)
    assert left_out(answer(cast.ada, shared.masked, words=BOTH))
