"""Taking a card along: one's own list, what it keeps when the card goes, answering, stopping, and what hears of it."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from hearten.kernel.verdict import Refused
from hearten.library import trying_events
from hearten.library.actions import trying as actions
from hearten.library.models import Card
from hearten.library.tests.tries import STEPS, TITLE, WHY, Tries, card, plain, tries

pytestmark = pytest.mark.django_db
__all__ = ["tries"]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[UUID | None, UUID]]:
    """What a listener hears, as a plan would."""
    calls: list[tuple[UUID | None, UUID]] = []
    monkeypatch.setattr(trying_events, "_listeners", [])
    trying_events.when_somebody_tries(lambda seat, trying_id: calls.append((seat.member_id, trying_id)))
    return calls


def rows(superuser: Any, table: str = "library_trying") -> int:
    return int(superuser.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_it_is_on_ones_own_list_and_nowhere_else(tries: Tries, superuser: Any) -> None:
    tries.begin()
    shown = tries.page()
    assert TITLE in shown and WHY in shown and "next question" in shown
    assert TITLE not in tries.page(tries.cast.ada)
    kept = str(superuser.execute("SELECT t::text FROM library_trying t").fetchall())
    sealed = TITLE.encode().hex(), WHY.encode().hex()
    assert TITLE not in kept and WHY not in kept and not any(words in kept for words in sealed)
    assert rows(superuser, "procrastinate_jobs") == 0, "nobody is told, nothing is read"


def test_the_writer_sees_and_hears_nothing(tries: Tries, as_seat: Any) -> None:
    from hearten.library.models import CheckBack, Trying

    tries.begin()
    for person in (tries.cast.ada, tries.cast.mo, tries.cast.odile):
        with as_seat(person) as seat:
            assert not seat.glance(Trying).exists() and not seat.glance(CheckBack).exists()


def test_pressed_twice_it_is_one_and_heard_of_once(tries: Tries, heard: Any, superuser: Any) -> None:
    first, again = tries.begin(), tries.begin(words="Something else.")
    assert (first.id, rows(superuser), rows(superuser, "library_checkback")) == (again.id, 1, 3)
    assert heard == [(tries.cast.ben.id, first.id)]
    assert WHY in tries.page()
    assert "This is on your list already." in tries.page(way=f"/cards/{tries.card.id}/trying/")


def test_who_listens_finds_the_row_and_can_undo_it(tries: Tries, as_seat: Any, superuser: Any, heard: Any) -> None:
    """A plan adds its own row in the same transaction: what fails there leaves nothing here."""
    found: list[str] = []

    def plan(seat: Any, trying_id: UUID) -> None:
        from hearten.library.models import Trying

        found.append(seat.find(Trying, trying_id).title)
        raise Refused("Your plan is full.")

    trying_events.when_somebody_tries(plan)
    with pytest.raises(Refused), as_seat(tries.cast.ben) as seat:
        actions.begin(seat, seat.find(Card, tries.card.id), WHY)
    assert found == [TITLE] and len(heard) == 1
    assert (rows(superuser), rows(superuser, "library_checkback")) == (0, 0)


GONE = {
    "taken back": "UPDATE library_card SET title = '', what = '', steps = '{}'",
    "flagged": "INSERT INTO library_flag (id, group_id, card_id, version, member_id, concern, words, at, answer, "
    "answer_words) SELECT gen_random_uuid(), group_id, id, 1, %(cleo)s, 'harm', '', now(), '', '' FROM library_card",
    "erased": "DELETE FROM library_cardowner; DELETE FROM library_card",
    "left": "UPDATE groups_membership SET ended_at = now(), ended_how = 'kept' WHERE id = %(ben_in_group)s",
    "removed": "UPDATE groups_membership SET ended_at = now(), ended_how = 'removed' WHERE id = %(ben_in_group)s",
}


@pytest.mark.parametrize("how", list(GONE))
def test_the_title_stays_when_the_card_goes_and_no_more(tries: Tries, superuser: Any, how: str) -> None:
    row = tries.begin()
    ids = {"cleo": tries.cast.cleo.id, "ben_in_group": tries.cast.ben_in_group.id}
    for statement in GONE[how].split("; "):
        superuser.execute(statement, ids)
    shown = tries.page()
    assert TITLE in shown and WHY in shown
    assert how == "flagged" or "so you can go on" in shown
    assert not any(words in shown for words in ("I leave a lamp on.", *STEPS))
    tries.clock.pass_(timedelta(days=3))
    asked = tries.page(way=f"/trying/check-backs/{tries.check(row, 3).id}/")
    assert TITLE in asked and "Do you still do this?" in asked
    assert tries.say(tries.check(row, 3), "still") == 302
    gone = "The card is gone, and I let it go" in tries.page(way=f"/trying/{row.id}/end/")
    assert gone or how == "flagged"


@pytest.mark.parametrize("answer", ["still", "sometimes", "not_any_more", "rather_not"])
def test_every_answer_is_taken_alike_and_once(tries: Tries, superuser: Any, answer: str) -> None:
    row = tries.begin()
    tries.clock.pass_(timedelta(days=3))
    assert tries.say(tries.check(row, 3), answer) == 302
    kept = tries.check(row, 3)
    assert (kept.answer, kept.answered_at) == (answer, tries.clock.now())
    assert "Thank you. That is all." in tries.page(way=f"/trying/check-backs/{kept.id}/")
    assert tries.say(kept, "sometimes") == 403
    assert tries.check(row, 3).answer == answer
    assert tries.check(row, 14).dropped_at is None, "no answer changes what comes later"
    assert "Look at it again" not in tries.page()


@pytest.mark.parametrize(("days", "asked"), [(3, "?context=first_time"), (14, ""), (60, "?context=long_term")])
def test_telling_others_is_offered_with_the_stretch_of_life_and_nothing_else(
    tries: Tries, superuser: Any, days: int, asked: str
) -> None:
    row = tries.begin()
    tries.clock.pass_(timedelta(days=days, hours=2))
    check = tries.check(row, days)
    way = f"/cards/{tries.card.id}/tried/"
    assert way not in tries.page(way=f"/trying/check-backs/{check.id}/"), "first the question"
    tries.say(check, "not_any_more")
    assert f'href="{way}{asked}"' in tries.page(way=f"/trying/check-backs/{check.id}/")
    form = tries.page(way=way + asked)
    chosen = re.findall(r'name="(\w+)"[^>]*value="(\w+)"[^>]*checked', form)
    assert chosen == ([("context", asked.removeprefix("?context="))] if asked else [])
    assert WHY not in form and rows(superuser, "library_experiencereport") == 0, "nothing was told for him"


def test_telling_is_not_offered_about_ones_own_card_or_one_that_is_gone(tries: Tries, superuser: Any) -> None:
    mine = tries.begin(tries.cast.ada)
    row = tries.begin()
    tries.clock.pass_(timedelta(days=3))
    for who, check in ((tries.cast.ada, tries.check(mine, 3)), (tries.cast.ben, tries.check(row, 3))):
        if who is tries.cast.ben:
            superuser.execute(GONE["taken back"])
        who.client.post(f"/trying/check-backs/{check.id}/", {"answer": "still"})
        shown = tries.page(who, f"/trying/check-backs/{check.id}/")
        assert "That is all." in shown and "/tried/" not in shown


def test_the_form_begins_with_no_other_words(tries: Tries) -> None:
    way = f"/cards/{tries.card.id}/tried/?context=%22%3E%3Cscript%3E"
    assert "checked" not in tries.page(way=way)


def test_the_card_shows_the_way(tries: Tries) -> None:
    assert f'href="/cards/{tries.card.id}/trying/"' in tries.page(way=f"/cards/{tries.card.id}/")
    tries.begin()
    assert f'href="/cards/{tries.card.id}/"' in tries.page()


def test_a_question_is_not_answered_before_its_day(tries: Tries) -> None:
    row = tries.begin()
    tries.clock.pass_(timedelta(days=2, hours=20))
    assert tries.say(tries.check(row, 3), "still") == 403
    assert "has not come yet" in tries.page(way=f"/trying/check-backs/{tries.check(row, 3).id}/")


def test_an_answer_that_is_none_keeps_the_question(tries: Tries) -> None:
    row = tries.begin()
    tries.clock.pass_(timedelta(days=3))
    assert tries.say(tries.check(row, 3), "perfectly") == 422
    assert tries.say(tries.check(row, 3), "still") == 302


def test_who_would_rather_not_be_asked_is_not_and_goes_on(tries: Tries) -> None:
    row = tries.begin()
    tries.clock.pass_(timedelta(days=3))
    tries.say(tries.check(row, 3), "sometimes")
    assert tries.cast.ben.client.post(f"/trying/{row.id}/quiet/").status_code == 302
    assert [bool(tries.check(row, days).dropped_at) for days in (3, 14, 60)] == [False, True, True]
    shown = tries.page()
    assert TITLE in shown and "next question" not in shown and "rather not be asked" not in plain(shown)
    tries.clock.pass_(timedelta(days=60))
    tries.worker_comes()
    assert tries.told() == [] and tries.say(tries.check(row, 60), "still") == 403


@pytest.mark.parametrize("how", ["stopped", "still", "taken_back"])
def test_stopping_ends_the_questions_and_one_can_begin_again(tries: Tries, how: str) -> None:
    row = tries.begin()
    assert tries.cast.ben.client.post(f"/trying/{row.id}/end/", {"how": ""}).status_code == 422
    assert tries.cast.ben.client.post(f"/trying/{row.id}/end/", {"how": how}).status_code == 302
    assert tries.check(row, 3).dropped_at is not None
    assert tries.cast.ben.client.post(f"/trying/{row.id}/end/", {"how": how}).status_code == 403
    tries.clock.pass_(timedelta(days=61))
    tries.worker_comes()
    assert tries.told() == []
    assert tries.begin().id != row.id
    assert "Before" in tries.page()


def test_nobody_reaches_into_anothers_list(tries: Tries) -> None:
    row = tries.begin()
    for way in (f"/trying/{row.id}/end/", f"/trying/check-backs/{tries.check(row, 3).id}/"):
        assert tries.cast.ada.client.get(way).status_code == 404


def test_a_card_whose_words_have_gone_is_not_taken_along(tries: Tries, superuser: Any) -> None:
    superuser.execute("UPDATE library_card SET title = ''")
    answer = tries.cast.ben.client.post(f"/cards/{tries.card.id}/trying/", {"words": ""})
    assert answer.status_code == 404 and rows(superuser) == 0


def test_ones_own_card_can_be_taken_along(tries: Tries) -> None:
    """A writer may need it again themself, after a setback."""
    assert tries.begin(tries.cast.ada, card(tries.cast.group, tries.cast.ada_in_group, tries.clock.now())).words == WHY


def test_too_many_words_stay_in_the_box(tries: Tries, superuser: Any) -> None:
    answer = tries.cast.ben.client.post(f"/cards/{tries.card.id}/trying/", {"words": "Evenings. " * 80})
    assert answer.status_code == 422 and answer.content.decode().count("Evenings.") >= 80 and rows(superuser) == 0


def test_no_word_counts_or_blames() -> None:
    """No streaks, nothing that resets, no blame: in none of the templates of trying."""
    folder = Path(__file__).parent.parent / "templates" / "library"
    found = [path.read_text().lower() for path in folder.glob("try*.html")]
    assert len(found) == 4
    for word in ("streak", "in a row", "failed", "missed", "you did not", "give up", "gave up", "should", "keep it up"):
        assert not any(word in text for text in found), word
