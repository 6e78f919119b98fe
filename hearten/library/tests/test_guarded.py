"""Cards and accounts on their way to a group, reported, removed and brought back; in a copy; and forgotten."""

import json
from typing import Any
from uuid import uuid4

import pytest

from hearten.library.tests.conftest import CARD, card_of, page, told, write
from hearten.moderation.tests.conftest import whom_jobs_tell
from tests.rights.test_export import ask, fetched


@pytest.fixture
def lantern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words about a lantern are read as a way to hurt oneself."""
    from hearten.moderation.actions import method

    monkeypatch.setattr(method, "method_detail", lambda text: ((0, 5, "gives"),) if "lantern" in text else ())


def held(superuser: Any) -> list[tuple[str, str]]:
    found = superuser.execute("SELECT kind, why FROM moderation_hold WHERE released_at IS NULL ORDER BY made_at")
    return list(found.fetchall())


@pytest.mark.parametrize("field", ["title", "what", "steps", "wrong", "fits"])
def test_a_card_that_gives_a_way_to_hurt_oneself_is_held(
    lantern: None, shared: Any, superuser: Any, field: str
) -> None:
    cast = shared.cast
    words = "With a lantern.\nSit." if field == "steps" else "With a lantern."
    card = card_of(write(cast.ben, cast.group, **{field: words}))
    assert held(superuser) == [("card", "method")]
    assert cast.dov.client.get(f"/cards/{card}/").status_code == 404
    assert "Not shown to the group for now." in page(cast.ben, f"/cards/{card}/")
    assert card not in page(cast.dov, f"/groups/{cast.group.id}/library/")


def test_a_changed_card_is_held_like_a_new_one(lantern: None, shared: Any, superuser: Any) -> None:
    shared.cast.ada.client.post(f"/cards/{shared.card}/edit/", CARD | {"wrong": "The lantern."})
    assert held(superuser) == [("card", "method")]
    assert shared.cast.dov.client.get(f"/cards/{shared.card}/history/").status_code == 404


def test_a_held_account_is_not_counted_and_its_card_is_told_when_it_is_let_out(
    lantern: None, shared: Any, superuser: Any
) -> None:
    cast = shared.cast
    superuser.execute("DELETE FROM procrastinate_jobs")
    told(cast.dov, shared.card, words="I took a lantern.")
    assert held(superuser) == [("tried", "method")]
    assert "Nobody here has said yet how it went." in page(cast.ben, f"/cards/{shared.card}/")
    assert ("tried", str(cast.ada.id)) not in whom_jobs_tell(superuser)
    (hold,) = superuser.execute("SELECT id FROM moderation_hold").fetchone()
    assert cast.ada.client.post(f"/moderation/holds/{hold}/release/").status_code == 302
    assert "One person here has said how it went" in page(cast.ben, f"/cards/{shared.card}/")


def test_a_held_account_that_is_the_only_one_is_there_for_its_writer_and_who_leads(lantern: None, shared: Any) -> None:
    cast = shared.cast
    where = told(cast.dov, shared.card, words="I took a lantern.")["Location"]
    assert where.startswith(f"/cards/{shared.card}/#t-")
    for person in (cast.dov, cast.ada):
        text = page(person, f"/cards/{shared.card}/")
        assert "I took a lantern." in text and f'id="{where.partition("#")[2]}"' in text
        assert "Not shown to the group for now." in text and "two-sides" not in text
        assert "Nobody here has said yet how it went." in text, "it is not counted"
    assert "lantern" not in page(cast.ben, f"/cards/{shared.card}/")


def test_where_everything_waits_cards_and_accounts_wait(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    said = {"kind": "everything", "why": "Many came at once.", "days": "2"}
    assert cast.ada.client.post(f"/groups/{cast.group.id}/switches/", said).status_code == 302
    card = card_of(write(cast.dov, cast.group))
    told(cast.dov, shared.card)
    assert held(superuser) == [("card", "waits"), ("tried", "waits")]
    assert cast.ben.client.get(f"/cards/{card}/").status_code == 404
    assert "Your words wait for a look." in page(cast.dov, f"/cards/{card}/")


@pytest.mark.parametrize(("kind", "gone"), [
    ("card", "Removed by the people who look after this group."), ("tried", "Nobody here has said yet how it went."),
])  # fmt: skip
def test_what_is_reported_and_removed_can_come_back(shared: Any, superuser: Any, kind: str, gone: str) -> None:
    cast = shared.cast
    card = card_of(write(cast.ben, cast.group, title="Tea <b>at</b> night", what="I make tea."))
    told(cast.ben, shared.card, words="Tea is better.")
    (report,) = superuser.execute("SELECT id FROM library_experiencereport").fetchone()
    item, where = (card, card) if kind == "card" else (report, shared.card)
    assert cast.dov.client.post(f"/report/{kind}/{item}/", {"category": "hostile"}).status_code == 302
    (case,) = superuser.execute("SELECT id FROM moderation_case").fetchone()
    assert "Ben" in page(cast.ada, f"/moderation/cases/{case}/")
    said = {"step": "remove", "category": "hostile", "words": "It is unkind."}
    assert cast.ada.client.post(f"/moderation/cases/{case}/step/", said).status_code == 302
    assert gone in page(cast.dov, f"/cards/{where}/")
    assert "tea" not in str(
        superuser.execute("SELECT c::text FROM library_card c WHERE id = %s", [card]).fetchone()
    ) or (kind == "tried")
    (act,) = superuser.execute("SELECT id FROM moderation_act WHERE step = 'remove'").fetchone()
    mine = page(cast.ben, f"/decisions/{act}/")
    assert ("Tea &lt;b&gt;at&lt;/b&gt; night" if kind == "card" else "Tea is better.") in mine
    if kind == "tried":
        assert told(cast.ben, shared.card).status_code == 403, "not said anew behind the group's back"
    cast.ben.client.post(f"/decisions/{act}/", {"words": "It is only tea."})
    cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": "Somebody asks for another look."})
    (key,) = superuser.execute("SELECT id FROM moderation_appeal").fetchone()
    said = {"answer": "reversed", "words": "You are right."}
    assert cast.mo.client.post(f"/moderation/appeals/{key}/", said).status_code == 302
    assert ("I make tea." if kind == "card" else "Tea is better.") in page(cast.dov, f"/cards/{where}/")


def test_what_is_written_is_read_for_danger(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    superuser.execute("DELETE FROM safety_reading")
    card = card_of(write(cast.dov, cast.group))
    told(cast.dov, shared.card)
    told(cast.ben, shared.card, words="")
    read = superuser.execute("SELECT kind, about FROM safety_reading").fetchall()
    assert sorted(kind for kind, _about in read) == ["card", "tried"] and card in {str(about) for _kind, about in read}


def test_a_copy_holds_what_one_shared_and_nobody_elses_words(shared: Any, as_worker: Any, superuser: Any) -> None:
    cast = shared.cast
    told(cast.ben, shared.card, words="Cold, but good.", backgrounds=["parent"])
    told(cast.dov, shared.masked, words="A canary of Dov's.")
    edited = CARD | {"title": "A list", "what": "I write a list."}
    assert cast.ben.client.post(f"/cards/{shared.masked}/edit/", edited).status_code == 302
    cast.ben.client.post(f"/cards/{shared.card}/flag/", {"concern": "other", "words": "Please look once."})
    copy, html = fetched(cast.ben, ask(cast.ben, as_worker, superuser))
    (card,), (tried,), (version,) = copy["cards"], copy["tried"], copy["card_versions"]
    assert card["what"] == "I write a list." and card["hidden"] == "yes" and "Fill a bowl." in card["steps"]
    assert tried["words"] == "Cold, but good." and tried["backgrounds"] == "Parent"
    assert "I put my feet into cold water." in version["said"]
    assert [one["words"] for one in copy["card_looks"]] == ["Please look once."]
    whole = json.dumps(copy) + html
    assert "canary" not in whole and str(cast.dov.id) not in whole


@pytest.mark.parametrize("how", ["erased", "kept"])
def test_whoever_goes_for_good_is_in_no_row(shared: Any, superuser: Any, how: str) -> None:
    from hearten.members.erasing import erase_rows
    from tests.people import seated

    cast = shared.cast
    told(cast.ben, shared.card, words="Cold, but good.", masked="on")
    with seated(cast.ben) as seat:
        erase_rows(seat, how)
    tables = ("library_card", "library_cardowner", "library_experiencereport", "library_reportowner", "library_flag")
    rows = str([superuser.execute(f"SELECT t::text FROM {table} t").fetchall() for table in tables])
    assert str(cast.ben.id) not in rows
    assert ("Cold, but good." in rows) == ("A list for the morning" in rows) == (how == "kept")
    assert write(cast.dov, cast.group, client_id=str(uuid4())).status_code == 302
