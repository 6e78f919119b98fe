"""Words for one person or a circle: who reads them can report them; the staff opens these alone, and is seen."""

from typing import Any
from uuid import UUID

import pytest

from hearten.moderation.tests.conftest import joined
from hearten.plans.tests.test_days import chosen
from hearten.plans.tests.weeks import Week, week

pytestmark = pytest.mark.django_db
__all__ = ["chosen", "week"]

REASON = "Whoever it was shown to asked us to look at this."
WORDS, OTHER = "You will see what comes of that.", "Nobody else is meant to read this entry."
LOOKS = "SELECT member_id, staff_name, what, reason FROM members_staffread"


def one(week: Week, question: str) -> Any:
    return week.superuser.execute(question).fetchone()[0]


def opened(week: Week, who: Any, kind: str, item: UUID, reason: str = REASON) -> tuple[int, str]:
    answer = who.client.post(f"/desk/shown/{kind}/{item}/", {"reason": reason})
    return answer.status_code, answer.content.decode()


def shown_to_ada(week: Week) -> UUID:
    """Ben shows one of two entries to Ada."""
    week.write(week.cast.ben, "note", OTHER)
    entry = week.write(week.cast.ben, "note", WORDS)
    said = {"to": str(week.cast.ada_in_group.id), "words": WORDS, "days": "30"}
    week.post(week.cast.ben, f"/plan/days/{entry}/showing/", 302, **said)
    return UUID(str(one(week, "SELECT id FROM plans_shared")))


def words_of_a_circle(week: Week) -> UUID:
    """Ben puts words of his own forward in a circle with Ada."""
    circle = week.circle(week.cast.ada, week.cast.group, week.cast.ben_in_group)
    week.answer(week.cast.ben, circle)
    week.post(week.cast.ben, f"/plan/circles/{circle}/words/", 302, code="", words=WORDS)
    return UUID(str(one(week, "SELECT id FROM plans_circlewords WHERE code = ''")))


def called_in_a_circle(week: Week) -> UUID:
    circle = week.circle(week.cast.ada, week.cast.group, week.cast.ben_in_group)
    week.answer(week.cast.ben, circle)
    week.show(week.cast.ben, circle, week.begin(week.cast.ben), called=WORDS)
    return UUID(str(one(week, "SELECT id FROM plans_circleshow")))


def a_note(week: Week) -> UUID:
    """Ben writes a note to Ada, who was away."""
    from hearten.library.tests.tries import keep
    from hearten.plans.models import GentleReturn, ReturnNote

    cast, now = week.cast, week.clock.now()
    places = {"place_id": cast.ada_in_group.id, "to_place_id": cast.ben_in_group.id}
    wish = keep(GentleReturn, member_id=cast.ada.id, to_id=cast.ben.id, days=7, since=now, seen_on=week.today, **places)
    about = {"member_id": cast.ada.id, "author_id": cast.ben.id, "asked_at": now, "away_on": week.today}
    about |= {"member_place_id": cast.ada_in_group.id, "author_place_id": cast.ben_in_group.id}
    made = keep(ReturnNote, wish_id=wish.id, **about)
    week.post(cast.ben, f"/plan/notes/{made.id}/", 302, words=WORDS)
    return UUID(str(made.id))


KINDS = {
    "shownentry": shown_to_ada, "circlewords": words_of_a_circle, "circleshow": called_in_a_circle, "returnnote": a_note
}  # fmt: skip
every_kind = pytest.mark.parametrize("kind", KINDS)


def report(week: Week, who: Any, kind: str, item: UUID, status: int = 302) -> str:
    answer = who.client.post(f"/report/{kind}/{item}/", {"category": "hostile", "words": "It is a threat."})
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


@every_kind
def test_who_reads_it_reports_it_and_the_staff_opens_these_words_with_a_reason_that_is_seen(
    week: Week, kind: str
) -> None:
    item, cast = KINDS[kind](week), week.cast
    page = cast.ada.client.get(f"/report/{kind}/{item}/").content.decode()
    assert WORDS in page and "/desk/" not in page
    assert [opened(week, cast.mo, kind, item)[0], week.count("members_staffread")] == [404, 0], "nobody reported it"
    report(week, cast.ada, kind, item)
    assert one(week, "SELECT attached FROM moderation_report") == "" and week.count("plans_reported") == 1
    held = str(week.superuser.execute("SELECT t::text FROM plans_reported t").fetchall())
    assert WORDS not in held and WORDS.encode().hex() not in held, "sealed"
    case = one(week, "SELECT id FROM moderation_case")
    assert f'href="/desk/shown/{kind}/{item}/"' in cast.mo.client.get(f"/moderation/cases/{case}/").content.decode()
    assert "Why you need to read it" in cast.mo.client.get(f"/desk/shown/{kind}/{item}/").content.decode()
    assert opened(week, cast.mo, kind, item, "Why not.")[0] == 422 and week.count("members_staffread") == 0
    status, html = opened(week, cast.mo, kind, item)
    assert status == 200 and WORDS in html and "Ben" in html and OTHER not in html and "It is a threat." not in html
    assert week.superuser.execute(LOOKS).fetchall() == [(cast.ben.id, "Mo", "shown words", REASON)]
    assert REASON in week.page(cast.ben, "/you/who-looked/")
    assert [opened(week, who, kind, item)[0] for who in (cast.ada, cast.ben, cast.cleo)] == [404] * 3
    week.superuser.execute("UPDATE moderation_case SET closed_at = now()")
    assert opened(week, cast.mo, kind, item)[0] == 404, "once it is settled, it is not opened again"


