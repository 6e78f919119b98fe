"""Two people look at a card, for a year; and a flag takes it out of the list until somebody answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError
from psycopg.errors import CheckViolation

from hearten.library.tests.conftest import CARD, card_of, page, told, write
from hearten.moderation.tests.conftest import joined, whom_jobs_tell
from tests.people import seated

LOOK = {"words": "I tried it, and nothing in it can hurt."}
BOTH = "Two people of this group looked at it"


def review(shared: Any, card: str) -> str:
    """Ada looks first; returns the address where a second person looks."""
    assert shared.cast.ada.client.post(f"/cards/{card}/review/", LOOK).status_code == 302
    text = page(shared.cast.dov, f"/cards/{card}/")
    return text.split("/second/")[0].rsplit('href="', 1)[1] + "/second/"


def flag(person: Any, card: str, **more: Any) -> Any:
    return person.client.post(f"/cards/{card}/flag/", {"concern": "harm", "words": "Step two worries me."} | more)


def answer(person: Any, card: str, what: str = "stays", words: str = "I looked. It is fine.") -> Any:
    return person.client.post(f"/cards/{card}/answer/", {"answer": what, "words": words})


def listed(person: Any, shared: Any, card: str) -> bool:
    return card in page(person, f"/groups/{shared.cast.group.id}/library/")


def test_two_people_look_and_the_card_says_so_for_a_year(shared: Any, clock: Any) -> None:
    cast = shared.cast
    second = review(shared, shared.masked)
    assert BOTH not in page(cast.dov, f"/cards/{shared.masked}/")
    assert cast.ada.client.post(second, LOOK).status_code == 403, "the second is somebody else"
    assert cast.ben.client.post(second, LOOK).status_code == 403, "and not who wrote it, hidden or not"
    assert cast.dov.client.post(second, {"words": "I see it the same way."}).status_code == 302
    text = page(cast.ben, f"/cards/{shared.masked}/")
    assert BOTH in text and "Ada and Dov." in text
    assert BOTH in page(cast.ben, f"/groups/{cast.group.id}/library/")
    assert listed(cast.ben, shared, shared.masked)
    assert shared.card not in page(cast.ben, f"/groups/{cast.group.id}/library/?reviewed=1")
    assert "I see it the same way." in page(cast.ben, f"/cards/{shared.masked}/history/")
    clock.pass_(timedelta(days=364))
    assert BOTH in page(cast.ben, f"/cards/{shared.masked}/")
    clock.pass_(timedelta(days=2))
    assert BOTH not in page(cast.ben, f"/cards/{shared.masked}/")


def test_a_card_that_was_changed_says_that_they_looked_at_an_earlier_version(shared: Any) -> None:
    cast = shared.cast
    cast.dov.client.post(review(shared, shared.masked), LOOK)
    cast.ben.client.post(f"/cards/{shared.masked}/edit/", CARD | {"title": "A list", "what": "Something else."})
    text = page(cast.dov, f"/cards/{shared.masked}/")
    assert "They looked at an earlier version. The card was changed since." in text
    assert shared.masked not in page(cast.dov, f"/groups/{cast.group.id}/library/?reviewed=1")
    assert BOTH not in page(cast.dov, f"/groups/{cast.group.id}/library/")


def test_a_second_look_is_for_the_version_that_was_looked_at_first(shared: Any) -> None:
    cast = shared.cast
    second = review(shared, shared.masked)
    cast.ben.client.post(f"/cards/{shared.masked}/edit/", CARD | {"title": "A list", "what": "Something else."})
    refused = cast.dov.client.post(second, LOOK)
    assert refused.status_code == 403 and "The card was changed since." in refused.content.decode()


def test_only_who_leads_begins_and_ends_a_review_and_never_of_their_own(shared: Any) -> None:
    cast = shared.cast
    assert cast.dov.client.get(f"/cards/{shared.card}/review/").status_code == 404
    assert cast.ada.client.post(f"/cards/{shared.card}/review/", LOOK).status_code == 403
    second = review(shared, shared.masked)
    assert cast.ada.client.post(f"/cards/{shared.masked}/review/", LOOK).status_code == 403, "one at a time"
    end = second.replace("/second/", "/end/")
    assert cast.dov.client.post(end, LOOK).status_code == 404
    cast.dov.client.post(second, LOOK)
    assert cast.ada.client.post(end, {"words": "It is out of date."}).status_code == 302
    assert BOTH not in page(cast.dov, f"/cards/{shared.masked}/")
    assert "It is out of date." in page(cast.dov, f"/cards/{shared.masked}/history/")
    assert cast.dov.client.post(second, LOOK).status_code == 404


def test_the_database_holds_who_looks(shared: Any, superuser: Any) -> None:
    from hearten.library.models import Review

    cast = shared.cast
    where = {"card_id": shared.masked, "group_id": cast.group.id, "version": 1, "asked_at": cast.thread.made_at}
    with pytest.raises(ProgrammingError), seated(cast.ben) as seat:  # leads nothing
        Review(first_id=cast.ben_in_group.id, reason="x", **where).save(force_insert=True)
    with pytest.raises(ProgrammingError), seated(cast.ada) as seat:  # in Ben's name
        Review(first_id=cast.ben_in_group.id, reason="x", **where).save(force_insert=True)
    with pytest.raises(ProgrammingError), seated(cast.ada) as seat:  # her own card
        Review(first_id=cast.ada_in_group.id, reason="x", **where | {"card_id": shared.card}).save(force_insert=True)
    review(shared, shared.masked)
    key = superuser.execute("SELECT id FROM library_review").fetchone()[0]
    from hearten.library.actions.reviews import _Did

    for person in (cast.ada, cast.ben, cast.cleo):
        with seated(person) as seat:
            assert not seat.read(_Did, "SELECT library_second(%s, 'x')", key)[0].did
    with pytest.raises(CheckViolation, match="two_look"):
        superuser.execute("UPDATE library_review SET second_id = first_id, reviewed_at = now(), expires_at = now()")


def test_a_flag_takes_a_card_out_until_somebody_answered(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    superuser.execute("DELETE FROM procrastinate_jobs")
    assert flag(cast.dov, shared.masked).status_code == 302
    told_of = whom_jobs_tell(superuser)
    assert ("card_flag", str(cast.ada.id)) in told_of and ("card_waits", str(cast.ben.id)) in told_of
    joined(cast, cast.cleo, cast.group)
    waits = page(cast.cleo, f"/cards/{shared.masked}/")
    assert "This card waits for a look" in waits and "I put my feet" not in waits
    assert not listed(cast.cleo, shared, shared.masked) and not listed(cast.ben, shared, shared.masked)
    own = page(cast.ben, f"/cards/{shared.masked}/")
    assert "I put my feet" in own and "Step two worries me." not in own and "Dov" not in own
    assert "I put my feet" in page(cast.ada, f"/cards/{shared.masked}/")
    assert "Step two worries me." in page(cast.ada, f"/cards/{shared.masked}/answer/")
    assert "Dov" not in page(cast.ada, f"/cards/{shared.masked}/answer/").split("<main")[1]
    assert answer(cast.ben, shared.masked).status_code == 404 and answer(cast.cleo, shared.masked).status_code == 404
    assert told(cast.cleo, shared.masked).status_code == 404
    superuser.execute("DELETE FROM procrastinate_jobs")
    assert answer(cast.ada, shared.masked).status_code == 302
    told_of = whom_jobs_tell(superuser)
    assert ("card_answer", str(cast.dov.id)) in told_of and ("card_looked", str(cast.ben.id)) in told_of
    assert listed(cast.cleo, shared, shared.masked)
    assert "I looked. It is fine." in page(cast.dov, f"/cards/{shared.masked}/flag/")
    again = flag(cast.dov, shared.masked)
    assert again.status_code == 403 and "it stays" in again.content.decode()


def test_a_card_that_goes_back_stays_out_until_it_was_changed_and_looked_at(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    flag(cast.dov, shared.masked)
    answer(cast.ada, shared.masked, "back", "Please say that it can be slippery.")
    assert not listed(cast.dov, shared, shared.masked)
    assert "Please say that it can be slippery." in page(cast.ben, f"/cards/{shared.masked}/")
    superuser.execute("DELETE FROM procrastinate_jobs")
    cast.ben.client.post(f"/cards/{shared.masked}/edit/", CARD | {"title": "A list", "wrong": "It can be slippery."})
    assert ("card_again", str(cast.ada.id)) in whom_jobs_tell(superuser)
    assert not listed(cast.dov, shared, shared.masked)
    assert "Its writer changed the card since." in page(cast.ada, f"/cards/{shared.masked}/answer/")
    answer(cast.ada, shared.masked)
    assert listed(cast.dov, shared, shared.masked)


def test_two_people_who_look_again_answer_a_flag(shared: Any) -> None:
    cast = shared.cast
    joined(cast, cast.cleo, cast.group, role="co_facilitator")
    flag(cast.dov, shared.masked)
    assert cast.ada.client.post(f"/cards/{shared.masked}/review/", LOOK).status_code == 302
    text = page(cast.cleo, f"/cards/{shared.masked}/")
    second = text.split("/second/")[0].rsplit('href="', 1)[1] + "/second/"
    assert cast.cleo.client.post(second, LOOK).status_code == 302
    assert listed(cast.dov, shared, shared.masked)
    assert "Two people looked at the card again" in page(cast.dov, f"/cards/{shared.masked}/flag/")


def test_one_open_flag_each_that_can_be_taken_back(shared: Any) -> None:
    cast = shared.cast
    flag(cast.dov, shared.masked)
    assert cast.dov.client.post(f"/cards/{shared.card}/flag/withdrawal/").status_code == 404
    assert flag(cast.ben, shared.masked).status_code == 403, "not one's own"
    assert cast.dov.client.post(f"/cards/{shared.masked}/flag/withdrawal/").status_code == 302
    assert listed(cast.dov, shared, shared.masked)


def test_nobody_empties_a_library_by_flags(shared: Any, settings: Any) -> None:
    cast = shared.cast
    settings.HEARTEN_RATE_LIMITS = True
    cards = [shared.card, *(card_of(write(cast.ada, cast.group, title=f"Number {number}")) for number in range(5))]
    codes = [flag(cast.dov, card).status_code for card in cards]
    assert codes == [302] * 5 + [403]


def test_who_leads_and_wrote_a_card_reads_no_flag_on_it(shared: Any) -> None:
    from hearten.library.models import Flag

    cast = shared.cast
    flag(cast.dov, shared.card)
    with seated(cast.ada) as seat:
        assert not seat.glance(Flag).exists()
    assert answer(cast.ada, shared.card).status_code == 404
    assert "This card waits for a look" in page(cast.ada, f"/cards/{shared.card}/")
    joined(cast, cast.cleo, cast.group, role="co_facilitator")
    assert answer(cast.cleo, shared.card).status_code == 302


def test_where_nobody_can_answer_its_writer_and_who_flagged_read_so(shared: Any) -> None:
    cast = shared.cast
    flag(cast.dov, shared.card)
    own = page(cast.ada, f"/cards/{shared.card}/")
    assert "Somebody else who leads this group has to answer, and there is nobody yet." in own
    assert f'href="/groups/{cast.group.id}/lead/people/"' in own
    for address in (f"/cards/{shared.card}/", f"/cards/{shared.card}/flag/"):
        assert "nobody else leads this group yet" in page(cast.dov, address)
    assert "nobody else leads" not in page(cast.ben, f"/cards/{shared.card}/"), "who did not ask waits for nothing"
    joined(cast, cast.cleo, cast.group, role="co_facilitator")
    assert "there is nobody yet" not in page(cast.ada, f"/cards/{shared.card}/")
    assert "nobody else leads" not in page(cast.dov, f"/cards/{shared.card}/flag/")


def test_that_nobody_can_answer_does_not_tell_who_wrote_without_a_name(shared: Any) -> None:
    cast = shared.cast
    by_ada = card_of(write(cast.ada, cast.group, title="A short list", masked="on"))
    said = set()
    for card in (by_ada, shared.masked):
        flag(cast.dov, card)
        text = page(cast.dov, f"/cards/{card}/flag/")
        said.add(text.split('class="wish"')[1].split("</p>")[0])
        assert text.split('class="wish"')[1].split("</p>")[0] in page(cast.dov, f"/cards/{card}/")
    assert len(said) == 1 and "If this one is theirs" in said.pop()
    assert "there is nobody yet" in page(cast.ada, f"/cards/{by_ada}/")
    assert "there is nobody yet" not in page(cast.ben, f"/cards/{shared.masked}/"), "Ada can answer"
    joined(cast, cast.cleo, cast.group, role="co_facilitator")
    assert "If this one is theirs" not in page(cast.dov, f"/cards/{by_ada}/flag/")


def test_a_flag_goes_with_the_words_it_was_about(shared: Any) -> None:
    cast = shared.cast
    flag(cast.dov, shared.masked)
    cast.ben.client.post(f"/cards/{shared.masked}/withdrawal/")
    assert "The card&#39;s words were taken back" in page(cast.dov, f"/cards/{shared.masked}/flag/")
    assert "taken back" in page(cast.dov, f"/cards/{shared.masked}/")


def test_who_leads_finds_all_that_waits_in_one_place(shared: Any) -> None:
    cast = shared.cast
    where = f"/groups/{cast.group.id}/library/looks/"
    assert cast.dov.client.get(where).status_code == 404
    assert "Nobody waits for an answer." in page(cast.ada, where)
    flag(cast.dov, shared.masked)
    assert "A list for the morning" in page(cast.ada, where)


def test_notices_lead_each_person_on(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    flag(cast.dov, shared.masked)
    key = superuser.execute("SELECT id FROM library_flag").fetchone()[0]
    to = {name: getattr(cast, name).client.get(f"/card-flags/{key}/news/") for name in ("ada", "ben", "dov", "cleo")}
    assert to["ada"]["Location"].endswith("/answer/") and to["dov"]["Location"].endswith("/flag/")
    assert to["ben"]["Location"] == f"/cards/{shared.masked}/" and to["cleo"].status_code == 404
