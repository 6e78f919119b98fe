"""What one said about a card can be read by oneself and taken back, however the card stands."""

from typing import Any

import pytest

from hearten.library.tests.conftest import page, told
from hearten.library.tests.test_looks import flag
from hearten.moderation.tests.conftest import only_case, send_report

BACK = "Take back what I said"
CHANGE = "Change what I said"


def untold(person: Any, card: str) -> int:
    return int(person.client.post(f"/cards/{card}/tried/withdrawal/").status_code)


def nothing_stands(superuser: Any) -> bool:
    said = superuser.execute("SELECT outcome || words FROM library_experiencereport").fetchall()
    how = superuser.execute("SELECT how FROM library_reportwithdrawal").fetchall()
    return bool(said == [("",)] and how == [("author",)])


def test_while_one_can_change_it_the_page_offers_that(shared: Any) -> None:
    told(shared.cast.dov, shared.card)
    text = page(shared.cast.dov, f"/cards/{shared.card}/")
    assert CHANGE in text and BACK not in text
    assert BACK in page(shared.cast.dov, f"/cards/{shared.card}/tried/")


def test_of_a_card_whose_words_went(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    told(cast.dov, shared.card)
    assert cast.ada.client.post(f"/cards/{shared.card}/withdrawal/").status_code == 302
    text = page(cast.dov, f"/cards/{shared.card}/")
    assert BACK in text and CHANGE not in text and "You can say it anew" not in text
    assert untold(cast.dov, shared.card) == 302 and nothing_stands(superuser)
    assert BACK not in page(cast.dov, f"/cards/{shared.card}/")


def test_during_a_break_from_writing(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    told(cast.ben, shared.card)
    send_report(cast.dov, cast.post)
    step = {"step": "pause", "category": "hostile", "words": "Please rest.", "days": "7"}
    case = only_case(superuser)
    assert cast.ada.client.post(f"/moderation/cases/{case}/step/", step).status_code == 302
    text = page(cast.ben, f"/cards/{shared.card}/")
    assert BACK in text and CHANGE not in text
    assert cast.ben.client.get(f"/cards/{shared.card}/tried/").status_code == 403
    assert untold(cast.ben, shared.card) == 302 and nothing_stands(superuser)


@pytest.mark.parametrize("masked", [{}, {"masked": "on"}])
def test_while_the_card_waits_for_a_look(shared: Any, superuser: Any, masked: dict[str, str]) -> None:
    cast = shared.cast
    told(cast.dov, shared.masked, words="It was too cold for me.", **masked)
    flag(cast.ada, shared.masked)
    text = page(cast.dov, f"/cards/{shared.masked}/")
    assert "It was too cold for me." in text and BACK in text and "A list for the morning" not in text
    assert untold(cast.dov, shared.masked) == 302 and nothing_stands(superuser)
    assert BACK not in page(cast.dov, f"/cards/{shared.masked}/")
    assert untold(cast.dov, shared.masked) == 404


def test_nobody_takes_back_what_somebody_else_said(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    told(cast.dov, shared.card)
    flag(cast.ben, shared.card)
    for person in (cast.ada, cast.ben, cast.cleo):
        assert untold(person, shared.card) == 404
    assert BACK not in page(cast.ben, f"/cards/{shared.card}/")
    assert not nothing_stands(superuser)
