"""How soon somebody answers by hours of the week: the same as plain SQL says, and nothing of a few."""

import random
from datetime import datetime, timedelta
from statistics import median_low
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from hearten.answering.figures import Cell, Figures, OfGroup, figures_of
from hearten.answering.saying import line_of, said
from hearten.answering.tests.conftest import Helpers, page
from hearten.answering.tests.test_typical import add

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/New_York")


@pytest.fixture
def seeded(helpers: Helpers, superuser: Any) -> dict[int, list[float]]:
    """Many ask in "low days" on Mondays at 20 and Fridays at 3, a few at other times. Returns minutes by hour."""
    cast, dice = helpers.cast, random.Random(3)
    superuser.execute("UPDATE groups_group SET zone = %s", [str(ZONE)])
    places = [cast.ben_in_group.id, helpers.dov_in_group, helpers.cleo_in_group]
    began = superuser.execute("SELECT date_trunc('week', now(), %s)", [str(ZONE)]).fetchone()[0].astimezone(ZONE)
    made: dict[int, list[float]] = {}
    for hour, count in ((20, 12), (99, 7), (50, 4), (51, 3), (120, 6)):
        for number in range(count):
            minutes = dice.choice([5.0, 45.0, 200.0, 2000.0, None])
            local = (began - timedelta(weeks=1 + number % 8)).replace(tzinfo=None) + timedelta(hours=hour, minutes=20)
            place = type("Place", (), {"id": places[number % (1 if hour == 120 else 3)]})
            add(superuser, cast.group, place, minutes, local.replace(tzinfo=ZONE))
            made.setdefault(hour, []).append(float("inf") if minutes is None else minutes)
    add(superuser, cast.group, cast.ben_in_group, 5, began - timedelta(weeks=9))  # too old
    return made


def figures(as_seat: Any, person: Any, cast: Any) -> Figures:
    with as_seat(person) as seat:
        return figures_of(seat, cast.group.id)


