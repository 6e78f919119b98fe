"""Finding a service among 5,000: what each way to choose costs, beside fetching twenty services by their keys.

.venv/bin/python -m benchmarks.services
"""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.scratch import site

SERVICES, TIMES = 5000, 15
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TOWNS = ("Leeds", "York", "Hull", "Wakefield", "Selby")
NEEDS = ("Counselling", "Food", "Housing", "Peer support", "Advice")


def main() -> None:
    with site(8797):
        _fill()
        _measure()


def _fill() -> None:
    from hearten.resources.models import Listing

    week = {"freq": "WEEKLY", "opens_at": "09:00", "closes_at": "17:00", "of": "service"}
    rows = [
        Listing(
            key=str(n), name=f"Place {n} for {NEEDS[n % 5].lower()}", status="active", digest="", changed_at=NOON,
            description="People listen, and somebody makes a tea. " * 6, free=n % 3 == 0,
            assured_on=(NOON - timedelta(days=n % 400)).date(), needs=[{"id": str(n % 5), "name": NEEDS[n % 5]}],
            languages=[{"name": "English"}, *([{"name": "Polish"}] if n % 7 == 0 else [])],
            schedules=[week | {"byday": day} for day in ("MO,WE", "TU,TH,FR")],
            places=[{"key": str(n), "addresses": [
                {"city": TOWNS[n % 5], "state_province": "England", "postal_code": f"LS{n % 29} 1AA", "country": "GB"}
            ]}],
        )
        for n in range(SERVICES)
    ]  # fmt: skip
    Listing.objects.using("keeper").bulk_create(rows, batch_size=500)


def _measure() -> None:
    from hearten.kernel.door import at_table
    from hearten.kernel.seat import VISITOR
    from hearten.resources.finding import find
    from hearten.resources.models import Listing
    from hearten.resources.reading import choices

    with at_table(VISITOR):
        keys = list(VISITOR.glance(Listing).values_list("id", flat=True)[:20])
        base = _median(lambda: list(VISITOR.glance(Listing).filter(pk__in=keys)))
        print(f"{1.0:6.1f} x  twenty services by their keys ({base * 1000:.1f} ms)")
        for name, said in (
            ("everything", {}),
            ("two words", {"words": "listen tea"}),
            ("a need and a town", {"need": "Food", "area": "York"}),
            ("the beginning of a postal code", {"area": "ls12"}),
            ("a town, open now", {"area": "York", "open": True}),
        ):
            spent = _median(lambda said=said: find(VISITOR, said, NOON))  # type: ignore[misc]  # bound here
            print(f"{spent / base:6.1f} x  {name} ({spent * 1000:.0f} ms)")
        spent = _median(lambda: choices(VISITOR))
        print(f"{spent / base:6.1f} x  what there is to choose from ({spent * 1000:.0f} ms)")


def _median(work: Callable[[], Any]) -> float:
    def once() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    once()
    return statistics.median(once() for _time in range(TIMES))


if __name__ == "__main__":
    main()
