"""The operator's switch: theirs alone, kept as a row, and felt at the next click and by whoever waits for an answer."""

from typing import Any

import pytest
from django.db import IntegrityError

from hearten.coach import asking
from hearten.coach.actions import close_coach, open_coach
from hearten.coach.models import Opening
from hearten.coach.standing import CLOSED, ON, standing
from hearten.coach.tests.asking_pages import WORDS, Nobody, ask, page_of
from hearten.kernel.clock import now

DESK = "/desk/coach/"


def _openings(superuser: Any) -> Any:
    rows = superuser.execute("SELECT opened_by_id, closed_by_id, closed_at FROM coach_opening ORDER BY opened_at")
    return rows.fetchall()


def test_the_operator_opens_and_closes_it(cast: Any, superuser: Any) -> None:
    assert "It is closed." in page_of(cast.odile.client.get(DESK))
    assert cast.odile.client.post(DESK, {"open": "yes"}).status_code == 302
    assert "It is open." in page_of(cast.odile.client.get(DESK))
    assert _openings(superuser) == [(cast.odile.id, None, None)]
    assert cast.odile.client.post(DESK, {"open": "no"}).status_code == 302
    ((opened_by, closed_by, closed_at),) = _openings(superuser)
    assert (opened_by, closed_by) == (cast.odile.id, cast.odile.id) and closed_at is not None


def test_nobody_else_finds_it(cast: Any, superuser: Any) -> None:
    for person in (cast.ada, cast.ben, cast.dov, cast.mo):
        assert person.client.get(DESK).status_code == 404
        assert person.client.post(DESK, {"open": "yes"}).status_code == 404
    assert _openings(superuser) == []


def test_opening_it_twice_changes_nothing_and_one_runs_at_a_time(coached: Any, as_seat: Any, superuser: Any) -> None:
    coached.odile.client.post(DESK, {"open": "yes"})
    assert len(_openings(superuser)) == 1
    with pytest.raises(IntegrityError), as_seat(coached.odile) as seat:
        Opening(opened_by_id=seat.me, opened_at=now()).save(force_insert=True)


def test_the_operator_opens_it_in_nobody_elses_name(cast: Any, as_seat: Any) -> None:
    from django.db import ProgrammingError

    with pytest.raises(ProgrammingError), as_seat(cast.odile):
        Opening(opened_by_id=cast.mo.id, opened_at=now()).save(force_insert=True)


def test_when_it_was_open_stays_written_down(coached: Any, superuser: Any) -> None:
    for answer in ("no", "yes", "no"):
        coached.odile.client.post(DESK, {"open": answer})
    assert len(_openings(superuser)) == 2
    assert page_of(coached.odile.client.get(DESK)).count("<time") >= 4


def test_closing_it_is_seen_in_a_transaction_that_began_before(coached: Any, as_seat: Any, superuser: Any) -> None:
    with as_seat(coached.ada) as seat:
        assert standing(seat) == ON
        superuser.execute("UPDATE coach_opening SET closed_at = now(), closed_by_id = opened_by_id")
        assert standing(seat) == CLOSED


def test_after_closing_the_next_click_finds_no_coach(coached: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "data-coach" in page_of(coached.ada.client.get(f"/threads/{coached.thread.id}/"))
    coached.odile.client.post(DESK, {"open": "no"})
    monkeypatch.setattr(asking, "pool", Nobody)
    assert "data-coach" not in page_of(coached.ada.client.get(f"/threads/{coached.thread.id}/"))
    assert WORDS in page_of(ask(coached.ada, coached.thread), 403)
    assert ask(coached.ada, coached.thread, fragment=True, part="steps").status_code == 403
    for address in ("/practice/", "/practice/three-stops/"):
        assert coached.ada.client.get(address).status_code == 404
    assert coached.ada.client.post("/practice/three-stops/feedback/", {"body": WORDS}).status_code == 403


class Closing:
    """A pool during whose reading the operator closes the coach."""

    def __init__(self, told: Any, close: Any) -> None:
        self._told, self._close = told, close

    def ask(self, request: dict[str, Any]) -> Any:
        self._close()
        return self._told | {"steps": []}


@pytest.mark.parametrize("fragment", [False, True])
@pytest.mark.parametrize("where", ["thread", "practice"])
def test_closing_it_while_a_model_runs_refuses_the_answer(
    where: str, fragment: bool, coached: Any, as_seat: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = asking.read(asking.Words("I woke up at four.", WORDS))

    def close() -> None:
        with as_seat(coached.odile) as seat:
            close_coach(seat)

    monkeypatch.setattr(asking, "pool", lambda: Closing(told, close))
    addresses = {"thread": f"/threads/{coached.thread.id}/feedback/", "practice": "/practice/three-stops/feedback/"}
    headers = {"X-Fragment": "1"} if fragment else {}
    answer = coached.ada.client.post(addresses[where], {"body": WORDS}, headers=headers)
    page = page_of(answer, 403)
    assert "data-feedback" not in page and WORDS in page
    assert superuser.execute("SELECT count(*) FROM coach_try").fetchone() == (0,)


def test_it_opens_again_for_those_who_agreed(coached: Any, as_seat: Any) -> None:
    with as_seat(coached.odile) as seat:
        close_coach(seat)
        open_coach(seat)
    assert ask(coached.ada, coached.thread).status_code == 200
