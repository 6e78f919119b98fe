"""Finding a service (R1), and what is never shown first (R2)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hearten.resources.finding import MOST_ASKED
from hearten.resources.models import Listing
from hearten.resources.tests.conftest import LONG_AGO, WEDNESDAY, WEEKDAYS, YESTERDAY, Make, order, page, said
from tests.people import Cast

pytestmark = pytest.mark.django_db


def need(name: str) -> list[dict[str, str]]:
    return [{"id": name, "name": name}]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("words=detox", ["Clear Mornings"]),
        ("words=CLEAR+mornings", ["Clear Mornings"]),
        ("words=100%25", []),
        ("words=_", []),
        ("need=Food", ["Kitchen Table"]),
        ("area=leeds", ["Clear Mornings", "Night Line"]),
        ("area=Leeds,+gb", ["Clear Mornings", "Night Line"]),
        ("area=ls14", ["Clear Mornings", "Kitchen Table", "Night Line"]),
        ("area=wales", ["Night Line"]),
        ("free=on", ["Kitchen Table"]),
        ("language=Polish", ["Clear Mornings"]),
        ("access=Step-free", ["Kitchen Table"]),
        ("open=on", ["Clear Mornings"]),
        ("need=nothing+like+this", []),
        ("page=9999&words=&language=", ["Clear Mornings", "Kitchen Table", "Night Line"]),
    ],
)
def test_each_way_to_choose(asked: str, found: list[str], make: Make, cast: Cast) -> None:
    make(
        "Clear Mornings", "Leeds", needs=need("Detox"), languages=[{"name": "Polish"}], schedules=[WEEKDAYS], zone="UTC"
    )
    make("Kitchen Table", "York", needs=need("Food"), free=True, access=[{"description": "Step-free"}])
    make("Night Line", schedules=[WEEKDAYS | {"opens_at": "20:00", "closes_at": "23:00"}], zone="UTC")
    text = page(cast.dov, f"/services/?{asked}")
    rows = text[text.index("</form>", text.index('role="search"')) :]
    assert order(rows, "Clear Mornings", "Kitchen Table", "Night Line") == found


def test_a_rare_language_can_be_chosen_among_many_kinds_of_help(make: Make, cast: Cast) -> None:
    for n in range(2):
        make(f"Place {n}", needs=[one for kind in range(200) for one in need(f"Help {kind:03}")])
    make("Somali line", languages=[{"name": "Somali"}], access=[{"description": "Step-free"}])
    text = page(cast.dov, "/services/")
    assert '<option value="Somali">' in text and '<option value="Step-free">' in text
    assert '<option value="Help 059">' in text and '<option value="Help 060">' not in text


def test_what_was_not_checked_is_never_first_and_what_is_over_is_left_out_with_a_count(make: Make, cast: Cast) -> None:
    make("A stale one", assured_on=LONG_AGO)
    make("A never checked one", assured_on=None)
    make("B a fresh one")
    make("A shut one", status="defunct")
    make("A gone one", gone_at=WEDNESDAY)
    names = ("A stale one", "A never checked one", "B a fresh one", "A shut one", "A gone one")
    text = page(cast.ben, "/services/")
    assert order(text, *names) == ["B a fresh one", "A never checked one", "A stale one"]
    assert "2 services that fit are closed or gone, and not shown." in text
    assert f"Not checked lately. The last time was on {said(LONG_AGO)}." in text
    assert "Nobody has checked this entry yet." in text
    assert order(page(cast.ben, "/services/?over=on"), *names)[3:] == ["A gone one", "A shut one"]


def test_pages_follow_each_other_and_keep_what_was_asked(make: Make, cast: Cast) -> None:
    for n in range(23):
        make(f"Place {n:02}", "Leeds")
    first = page(cast.ben, "/services/?area=leeds")
    assert "23 services" in first and "Place 19" in first and "Place 20" not in first
    assert "?area=leeds&amp;page=2" in first
    assert "Place 22" in page(cast.ben, "/services/?area=leeds&page=2")


def test_open_now_is_found_out_of_a_bounded_number_and_says_so(make: Make, cast: Cast) -> None:
    for n in range(MOST_ASKED + 1):
        make(f"Place {n:03}")
    assert f"for the first {MOST_ASKED} that fit" in page(cast.ben, "/services/?open=on")


def test_a_page_takes_few_queries(make: Make, cast: Cast, django_assert_max_num_queries: Any) -> None:
    for n in range(25):
        make(f"Place {n:02}", "Leeds", schedules=[WEEKDAYS])
    page(cast.ben, "/services/")
    with django_assert_max_num_queries(14):
        page(cast.ben, "/services/?open=on")


WHOLE: dict[str, Any] = {
    "provider": "Mill Trust", "how": "A person answers and asks what you need.", "wait": "Two weeks", "free": False,
    "cost": "5 pounds", "eligibility": "Adults who live in Leeds", "minimum_age": 18.0, "email": "hello@example.org",
    "url": "https://example.org/mill", "languages": [{"code": "pl", "name": "Polish"}], "zone": "Europe/London",
    "phones": [{"number": "01632 960123", "type": "voice"}, {"number": "ask for Sam", "type": "voice"}],
    "schedules": [WEEKDAYS], "documents": [{"document": "A letter with your address"}], "alert": "The lift is broken.",
}  # fmt: skip


def test_the_page_of_a_service_says_what_one_wants_to_know(make: Make, cast: Cast) -> None:
    found = page(cast.dov, f"/services/{make('The Mill', 'Leeds', **WHOLE).id}/")
    tomorrow, checked = (WEDNESDAY.date() + timedelta(days=n) for n in (1, -3))
    for words in (
        "Mill Trust", "A person answers and asks what you need.", "Two weeks", "Costs something", "5 pounds",
        "Adults who live in Leeds", "From age 18.", "Polish", 'href="tel:01632960123"', "ask for Sam",
        'href="mailto:hello@example.org"', 'href="https://example.org/mill" rel="noopener noreferrer nofollow"',
        "This leaves this place.", "Open now, until 17:00.", f"Thursday {tomorrow.day} {tomorrow:%b}", "09:00 to 17:00",
        "1 Mill Lane", "Britain (UK)", "A letter with your address", "The lift is broken.", "Not said. Call to ask.",
        f"Checked on {said(checked)}.", "Times are local there (Europe/London).",
    ):  # fmt: skip
        assert words in found, words
    assert 'href="tel:ask' not in found


def test_a_link_that_a_record_brings_is_to_the_web_or_none(make: Make, cast: Cast) -> None:
    service = make("Mill", url="javascript:alert(1)")
    assert "javascript:" not in page(cast.ben, f"/services/{service.id}/")


def test_markup_in_a_record_is_text(make: Make, cast: Cast) -> None:
    service = make("<b>Mill</b>", "Leeds", description="<script>x</script>", alert="<i>", how="<u>")
    found = page(cast.ben, f"/services/{service.id}/")
    assert "<script>x" not in found and "<b>Mill" not in found and "&lt;b&gt;Mill" in found


def test_several_places_have_their_own_hours(make: Make, cast: Cast) -> None:
    places = [{"key": key, "name": f"{key} house", "addresses": [{"city": "Leeds", "country": "GB"}]} for key in "ab"]
    late = WEEKDAYS | {"opens_at": "13:00", "place": "b"}
    service = make("Mill", places=places, schedules=[WEEKDAYS | {"place": "a"}, late], zone="UTC")
    found = page(cast.ben, f"/services/{service.id}/")
    assert "a house" in found and "Open now, until 17:00." in found and "Opens today at 13:00." in found


def test_an_odd_record_still_has_a_page(make: Make, cast: Cast) -> None:
    odd: dict[str, Any] = {
        "phones": [{}],
        "places": [{}],
        "schedules": [{}],
        "access": [{}],
        "areas": [{}],
        "costs": [{}],
    }
    service = make("Odd", **odd)
    assert "Hours not known. Call before you go." in page(cast.ben, f"/services/{service.id}/")
    assert "Odd" in page(cast.ben, "/services/")
    assert "Nothing fits all of that" in page(cast.ben, "/services/?open=on")


def test_visitors_read_it_where_the_operator_wants_that_and_nothing_of_people(
    make: Make, cast: Cast, settings: Any
) -> None:
    service = make("Mill", "Leeds")
    checked = {"found": "right", "how": "called", "on": str(YESTERDAY)}
    assert cast.ada.client.post(f"/services/{service.id}/check/", checked).status_code == 302
    assert Client().get("/services/")["Location"].startswith("/sign-in/")
    settings.HEARTEN_DIRECTORY_PUBLIC = True
    assert "Mill" in Client().get("/services/").content.decode()
    found = Client().get(f"/services/{service.id}/").content.decode()
    assert "it was right" in found and "Ada" not in found and "Say how it was" not in found
    assert "Ada (a facilitator)" in page(cast.ben, f"/services/{service.id}/")
    assert Client().get(f"/services/{service.id}/report/")["Location"].startswith("/sign-in/")
    assert Client().get(f"/services/{Listing().id}/").status_code == 404
