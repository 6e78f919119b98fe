"""Two things at the same moment, and words that were held or flagged when they were changed."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from hearten.library import reading
from hearten.library.actions import cards as actions
from hearten.library.tests.conftest import CARD, page, told
from tests.people import seated


def _together(*steps: Any) -> list[Any]:
    def step(one: Any) -> Any:
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return [found.result() for found in [pool.submit(step, one) for one in steps]]


def test_two_presses_of_one_button_are_one_press(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    told(cast.ben, shared.card)

    def presses(person: Any, address: str, said: dict[str, Any]) -> list[int]:
        browsers = [person.browser() for _time in range(4)]
        posts = [lambda browser=browser: browser.post(address, said).status_code for browser in browsers]
        return _together(*posts)

    changed = CARD | {"what": "I take warm water."}
    assert set(presses(cast.ada, f"/cards/{shared.card}/edit/", changed)) == {302}
    assert superuser.execute("SELECT count(*) FROM library_cardversion").fetchone() == (1,)
    assert set(presses(cast.ada, f"/cards/{shared.masked}/review/", {"words": "I read it."})) == {302, 403}
    assert set(presses(cast.ben, f"/cards/{shared.card}/tried/withdrawal/", {})) == {302, 404}
    assert max(presses(cast.dov, f"/cards/{shared.masked}/flag/", {"concern": "harm"})) < 500
    assert superuser.execute("SELECT count(*) FROM library_flag").fetchone() == (1,)


def test_a_change_does_not_bring_back_words_that_were_taken_meanwhile(shared: Any, superuser: Any) -> None:
    from hearten.kernel.clock import now
    from hearten.kernel.verdict import Refused
    from hearten.library.forms import CardForm
    from hearten.library.models import Card
    from hearten.library.views.write import _draft

    cast = shared.cast
    form = CardForm(CARD | {"what": "I take warm water."})
    assert form.is_valid()
    with seated(cast.ada) as seat:
        stale = reading.card(seat, shared.card, now())
        from hearten.groups.standing import place_or_unseen

        place = place_or_unseen(seat, cast.group.id)
    assert cast.ada.client.post(f"/cards/{shared.card}/withdrawal/").status_code == 302
    with pytest.raises(Refused), seated(cast.ada) as seat:
        actions.change_card(seat, place, stale, _draft(form))
    with seated(cast.ada) as seat:
        assert seat.glance(Card).filter(pk=shared.card).update(what="Again.") == 0, "nor past the rules"
    assert superuser.execute("SELECT what FROM library_card WHERE id = %s", [shared.card]).fetchone() == ("",)


def test_what_was_held_when_it_was_changed_is_not_read_by_the_group_later(
    shared: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearten.moderation.actions import method

    monkeypatch.setattr(method, "method_detail", lambda text: ((0, 5, "gives"),) if "lantern" in text else ())
    cast, where = shared.cast, f"/cards/{shared.masked}"
    mine = CARD | {"title": "A list for the morning"}
    cast.ben.client.post(f"{where}/edit/", mine | {"wrong": "The lantern."})
    cast.ben.client.post(f"{where}/edit/", mine | {"wrong": "Nothing."})
    (hold,) = superuser.execute("SELECT id FROM moderation_hold WHERE released_at IS NULL").fetchone()
    assert cast.ada.client.post(f"/moderation/holds/{hold}/release/").status_code == 302
    text = page(cast.dov, f"{where}/history/")
    assert "lantern" not in text and "It can be too cold." in text, "what it said before that stays"
    assert "The lantern." in page(cast.ben, f"{where}/history/")
    assert "Only its writer and those who lead the group" in page(cast.ada, f"{where}/history/")


def test_what_went_back_to_its_writer_is_not_read_by_the_group_later(shared: Any) -> None:
    cast, where = shared.cast, f"/cards/{shared.masked}"
    cast.dov.client.post(f"{where}/flag/", {"concern": "harm"})
    cast.ada.client.post(f"{where}/answer/", {"answer": "back", "words": "Please leave the water out."})
    cast.ben.client.post(f"{where}/edit/", CARD | {"title": "A list for the morning", "what": "I sit by the window."})
    cast.ada.client.post(f"{where}/answer/", {"answer": "stays", "words": "Thank you."})
    assert "I sit by the window." in page(cast.dov, f"{where}/")
    assert "I put my feet into cold water." not in page(cast.dov, f"{where}/history/")
