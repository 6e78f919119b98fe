"""Writing cards, drawing them, changing them and taking them back."""

from collections import Counter
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest

from hearten.encouragement.tests.conftest import WORDS, been_read, card_of, drawn, page, rows, write

pytestmark = pytest.mark.django_db


def test_a_card_is_sealed_and_drawn_in_its_group_alone(three: Any, superuser: Any) -> None:
    card = card_of(write(three.ben, three.group))
    been_read(superuser)
    assert drawn(three.ada) == card
    shown = page(three.ada, "/encouragement/")
    assert WORDS in shown and "From Ben, in " in shown
    assert drawn(three.cleo) == "" and three.cleo.client.get(f"/encouragement/{card}/").status_code == 404
    kept = str(superuser.execute("SELECT t::text FROM encouragement_card t").fetchall())
    assert WORDS not in kept and WORDS.encode().hex() not in kept


def test_without_a_name_nothing_on_any_page_leads_to_who_wrote_it(three: Any, superuser: Any) -> None:
    card = card_of(write(three.ben, three.group, unnamed="on"))
    been_read(superuser)
    for address in ("/encouragement/", f"/encouragement/{card}/"):
        shown = page(three.ada, address)
        assert WORDS in shown and "From somebody in " in shown and "Ben" not in shown
    (row,) = superuser.execute("SELECT t::text FROM encouragement_card t").fetchone()
    assert str(three.ben.id) not in row and str(three.ben_in_group.id) not in row


def test_nobody_draws_their_own_and_the_empty_page_invites(three: Any, superuser: Any) -> None:
    shown = page(three.ben, "/encouragement/")
    assert "There is no card for you yet" in shown and "/encouragement/write/" in shown
    write(three.ben, three.group)
    been_read(superuser)
    assert drawn(three.ben) == "" and drawn(three.dov)
    assert "You are not in a group yet" in page(three.odile, "/encouragement/")


def test_each_card_comes_as_often_as_the_others_and_never_twice_running(
    three: Any, superuser: Any, as_seat: Any
) -> None:
    from hearten.encouragement import reading

    cards = {card_of(write(three.ben, three.group, f"{WORDS} {number}")) for number in range(4)}
    been_read(superuser)
    with as_seat(three.ada) as seat:
        last, found = None, Counter[str]()
        for _turn in range(400):
            card = reading.draw(seat, last)
            assert card is not None and card.id != last
            last = card.id
            found[str(last)] += 1
    assert set(found) == cards
    assert min(found.values()) > 60, "of 400 draws among 4, 100 each are expected; 60 is far out of chance's way"
    seen = [drawn(three.dov) for _turn in range(12)]
    assert all(one != after for one, after in pairwise(seen)), "the session knows the last one"


def test_the_only_card_comes_again(three: Any, superuser: Any) -> None:
    card = card_of(write(three.ben, three.group))
    been_read(superuser)
    assert [drawn(three.ada) for _turn in range(3)] == [card] * 3


def test_sent_twice_it_is_there_once_and_other_words_are_told(three: Any, superuser: Any) -> None:
    once = {"client_id": str(uuid4())}
    first, second = (card_of(write(three.ben, three.group, **once)) for _time in range(2))
    assert first == second and rows(superuser) == 1
    other = write(three.ben, three.group, "Something else.", **once)
    assert other.status_code == 403 and "Something else was sent from this page before." in other.content.decode()


def test_five_in_a_day_are_enough_and_a_second_sending_counts_once(three: Any, superuser: Any, settings: Any) -> None:
    settings.HEARTEN_RATE_LIMITS = True
    once = {"client_id": str(uuid4())}
    for _time in range(3):
        card_of(write(three.ben, three.group, **once))
    for number in range(4):
        card_of(write(three.ben, three.group, f"{WORDS} {number}"))
    more = write(three.ben, three.group, "A sixth.")
    assert more.status_code == 403 and "You wrote five cards today." in more.content.decode()
    assert rows(superuser) == 5


