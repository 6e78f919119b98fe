"""One's own days: checking in, writing, showing to one, a circle or a group, looking back, and coming back."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from hearten.moderation.tests.conftest import joined
from hearten.plans.calendar import today_in
from hearten.plans.returns.jobs import ask_for_notes
from hearten.plans.tests.test_circles import apart
from hearten.plans.tests.weeks import Week, week

pytestmark = pytest.mark.django_db
__all__ = ["week"]
WIN = "I rang the bell and stayed."


def check_in(week: Week, status: int = 302, **said: str) -> Any:
    return week.post(week.cast.ben, "/plan/days/check-in/", status, **{"client_id": str(uuid4()), **said})


def share(week: Week, entry: UUID, to: Any, words: str = WIN, status: int = 302, days: int = 7) -> Any:
    said = {"to": str(to), "words": words, "days": str(days)}
    return week.post(week.cast.ben, f"/plan/days/{entry}/showing/", status, **said)


def test_a_check_in_is_one_tap_and_sealed(week: Week) -> None:
    sent = str(uuid4())
    for _press in range(2):
        check_in(week, feeling="numb", energy="1", client_id=sent)
    assert week.count("plans_entry") == 1
    shown = week.page(week.cast.ben, "/plan/days/")
    assert "Check-in: numb" in shown and "Energy: little" in shown
    kept = str(week.superuser.execute("SELECT t::text FROM plans_entry t").fetchall())
    assert "numb" not in kept and b"numb".hex() not in kept
    check_in(week, 403, feeling="calm", client_id=sent)
    check_in(week, 422)


def test_the_first_page_asks_once_a_day_for_whoever_wants_that(week: Week) -> None:
    home = "How is it today?"
    assert home not in week.page(week.cast.ben, "/")
    for _press in range(2):
        week.post(week.cast.ben, "/plan/days/asking/")
    assert home in week.page(week.cast.ben, "/")
    check_in(week, feeling="calm")
    assert home not in week.page(week.cast.ben, "/")
    week.next_day()
    assert home in week.page(week.cast.ben, "/")
    week.post(week.cast.ben, "/plan/days/asking/end/")
    assert home not in week.page(week.cast.ben, "/")


def test_the_first_page_keeps_how_it_is_for_everybody(week: Week) -> None:
    assert "How is it now?" in week.page(week.cast.ben, "/")
    answer = check_in(week, feeling="tired", then="home")
    assert answer["Location"] == "/" and week.count("plans_entry") == 1
    assert "How is it now?" in week.page(week.cast.ben, "/"), "as often as one likes"


def test_no_page_counts_days_in_a_row(week: Week) -> None:
    for _day in range(3):
        check_in(week, feeling="calm")
        week.next_day()
    month = week.today.strftime("%Y-%m")
    for way in ("/plan/", "/plan/days/", f"/plan/days/look-back/{month}/", "/"):
        shown = week.page(week.cast.ben, way).lower()
        for word in ("streak", "in a row", "failed", "missed", "you did not", "keep it up", "should"):
            assert word not in shown, (way, word)


def test_an_entry_is_written_changed_and_removed(week: Week) -> None:
    key = week.write(week.cast.ben, "win", WIN, helped="Tea", who="My sister")
    shown = week.page(week.cast.ben, f"/plan/days/{key}/")
    assert WIN in shown and "Tea" in shown and "My sister" in shown and "Nobody but you sees it." in shown
    week.post(week.cast.ben, f"/plan/days/{key}/change/", words="I stayed.", day=week.today.isoformat())
    assert "I stayed." in week.page(week.cast.ben, f"/plan/days/{key}/")
    week.post(week.cast.ben, f"/plan/days/{key}/removal/")
    assert week.count("plans_entry") == 0


def test_a_day_to_come_keeps_the_words_in_the_box(week: Week) -> None:
    tomorrow = (week.today + timedelta(days=1)).isoformat()
    said = {"kind": "win", "words": WIN, "client_id": str(uuid4()), "day": tomorrow}
    answer = week.post(week.cast.ben, "/plan/days/write/", 422, **said)
    assert WIN in answer.content.decode() and "still to come" in answer.content.decode()
    empty = week.post(week.cast.ben, "/plan/days/write/", 422, kind="win", client_id=str(uuid4()))
    assert "One word is enough." in empty.content.decode()


def test_what_is_only_ones_own_is_read_by_nothing(week: Week) -> None:
    week.write(week.cast.ben, "setback", "It was a hard day.")
    assert week.count("procrastinate_jobs") == 0 and week.count("safety_reading") == 0


def test_shown_to_one_person_it_ends_with_either_side(week: Week) -> None:
    entry = week.write(week.cast.ben, "win", WIN, helped="A secret thing")
    for _press in range(2):
        share(week, entry, week.cast.ada_in_group.id)
    share(week, entry, week.cast.ada_in_group.id, "Other words.", 403)
    week.jobs_run()
    assert week.news(week.cast.ada) == ["shownentry"] and week.count("plans_shared") == 1
    shown = week.page(week.cast.ada, "/plan/shown/")
    assert WIN in shown and "Ben" in shown and "A secret thing" not in shown
    key = week.superuser.execute("SELECT id FROM plans_shared").fetchone()[0]
    assert week.cast.cleo.client.get(f"/plan/shown/{key}/").status_code == 404
    week.post(week.cast.ben, f"/plan/days/{entry}/removal/")
    assert WIN not in week.page(week.cast.ada, "/plan/shown/") and week.count("plans_shared") == 0


def test_put_away_is_told_to_nobody_and_stays_put_away(week: Week) -> None:
    entry = week.write(week.cast.ben, "win", WIN)
    share(week, entry, week.cast.ada_in_group.id)
    week.page(week.cast.ben, "/plan/")  # what is said once has been said
    his = ("/plan/shown/", f"/plan/days/{entry}/")
    before = [week.page(week.cast.ben, way) for way in his]
    key = week.superuser.execute("SELECT id FROM plans_shared").fetchone()[0]
    week.post(week.cast.ada, f"/plan/shown/{key}/away/")
    assert WIN not in week.page(week.cast.ada, "/plan/shown/")
    assert week.cast.ada.client.get(f"/plan/shown/{key}/").status_code == 404
    assert [week.page(week.cast.ben, way) for way in his] == before
    share(week, entry, week.cast.ada_in_group.id)
    assert week.count("plans_shared") == 1 and WIN not in week.page(week.cast.ada, "/plan/shown/")
    week.jobs_run()
    assert week.news(week.cast.ada) == []


def test_it_ends_by_its_day_and_with_the_group(week: Week) -> None:
    entry, other = week.write(week.cast.ben, "win", WIN), week.write(week.cast.ben, "note", "Rain.")
    share(week, entry, week.cast.ada_in_group.id)
    share(week, other, week.cast.ada_in_group.id, "Rain.", days=90)
    week.next_day(8)
    shown = week.page(week.cast.ada, "/plan/shown/")
    assert WIN not in shown and "Rain." in shown
    week.post(week.cast.ben, f"/groups/{week.cast.group.id}/leave/", how="kept")
    assert "Rain." not in week.page(week.cast.ada, "/plan/shown/")


@pytest.mark.parametrize("kind", ["block", "mute"])
def test_who_keeps_away_does_not_see_it_and_nobody_learns_that(week: Week, kind: str) -> None:
    dov = joined(week.cast, week.cast.dov, week.cast.group)
    entry = week.write(week.cast.ben, "win", WIN)
    if kind == "mute":
        apart(week, week.cast.dov, week.cast.ben, kind)
        share(week, entry, dov)
    else:
        share(week, entry, dov)
        apart(week, week.cast.dov, week.cast.ben, kind)
    week.jobs_run()
    assert WIN not in week.page(week.cast.dov, "/plan/shown/") and week.news(week.cast.dov) == []
    assert WIN in week.page(week.cast.ben, f"/plan/days/{entry}/")


def test_a_circle_is_each_who_is_in_it_at_that_moment(week: Week) -> None:
    dov = joined(week.cast, week.cast.dov, week.cast.group)
    key = week.circle(week.cast.ben, week.cast.group, week.cast.ada_in_group, dov)
    week.answer(week.cast.ada, key)
    entry = week.write(week.cast.ben, "setback", "It was a hard day.")
    share(week, entry, f"circle:{key}", "A hard day.")
    week.answer(week.cast.dov, key)
    assert "A hard day." in week.page(week.cast.ada, "/plan/shown/")
    assert "A hard day." not in week.page(week.cast.dov, "/plan/shown/")


def test_told_to_a_group_it_can_be_read_reported_and_taken_back(week: Week) -> None:
    entry = week.write(week.cast.ben, "win", WIN)
    for _press in range(2):
        share(week, entry, f"group:{week.cast.group.id}")
    assert week.count("plans_told") == 1
    key = week.superuser.execute("SELECT id FROM plans_told").fetchone()[0]
    assert WIN in week.page(week.cast.ada, f"/groups/{week.cast.group.id}/told/")
    assert week.cast.cleo.client.get(f"/plan/told/{key}/").status_code == 404
    found = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'safety.read' AND args->>'kind' = 'toldentry'"
    assert week.superuser.execute(found).fetchone() == (1,)
    assert f"/reports/toldentry/{key}/" in week.cast.ada.client.get(f"/plan/told/{key}/").content.decode() or (
        "Report this" in week.page(week.cast.ada, f"/plan/told/{key}/")
    )
    share(week, entry, f"group:{week.cast.group.id}", "Other words.", 403)
    week.post(week.cast.ben, f"/plan/told/{key}/removal/")
    assert WIN not in week.page(week.cast.ada, f"/groups/{week.cast.group.id}/told/")


def test_another_last_day_is_never_dropped_in_silence(week: Week) -> None:
    entry = week.write(week.cast.ben, "win", WIN)
    for place in (week.cast.ada_in_group.id, f"group:{week.cast.group.id}"):
        share(week, entry, place, days=90)
        said = share(week, entry, place, status=403, days=7).content.decode()
        assert "until" in said and "To choose another day, end that first." in said


def test_what_stayed_with_a_group_can_still_be_taken_back(week: Week) -> None:
    """Who left with words kept there removes the entry later, or comes back and tells it again."""
    ben, group = week.cast.ben, week.cast.group
    removed, again = week.write(ben, "win", WIN), week.write(ben, "note", "Rain.")
    share(week, removed, f"group:{group.id}")
    share(week, again, f"group:{group.id}", "Rain.")
    week.post(ben, f"/groups/{group.id}/leave/", how="kept")
    told = f"/groups/{group.id}/told/"
    assert WIN in week.page(week.cast.ada, told) and "Rain." in week.page(week.cast.ada, told)
    week.post(ben, f"/plan/days/{removed}/removal/")
    assert WIN not in week.page(week.cast.ada, told), "shown to nobody any more, as the page says"
    joined(week.cast, ben, group)
    share(week, again, f"group:{group.id}", "Rain, and a walk.")
    assert "Rain, and a walk." in week.page(week.cast.ada, told) and week.count("plans_told") == 1


def test_a_person_who_is_not_there_cannot_be_shown_anything(week: Week) -> None:
    entry = week.write(week.cast.ben, "win", WIN)
    for nobody in (week.cast.cleo_in_other.id, uuid4(), week.cast.ben_in_group.id, "group:x", f"circle:{uuid4()}"):
        share(week, entry, nobody, status=404)
    assert week.count("plans_shared") == 0


def test_a_month_is_ones_own_words_and_counts_side_by_side(week: Week) -> None:
    from hearten.plans.days.reading import before, following

    month = week.today.strftime("%Y-%m")
    way = f"/plan/days/look-back/{month}/"
    assert "you got through it" in week.page(week.cast.ben, way)
    walk = week.begin(week.cast.ben)
    week.mark(week.cast.ben, walk)
    week.write(week.cast.ben, "win", WIN, helped="Tea", who="My sister")
    week.write(week.cast.ben, "setback", "It was a hard day.")
    check_in(week, feeling="calm")
    shown = week.page(week.cast.ben, way)
    for words in (WIN, "Tea", "My sister", "Setbacks that you wrote down 1", "Check-ins 1", "done on 1 day"):
        assert words in shown, words
    assert "It was a hard day." not in shown and WIN not in week.page(week.cast.ada, way)
    later = following(following(week.today.replace(day=1))).strftime("%Y-%m")
    for nothing in (later, "2026-13", "x"):
        assert week.cast.ben.client.get(f"/plan/days/look-back/{nothing}/").status_code == 404
    assert before(following(week.today.replace(day=1))) == week.today.replace(day=1)


@pytest.fixture
def chosen(week: Week) -> Week:
    """Ben chose Ada, who is in his circle, to be asked after seven days."""
    key = week.circle(week.cast.ben, week.cast.group, week.cast.ada_in_group)
    week.answer(week.cast.ada, key)
    week.post(week.cast.ben, "/plan/coming-back/", person=str(week.cast.ada_in_group.id), days="7")
    week.jobs_run()
    return week


def worker_comes(week: Week) -> None:
    week.as_worker(ask_for_notes, timestamp=0, transactions=True)
    week.jobs_run()


def test_after_the_days_one_person_is_asked_once_and_writes(chosen: Week) -> None:
    chosen.next_day(6)
    worker_comes(chosen)
    assert "return_asked" not in chosen.news(chosen.cast.ada)
    chosen.next_day(4)
    for _run in range(2):
        worker_comes(chosen)
    assert chosen.news(chosen.cast.ada).count("return_asked") == 1
    note = chosen.superuser.execute("SELECT id FROM plans_returnnote").fetchone()[0]
    assert "A note for Ben" in chosen.page(chosen.cast.ada, f"/plan/notes/{note}/")
    assert chosen.cast.ben.client.get(f"/plan/notes/{note}/").status_code == 404
    for _press in range(2):
        chosen.post(chosen.cast.ada, f"/plan/notes/{note}/", words="The lamp is on.")
    chosen.jobs_run()
    assert chosen.news(chosen.cast.ben)[-1:] == ["return_written"]
    home = chosen.page(chosen.cast.ben, "/")
    assert "Good that you are here" in home
    back = chosen.page(chosen.cast.ben, "/plan/back/")
    assert "The lamp is on." in back and "From Ada" in back and "7" not in back
    assert "Good that you are here" not in chosen.page(chosen.cast.ben, "/")


def test_who_is_here_is_not_asked_about_and_a_break_asks_nobody(chosen: Week) -> None:
    chosen.next_day(5)
    chosen.page(chosen.cast.ben, "/")
    chosen.next_day(5)
    worker_comes(chosen)
    assert chosen.count("plans_returnnote") == 0
    chosen.post(chosen.cast.ben, "/you/break/", length="open")
    chosen.next_day(30)
    worker_comes(chosen)
    assert chosen.count("plans_returnnote") == 0


def test_who_is_here_every_day_on_other_pages_is_not_away(chosen: Week) -> None:
    for _day in range(9):
        chosen.next_day()
        chosen.page(chosen.cast.ben, f"/groups/{chosen.cast.group.id}/")
        worker_comes(chosen)
    assert chosen.count("plans_returnnote") == 0
    chosen.next_day(10)
    worker_comes(chosen)
    assert chosen.count("plans_returnnote") == 1


def test_leaving_ends_the_wish_and_forgets_the_day(chosen: Week) -> None:
    chosen.post(chosen.cast.ben, f"/groups/{chosen.cast.group.id}/leave/", how="kept")
    found = "SELECT ended_at IS NOT NULL, seen_on FROM plans_gentlereturn"
    assert chosen.superuser.execute(found).fetchall() == [(True, None)]


def test_nobody_is_asked_for_whom_being_close_is_closed(chosen: Week) -> None:
    closed = (
        "INSERT INTO plans_closure (id, member_id, act_id, at) VALUES (gen_random_uuid(), %s, gen_random_uuid(), now())"
    )
    chosen.superuser.execute(closed, [chosen.cast.ada.id])
    chosen.next_day(10)
    worker_comes(chosen)
    assert chosen.count("plans_returnnote") == 0 and "return_asked" not in chosen.news(chosen.cast.ada)


def test_days_are_those_of_the_installs_zone_for_who_chose_none(chosen: Week, settings: Any) -> None:
    """At ten in the evening in Los Angeles it is the next day by UTC, and nobody is asked a day early."""
    settings.HEARTEN_TIME_ZONE = "America/Los_Angeles"
    chosen.superuser.execute("UPDATE members_profile SET zone = ''")
    chosen.superuser.execute("DELETE FROM members_session")  # which say that somebody was here, too
    seen = chosen.superuser.execute("SELECT seen_on FROM plans_gentlereturn").fetchone()[0]
    evening = datetime.combine(seen + timedelta(days=6), time(22), ZoneInfo("America/Los_Angeles"))
    chosen.clock.set(evening)
    assert today_in("") == seen + timedelta(days=6)
    worker_comes(chosen)
    assert chosen.count("plans_returnnote") == 0
    chosen.clock.set(evening + timedelta(hours=12))
    worker_comes(chosen)
    assert chosen.count("plans_returnnote") == 1


def test_saying_no_is_told_to_nobody_and_without_the_wish_nothing_is_kept(chosen: Week) -> None:
    chosen.next_day(10)
    worker_comes(chosen)
    note = chosen.superuser.execute("SELECT id FROM plans_returnnote").fetchone()[0]
    chosen.post(chosen.cast.ada, f"/plan/notes/{note}/no/")
    chosen.jobs_run()
    assert chosen.news(chosen.cast.ben) == ["circle_asked"] or "return_written" not in chosen.news(chosen.cast.ben)
    chosen.post(chosen.cast.ben, "/plan/coming-back/end/")
    for _day in range(2):
        assert chosen.superuser.execute("SELECT seen_on FROM plans_gentlereturn").fetchall() == [(None,)]
        chosen.next_day(3)
        chosen.page(chosen.cast.ben, "/")


def test_only_people_of_a_circle_and_welcomers_can_be_chosen(week: Week) -> None:
    answer = week.post(week.cast.ben, "/plan/coming-back/", 404, person=str(week.cast.ada_in_group.id), days="7")
    assert answer is not None and week.count("plans_gentlereturn") == 0


def test_a_copy_has_all_of_it_and_erasure_takes_all_of_it(chosen: Week, as_seat: Any) -> None:
    from hearten.members import rights
    from hearten.members.erasing import erase_rows

    walk = chosen.begin(chosen.cast.ben)
    chosen.mark(chosen.cast.ben, walk)
    entry = chosen.write(chosen.cast.ben, "win", WIN)
    share(chosen, entry, chosen.cast.ada_in_group.id, "For Ada.")
    share(chosen, entry, f"group:{chosen.cast.group.id}", "For all.")
    chosen.post(chosen.cast.ben, "/plan/days/asking/")
    with as_seat(chosen.cast.ben) as seat:
        copy = str([one.read(seat) for one in rights.exported()])
    for words in ("Go out for ten minutes", "The flat gets small", WIN, "For Ada.", "For all.", "Done"):
        assert words in copy, words
    with as_seat(chosen.cast.ben) as seat:
        erase_rows(seat, "kept")
    tables = [
        name for (name,) in chosen.superuser.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'plans%'")
    ]
    left = {name: chosen.count(name) for name in tables}
    assert {name for name, count in left.items() if count} <= {"plans_circle", "plans_circleplace", "plans_circlewords"}
    assert str(chosen.cast.ben.id) not in str(
        [chosen.superuser.execute(f"SELECT t::text FROM {name} t").fetchall() for name in tables]
    )
