"""Taking back what one said, and pressing twice: what a page says happened has happened, once."""

from typing import Any
from uuid import uuid4

import pytest

from hearten.resources.models import Check, Closure, Listing, ListingNote, ListingReport, NoteOwner
from hearten.resources.tests.conftest import YESTERDAY, Make, page
from tests.people import Cast
from tests.together import at_once

pytestmark = pytest.mark.django_db
TOGETHER = 4
NOTE = {"body": "They were kind.", "weeks": "2"}


@pytest.fixture
def mill(make: Make, cast: Cast) -> Listing:
    return make("The Mill", "Leeds")


def rows(model: Any) -> Any:
    return model.objects.using("keeper").all()


@pytest.mark.parametrize("hidden", ["", "on"])
def test_a_note_of_an_earlier_membership_is_still_ones_own(
    hidden: str, mill: Listing, cast: Cast, superuser: Any
) -> None:
    form = {"group": str(cast.group.id), "hidden": hidden, **NOTE}
    cast.ben.client.post(f"/services/{mill.id}/notes/", form)
    note, row = rows(ListingNote).get(), {"old": cast.ben_in_group.id, "new": uuid4()}
    superuser.execute("UPDATE groups_membership SET ended_at = now() WHERE id = %(old)s", row)
    superuser.execute(
        "INSERT INTO groups_membership SELECT (jsonb_populate_record(m, jsonb_build_object('id', %(new)s::uuid, "
        "'ended_at', NULL))).* FROM groups_membership m WHERE m.id = %(old)s",
        row,
    )
    again = cast.ben.client.post(f"/services/{mill.id}/notes/", form | {"body": "And slow."})
    assert again.status_code == 422, "they told this group already"
    assert "Take it back" in page(cast.ben, f"/services/notes/{note.id}/")
    assert cast.ben.client.post(f"/services/notes/{note.id}/withdrawal/").status_code == 302
    assert not rows(ListingNote).exists() and not rows(NoteOwner).exists()


def test_what_waits_for_a_look_waits_no_more_when_it_is_taken_back(mill: Listing, cast: Cast, superuser: Any) -> None:
    cast.ben.client.post(f"/services/{mill.id}/notes/", {"group": str(cast.group.id), **NOTE})
    note = rows(ListingNote).get()
    superuser.execute(
        "INSERT INTO moderation_whom (id, kind, item, member_id) VALUES (gen_random_uuid(), 'listingnote', %s, %s)",
        [note.id, cast.ben.id],
    )
    superuser.execute(
        "SELECT moderation_put_hold('listingnote', %s, %s, 'first', NULL, true)", [note.id, cast.group.id]
    )
    assert cast.ben.client.post(f"/services/notes/{note.id}/withdrawal/").status_code == 302
    held = "SELECT count(*) FROM moderation_hold WHERE item = %s AND released_at IS NULL"
    assert superuser.execute(held, [note.id]).fetchone() == (0,)


def test_a_removed_note_counts_for_nothing_and_its_writer_is_not_sent_to_take_it_back(
    mill: Listing, make: Make, cast: Cast, superuser: Any
) -> None:
    other = make("The Barn")
    for service in (mill, other):
        cast.ben.client.post(f"/services/{service.id}/notes/", {"group": str(cast.group.id), **NOTE})
    removed, note = rows(ListingNote).get(listing=mill), rows(ListingNote).get(listing=other)
    earlier = "SELECT moderation_listingnote_earlier(%s)"
    assert superuser.execute(earlier, [note.id]).fetchone() == (1,)
    superuser.execute("SELECT moderation_listingnote_take(%s)", [removed.id])
    assert superuser.execute(earlier, [note.id]).fetchone() == (0,)
    answer = cast.ben.client.post(f"/services/{mill.id}/notes/", {"group": str(cast.group.id), **NOTE})
    said = answer.content.decode()
    assert answer.status_code == 422 and "a moderator removed it" in said and "You can take that back" not in said


@pytest.mark.parametrize("change", [{"hidden": "on"}, {"respect": "no"}, {"cost_words": "The bus."}])
def test_only_the_very_same_note_is_one_that_was_sent_twice(change: Any, mill: Listing, cast: Cast) -> None:
    form = {"group": str(cast.group.id), **NOTE}
    for status in (302, 302):
        assert cast.ben.client.post(f"/services/{mill.id}/notes/", form).status_code == status
    assert cast.ben.client.post(f"/services/{mill.id}/notes/", form | change).status_code == 422


CHECKED = {"how": "called", "on": str(YESTERDAY), "words": "Nobody is there.", "reports": []}
PRESSED: list[tuple[str, str, dict[str, Any], type]] = [
    ("ben", "notes/", NOTE, ListingNote),
    ("ben", "report/", {"kind": "closed"}, ListingReport),
    ("ada", "check/", CHECKED | {"found": "closed"}, Closure),
    ("ada", "check/", CHECKED | {"found": "right"}, Check),
]


@pytest.mark.parametrize(("name", "way", "form", "table"), PRESSED, ids=["note", "report", "closing", "check"])
def test_pressed_at_once(name: str, way: str, form: dict[str, Any], table: Any, mill: Listing, cast: Cast) -> None:
    windows = [getattr(cast, name).browser() for _window in range(TOGETHER)]
    sent = form | {"group": str(cast.group.id)}
    answers = at_once(lambda window: window.post(f"/services/{mill.id}/{way}", sent).status_code, windows)
    assert answers == [302] * TOGETHER
    assert rows(table).count() == 1


def test_an_older_check_opens_nothing_again(mill: Listing, cast: Cast) -> None:
    cast.ada.client.post(f"/services/{mill.id}/check/", CHECKED | {"found": "closed"})
    cast.ada.client.post(f"/services/{mill.id}/check/", CHECKED | {"found": "right", "on": "2026-01-02"})
    assert rows(Closure).filter(ended_at=None).exists()
    cast.ada.client.post(f"/services/{mill.id}/check/", CHECKED | {"found": "right"})
    assert not rows(Closure).filter(ended_at=None).exists()