def test_twenty_of_one_person_in_a_group_are_enough(
    three: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearten.encouragement import rules

    monkeypatch.setattr(rules, "MOST_IN_A_GROUP", 2)
    for number in range(2):
        card_of(write(three.ben, three.group, f"{WORDS} {number}"))
    assert write(three.ben, three.group, "One more.").status_code == 403
    assert write(three.ben, three.hidden_group, "One more.").status_code == 302, "the number is of one group"


@pytest.mark.parametrize(("words", "said"), [("", "Write something first."), ("x" * 281, "too long")])
def test_what_does_not_fit_is_told_and_kept(three: Any, superuser: Any, words: str, said: str) -> None:
    answer = write(three.ben, three.group, words, unnamed="on")
    shown = answer.content.decode()
    assert answer.status_code == 422 and said in shown and 'name="unnamed" checked' in shown
    assert words in shown and rows(superuser) == 0


def test_doses_are_left_out(three: Any, superuser: Any) -> None:
    answer = write(three.ben, three.group, "Take 40 mg of citalopram and it gets better.")
    assert answer.status_code == 422 and "doses" in answer.content.decode() and rows(superuser) == 0


def test_a_change_is_read_again_and_only_its_writers(three: Any, superuser: Any) -> None:
    card = card_of(write(three.ben, three.group))
    been_read(superuser)
    new = {"words": "The kettle works. So do you, in your own way."}
    assert three.ada.client.post(f"/encouragement/{card}/edit/", new).status_code == 404
    assert three.ben.client.post(f"/encouragement/{card}/edit/", new).status_code == 302
    assert superuser.execute("SELECT state FROM safety_reading WHERE kind = 'warmcard'").fetchone() == ("waiting",)
    assert drawn(three.ada) == "", "not before it was read again"
    been_read(superuser)
    assert new["words"] in page(three.ada, "/encouragement/")


def test_taken_back_it_is_gone_from_cards_and_shelves(three: Any, superuser: Any) -> None:
    card = card_of(write(three.ben, three.group))
    been_read(superuser)
    assert three.ada.client.post(f"/encouragement/{card}/hope/").status_code == 302
    assert WORDS in page(three.ada, "/you/hope/")
    assert three.ada.client.post(f"/encouragement/{card}/removal/").status_code == 404
    assert three.ben.client.post(f"/encouragement/{card}/removal/").status_code == 302
    assert (rows(superuser), rows(superuser, "encouragement_writer"), rows(superuser, "wellness_hope")) == (0, 0, 0)
    assert drawn(three.ada) == "" and WORDS not in page(three.ada, "/you/hope/")


def test_a_card_on_a_shelf_is_kept_once_follows_an_edit_and_names_who_signed_it(three: Any, superuser: Any) -> None:
    named = card_of(write(three.ben, three.group))
    unnamed = card_of(write(three.ben, three.group, "Somebody is awake with you.", unnamed="on"))
    for card in (named, named, unnamed):
        assert three.ada.client.post(f"/encouragement/{card}/hope/").status_code == 302
    assert rows(superuser, "wellness_hope") == 2
    shelf = page(three.ada, "/you/hope/")
    assert "From Ben" in shelf and "Somebody of your groups wrote this card." in shelf
    three.ben.client.post(f"/encouragement/{named}/edit/", {"words": "Two kettles."})
    been_read(superuser)
    assert "Two kettles." in page(three.ada, "/you/hope/")
    own = three.ben.client.post(f"/encouragement/{named}/hope/")
    assert own.status_code == 403 and "These are your own words." in own.content.decode()


def test_ones_own_cards_stand_in_one_place_without_a_number(three: Any, superuser: Any) -> None:
    card_of(write(three.ben, three.group))
    card_of(write(three.ben, three.hidden_group, "At night somebody reads this."))
    mine = page(three.ben, "/encouragement/mine/")
    assert WORDS in mine and "At night somebody reads this." in mine
    assert "You have not written one yet" in page(three.ada, "/encouragement/mine/")


def test_after_a_hard_check_in_a_card_is_one_tap_away(three: Any) -> None:
    def check_in(person: Any, **said: str) -> str:
        form = {"client_id": str(uuid4()), "then": "home", **said}
        assert person.client.post("/plan/days/check-in/", form).status_code == 302
        return str(person.client.get("/").content.decode()).partition("<main")[0]

    assert "/encouragement/" in check_in(three.ben, feeling="numb")
    assert "/encouragement/" in check_in(three.ben, energy="1")
    assert "/encouragement/" not in check_in(three.ben, feeling="calm", energy="2")
    assert "/encouragement/" not in check_in(three.odile, feeling="numb"), "in no group there are none"
