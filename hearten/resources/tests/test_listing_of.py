"""A listing says what its service's records say, and is made anew when anything around the service changes."""

import json
from pathlib import Path
from typing import Any

import pytest

from hearten.resources.listing_of import SHOWN, language_called, zone_of
from hearten.resources.models import Listing, Record
from hearten.resources.money import cost_words, is_free
from hearten.resources.spec import kinds
from hearten.resources.tests.conftest import page
from hearten.resources.tests.steps import take_in
from hearten.resources.tests.whole import uuid

LINES = {"address_1": "1 Mill Lane", "city": "Elmbridge", "state_province": "North", "postal_code": "E1",
         "country": "GB", "address_type": "physical"}  # fmt: skip


def directory() -> dict[str, Any]:
    place = {
        "id": "place", "location_type": "physical", "name": "Mill", "latitude": 51.5, "longitude": 0,
        "transportation": "Bus 7.", "addresses": [LINES | {"id": "address"}], "phones": [{"id": "p2", "number": "2"}],
        "accessibility": [{"id": "lift", "description": "A lift."}], "languages": [{"id": "l2", "code": "cy"}],
        "schedules": [{"id": "h2", "byday": "SA", "opens_at": "10:00", "timezone": 1}],
    }  # fmt: skip
    term = {"id": "company", "name": "Company", "description": "Not alone.",
            "taxonomy_detail": {"id": "needs", "name": "Needs", "description": "Of people."}}  # fmt: skip
    service = {
        "id": "room", "name": "Warm room", "status": "active", "description": "Tea.", "wait_time": "None.",
        "application_process": "Just come.", "eligibility_description": "Adults.", "minimum_age": 18,
        "assured_date": "2027-01-31", "fees_description": "Free of charge.", "alert": "Closed on Friday.",
        "phones": [{"id": "p1", "number": "1", "languages": [{"id": "l1", "name": "English"}]}],
        "languages": [{"id": "l3", "code": "de", "name": "German"}],
        "schedules": [{"id": "h1", "byday": "MO", "opens_at": "09:00", "timezone": 1}],
        "service_areas": [{"id": "area", "name": "The North"}],
        "required_documents": [{"id": "card", "document": "A library card"}],
        "attributes": [{"id": "a", "taxonomy_term": term}],
        "service_at_locations": [{"id": "at", "location": place}],
        "program": {"id": "winter", "name": "Winter", "description": "Warmth."},
    }  # fmt: skip
    return {"id": "house", "name": "Open House", "description": "A house.", "website": "https://example.org",
            "email": "hello@example.org", "phones": [{"id": "p0", "number": "0"}], "services": [service]}  # fmt: skip


def write(path: Path, said: Any) -> Path:
    path.write_text(json.dumps(said))
    return path


