"""Who is spared whose cards; cards that are held, alarming, reported, taken down and brought back."""

from typing import Any
from uuid import UUID

import pytest

from hearten.encouragement.tests.conftest import WORDS, been_read, card_of, drawn, page, rows, write
from hearten.safety.sources import source_of
from tests.people import seated

pytestmark = pytest.mark.django_db


CONCERN = """INSERT INTO safety_concern (id, kind, about, group_id, member_id, level, whose, source, made_by, opened_at,
  owner_name, outcome) VALUES (gen_random_uuid(), 'warmcard', %s, %s, %s, 'L1', 'self', 'rules', '', now(), '', '')"""


@pytest.fixture
def lantern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words about a lantern are read as a way to hurt oneself."""
    from hearten.moderation.actions import method

    monkeypatch.setattr(method, "method_detail", lambda text: ((0, 5, "gives"),) if "lantern" in text else ())


def keep_distance(three: Any, kind: str) -> None:
    """Ada keeps a distance from Ben, whose post it is."""
    assert three.ada.client.post(f"/posts/{three.post.id}/distance/", {"kind": kind}).status_code == 302


def sees(person: Any, card: str) -> bool:
    return bool(person.client.get(f"/encouragement/{card}/").status_code == 200)


@pytest.mark.parametrize(("kind", "back"), [("block", ""), ("mute", "theirs")])
def test_cards_of_who_keeps_apart_are_not_drawn(three: Any, superuser: Any, kind: str, back: str) -> None:
    """A block holds both ways, a mute one way; and for who leads a group as for everybody, when they draw."""
    mine, theirs = card_of(write(three.ben, three.group)), card_of(write(three.ada, three.group))
    been_read(superuser)
    assert (drawn(three.ada), drawn(three.ben)) == (mine, theirs)
    keep_distance(three, kind)
    assert drawn(three.ada) == ""
    assert drawn(three.ben) == (theirs if back else "")
    assert sees(three.ada, mine), "who leads can still judge it"
    assert sees(three.ben, theirs) is bool(back)
    assert drawn(three.dov) in (mine, theirs)


def test_a_distance_does_not_show_who_wrote_a_card_without_a_name(three: Any, superuser: Any) -> None:
    """What was there before stays, as with masks: nobody finds out by looking at what a block takes away."""
    before = card_of(write(three.ben, three.group, unnamed="on"))
    been_read(superuser)
    keep_distance(three, "block")
    assert drawn(three.ada) == before
    after = card_of(write(three.ben, three.group, "Written while the block stood.", unnamed="on"))
    been_read(superuser)
    assert {drawn(three.ada) for _turn in range(8)} == {before}
    assert {drawn(three.dov) for _turn in range(8)} == {before, after}


@pytest.mark.parametrize(("level", "shown"), [("L1", "Two lamps."), ("L2", WORDS)])
def test_on_a_shelf_new_words_stand_only_once_nothing_was_found_in_them(
    three: Any, superuser: Any, level: str, shown: str
) -> None:
    card = card_of(write(three.ben, three.group))
    been_read(superuser)
    assert three.dov.client.post(f"/encouragement/{card}/hope/").status_code == 302
    assert three.ben.client.post(f"/encouragement/{card}/edit/", {"words": "Two lamps."}).status_code == 302
    waiting = page(three.dov, "/you/hope/")
    assert WORDS in waiting and "Two lamps." not in waiting, "they were not read yet"
    superuser.execute(CONCERN.replace("'L1'", f"'{level}'"), [card, three.group.id, three.ben.id])
    been_read(superuser)
    after = page(three.dov, "/you/hope/")
    assert shown in after and ("Two lamps." in after) is (shown == "Two lamps.")


def test_in_another_persons_group_and_after_leaving_nothing_is_drawn(three: Any, superuser: Any) -> None:
    card = card_of(write(three.ben, three.group))
    been_read(superuser)
    assert drawn(three.dov) == card
    three.dov.client.post(f"/groups/{three.group.id}/leave/", {"how": "kept", "when": "now", "sure": "on"})
    assert drawn(three.dov) == "" and not sees(three.dov, card)


def test_nothing_is_drawn_under_the_name_of_whom_people_removed(three: Any, superuser: Any) -> None:
    """Without a name a card stays: that it went with them would tell whose it was."""
    named = card_of(write(three.ben, three.group))
    unnamed = card_of(write(three.ben, three.group, "Somebody is awake with you.", unnamed="on"))
    been_read(superuser)
    assert {drawn(three.dov) for _turn in range(4)} == {named, unnamed}
    removed = "UPDATE groups_membership SET ended_at = now(), ended_how = 'removed' WHERE id = %s"
    superuser.execute(removed, [three.ben_in_group.id])
    assert {drawn(three.dov) for _turn in range(4)} == {unnamed}


def test_a_card_that_gives_a_way_to_hurt_oneself_is_held(lantern: None, three: Any, superuser: Any) -> None:
    card = card_of(write(three.ben, three.group, "With a lantern."))
    been_read(superuser)
    assert superuser.execute("SELECT kind, why FROM moderation_hold").fetchall() == [("warmcard", "method")]
    assert drawn(three.dov) == "" and not sees(three.dov, card)
    assert drawn(three.ada) == "" and sees(three.ada, card), "who leads judges it, and does not draw it"
    assert "waits for a look" in page(three.ben, f"/encouragement/{card}/")
    assert three.dov.client.post(f"/encouragement/{card}/hope/").status_code == 404


def test_where_everything_waits_cards_wait(three: Any, superuser: Any) -> None:
    said = {"kind": "everything", "why": "Many came at once.", "days": "2"}
    assert three.ada.client.post(f"/groups/{three.group.id}/switches/", said).status_code == 302
    card_of(write(three.ben, three.group))
    been_read(superuser)
    assert drawn(three.dov) == ""
    (hold,) = superuser.execute("SELECT id FROM moderation_hold").fetchone()
    assert three.ada.client.post(f"/moderation/holds/{hold}/release/").status_code == 302
    assert drawn(three.dov)


def test_a_card_is_read_for_danger_and_not_drawn_before_or_while_somebody_looks(three: Any, superuser: Any) -> None:
    assert write(three.ben, three.group, "I do not want to be here any more.").status_code == 302
    card = str(superuser.execute("SELECT id FROM encouragement_card").fetchone()[0])
    waiting = "SELECT group_id, member_id, state FROM safety_reading WHERE kind = 'warmcard' AND about = %s"
    assert superuser.execute(waiting, [card]).fetchone() == (three.group.id, three.ben.id, "waiting")
    assert drawn(three.dov) == ""
    source = source_of("warmcard")
    assert source is not None and source.holds_panel
    with seated(three.ben) as seat:
        assert source.text(seat, UUID(card)) == "I do not want to be here any more."
    been_read(superuser)
    assert drawn(three.dov) == card
    superuser.execute(CONCERN, [card, three.group.id, three.ben.id])
    assert drawn(three.dov) == card, "distress alone is what such cards speak of"
    superuser.execute("UPDATE safety_concern SET level = 'L2'")
    assert drawn(three.dov) == "", "somebody looks after whoever wrote it"
    with seated(three.ada) as seat:
        shown = source.shown(seat, UUID(card))
        assert shown is not None and shown.name == "Ben" and "any more" in shown.text
    closing = "UPDATE safety_concern SET closed_at = now(), outcome = %s WHERE about = %s"
    superuser.execute(closing, ["talked", card])
    assert drawn(three.dov) == "", "they talked; the words are still not for somebody's hard day"
    superuser.execute(closing, ["not_danger", card])
    assert drawn(three.dov) == card


def test_the_panel_stands_beside_ones_own_card_alone(three: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from hearten.safety import first_look

    monkeypatch.setattr(first_look, "first_look", lambda kind, text: first_look.Found("self", False))
    where = write(three.ben, three.group)["Location"]
    assert "beside=" in where and "Help now" in page(three.ben, where)
    for person, stands in ((three.ben, True), (three.ada, False)):
        assert ("beside-title" in page(person, where)) is stands


@pytest.mark.parametrize("unnamed", ["", "on"])
def test_what_is_reported_and_taken_down_can_come_back(three: Any, superuser: Any, unnamed: str) -> None:
    card = card_of(write(three.ben, three.group, "Tea <b>at</b> night.", **({"unnamed": unnamed} if unnamed else {})))
    been_read(superuser)
    three.ada.client.post(f"/encouragement/{card}/hope/")
    told = three.dov.client.post(f"/report/warmcard/{card}/", {"category": "hostile", "words": "It mocks."})
    assert told.status_code == 302
    (case,) = superuser.execute("SELECT id FROM moderation_case").fetchone()
    shown = page(three.ada, f"/moderation/cases/{case}/")
    assert "Tea &lt;b&gt;at&lt;/b&gt; night." in shown and "It mocks." in shown
    assert ("Ben" in shown) is not bool(unnamed), "behind a card without a name nobody is named"
    said = {"step": "remove", "category": "hostile", "words": "It is unkind."}
    assert three.ada.client.post(f"/moderation/cases/{case}/step/", said).status_code == 302
    assert (drawn(three.dov), drawn(three.ada)) == ("", "") and not sees(three.dov, card)
    assert rows(superuser, "wellness_hope") == 0
    assert three.ben.client.post(f"/encouragement/{card}/removal/").status_code == 403
    assert "This card was taken down." in page(three.ben, "/encouragement/mine/")
    (act,) = superuser.execute("SELECT id FROM moderation_act WHERE step = 'remove'").fetchone()
    assert "Tea &lt;b&gt;at&lt;/b&gt; night." in page(three.ben, f"/decisions/{act}/")
    three.ben.client.post(f"/decisions/{act}/", {"words": "It is only tea."})
    three.mo.client.post(f"/desk/groups/{three.group.id}/enter/", {"reason": "Somebody asks for another look."})
    (appeal,) = superuser.execute("SELECT id FROM moderation_appeal").fetchone()
    kept = three.mo.client.post(f"/moderation/appeals/{appeal}/kept/")
    assert kept.status_code == 200 and "Tea &lt;b&gt;at&lt;/b&gt; night." in kept.content.decode()
    answer = {"answer": "reversed", "words": "You are right."}
    assert three.mo.client.post(f"/moderation/appeals/{appeal}/", answer).status_code == 302
    assert drawn(three.dov) == card


def test_ones_own_cannot_be_reported_and_another_groups_neither(three: Any) -> None:
    card = card_of(write(three.ben, three.group))
    assert three.ben.client.post(f"/report/warmcard/{card}/", {"category": "spam"}).status_code == 403
    assert three.cleo.client.get(f"/report/warmcard/{card}/").status_code == 404
    assert WORDS in page(three.dov, f"/report/warmcard/{card}/")