@every_kind
def test_nobody_reports_what_they_do_not_read_nor_their_own(week: Week, kind: str) -> None:
    item, cast = KINDS[kind](week), week.cast
    joined(cast, cast.dov, cast.group)
    for who in (cast.ben, cast.dov, cast.cleo, cast.mo):
        report(week, who, kind, item, 404)
    assert [week.count(table) for table in ("plans_reported", "moderation_case")] == [0, 0]


def test_what_went_along_stays_when_its_writer_ends_theirs_and_goes_when_they_go(week: Week, as_seat: Any) -> None:
    item, cast = shown_to_ada(week), week.cast
    report(week, cast.ada, "shownentry", item)
    week.post(cast.ben, f"/plan/shown/{item}/end/")
    week.superuser.execute("DELETE FROM plans_shared")
    assert WORDS in opened(week, cast.mo, "shownentry", item)[1]
    with as_seat(cast.ben) as seat:
        from hearten.plans.own import _forget

        _forget(seat, "erased")
    assert week.count("plans_reported") == 0 and opened(week, cast.mo, "shownentry", item)[0] == 404


def test_a_copy_cannot_be_made_up(week: Week, as_seat: Any) -> None:
    """By the policy itself: neither of what one does not read, nor in somebody else's name."""
    from django.db import ProgrammingError

    from hearten.plans.models import Reported

    item, cast = shown_to_ada(week), week.cast
    now = week.clock.now()
    for who, author, place in ((cast.cleo, cast.ben, cast.ben_in_group), (cast.ada, cast.cleo, cast.cleo_in_other)):
        copy = Reported(kind="shownentry", item=item, member_id=who.id, author_id=author.id, place_id=place.id)
        copy.words, copy.said_at, copy.at = "I never said this.", now, now
        with pytest.raises(ProgrammingError, match="row-level security"), as_seat(who):
            copy.save(force_insert=True)


def concern_about(week: Week, kind: str, item: UUID) -> str:
    sql = "SELECT safety_open(%s, %s, NULL, %s, 'L2', 'self', 'report', '')"
    ((made,),) = week.superuser.execute(sql, [kind, item, week.cast.ben.id]).fetchall()
    passed = "INSERT INTO safety_coursepass (id, member_id, version, at) VALUES (gen_random_uuid(), %s, '1', now())"
    week.superuser.execute(passed, [week.cast.mo.id])
    return f"/duty/concerns/{made}/"


@every_kind
def test_a_concern_leads_the_staff_to_the_words_while_it_is_open(week: Week, kind: str) -> None:
    item, cast = KINDS[kind](week), week.cast
    page, way = concern_about(week, kind, item), f"/desk/shown/{kind}/{item}/"
    html = cast.mo.client.get(page).content.decode()
    assert way in html and WORDS not in html
    assert WORDS in opened(week, cast.mo, kind, item)[1]
    assert week.superuser.execute(LOOKS).fetchall() == [(cast.ben.id, "Mo", "shown words", REASON)]
    week.superuser.execute("UPDATE safety_concern SET closed_at = now(), outcome = 'talked'")
    assert way not in cast.mo.client.get(page).content.decode() and opened(week, cast.mo, kind, item)[0] == 404


def test_two_of_the_staff_close_it_and_what_was_shown_ends(week: Week) -> None:
    item, cast = shown_to_ada(week), week.cast
    circle = week.circle(cast.ben, cast.group, cast.ada_in_group)
    report(week, cast.ada, "shownentry", item)
    case = one(week, "SELECT id FROM moderation_case")
    said = {"step": "contact", "category": "hostile", "words": "This frightens people."}
    week.post(cast.mo, f"/moderation/cases/{case}/step/", 302, **said)
    proposal = one(week, "SELECT id FROM moderation_proposal")
    week.post(cast.odile, f"/moderation/proposals/{proposal}/answer/", 302, agrees="yes")
    assert WORDS not in week.page(cast.ada, "/plan/shown/")
    entry = week.write(cast.ben, "note", "Once more.")
    more = {"to": str(cast.ada_in_group.id), "words": "Once more.", "days": "7"}
    refused = week.post(cast.ben, f"/plan/days/{entry}/showing/", 403, **more)
    assert "Private contact is closed for you" in refused.content.decode()
    assert cast.ben.client.get(f"/plan/circles/{circle}/").status_code == 404
    decision = one(week, "SELECT id FROM moderation_act")
    assert "This frightens people." in week.page(cast.ben, f"/decisions/{decision}/")


def test_where_it_is_read_a_way_to_report_it_stands(week: Week) -> None:
    item, note, cast = shown_to_ada(week), a_note(week), week.cast
    ways = {f"/plan/shown/{item}/": f"/report/shownentry/{item}/", "/plan/back/": f"/report/returnnote/{note}/"}
    for way, where in ways.items():
        assert f'href="{where}"' in cast.ada.client.get(way).content.decode()
        assert where not in cast.ben.client.get(way).content.decode()
    words = words_of_a_circle(week)
    circle = one(week, "SELECT circle_id FROM plans_circlewords WHERE code = ''")
    page = f"/plan/circles/{circle}/"
    assert f'href="/report/circlewords/{words}/"' in cast.ada.client.get(page).content.decode()
    assert "/report/" not in cast.ben.client.get(page).content.decode()
