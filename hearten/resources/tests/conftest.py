"""Services that tests of the pages stand on: as an import leaves them, written by the keeper."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from hearten.kernel.pages import day_text
from hearten.resources.holidays_of import holiday_on

WEEKDAYS = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00", "of": "service"}


def _next_wednesday() -> date:
    """Return a Wednesday within three weeks that is no public holiday, so that whoever signed in now still is."""
    today = datetime.now(UTC).date()
    days = (today + timedelta(days=n) for n in range(1, 22))
    return next(day for day in days if day.weekday() == 2 and not holiday_on(day, "GB"))


WEDNESDAY = datetime.combine(_next_wednesday(), time(12), UTC)
YESTERDAY = (WEDNESDAY - timedelta(days=1)).date()
LONG_AGO = (WEDNESDAY - timedelta(days=250)).date()

Make = Callable[..., Any]


@pytest.fixture
def make(cast: Any, clock: Any) -> Make:
    """`make("a name", city="Leeds", ...)` adds a service, checked by its source this week unless said otherwise. It is
    noon on a Wednesday."""
    from hearten.resources.models import Listing

    clock.set(WEDNESDAY)

    def made(name: str, city: str = "", **said: Any) -> Listing:
        place = {"key": f"{name}'s", "type": "physical", "addresses": [
            {"address_1": "1 Mill Lane", "city": city, "postal_code": "LS1 4AB", "country": "GB", "type": "physical"}
        ]}  # fmt: skip
        row = Listing(
            **{
                "key": name, "name": name, "status": "active", "digest": "", "changed_at": WEDNESDAY,
                "assured_on": (WEDNESDAY - timedelta(days=3)).date(), "places": [place] if city else [],
            }
            | said
        )  # fmt: skip
        row.save(using="keeper", force_insert=True)
        return row

    return made


def page(who: Any, address: str) -> str:
    """Return a page as somebody reads it."""
    answer = who.client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def order(text: str, *names: str) -> list[str]:
    """Return those of the names that are on a page, in the order in which they come."""
    there = [name for name in names if name in text]
    return sorted(there, key=text.index)


def said(day: date) -> str:
    """Return a day as pages say it."""
    return day_text(day)