def test_a_listing_says_what_its_source_says(db: None, tmp_path: Path) -> None:
    assert not take_in(write(tmp_path / "a.json", directory())).report.refused
    room = Listing.objects.get()
    assert (room.key, room.name, room.provider, room.provider_key) == ("room", "Warm room", "Open House", "house")
    assert (room.how, room.wait, room.program, room.alert) == ("Just come.", "None.", "Winter", "Closed on Friday.")
    assert (room.email, room.provider_url) == ("hello@example.org", "https://example.org")
    assert (room.free, room.cost, room.minimum_age, room.maximum_age) == (True, "Free of charge.", 18, None)
    assert room.phones == [
        {"number": "1", "languages": ["English"], "of": "service"}, {"number": "2", "languages": [], "of": "place"},
    ]  # fmt: skip
    assert room.languages == [{"code": "de", "name": "German"}, {"code": "cy", "name": "Welsh"}]
    assert room.access == [{"description": "A lift.", "place": "Mill"}]
    assert room.needs == [{"id": "company", "name": "Company", "taxonomy": "Needs"}]
    assert room.areas[0] == {"name": "The North"} and room.areas[1]["city"] == "Elmbridge"
    assert room.places[0]["transportation"] == "Bus 7." and room.places[0]["addresses"][0]["postal_code"] == "E1"
    assert room.schedules == [
        {"byday": "MO", "opens_at": "09:00", "timezone": 1, "of": "service"},
        {"byday": "SA", "opens_at": "10:00", "timezone": 1, "of": "place", "place": "place"},
    ]  # fmt: skip
    assert (room.zone, str(room.assured_on), room.documents) == (
        "Etc/GMT-1", "2027-01-31", [{"document": "A library card"}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name"), [("pl", "Polish"), ("EN", "English"), ("en_US", "English"), ("so", "so"), ("", "")]
)
def test_a_language_of_which_only_the_code_is_known_has_a_name(code: str, name: str) -> None:
    assert language_called(code) == name


def test_what_says_only_the_code_of_a_language_is_found_by_its_name(cast: Any, tmp_path: Path) -> None:
    said = directory()
    said["services"][0]["languages"] = [{"id": "l3", "code": "pl"}, {"id": "l4", "code": "so"}]
    take_in(write(tmp_path / "a.json", said))
    for name in ("Polish", "so"):
        found = page(cast.dov, f"/services/?language={name}")
        assert "Warm room" in found and f'<option value="{name}" selected>' in found
    assert "name" not in Record.objects.get(key="l3").fields, "the record stays as its source gave it"


@pytest.mark.parametrize("what", ["name", "place", "term", "phone"])
def test_whatever_changes_around_a_service_reaches_its_listing(db: None, tmp_path: Path, what: str) -> None:
    said = directory()
    take_in(write(tmp_path / "a.json", said))
    before = Listing.objects.get()
    service = said["services"][0]
    if what == "name":
        said["name"] = "Another House"
    if what == "place":
        service["service_at_locations"][0]["location"]["addresses"][0]["city"] = "Weston"
    if what == "term":
        service["attributes"][0]["taxonomy_term"]["name"] = "Being together"
    if what == "phone":
        service["phones"][0]["languages"][0]["name"] = "Welsh"
    assert take_in(write(tmp_path / "b.json", said)).listings == 1
    after = Listing.objects.get()
    assert after.id == before.id and after.digest != before.digest and after.changed_at > before.changed_at


def test_the_providers_number_is_given_where_there_is_no_other(db: None, tmp_path: Path) -> None:
    said = directory()
    del said["services"][0]["phones"], said["services"][0]["service_at_locations"]
    take_in(write(tmp_path / "a.json", said))
    assert Listing.objects.get().phones == [{"number": "0", "languages": [], "of": "provider"}]


def test_services_are_gone_only_when_the_file_is_said_to_be_complete(db: None, tmp_path: Path) -> None:
    both = [{"id": uuid(name), "name": name, "status": "active"} for name in ("a", "b")]
    take_in(write(tmp_path / "both.json", both))
    one = write(tmp_path / "one.json", both[:1])
    assert take_in(one).gone == 0
    assert take_in(one, complete=True, dry_run=True).gone == 0
    bad = write(tmp_path / "bad.json", [both[0], {"id": "c", "name": "c", "status": "?"}])
    assert take_in(bad, complete=True).gone == 0  # one of the refused might be it
    assert take_in(one, complete=True).gone == 1
    assert Listing.objects.get(gone_at=None).name == "a" and Record.objects.filter(kind="service").count() == 2
    take_in(tmp_path / "both.json")
    assert not Listing.objects.exclude(gone_at=None).exists()


def test_only_what_nests_is_followed() -> None:
    for kind, followed in SHOWN.items():
        nests = {**kinds()[kind].many, **kinds()[kind].one}
        assert followed.items() <= nests.items(), kind


@pytest.mark.parametrize(
    "words, amounts, free",
    [
        ("", [], None), ("Free", [], True), ("This service is free of charge.", [], True), ("No fees.", [], True),
        ("Free for members. £5 for others.", [], None), ("£5 an hour", [], False), ("12.50 EUR", [], False),
        ("Ask us", [], None), ("", [0], True), ("", [0, 5], None), ("", [5], False), ("Free", [5], False),
        ("Suggested $5", [], None), ("Free for 3 months", [], None),
    ],
)  # fmt: skip
def test_free_is_what_the_source_says_and_no_more(words: str, amounts: list[float], free: bool | None) -> None:
    service = {"fees_description": words} if words else {}
    assert is_free(service, [{"amount": amount} for amount in amounts]) is free


def test_costs_keep_their_words_once() -> None:
    said = {"fees_description": "A", "fees": "B"}
    assert cost_words(said, [{"amount_description": "A"}, {"amount_description": "C"}]) == "A\nB\nC"


@pytest.mark.parametrize(
    "offsets, zone",
    [
        ([], ""), ([None], ""), ([3], "Etc/GMT-3"), ([-5, -5], "Etc/GMT+5"), ([0], "Etc/UTC"), ([1, 2], ""),
        ([5.5], ""), ([99], ""),
    ],
)  # fmt: skip
def test_zones_are_told_only_where_they_are_said(offsets: list[Any], zone: str) -> None:
    from zoneinfo import ZoneInfo

    assert zone_of(offsets) == zone
    assert not zone or ZoneInfo(zone)
