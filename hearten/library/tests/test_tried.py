"""How it went: one account for each person and card, both sides shown, and taking it back."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError
from psycopg.errors import UniqueViolation

from hearten.library.tests.conftest import page, told


def test_both_sides_stand_beside_each_other(shared: Any) -> None:
    cast = shared.cast
    told(cast.ben, shared.card, words="It woke me up.")
    told(cast.dov, shared.card, outcome="made_worse", words="It hurt, and I was angry.")
    text = page(cast.ada, f"/cards/{shared.card}/")
    assert "1 of 2 people here say it helped." in text and "1 says it made things worse." in text
    sides = text.split('class="two-sides"')[1].split("</section>")[0]
    assert "It woke me up." in sides and "It hurt, and I was angry." in sides
    assert "Few people have said so far: this may change." in text
    assert "%" not in text.split('id="told-title"')[1].split("</section>")[0], "no percent signs"


def test_one_account_each_that_can_be_changed_and_taken_back(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    assert told(cast.ben, shared.card).status_code == 302
    assert told(cast.ben, shared.card, outcome="mixed", words="Later it wore off.", masked="on").status_code == 302
    assert superuser.execute("SELECT outcome, membership_id FROM library_experiencereport").fetchall() == [
        ("mixed", None)
    ]
    text = page(cast.ada, f"/cards/{shared.card}/")
    assert "Later it wore off." in text and "Somebody of this group" in text and "It woke me up." not in text
    assert "Later it wore off." in page(cast.ben, f"/cards/{shared.card}/tried/")
    assert cast.ben.client.post(f"/cards/{shared.card}/tried/withdrawal/").status_code == 302
    assert "Nobody here has said yet how it went." in page(cast.ada, f"/cards/{shared.card}/")
    assert superuser.execute("SELECT outcome || words FROM library_experiencereport").fetchone() == ("",)
    assert cast.ben.client.post(f"/cards/{shared.card}/tried/withdrawal/").status_code == 404
    assert told(cast.ben, shared.card).status_code == 302
    assert "it helped" in page(cast.ada, f"/cards/{shared.card}/")


def test_who_wrote_a_card_does_not_say_how_it_went(shared: Any) -> None:
    from hearten.library.models import ExperienceReport, ReportOwner
    from tests.people import seated

    cast = shared.cast
    answer = told(cast.ben, shared.masked)
    assert answer.status_code == 403 and "This is your own card." in answer.content.decode()
    with pytest.raises(ProgrammingError), seated(cast.ben) as seat:
        key = uuid4()
        ReportOwner(report_id=key, card_id=shared.masked, member_id=seat.me).save(force_insert=True)
        ExperienceReport(
            id=key, card_id=shared.masked, group_id=cast.group.id, version=1, outcome="helped", at=cast.thread.made_at
        ).save(force_insert=True)


def test_nobody_counts_twice(shared: Any, superuser: Any) -> None:
    told(shared.cast.ben, shared.card)
    with pytest.raises(UniqueViolation, match="tried_once"):
        superuser.execute(
            "INSERT INTO library_reportowner (id, report_id, card_id, member_id) SELECT gen_random_uuid(), "
            "gen_random_uuid(), card_id, member_id FROM library_reportowner"
        )


def test_words_may_be_left_out_and_doses_are(shared: Any) -> None:
    cast = shared.cast
    assert told(cast.dov, shared.card, words="").status_code == 302
    answer = told(cast.ben, shared.card, words="With 50 mg more it worked.")
    assert answer.status_code == 422 and "With 50 mg more it worked." in answer.content.decode()
    assert told(cast.ben, shared.card, outcome="").status_code == 422


def test_the_rest_comes_page_by_page_and_an_account_is_found_where_it_stands(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    told(cast.ben, shared.card)
    superuser.execute(
        """INSERT INTO library_experiencereport
            (id, group_id, card_id, version, outcome, context, words, backgrounds, at)
        SELECT gen_random_uuid(), group_id, card_id, 1, CASE WHEN n % 3 = 0 THEN 'mixed' ELSE 'helped' END,
          'long_term', 'Account number ' || n, '{}', now() - n * interval '1 day'
        FROM library_experiencereport, generate_series(1, 25) n"""
    )
    first, second = page(cast.ada, f"/cards/{shared.card}/"), page(cast.ada, f"/cards/{shared.card}/?page=2")
    assert "More of what people say" in first and "Account number 25" not in first
    assert "18 of 26 people here say it helped." in second and 'class="two-sides"' in second
    (key,) = superuser.execute("SELECT id FROM library_experiencereport WHERE words = 'Account number 25'").fetchone()
    found = cast.ada.client.get(f"/tried/{key}/")["Location"]
    assert f'id="t-{key}"' in page(cast.ada, found.split("#")[0])


def test_the_writer_is_told_and_a_hidden_name_is_told_too(shared: Any, superuser: Any, as_worker: Any) -> None:
    from hearten.moderation.tests.conftest import whom_jobs_tell

    cast = shared.cast
    superuser.execute("DELETE FROM procrastinate_jobs")
    told(cast.dov, shared.masked)
    assert ("tried", str(cast.ben.id)) in whom_jobs_tell(superuser)
    told(cast.dov, shared.masked, outcome="mixed")
    assert [kind for kind, _member in whom_jobs_tell(superuser)].count("tried") == 1, "a changed account is no news"


def test_who_keeps_away_from_somebody_reads_nothing_of_theirs(shared: Any, as_seat: Any) -> None:
    from hearten.library.reading import reports

    cast = shared.cast
    distance = cast.dov.client.post(f"/posts/{cast.post.id}/distance/", {"kind": "block"})  # from Ben
    assert distance.status_code == 302
    told(cast.ben, shared.card, words="Under my name.")
    told(cast.dov, shared.card, words="By Dov, hidden.", masked="on")
    assert "Under my name." not in page(cast.dov, f"/cards/{shared.card}/")
    assert "By Dov, hidden." not in page(cast.ben, f"/cards/{shared.card}/")
    with as_seat(cast.ada) as seat:
        assert len(reports(seat, shared.card)) == 2, "who looks after the group reads both"
    assert cast.dov.client.get(f"/cards/{shared.masked}/").status_code == 200, "written before the distance"
