"""Many reports are one case, and none of them acts against a person by itself."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from hearten.moderation.tests.conftest import joined, send_report, whom_jobs_tell
from tests.people import Cast

NIGHT, DAY = "night", "day"


def hours(superuser: Any, group: Any, said: str) -> None:
    """Set a group's hours so that now is always outside or inside them."""
    (hour,) = superuser.execute("SELECT extract(hour FROM now() AT TIME ZONE 'UTC')::int").fetchone()
    opens, closes = (0, 24) if said == DAY else (((hour + 2) % 24, (hour + 2) % 24 + 1))
    superuser.execute(
        "INSERT INTO moderation_hours (id, group_id, opens, closes, by_name, at) "
        "VALUES (gen_random_uuid(), %s, %s, %s, 'Ada', now())",
        [group.id, opens, closes],
    )


def three_report(cast: Cast, superuser: Any, ages: tuple[int, int, int], category: str = "hostile") -> None:
    """Let Cleo, Dov and Odile report Ben's post, with accounts as many days old as said."""
    people = (cast.cleo, cast.dov, cast.odile)
    for person, age in zip(people, ages, strict=True):
        superuser.execute("UPDATE members_member SET joined_on = current_date - %s WHERE id = %s", [age, person.id])
        joined(cast, person, cast.group)
        assert send_report(person, cast.post, category).status_code == 302


def test_twenty_reports_from_one_account_are_one_case_and_nothing_to_the_writer(cast: Cast, superuser: Any) -> None:
    hours(superuser, cast.group, NIGHT)
    for _again in range(20):
        assert send_report(cast.ada, cast.post, words="Again.").status_code == 302
    count = "SELECT count(*) FROM {}"
    assert superuser.execute(count.format("moderation_case")).fetchone() == (1,)
    assert superuser.execute(count.format("moderation_report")).fetchone() == (1,)
    assert superuser.execute(count.format("moderation_act")).fetchone() == (0,)
    assert not [kind for kind, member in whom_jobs_tell(superuser) if member == str(cast.ben.id)]


def test_the_sixth_report_in_a_day_is_taken_and_calls_nobody(cast: Cast, superuser: Any) -> None:
    for number in range(6):
        body = {"body": f"Reply {number}.", "client_id": str(uuid4())}
        cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", body)
    find = "SELECT id FROM threads_post WHERE membership_id = %s AND NOT opens AND thread_id = %s"
    rows = superuser.execute(find, [cast.ben_in_group.id, cast.thread.id]).fetchall()
    posts = [SimpleNamespace(id=key) for (key,) in rows]
    superuser.execute("DELETE FROM procrastinate_jobs")
    for post in posts[:5]:
        send_report(cast.ada, post)
    called = len(whom_jobs_tell(superuser))
    assert send_report(cast.ada, posts[5], "method").status_code == 302, "never refused"
    assert len(whom_jobs_tell(superuser)) == called
    assert superuser.execute("SELECT count(*) FROM moderation_hold").fetchone() == (0,), "and holds nothing by itself"
    (case,) = superuser.execute("SELECT case_id FROM moderation_report WHERE quiet_at IS NOT NULL").fetchone()
    cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": "A case waits in this group."})
    page = cast.mo.client.get(f"/moderation/cases/{case}/").content.decode()
    assert "one of more than five reports in a day" in page
    assert "reported the same writer 6 times in seven days" in page


@pytest.mark.parametrize(
    ("when", "ages", "category", "held"),
    [
        (NIGHT, (30, 60, 90), "hostile", 1),
        (DAY, (30, 60, 90), "hostile", 0),  # somebody is there
        (NIGHT, (0, 0, 0), "hostile", 0),  # three fresh accounts
        (NIGHT, (30, 30, 30), "hostile", 0),  # made on one day
        (NIGHT, (30, 60, 3), "hostile", 0),  # one of them is fresh
        (NIGHT, (30, 60, 90), "danger", 0),  # a disclosure is never held (CR-15)
    ],
)
def test_who_can_hold_words_while_nobody_looks(
    when: str, ages: tuple[int, int, int], category: str, held: int, cast: Cast, superuser: Any
) -> None:
    hours(superuser, cast.group, when)
    three_report(cast, superuser, ages, category)
    assert superuser.execute("SELECT count(*) FROM moderation_case").fetchone() == (1,)
    assert superuser.execute("SELECT count(*) FROM moderation_hold WHERE why = 'reports'").fetchone() == (held,)
    assert superuser.execute("SELECT count(*) FROM moderation_pause").fetchone() == (0,), "never the person"
    assert cast.ben.client.get(f"/threads/{cast.thread.id}/").status_code == 200
    if held:
        (act,) = superuser.execute("SELECT id FROM moderation_act").fetchone()
        assert "Several people asked for a look" in cast.ben.client.get(f"/decisions/{act}/").content.decode()


def test_signs_of_a_raid_open_a_case_for_people_and_do_nothing(cast: Cast, superuser: Any) -> None:
    import psycopg

    from hearten.kernel.database import addresses
    from hearten.moderation.items import item_of
    from tests.ground import STATE

    three_report(cast, superuser, (0, 0, 0))
    for person in (cast.cleo, cast.dov, cast.odile):
        body = {"body": "Come over to my place instead of here.", "client_id": person.id}
        assert person.client.post(f"/threads/{cast.thread.id}/replies/", body).status_code == 302
    with psycopg.connect(addresses(STATE).conninfo("worker"), autocommit=True) as worker:
        assert worker.execute(item_of("post").signs).fetchall() == [(cast.group.id, "same_words")]
        (case,) = worker.execute("SELECT moderation_note_raid(%s, 'same_words')", [cast.group.id]).fetchone()
    page = cast.ada.client.get(f"/moderation/cases/{case}/")
    assert "Several new people posted the same words." in page.content.decode()
    assert cast.ada.client.get(f"/moderation/cases/{case}/step/").status_code == 200
    assert superuser.execute("SELECT count(*) FROM moderation_hold").fetchone() == (0,)
    assert superuser.execute("SELECT count(*) FROM moderation_switch").fetchone() == (0,)
    with psycopg.connect(addresses(STATE).conninfo("web"), autocommit=True) as web:
        assert web.execute("SELECT moderation_note_raid(%s, 'x')", [cast.group.id]).fetchone() == (None,)


def test_a_week_later_the_count_begins_anew(cast: Cast, superuser: Any) -> None:
    send_report(cast.ada, cast.post)
    superuser.execute("UPDATE moderation_report SET made_at = made_at - interval '8 days'")
    (case,) = superuser.execute("SELECT id FROM moderation_case").fetchone()
    assert "in seven days" not in cast.ada.client.get(f"/moderation/cases/{case}/").content.decode()
