"""The coach is off for everybody who did not ask for it, and stays off wherever one of the two yeses is missing."""

import hashlib
from typing import Any

import pytest

from hearten.coach import asking, wording
from hearten.coach.actions import agree, close_coach, open_coach, take_back
from hearten.coach.standing import ALONG, CLOSED, OFFERED, ON, standing
from hearten.coach.tests.asking_pages import WORDS, Nobody, ask, page_of

ASKED = "How does this read?"


def _stands(as_seat: Any, person: Any) -> str:
    with as_seat(person) as seat:
        return standing(seat)


def _consents(superuser: Any, person: Any) -> Any:
    rows = superuser.execute(
        "SELECT purpose, text_hash, version, how, withdrawn_at IS NULL FROM members_consent "
        "WHERE member_id = %s AND purpose LIKE 'coach%%' ORDER BY given_at, purpose",
        [person.id],
    )
    return rows.fetchall()


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "pool", Nobody)


def test_it_is_closed_and_agreed_to_by_nobody_at_first(cast: Any, as_seat: Any, silent: None) -> None:
    for person in cast.people:
        assert _stands(as_seat, person) == CLOSED
    page = page_of(cast.ada.client.get(f"/threads/{cast.thread.id}/"))
    assert ASKED not in page and "data-coach" not in page and 'href="/coach/"' not in page


def test_where_it_is_closed_nobody_is_read_whatever_they_agreed_to(cast: Any, as_seat: Any, silent: None) -> None:
    with as_seat(cast.ada) as seat:
        agree(seat, along=True)
    assert _stands(as_seat, cast.ada) == CLOSED
    page = page_of(ask(cast.ada, cast.thread), 403)
    assert WORDS in page and "switched off here" in page


def test_where_it_is_closed_nobody_can_agree(cast: Any, superuser: Any) -> None:
    page = page_of(cast.ada.client.post("/coach/", {"agree": "yes"}))
    assert "switched off on this server" in page and 'name="agree"' not in page
    assert _consents(superuser, cast.ada) == []


def test_where_it_is_open_those_who_did_not_agree_find_a_way_and_no_button(
    coached: Any, as_seat: Any, silent: None
) -> None:
    assert (_stands(as_seat, coached.ben), _stands(as_seat, coached.ada)) == (OFFERED, ON)
    page = page_of(coached.ben.client.get(f"/threads/{coached.thread.id}/"))
    assert ASKED not in page and "data-coach" not in page
    assert 'href="/coach/"' in page
    page = page_of(ask(coached.ben, coached.thread), 403)
    assert WORDS in page, "a refusal keeps the words"
    assert 'href="/coach/"' in page


@pytest.mark.parametrize("part", ["", "read", "steps"])
def test_script_is_refused_as_a_page_is(part: str, coached: Any, silent: None) -> None:
    assert ask(coached.ben, coached.thread, fragment=True, part=part).status_code == 403


def test_agreeing_is_a_row_with_the_words_that_were_read(coached: Any, superuser: Any) -> None:
    page = page_of(coached.ben.client.get("/coach/"))
    assert wording.consent_text() in page and wording.pauses_text() in page
    assert coached.ben.client.post("/coach/", {"agree": "yes"}).status_code == 302
    text = hashlib.sha256(wording.consent_text().encode()).hexdigest()
    assert _consents(superuser, coached.ben) == [("coach", text, wording.CONSENT_VERSION, "coach page", True)]


def test_reading_along_is_a_consent_of_its_own(coached: Any, as_seat: Any, superuser: Any) -> None:
    page = f"/threads/{coached.thread.id}/"
    assert "data-along" not in page_of(coached.ada.client.get(page))
    coached.ada.client.post("/coach/", {"agree": "yes", "along": "1"})
    assert _stands(as_seat, coached.ada) == ALONG
    assert "data-along" in page_of(coached.ada.client.get(page))
    along = hashlib.sha256(wording.pauses_text().encode()).hexdigest()
    running = [row[:2] for row in _consents(superuser, coached.ada) if row[-1]]
    assert sorted(running)[1:] == [("coach_pauses", along)]
    coached.ada.client.post("/coach/", {"agree": "yes"})
    assert _stands(as_seat, coached.ada) == ON
    assert "data-along" not in page_of(coached.ada.client.get(page))


def test_reading_along_alone_is_not_enough(coached: Any, as_seat: Any) -> None:
    coached.ada.client.post("/coach/", {"agree": "yes", "along": "1"})
    with as_seat(coached.ada) as seat:
        from hearten.members.actions import withdraw_consent

        withdraw_consent(seat, "coach")
    assert _stands(as_seat, coached.ada) == OFFERED


def test_taking_it_back_works_at_once(coached: Any, as_seat: Any, superuser: Any, monkeypatch: Any) -> None:
    assert ask(coached.ada, coached.thread).status_code == 200
    coached.ada.client.post("/coach/", {"agree": "yes", "along": "1"})
    assert coached.ada.client.post("/coach/", {"agree": "no"}).status_code == 302
    monkeypatch.setattr(asking, "pool", Nobody)
    page = page_of(ask(coached.ada, coached.thread), 403)
    assert WORDS in page
    assert {row[-1] for row in _consents(superuser, coached.ada)} == {False}


def test_taking_it_back_where_all_consents_stand_works_too(coached: Any, superuser: Any, silent: None) -> None:
    page = page_of(coached.ada.client.get("/you/consents/"))
    assert "Feedback on drafts from the coach" in page
    (key,) = superuser.execute(
        "SELECT id FROM members_consent WHERE member_id = %s AND purpose = 'coach'", [coached.ada.id]
    ).fetchone()
    assert coached.ada.client.post(f"/you/consents/{key}/withdrawal/").status_code == 302
    assert ask(coached.ada, coached.thread).status_code == 403


def test_a_consent_that_is_taken_back_while_a_model_runs_holds(
    coached: Any, as_seat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = asking.read(asking.Words("I woke up at four.", WORDS))

    class Slow:
        def ask(self, request: dict[str, Any]) -> Any:
            with as_seat(coached.ada) as seat:
                take_back(seat)
            return told | {"steps": []}

    monkeypatch.setattr(asking, "pool", Slow)
    assert WORDS in page_of(ask(coached.ada, coached.thread), 403)


def test_nobody_agrees_for_somebody_else(coached: Any, as_seat: Any) -> None:
    with as_seat(coached.cleo) as seat:
        agree(seat, along=True)
        take_back(seat)
    assert _stands(as_seat, coached.ada) == ON


def test_without_the_operator_it_does_not_open(cast: Any, as_seat: Any) -> None:
    from django.db import ProgrammingError

    for person in (cast.ada, cast.mo, cast.dov):
        with pytest.raises(ProgrammingError), as_seat(person) as seat:
            open_coach(seat)
        with as_seat(person) as seat:
            close_coach(seat)
    assert _stands(as_seat, cast.ada) == CLOSED
