"""What is written while one looks at a card, flags it or changes it; and what a look does not settle."""

from typing import Any

import pytest

from hearten.library.tests.conftest import CARD, page, told
from hearten.library.tests.test_looks import LOOK, answer, flag, review
from hearten.moderation.tests.conftest import joined
from tests.people import seated

DOSE = {"words": "It helped me with 50 mg twice a day."}


def test_what_one_says_about_a_change_is_read_for_danger_and_held_like_the_rest(
    shared: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearten.library.watched import _card_text
    from hearten.moderation.actions import method

    monkeypatch.setattr(method, "method_detail", lambda text: ((0, 5, "gives"),) if "lantern" in text else ())
    cast, edit = shared.cast, f"/cards/{shared.card}/edit/"
    changed = CARD | {"what": "I take warm water.", "changed": "I took the lantern."}
    assert cast.ada.client.post(edit, changed).status_code == 302
    assert superuser.execute("SELECT kind, why FROM moderation_hold").fetchall() == [("card", "method")]
    with seated(cast.ada) as seat:
        assert "I took the lantern." in _card_text(seat, shared.card)


def test_a_sentence_about_a_change_that_is_not_there_is_not_lost(shared: Any) -> None:
    cast, edit = shared.cast, f"/cards/{shared.card}/edit/"
    answered = cast.ada.client.post(edit, CARD | {"changed": "Warm water is better."})
    text = answered.content.decode()
    assert answered.status_code == 422 and "Warm water is better." in text and "The card still says the same." in text
    assert cast.ada.client.post(edit, CARD).status_code == 302
    assert "Nothing was different" in page(cast.ada, f"/cards/{shared.card}/")


def test_changes_count_as_writing(shared: Any, settings: Any) -> None:
    settings.HEARTEN_RATE_LIMITS = True
    edit = f"/cards/{shared.card}/edit/"
    codes = [shared.cast.ada.client.post(edit, CARD | {"what": f"Number {n}."}).status_code for n in range(40)]
    assert codes[0] == 302 and codes[-1] == 403


def test_the_words_of_a_flag_are_read_for_danger(shared: Any, superuser: Any) -> None:
    from hearten.safety.sources import source_of

    cast = shared.cast
    superuser.execute("DELETE FROM safety_reading")
    flag(cast.dov, shared.masked, words="I do not want to be here any more.")
    (key,) = superuser.execute("SELECT id FROM library_flag").fetchone()
    assert superuser.execute("SELECT kind, about FROM safety_reading").fetchall() == [("card_flag", key)]
    source = source_of("card_flag")
    assert source is not None
    with seated(cast.dov) as seat:
        assert source.text(seat, key) == "I do not want to be here any more."
    with seated(cast.ada) as seat:
        shown = source.shown(seat, key)
        assert shown is not None and "Dov" not in shown.name and "any more" in shown.text
    with seated(cast.ben) as seat:
        assert source.shown(seat, key) is None, "never who wrote the card"


def test_the_words_of_a_second_look_are_read_for_danger(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    second = review(shared, shared.masked)
    superuser.execute("DELETE FROM safety_reading")
    assert cast.dov.client.post(second, LOOK).status_code == 302
    assert superuser.execute("SELECT kind FROM safety_reading").fetchall() == [("card_look",)]
    assert cast.ada.client.get(second)["Location"] == f"/cards/{shared.masked}/history/"


def test_who_looks_gives_no_doses_either(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    assert cast.ada.client.post(f"/cards/{shared.masked}/review/", DOSE).status_code == 422
    second = review(shared, shared.masked)
    refused = cast.dov.client.post(second, DOSE)
    assert refused.status_code == 422 and DOSE["words"] in refused.content.decode()
    assert cast.ada.client.post(second.replace("/second/", "/end/"), DOSE).status_code == 422
    flag(cast.dov, shared.masked)
    assert answer(cast.ada, shared.masked, words=DOSE["words"]).status_code == 422
    assert superuser.execute("SELECT answer FROM library_flag").fetchone() == ("",)


def test_an_answer_that_comes_too_late_keeps_its_words(shared: Any) -> None:
    cast = shared.cast
    flag(cast.dov, shared.masked)
    assert answer(cast.ada, shared.masked).status_code == 302
    late = answer(cast.ada, shared.masked, "back", "Please leave the water out.")
    text = late.content.decode()
    assert late.status_code == 422 and "Please leave the water out." in text
    assert "Nobody waits for an answer about this card." in text
    assert "I looked. It is fine." in page(cast.dov, f"/cards/{shared.masked}/flag/")


def test_a_second_look_does_not_settle_what_was_asked_after_the_first(shared: Any, superuser: Any) -> None:
    from hearten.library.actions.reviews import _Did

    cast = shared.cast
    joined(cast, cast.cleo, cast.group, role="co_facilitator")
    second = review(shared, shared.masked)
    flag(cast.dov, shared.masked)
    refused = cast.cleo.client.post(second, LOOK)
    assert refused.status_code == 403 and "asked for a look after the first look" in refused.content.decode()
    (key,) = superuser.execute("SELECT id FROM library_review").fetchone()
    with seated(cast.cleo) as seat:
        assert not seat.read(_Did, "SELECT library_second(%s, 'x')", key)[0].did
    assert answer(cast.ada, shared.masked).status_code == 302
    assert cast.cleo.client.post(second, LOOK).status_code == 302


def test_who_looked_first_and_came_back_reads_why_they_are_not_the_second(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    second = review(shared, shared.masked)
    superuser.execute(
        "UPDATE groups_membership SET ended_at = now(), ended_how = 'kept' WHERE id = %s", [cast.ada_in_group.id]
    )
    joined(cast, cast.ada, cast.group)
    refused = cast.ada.client.post(second, LOOK)
    assert refused.status_code == 403 and "You cannot be the second person here." in refused.content.decode()


def test_a_card_is_shared_though_what_it_grew_out_of_has_gone(shared: Any) -> None:
    from uuid import uuid4

    from hearten.library.tests.conftest import write

    assert write(shared.cast.ben, shared.cast.group, quotes=str(uuid4())).status_code == 302


def test_counts_say_how_many_are_about_an_earlier_version(shared: Any) -> None:
    cast = shared.cast
    told(cast.ben, shared.card)
    told(cast.dov, shared.card)
    cast.ada.client.post(f"/cards/{shared.card}/edit/", CARD | {"what": "I take warm water."})
    said = "2 of them are about an earlier version."
    assert said in page(cast.ben, f"/cards/{shared.card}/")
    assert said in page(cast.ben, f"/groups/{cast.group.id}/library/")
    told(cast.ben, shared.card)
    assert "1 of them is about an earlier version." in page(cast.ben, f"/cards/{shared.card}/")
