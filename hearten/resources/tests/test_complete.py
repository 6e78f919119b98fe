"""A newer file that is all there is takes out what it leaves out; and what no import may do."""

import json
from pathlib import Path
from typing import Any

import pytest

from hearten.kernel.complaint import Complaint
from hearten.resources.models import Listing, Record
from hearten.resources.tests.steps import take_in, why
from hearten.resources.tests.test_listing_of import directory, write
from hearten.resources.tests.whole import whole, write_tables


def test_an_old_number_goes_with_the_file_that_is_all_there_is(db: None, tmp_path: Path) -> None:
    said = directory()
    said["services"].append({"id": "kitchen", "name": "Kitchen", "status": "active"})
    take_in(write(tmp_path / "a.json", said))
    room = said["services"][0]
    room["phones"], room["schedules"] = [{"id": "new", "number": "9"}], []
    room["service_at_locations"][0]["location"].pop("phones")
    assert take_in(write(tmp_path / "b.json", said)).removed == 0, "without --complete a file may be a part"
    done = take_in(tmp_path / "b.json", complete=True)
    assert done.removed == 3, "a number, its language, and a schedule"
    listed = Listing.objects.get(key="room")
    assert [one["number"] for one in listed.phones] == ["9", "2"], "a place is shared: its number stays"
    assert [one["of"] for one in listed.schedules] == ["place"]
    assert take_in(tmp_path / "b.json", complete=True).removed == 0


def test_what_another_service_has_as_well_stays(db: None, tmp_path: Path) -> None:
    phone = {"id": "shared", "number": "1"}
    both: list[dict[str, Any]] = [{"id": key, "name": key, "status": "active", "phones": [phone]} for key in ("a", "b")]
    take_in(write(tmp_path / "both.json", both))
    take_in(write(tmp_path / "one.json", [both[0] | {"phones": []}]), complete=True)
    assert Record.objects.filter(kind="phone", key="shared").exists()
    bad = [both[0] | {"phones": []}, both[1] | {"phones": [], "status": "?"}]
    assert take_in(write(tmp_path / "bad.json", bad), complete=True).removed == 0


def test_a_whole_directory_loses_nothing_to_itself(db: None, tmp_path: Path) -> None:
    folder = write_tables(whole(2), tmp_path / "in")
    take_in(folder)
    before = list(Record.objects.order_by("kind", "key").values("kind", "key", "digest"))
    again = take_in(folder, complete=True)
    assert (again.removed, again.gone, again.to_write) == (0, 0, 0)
    assert list(Record.objects.order_by("kind", "key").values("kind", "key", "digest")) == before


def test_complete_without_services_is_a_mistake(db: None, tmp_path: Path) -> None:
    take_in(write(tmp_path / "a.json", directory()))
    with pytest.raises(Complaint, match="holds no service"):
        take_in(write(tmp_path / "b.json", {"id": "x", "name": "X", "description": "Y."}), complete=True)
    assert not Listing.objects.exclude(gone_at=None).exists()


def test_a_pointer_too_long_is_refused_and_a_long_name_is_kept(db: None, tmp_path: Path) -> None:
    said = directory()
    said["services"][0]["attributes"][0] |= {"link_id": "x" * 300, "link_entity": "service"}
    # Words that do not compress: an index of them would be too large for its page.
    said["services"][0]["name"] = "".join(f"{n * 7919 % 99991:x}" for n in range(8000))
    outcome = take_in(write(tmp_path / "a.json", said))
    assert [(field, "longer than 200 characters" in told) for _line, field, told in why(outcome)] == [("link_id", True)]
    assert len(Listing.objects.get().name) > 20_000


def test_what_was_typed_later_assures_nothing(db: None, tmp_path: Path) -> None:
    said = directory()
    del said["services"][0]["assured_date"]
    said["services"][0]["last_modified"] = "2027-01-31T09:00:00Z"
    (tmp_path / "a.json").write_text(json.dumps(said))
    take_in(tmp_path / "a.json")
    assert Listing.objects.get().assured_on is None
