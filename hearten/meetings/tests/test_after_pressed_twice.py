"""Two presses of one button at the same moment are one press: nobody gets a broken page, and one row stands."""

from typing import Any
from uuid import uuid4

import pytest

from hearten.meetings.tests.over import TAPS, Over, over
from tests.together import at_once

pytestmark = pytest.mark.django_db
__all__ = ["over"]

TOGETHER = 4
KEY = str(uuid4())
PRESSED: list[tuple[str, str, dict[str, Any], str]] = [
    ("Ben", "after/feedback/", TAPS, "feedback"),
    ("Ben", "after/words/", {"kind": "word", "body": "Thank you.", "client_id": KEY}, "afterword"),
    ("Ada", "log/", {"came": "5", "themes": "Sleep."}, "log"),
    ("Ada", "recap/", {"words": "We spoke about nights."}, "recap"),
]


@pytest.mark.parametrize(("name", "way", "form", "table"), PRESSED, ids=[row[3] for row in PRESSED])
def test_pressed_at_once(over: Over, name: str, way: str, form: dict[str, Any], table: str) -> None:
    windows = [over.people[name].browser() for _window in range(TOGETHER)]
    answers = at_once(lambda window: window.post(f"/meetings/{over.meeting}/{way}", form).status_code, windows)
    assert answers == [302] * TOGETHER
    assert over.one(f"SELECT count(*) FROM meetings_{table}") == 1
