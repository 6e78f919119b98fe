"""What a page must not say: a building's hours as a service's, "closed" or "free" unknown, a number of nobody."""

from datetime import date
from typing import Any

import pytest

from hearten.resources.holidays_of import country_code, holiday_on
from hearten.resources.models import Check, Closure, Keeping, Listing, ListingReport
from hearten.resources.money import is_free
from hearten.resources.showing import dial, sites_of
from hearten.resources.tests.conftest import WEDNESDAY, WEEKDAYS, YESTERDAY, Make, order, page
from hearten.resources.tests.test_hours import WEEKDAYS as WEEK
from hearten.resources.tests.test_hours import asked
from tests.people import Cast

ROUND = {"freq": "DAILY", "opens_at": "00:00", "closes_at": "23:59"}


def listing(*schedules: dict[str, Any]) -> Listing:
    places = [{"key": key, "name": key, "addresses": []} for key in ("mill", "barn")]
    return Listing(status="active", schedules=list(schedules), places=places, zone="UTC")


def test_a_building_that_is_open_says_nothing_of_a_service_with_hours_of_its_own() -> None:
    building = ROUND | {"of": "place", "place": "mill"}
    evening = WEEKDAYS | {"opens_at": "18:00", "closes_at": "20:00"}
    assert [site.hours.open_now for site in sites_of(listing(evening, building), WEDNESDAY)] == [False]
    at_the_mill = sites_of(listing(evening | {"place": "mill"}, building), WEDNESDAY)
    assert [site.hours.state for site in at_the_mill] == ["closed", "unknown"]
    alone = sites_of(listing(building), WEDNESDAY)
    assert [(site.building, site.hours.open_now) for site in alone] == [(True, True), (False, False)]


@pytest.mark.django_db
def test_a_page_says_that_hours_are_the_buildings(make: Make, cast: Cast) -> None:
    mill = make("The Mill", "Leeds", schedules=[ROUND | {"of": "place", "place": "The Mill's"}], zone="UTC")
    assert "These are the hours of the building." in page(cast.ben, f"/services/{mill.id}/")
    assert "The building: Open" in page(cast.ben, "/services/")


@pytest.mark.django_db
@pytest.mark.parametrize("over", [{"status": "temporarily closed"}, {"status": "defunct"}, {"gone_at": WEDNESDAY}, {}])
def test_what_is_closed_is_not_open_now(over: dict[str, Any], make: Make, cast: Cast) -> None:
    mill = make("The Mill", "Leeds", schedules=[WEEKDAYS], zone="UTC", **over)
    if not over:
        assert "Open now" in page(cast.ben, f"/services/{mill.id}/")
        Closure(listing=mill, why="Empty.", name="Ada", standing="facilitator", at=WEDNESDAY).save(using="keeper")
    assert "Open now" not in page(cast.ben, f"/services/{mill.id}/")


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("+44 (0)113 496 0000", "+441134960000"), ("0044 (0) 113 496 0000", "00441134960000"),
        ("(0113) 496-0000", "01134960000"), ("0113 496 0000 / 0001", ""), ("116 123 - 116 124", ""),
        ("116 123\n116 124", ""), ("0113 496 0000, 2", ""), ("0800 HELP", ""), ("116 123", "116123"),
    ],
)  # fmt: skip
def test_only_one_whole_number_is_a_link(written: str, dialled: str) -> None:
    assert dial(written) == dialled


@pytest.mark.parametrize(
    ("country", "region", "day"),
    [
        ("GB", "West Yorkshire", date(2026, 8, 31)), ("GB", "", date(2026, 8, 31)), ("DE", "", date(2026, 1, 6)),
        ("United Kingdom", "", date(2026, 12, 25)), ("USA", "MA", date(2026, 4, 20)), ("CA", "", date(2026, 2, 16)),
    ],
)  # fmt: skip
def test_a_holiday_of_some_region_is_one_where_the_region_is_not_known(country: str, region: str, day: date) -> None:
    assert holiday_on(day, country, region)
    assert not holiday_on(date(2026, 4, 20), "US", "TX") and not holiday_on(date(2026, 1, 6), "DE", "Berlin")


def test_countries_are_known_by_their_names() -> None:
    assert [country_code(said) for said in ("the United Kingdom", "usa", "Wales", "gb", "XY")] == [
        "GB", "US", "GB", "GB", "XY",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "options", "free"),
    [
        ("", [{"amount": 0}, {"option": "Workshop"}], None), ("£5 for tea.", [{"amount": 0}], None),
        ("", [{"amount": 0, "amount_description": "Pay what you can"}], None), ("Free", [{"amount": 0}], True),
        ("Free", [{"amount_description": "A deposit of £20"}], None), ("", [{"amount": 5}, {"option": "x"}], None),
    ],
)  # fmt: skip
def test_free_only_where_nothing_asks_for_money(words: str, options: list[dict[str, Any]], free: bool | None) -> None:
    assert is_free({"fees_description": words} if words else {}, options) is free


