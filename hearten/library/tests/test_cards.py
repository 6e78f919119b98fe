"""Sharing a card, changing it, taking it back; what is left out of it; and whose it is."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError
from psycopg.errors import CheckViolation

from hearten.library.tests.conftest import CARD, card_of, page, told, write
from tests.people import Cast


def test_a_card_is_shown_to_its_group_and_to_nobody_else(shared: Any) -> None:
    cast = shared.cast
    text = page(cast.ben, f"/cards/{shared.card}/")
    assert "Ada’s experience, not advice" in text and "I put my feet into cold water." in text
    assert "Fill a bowl." in text and "1. Fill" not in text and "It can be too cold." in text
    assert "Feet in cold water" in page(cast.ben, f"/groups/{cast.group.id}/library/")
    assert cast.cleo.client.get(f"/cards/{shared.card}/").status_code == 404
    assert cast.cleo.client.get(f"/groups/{cast.group.id}/library/").status_code == 404


def test_a_hidden_name_stays_hidden_and_the_card_stays_ones_own(shared: Any) -> None:
    cast = shared.cast
    text = page(cast.ada, f"/cards/{shared.masked}/")
    assert "Somebody of this group’s experience" in text and "Ben" not in text
    assert cast.ada.client.get(f"/cards/{shared.masked}/edit/").status_code == 404
    assert "Change this card" in page(cast.ben, f"/cards/{shared.masked}/")


def test_what_is_sent_twice_is_one_card(cast: Cast, superuser: Any) -> None:
    key = str(uuid4())
    first, again = (card_of(write(cast.ben, cast.group, client_id=key)) for _time in range(2))
    assert first == again
    assert superuser.execute("SELECT count(*) FROM library_card").fetchone() == (1,)
    answer = write(cast.ben, cast.group, client_id=key, title="Another thing")
    assert answer.status_code == 403 and "Something else was sent from this page before" in answer.content.decode()


def test_information_needs_a_source_and_its_date(cast: Cast, superuser: Any) -> None:
    answer = write(cast.ben, cast.group, label="information")
    text = answer.content.decode()
    assert answer.status_code == 422 and "Information needs its source" in text
    assert "Information needs the date of its source" in text and "I put my feet into cold water." in text
    late = write(cast.ben, cast.group, label="information", source="A leaflet", source_on="2199-01-01")
    assert "This date has not come yet" in late.content.decode()
    card = card_of(write(cast.ben, cast.group, label="information", source="A leaflet", source_on="2025-02-03"))
    text = page(cast.ada, f"/cards/{card}/")
    assert "Information, shared by Ben" in text and "A leaflet" in text and "from 3 Feb 2025" in text
    assert "not advice</p>" not in text
    with pytest.raises(CheckViolation, match="information_has_a_source"):
        superuser.execute("UPDATE library_card SET source = '' WHERE id = %s", [card])


DOSES = [
    ("what", "I took 50 mg twice a day.", "Doses"),
    ("steps", "Sit down.\nYou should stop taking your tablets.", "doses"),
]


@pytest.mark.parametrize(("field", "words", "_why"), DOSES)
def test_doses_and_telling_to_change_a_medicine_cannot_be_passed_over(
    cast: Cast, superuser: Any, field: str, words: str, _why: str
) -> None:
    answer = write(cast.ben, cast.group, **{field: words})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Other people will try what you write here." in text
    assert words.split("\n")[0] in text, "nothing is lost"
    assert 'name="fine"' not in text, "there is no button that passes it over"
    from hearten.groups.notes import notes_on
    from tests.people import seated

    with seated(cast.ben) as seat:
        noted = notes_on(seat, cast.group.id, words, "", ("dose", "medicine"))
        assert noted["bound"] and noted["never"]
    again = write(cast.ben, cast.group, **{field: words, "fine": noted["all_fine"]})
    assert again.status_code == 422
    assert superuser.execute("SELECT count(*) FROM library_card").fetchone() == (0,)


def test_a_dose_beside_danger_is_taken_read_and_held_for_a_persons_look(cast: Cast, superuser: Any) -> None:
    words = "I am going to end it tonight. I took 50 mg twice a day. Ring me on 07700 900123."
    write(cast.ben, cast.group, what=words)
    (card,) = superuser.execute("SELECT id FROM library_card").fetchone()
    held = "SELECT count(*) FROM moderation_hold WHERE item = %s AND released_at IS NULL"
    assert superuser.execute(held, [card]).fetchone() == (1,), "the group does not read the dose"
    assert superuser.execute("SELECT count(*) FROM safety_reading WHERE about = %s", [card]).fetchone() == (1,)
    superuser.execute("UPDATE groups_membership SET role = 'member' WHERE id = %s", [cast.ada_in_group.id])
    assert cast.ada.client.get(f"/cards/{card}/").status_code == 404


def test_what_a_medicine_did_for_oneself_may_be_told(cast: Cast) -> None:
    words = "My tablets made me tired in the morning, so I asked my doctor, and we changed the time."
    card = card_of(write(cast.ben, cast.group, topic="routines", what=words))
    assert "made me tired" in page(cast.ada, f"/cards/{card}/")


def test_the_same_words_elsewhere_are_a_note_and_no_bound(cast: Cast) -> None:
    from hearten.groups.notes import notes_on
    from tests.people import seated

    with seated(cast.ben) as seat:
        noted = notes_on(seat, cast.group.id, "I took 50 mg twice a day.", "")
        assert noted and not noted["bound"] and not noted["never"]
        assert notes_on(seat, cast.group.id, "I took 50 mg twice a day.", noted["all_fine"]) == {}


def test_a_change_is_a_new_version_and_old_accounts_are_read_with_the_old_one(shared: Any) -> None:
    cast = shared.cast
    told(cast.ben, shared.card)
    changed = CARD | {"steps": "Fill a bowl.\nTake warm water.", "changed": "Warm water is better."}
    assert cast.ada.client.post(f"/cards/{shared.card}/edit/", changed).status_code == 302
    text = page(cast.ben, f"/cards/{shared.card}/")
    assert "Take warm water." in text and "This is version 2." in text
    assert "About an earlier version of this card" in text
    history = page(cast.ben, f"/cards/{shared.card}/history/")
    assert "Sit down." in history and "Warm water is better." in history and "Version 1" in history
    assert cast.ben.client.post(f"/cards/{shared.card}/edit/", changed).status_code == 404


def test_nothing_changed_is_no_version(shared: Any, superuser: Any) -> None:
    shared.cast.ada.client.post(f"/cards/{shared.card}/edit/", CARD)
    assert superuser.execute("SELECT count(*) FROM library_cardversion").fetchone() == (0,)


def test_words_that_are_taken_back_leave_the_rows_and_the_counts_stay(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    told(cast.ben, shared.card)
    cast.ada.client.post(f"/cards/{shared.card}/edit/", CARD | {"what": "I take warm water."})
    assert cast.ada.client.post(f"/cards/{shared.card}/withdrawal/").status_code == 302
    rows = superuser.execute("SELECT to_jsonb(c)::text FROM library_card c WHERE id = %s", [shared.card]).fetchone()
    assert "water" not in rows[0]
    assert superuser.execute("SELECT count(*) FROM library_cardversion").fetchone() == (0,)
    text = page(cast.dov, f"/cards/{shared.card}/")
    assert "The writer took these words back." in text and "One person here has said how it went: it helped." in text
    assert shared.card not in page(cast.dov, f"/groups/{cast.group.id}/library/")
    assert told(cast.dov, shared.card).status_code == 403


def test_nobody_makes_a_card_their_own_or_writes_in_anothers_name(shared: Any) -> None:
    from hearten.library.models import Card, CardOwner
    from tests.people import seated

    cast = shared.cast
    with pytest.raises(ProgrammingError), seated(cast.dov) as seat:
        CardOwner(card_id=shared.card, member_id=seat.me).save(force_insert=True)
    with pytest.raises(ProgrammingError), seated(cast.dov) as seat:
        row = seat.find(Card, shared.card)
        row.pk = uuid4()
        CardOwner(card_id=row.pk, member_id=seat.me).save(force_insert=True)
        row.save(force_insert=True)  # under Ada's membership
    with seated(cast.ben) as seat:
        assert list(seat.glance(CardOwner).values_list("member_id", flat=True)) == [cast.ben.id]


def test_errors_keep_every_word(cast: Cast) -> None:
    answer = write(cast.ben, cast.group, title="", steps="Only one")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Give it a name of a few words" in text and "Write two to six steps" in text
    assert "Only one" in text and "I put my feet into cold water." in text
    assert 'value="worry" checked' in text and 'value="10" checked' in text


def test_too_many_tags_are_said_kindly(cast: Cast) -> None:
    many = ["mornings", "nights", "worry", "panic", "anger"]
    answer = write(cast.ben, cast.group, situations=many)
    assert answer.status_code == 422 and "Choose at most four situations." in answer.content.decode()


def test_cards_go_with_who_leaves_if_they_wish_masked_ones_too(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    told(cast.ben, shared.card, words="Cold, but good.", masked="on")
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "erased"})
    text = page(cast.ada, f"/cards/{shared.masked}/")
    assert "The writer took these words back." in text
    assert "Nobody here has said yet how it went." in page(cast.ada, f"/cards/{shared.card}/")
    assert superuser.execute("SELECT words FROM library_experiencereport").fetchone() == ("",)


def test_cards_stay_under_no_name_when_who_leaves_wishes_that(shared: Any) -> None:
    cast = shared.cast
    named = card_of(write(cast.ben, cast.group, title="A walk to the bus"))
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "kept"})
    text = page(cast.ada, f"/cards/{named}/")
    assert "Former member’s experience" in text and "I put my feet into cold water." in text
