"""How a service was for people of one's groups (R3): told in one group, never a score."""

import json
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from hearten.moderation.choices import Category
from hearten.resources.models import Listing, ListingNote, NoteOwner
from hearten.resources.noting import Told, together
from hearten.resources.saying import month_text
from hearten.resources.tests.conftest import WEDNESDAY, Make, page
from tests.people import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def mill(make: Make, cast: Cast) -> Listing:
    return make("The Mill", "Leeds")


def tell(who: Any, service: Listing, group: Any, **said: Any) -> Any:
    return who.client.post(f"/services/{service.id}/notes/", {"group": str(group.id), "body": "They were kind."} | said)


def notes() -> Any:
    return ListingNote.objects.using("keeper").all()


def test_a_note_is_read_in_its_group_and_nowhere_else(mill: Listing, cast: Cast) -> None:
    said = {"weeks": "4", "respect": "mixed", "cost": "some", "cost_words": "The bus.", "month": f"{WEDNESDAY:%Y-%m}"}
    assert tell(cast.ben, mill, cast.group, **said).status_code == 302
    address = f"/services/{mill.id}/"
    for words in (
        "Ben",
        "Waited 4 weeks.",
        "was mixed.",
        "somewhat more",
        "The bus.",
        month_text(WEDNESDAY.date()),
        "They were kind.",
    ):
        assert words in page(cast.ada, address), words
    for who in (cast.cleo, cast.dov, cast.eli, cast.mo, cast.odile):
        assert "They were kind." not in page(who, address)
        assert who.client.get(f"/services/notes/{notes().get().id}/").status_code == 404


def test_without_a_name_nothing_leads_to_who_wrote_it_and_they_can_take_it_back(mill: Listing, cast: Cast) -> None:
    tell(cast.ben, mill, cast.group, hidden="on")
    note = notes().get()
    assert note.membership_id is None and NoteOwner.objects.using("keeper").get().member_id == cast.ben.id
    found = page(cast.ada, f"/services/notes/{note.id}/")
    assert "Somebody, without a name" in found and "Ben" not in found
    address = f"/services/notes/{note.id}/withdrawal/"
    assert cast.ada.client.post(address).status_code == 404
    assert cast.ben.client.post(address).status_code == 302
    assert not notes().exists() and not NoteOwner.objects.using("keeper").exists()


def test_one_tells_a_group_once_and_loses_no_words(mill: Listing, cast: Cast) -> None:
    tell(cast.ben, mill, cast.group, hidden="on")
    again = tell(cast.ben, mill, cast.group, body="And slow.")
    assert again.status_code == 422 and "And slow." in again.content.decode()
    assert "You have told this group about this service already." in again.content.decode()
    assert tell(cast.ben, mill, cast.group, hidden="on").status_code == 302, "the same again is the same"
    assert notes().count() == 1
    assert tell(cast.ben, mill, cast.hidden_group).status_code == 302, "another group is another group"


def test_a_note_says_something_and_only_in_ones_own_group(mill: Listing, cast: Cast) -> None:
    assert tell(cast.ben, mill, cast.group, body="").status_code == 422
    assert tell(cast.ben, mill, cast.other_group).status_code == 404
    assert cast.dov.client.get(f"/services/{mill.id}/notes/").status_code == 404
    assert not notes().exists()


def test_a_dose_is_a_note_before_sending(mill: Listing, cast: Cast) -> None:
    answer = tell(cast.ben, mill, cast.group, body="They gave me 40 mg of citalopram, you should take 40 mg too.")
    assert answer.status_code == 422 and "40 mg" in answer.content.decode()
    assert not notes().exists()


def test_words_are_read_for_danger_and_can_be_reported_held_and_removed(
    mill: Listing, cast: Cast, superuser: Any
) -> None:
    tell(cast.ben, mill, cast.group)
    note = notes().get()
    assert ("listingnote", note.id) in superuser.execute("SELECT kind, about FROM safety_reading").fetchall()
    address, category = f"/report/listingnote/{note.id}/", {"category": Category.values[0]}
    assert cast.ben.client.post(address, category).status_code == 403
    assert cast.ada.client.post(address, category).status_code in (302, 403)
    superuser.execute("SELECT moderation_listingnote_take(%s)", [note.id])
    assert "They were kind." not in page(cast.ada, f"/services/{mill.id}/")
    assert cast.ada.client.get(f"/services/notes/{note.id}/").status_code == 404
    kept = {"body": "", "html": "", "weeks": 3, "respect": "yes", "cost": "", "cost_words": ""}
    superuser.execute("SELECT moderation_listingnote_bring(%s, %s)", [note.id, json.dumps(kept)])
    assert "Waited 3 weeks." in page(cast.ada, f"/services/{mill.id}/")