SUNDAY = "2026-03-08 10:00"


@pytest.mark.parametrize(
    "beside",
    [
        {"freq": "SECONDLY"}, {"valid_from": "2026-03-08", "valid_to": "2026-03-08", "opens_at": "10:00"},
        {"valid_from": "2026-03-01", "valid_to": "2026-03-31", "description": "Weekends in March: mornings."},
        {"freq": "WEEKLY", "byday": "SU", "opens_at": "10:00"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_not_called_closed(beside: dict[str, Any]) -> None:
    assert asked(WEEK, when=SUNDAY).state == "closed"
    found = asked(WEEK, beside, when=SUNDAY)
    assert found.state == "unknown" and found.week[0].vague


def test_more_schedules_than_are_read_are_not_closed_either() -> None:
    assert asked(*[WEEK] * 40, when=SUNDAY).state == "closed"
    assert asked(*[WEEK] * 41, when=SUNDAY).state == "unknown"


@pytest.mark.parametrize(
    "words",
    ["Drop-in, no appointment needed.", "For terminally ill patients.", "Ohne Termin.", "Appointments not required."],
)
def test_no_appointment_is_not_by_appointment(words: str) -> None:
    assert asked({"description": words}, when=SUNDAY).state == "unknown"
    assert asked({"description": "Termine nach Vereinbarung"}, when=SUNDAY).state == "appointment"


def test_a_minute_to_midnight_is_midnight() -> None:
    found = asked(ROUND, when=SUNDAY)
    assert found.open_now and found.until is None and found.week[0].all_day


@pytest.mark.django_db
def test_a_list_and_a_page_say_the_same_of_how_sure_it_is(make: Make, cast: Cast) -> None:
    never = make("The Mill", assured_on=None)
    cast.ada.client.post(
        f"/services/{never.id}/check/", {"found": "closed", "how": "web", "on": str(YESTERDAY), "words": "Shut."}
    )
    Closure.objects.using("keeper").update(ended_at=WEDNESDAY)
    for address in ("/services/", f"/services/{never.id}/"):
        assert "Nobody has checked this entry yet." in page(cast.ben, address)


@pytest.mark.django_db
def test_a_line_for_the_whole_country_is_found_everywhere_after_what_is_near(
    make: Make, cast: Cast, settings: Any
) -> None:
    settings.HEARTEN_COUNTRY = "GB"
    make("A national line", areas=[{"name": "United Kingdom"}])
    make("A line of Wales", areas=[{"name": "Wales"}])
    make("The Mill", "Leeds")
    names = ("A national line", "A line of Wales", "The Mill")
    assert order(page(cast.ben, "/services/?area=Leeds"), *names) == ["The Mill", "A national line"]


@pytest.mark.django_db
def test_who_is_in_no_group_is_not_asked_how_it_was(make: Make, cast: Cast) -> None:
    mill = make("The Mill")
    assert "Say how it was" in page(cast.ben, f"/services/{mill.id}/")
    assert "Say how it was" not in page(cast.dov, f"/services/{mill.id}/")


@pytest.mark.django_db
def test_the_name_of_who_looked_after_the_directory_goes_with_them(
    make: Make, cast: Cast, as_seat: Any, superuser: Any
) -> None:
    from hearten.members import rights
    from hearten.resources.own import _forget

    mill = make("The Mill")
    cast.ben.client.post(f"/services/{mill.id}/report/", {"kind": "closed"})
    form = {
        "found": "closed",
        "how": "web",
        "on": str(YESTERDAY),
        "words": "The house is empty.",
        "answer": "So it is.",
    }
    form |= {"reports": [str(ListingReport.objects.using("keeper").get().id)]}
    cast.ada.client.post(f"/services/{mill.id}/check/", form)
    cast.ada.client.post(f"/services/{mill.id}/reopening/")
    with as_seat(cast.ada) as seat:
        copy = {one.name: one.read(seat) for one in rights.exported()}["service_checks"]
        assert sorted(row["words"] for row in copy) == ["So it is.", "The house is empty.", "The house is empty."]
        _forget(seat, "kept")
    names = "SELECT name FROM resources_check UNION ALL SELECT name FROM resources_reportanswer UNION ALL "
    names += "SELECT name || ended_name FROM resources_closure"
    assert set(superuser.execute(names).fetchall()) == {("",)}
    assert Check.objects.using("keeper").get().words and not Keeping.objects.using("keeper").exists()
    assert "Ada" not in page(cast.cleo, f"/services/{mill.id}/")


@pytest.mark.django_db
def test_reports_that_nobody_answers_go_after_a_year(make: Make, cast: Cast, superuser: Any) -> None:
    cast.ben.client.post(f"/services/{make('The Mill').id}/report/", {"kind": "closed"})
    for age, left in (("364 days", 1), ("366 days", 0)):
        superuser.execute(f"UPDATE resources_listingreport SET made_at = now() - interval '{age}'")
        superuser.execute("SELECT resources_keep_reports(true)")
        assert ListingReport.objects.using("keeper").count() == left
