"""One reminder for all questionnaires: by one's own clock, saying nothing, and ended with a tap."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hearten.measures.tests.filled import page

pytestmark = pytest.mark.django_db
BERLIN = {"zone": "Europe/Berlin"}


def reminders(superuser: Any) -> list[Any]:
    return superuser.execute("SELECT next_at, kind, about = member_id FROM notices_reminder").fetchall()


def test_every_four_weeks_at_nine_by_ones_own_clock_and_never_again(cast: Any, superuser: Any) -> None:
    for _press in range(2):
        answer = cast.ben.client.post("/measures/reminder/", {"rhythm": "monthly"} | BERLIN)
        assert answer.status_code == 302
    ((next_at, kind, ones_own),) = reminders(superuser)
    there = next_at.astimezone(ZoneInfo("Europe/Berlin"))
    days = (there.date() - datetime.now(ZoneInfo("Europe/Berlin")).date()).days
    assert (there.hour, there.minute, kind, ones_own) == (9, 0, "measures", True) and days in (27, 28)
    assert "The next one comes" in page(cast.ben, "/measures/reminder/")
    assert "The next one comes" not in page(cast.ada, "/measures/reminder/")
    cast.ben.client.post("/measures/reminder/", {"rhythm": "never"})
    assert reminders(superuser) == []


def test_without_a_clock_it_asks_and_without_a_choice_it_says_so(cast: Any, superuser: Any) -> None:
    answer = cast.ben.client.post("/measures/reminder/", {"rhythm": "monthly"})
    assert answer.status_code == 403 and "Choose your time zone first" in answer.content.decode()
    answer = cast.ben.client.post("/measures/reminder/", BERLIN)
    assert answer.status_code == 422 and "Choose one. Not at all is fine, too." in answer.content.decode()
    assert reminders(superuser) == []


def test_what_it_reads_like_names_nothing() -> None:
    from uuid import uuid4

    from hearten.measures.telling import REMINDER
    from hearten.notices.kinds import kind_of

    class Told:
        about, group_id = uuid4(), None

    kind = kind_of(REMINDER)
    assert str(kind.sentence(Told())) == "Something you wanted to look at again"
    assert kind.url(Told()) == "/measures/"