def test_who_keeps_away_does_not_read_it_with_a_name_or_without(mill: Listing, cast: Cast, superuser: Any) -> None:
    superuser.execute(
        "INSERT INTO members_distance (id, by_id, whom_id, kind, membership_id, chosen_name, made_at) "
        "SELECT gen_random_uuid(), %s, %s, 'block', %s, 'Ada', '2026-01-01'",
        [cast.ben.id, cast.ada.id, cast.ada_in_group.id],
    )
    tell(cast.ada, mill, cast.group, body="Said with a name.")
    tell(cast.ada, mill, cast.hidden_group, body="Said without one.", hidden="on")
    found = page(cast.ben, f"/services/{mill.id}/")
    assert "Said with a name." not in found and "Said without one." not in found
    superuser.execute("DELETE FROM members_distance")
    assert "Said without one." in page(cast.ben, f"/services/{mill.id}/")


@pytest.mark.parametrize(("how", "left"), [("erased", 0), ("kept", 1)])
def test_leaving_a_group_takes_notes_along_or_leaves_them(how: str, left: int, mill: Listing, cast: Cast) -> None:
    tell(cast.ben, mill, cast.group, hidden="on")
    assert cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": how}).status_code == 302
    assert notes().count() == left


def test_a_copy_has_notes_and_reports(mill: Listing, cast: Cast, as_seat: Any) -> None:
    from hearten.members import rights

    tell(cast.ben, mill, cast.group, weeks="4")
    cast.ben.client.post(f"/services/{mill.id}/report/", {"kind": "wait", "weeks": "9"})
    with as_seat(cast.ben) as seat:
        copy = {one.name: one.read(seat) for one in rights.exported()}
    assert copy["service_notes"][0] | {"made_at": None} == {
        "group": "low days", "service": "The Mill", "named": True, "weeks": 4, "respect": "", "cost": "",
        "cost_words": "", "body": "They were kind.", "on_month": None, "made_at": None,
    }  # fmt: skip
    assert [row["weeks"] for row in copy["service_reports"]] == [9]
    with as_seat(cast.ada) as seat:
        copy = {one.name: one.read(seat) for one in rights.exported()}
    assert copy["service_notes"] == [] and copy["service_reports"] == []


def said(group: str = "low days", **values: Any) -> Told:
    row = {"weeks": None, "respect": "", "cost": "", "body": "", "cost_words": "", "on_month": date(2026, 1, 1)}
    note = SimpleNamespace(id=uuid4(), group_id=group, **row | values)
    return Told(note, "", group, [], "", False)  # type: ignore[arg-type]  # a note


def test_together_they_are_people_and_a_span_and_never_a_mean() -> None:
    assert together([said(weeks=2)]) == []
    assert together([said(weeks=2), said(weeks=9), said(weeks=4, respect="no"), said(respect="yes", cost="lot")]) == [
        (
            "low days",
            [
                "3 people: waits of 2 to 9 weeks.",
                "Treated with respect, of 2 who said: 1 yes, 0 mixed, 1 no.",
                "It cost more than they had said, of 1 who said: 1 yes, 0 no.",
            ],
        )
    ]
    assert together([said(weeks=1), said(weeks=1)]) == [("low days", ["2 people: each waited 1 week."])]
    assert together([said(weeks=1), said("night shift", weeks=1)]) == [], "it may be one person"


def test_who_told_two_groups_is_not_counted_as_two_people_and_nothing_links_their_notes(
    mill: Listing, cast: Cast
) -> None:
    address = f"/services/{mill.id}/"
    tell(cast.ben, mill, cast.group, weeks="4", respect="yes")
    tell(cast.ben, mill, cast.hidden_group, weeks="4", respect="yes", hidden="on")
    assert "2 people" not in page(cast.ada, address) and "of 2 who said" not in page(cast.ada, address)
    tell(cast.ada, mill, cast.group, weeks="6", respect="no")
    found = page(cast.ada, address)
    assert "Together, in low days" in found and "Together, in night shift" not in found
    assert "2 people: waits of 4 to 6 weeks." in found