def test_they_equal_what_was_seeded_and_withhold_the_rest(
    seeded: dict[int, list[float]], helpers: Helpers, as_seat: Any
) -> None:
    found = figures(as_seat, helpers.cast.ada, helpers.cast)
    every = sorted(minutes for hour in seeded.values() for minutes in hour)
    assert found.whole is not None and found.whole.n == len(every) == 32
    assert found.whole.half == median_low(every) and found.whole.without == sum(one > 1440 for one in every)
    assert found.whole.most == every[-(-len(every) * 9 // 10) - 1], "nine of ten"
    assert found.step == 1 and set(found.cells) == {20, 99}, "of five and more, by three people and more"
    for hour, cell in found.cells.items():
        assert (cell.n, cell.half) == (len(seeded[hour]), median_low(sorted(seeded[hour])))
        assert cell.without == sum(one > 1440 for one in seeded[hour])


def test_only_an_operator_and_who_leads_sees_them(
    seeded: dict[int, list[float]], helpers: Helpers, as_seat: Any
) -> None:
    cast = helpers.cast
    assert figures(as_seat, cast.odile, cast) == figures(as_seat, cast.ada, cast)
    for person in (cast.ben, cast.dov, cast.mo, cast.eli, None):
        found = figures(as_seat, person, cast)
        assert found.whole is None and not found.cells and not found.gaps and found.uncovered == 0


def test_pages_say_it_in_words_and_name_nobody(seeded: dict[int, list[float]], helpers: Helpers) -> None:
    cast = helpers.cast
    lead = page(cast.ada, f"/groups/{cast.group.id}/lead/answering/figures/")
    desk = page(cast.odile, f"/desk/answering/{cast.group.id}/")
    for shown in (lead, desk):
        assert "12 conversations, half within" in shown and "too few to say" in shown and 'scope="row"' in shown
        assert "Half had a first answer within" in shown and "nobody was on duty at any hour" in shown
        assert not [name for name in ("Ben", "Dov", "Cleo") if name in shown]
    assert "32 conversations: half had an answer within" in page(cast.odile, "/desk/answering/")
    for person in (cast.mo, cast.ada, cast.ben):
        assert person.client.get("/desk/answering/").status_code in (403, 404)
    assert cast.ben.client.get(f"/groups/{cast.group.id}/lead/answering/figures/").status_code == 404


def test_what_looks_like_an_answer_counts_as_one_and_no_door_cuts_finer(
    helpers: Helpers, superuser: Any, as_seat: Any
) -> None:
    cast = helpers.cast
    at = superuser.execute("SELECT date_trunc('week', now(), 'UTC') - interval '8 days'").fetchone()[0]
    places = [cast.ben_in_group.id, helpers.dov_in_group, helpers.cleo_in_group]
    for number, how in enumerate(("answered", "answered", "alone", "unseen", "alone")):
        add(superuser, cast.group, type("Place", (), {"id": places[number % 3]}), 5, at, how)
    with as_seat(cast.ada) as seat:
        whole = figures_of(seat, cast.group.id).whole
        assert whole is not None and (whole.half, whole.most, whole.without) == (5, 5, 0), "as the posts look to her"
        for hours in (2, 5, 24):
            assert not seat.read(Cell, "SELECT * FROM answering_figures(%s, %s)", cast.group.id, hours)


def test_without_enough_nothing_is_said(helpers: Helpers, superuser: Any, as_seat: Any) -> None:
    cast = helpers.cast
    at = superuser.execute("SELECT date_trunc('week', now(), 'UTC') - interval '8 days'").fetchone()[0]
    for _number in range(9):
        add(superuser, cast.group, cast.ben_in_group, 5, at)
    found = figures(as_seat, cast.ada, cast)
    assert found.whole is None and found.cells == {}, "nine by one person are about that person"
    assert "Too few to say." in page(cast.ada, f"/groups/{cast.group.id}/lead/answering/figures/")


def on_rota(superuser: Any, cast: Any, begins: datetime, hours: float, ended: datetime | None = None) -> None:
    superuser.execute(
        "INSERT INTO safety_shift (id, group_id, member_id, name, part, starts_at, ends_at, made_at, ended_at) VALUES "
        "(gen_random_uuid(), %s, %s, 'Ada', 'responder', %s, %s, now(), %s)",
        [cast.group.id, cast.ada.id, begins, begins + timedelta(hours=hours), ended],
    )


def test_the_rotas_gaps_and_what_fell_into_them(
    seeded: dict[int, list[float]], helpers: Helpers, superuser: Any, as_seat: Any
) -> None:
    cast = helpers.cast
    began = superuser.execute("SELECT date_trunc('week', now(), %s)", [str(ZONE)]).fetchone()[0].astimezone(ZONE)
    monday = (began - timedelta(weeks=1)).replace(tzinfo=None)
    at = lambda hour: (monday + timedelta(hours=hour)).replace(tzinfo=ZONE)  # noqa: E731  # one word for it
    on_rota(superuser, cast, at(0), 19.5)  # Monday until half past seven: that hour is covered, too
    on_rota(superuser, cast, at(24), 6, ended=at(25))  # given up after an hour
    on_rota(superuser, cast, at(-24 * 50), 6)  # too long ago
    found = figures(as_seat, cast.ada, cast)
    assert found.uncovered == 168 - 20 - 1
    assert [(gap.begins, gap.hours) for gap in found.gaps] == [(20, 4), (25, 143)]
    sums = superuser.execute(
        "SELECT count(*) FROM answering_clock "
        "WHERE asked_at >= %s AND extract(hour FROM asked_at AT TIME ZONE %s) = 20",
        [began - timedelta(weeks=4), str(ZONE)],
    ).fetchone()[0]
    assert sums == 8 and found.gaps[0].n == 8
    assert "Monday 20:00 to Tuesday 00:00. 8 conversations began then." in said(found).gaps


@pytest.mark.parametrize(
    ("without", "says"), [(0, "Each had one within a day."), (6, "Of 100, 30 had none within a day.")]
)
def test_that_nobody_waited_a_day_is_said_as_such(without: int, says: str) -> None:
    assert says in line_of(OfGroup(uuid4(), "Low days", 20, 40.0, 300.0, without, 0))
