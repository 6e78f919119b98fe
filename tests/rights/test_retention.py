"""Retention: dry it changes nothing, wet it does what dry said, and nothing goes a day too early."""

from typing import Any
from uuid import uuid4

import pytest

from hearten.members import retention
from hearten.members.models import RetentionRun
from tests.rights.what_ages import AGED, ROWS

pytestmark = pytest.mark.django_db


# What is kept until a day of the calendar.
CALENDAR = {"moderation_case": "date_trunc('year', now() - interval '1 year', 'UTC')"}


def dump(superuser: Any) -> str:
    tables = superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    every = {name: superuser.execute(f'SELECT t::text FROM "{name}" t ORDER BY 1').fetchall() for (name,) in tables}
    return str(every)


@pytest.fixture
def aged(cast: Any, superuser: Any) -> Any:
    """One row for each rule; `aged(days=...)` says how far each is past (or, with less than 0, before) its time."""
    ids = {"ben": cast.ben.id, "mo": cast.mo.id, "group": cast.group.id, "mask": cast.mask.id, "ada": cast.ada.id}
    named = ("case", "open", "act", "talk", "planned", "written", "ran", "old_recap", "recap", "said", "met")
    named += ("card", "tried", "listing", "check", "wrong", "visit", "signs")
    named += ("circle", "circling", "agreed", "wish")
    ids |= {name: uuid4() for name in named}
    ids |= {
        "ben_in_group": cast.ben_in_group.id,
        "ada_in_group": cast.ada_in_group.id,
        "post": cast.reply.id,
        "thread": cast.thread.id,
    }
    for row in ROWS:
        superuser.execute(f"INSERT INTO {row}", ids)
    superuser.execute("UPDATE groups_membership SET ended_words = ''")
    superuser.execute("UPDATE groups_membership SET ended_words = 'Please go.' WHERE id = %(ada_in_group)s", ids)
    whose: dict[Any, str] = {
        ("meetings_room", "1 day"): f"meeting_id = '{ids['written']}'",
        ("meetings_room", "30 days"): f"meeting_id = '{ids['ran']}'",
        "meetings_recap": f"id = '{ids['old_recap']}'",
        ("meetings_meeting", "90 days"): f"id = '{ids['planned']}'",
        ("meetings_meeting", "7 days"): f"id = '{ids['said']}'",
        ("meetings_meeting", "2160 hours"): f"id = '{ids['met']}'",
        "plans_circle": f"id = '{ids['circle']}'",
        "groups_membership": f"id = '{ids['ada_in_group']}'",  # the rows of Ben's place go when he leaves
        "members_session": f"member_id = '{cast.ben.id}'",
        "members_standing": f"member_id = '{cast.mo.id}'",
        "moderation_case": f"id = '{ids['case']}'",
    }

    def age(days: float) -> None:
        for table, column, after in AGED.values():
            one = (
                f"SELECT id FROM {table} WHERE {whose.get((table, after), whose.get(table, True))} ORDER BY id LIMIT 1"
            )
            over = CALENDAR.get(table, f"now() - interval '{after}'")
            at = f"{over} - %s * interval '1 day'"
            superuser.execute(f"UPDATE {table} SET {column} = {at} WHERE id = ({one})", [days])

    return age


def counts(found: list[retention.Due]) -> dict[str, int]:
    return {one.rule.name: one.rows for one in found}


def test_every_rule_takes_what_is_over_and_nothing_a_minute_earlier(aged: Any, as_worker: Any, superuser: Any) -> None:
    aged(days=-0.01)
    assert {name: found for name, found in counts(retention.due()).items() if found} == {}
    aged(days=0.01)
    due = counts(retention.due())
    assert {name for name, found in due.items() if found == 1} == set(AGED)
    assert set(due) - set(AGED) == {"jobs", "words", "guide_notes"}


def test_dry_changes_nothing_and_says_what_wet_then_does(
    aged: Any, as_worker: Any, superuser: Any, as_seat: Any
) -> None:
    aged(days=1)
    before = dump(superuser)
    dry = retention.due()
    assert dump(superuser) == before
    as_worker(lambda: retention.sweep("night"))
    run = RetentionRun.objects.using("keeper").latest("at")
    wet = {name: count for name, (count, _oldest) in run.counts.items()}
    assert wet == counts(dry) and sum(wet.values()) == len(AGED)
    oldest = {one.rule.name: one.oldest.isoformat() if one.oldest else None for one in dry}
    assert oldest == {name: day for name, (_count, day) in run.counts.items()}
    after = counts(retention.due())
    assert sum(after.values()) == 0


def grow_old(superuser: Any, thread: Any, keeps: str, days: int = 30) -> None:
    superuser.execute(
        "UPDATE groups_group SET keeps = %s, keeps_days = %s WHERE id = %s", [keeps, days, thread.group_id]
    )
    superuser.execute("UPDATE threads_thread SET last_at = now() - %s * interval '1 day' - interval '1 hour' "
                      "WHERE id = %s", [days, thread.id])  # fmt: skip


def test_a_group_that_erases_takes_the_words_of_quiet_conversations_and_only_those(
    cast: Any, as_worker: Any, superuser: Any
) -> None:
    cast.ben.client.post(f"/posts/{cast.post.id}/edit/", {"body": "I woke up at six.", "title": "T", "wish": "listen"})
    grow_old(superuser, cast.thread, "erase")
    assert counts(retention.due())["words"] == 2
    as_worker(lambda: retention.sweep("night"))
    page = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert page.count("For these, that time is over.") == 2 and "A conversation whose words were taken back" in page
    kept = dump(superuser)
    assert "woke up at" not in kept and "I read this twice" not in kept
    assert "hard to write" in kept and "quiet part of my week" in kept
    assert counts(retention.due())["words"] == 0


def test_a_group_that_keeps_is_left_alone(cast: Any, superuser: Any) -> None:
    grow_old(superuser, cast.thread, "keep", 1)
    assert counts(retention.due())["words"] == 0


def test_a_group_that_archives_closes_quiet_conversations_and_they_stay_readable(cast: Any, superuser: Any) -> None:
    sent = {"body": "One word more.", "client_id": str(uuid4())}
    grow_old(superuser, cast.thread, "archive")
    assert counts(retention.due())["words"] == 0
    page = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert "I woke up at four again" in page and "closes conversations that were quiet" in page
    answer = cast.ada.client.post(f"/threads/{cast.thread.id}/replies/", sent)
    assert answer.status_code == 403 and "One word more." in answer.content.decode()
    assert cast.ada.client.post(f"/threads/{cast.masked.id}/replies/", sent).status_code == 302
    assert cast.ada.client.post(f"/posts/{cast.reply.id}/withdrawal/").status_code == 302, "one's own stays one's own"


def test_operators_see_the_numbers_and_nobody_else_does(aged: Any, cast: Any, as_worker: Any) -> None:
    aged(days=1)
    assert "No night has passed yet" not in cast.odile.client.get("/desk/retention/").content.decode()
    as_worker(lambda: retention.sweep("night"))
    page = cast.odile.client.get("/desk/retention/").content.decode()
    assert f"{len(AGED)} rows went" in page and "Notices that were read: 1" in page
    assert cast.mo.client.get("/desk/retention/").status_code == 404


def test_whoever_calls_a_rule_can_only_make_happen_what_is_due(cast: Any, superuser: Any, as_seat: Any) -> None:
    before = superuser.execute("SELECT count(*) FROM threads_post WHERE body <> ''").fetchone()
    with as_seat(cast.dov) as seat:
        for rule in retention.rules():
            seat.read(retention._Found, f"SELECT * FROM {rule.sql}(%s)", True)
    assert superuser.execute("SELECT count(*) FROM threads_post WHERE body <> ''").fetchone() == before


def test_taking_words_is_no_door_of_its_own(cast: Any, superuser: Any, as_seat: Any) -> None:
    from typing import NamedTuple

    from django.db import ProgrammingError

    class Gone(NamedTuple):
        gone: Any

    with pytest.raises(ProgrammingError), as_seat(cast.dov) as seat:
        seat.read(Gone, "SELECT threads_take_words(%s, 'left')", [cast.post.id])
    assert superuser.execute("SELECT body FROM threads_post WHERE id = %s", [cast.post.id]).fetchone() != ("",)


def test_the_command_prints_numbers_and_does_what_it_says(
    aged: Any, cast: Any, as_worker: Any, capsys: Any, superuser: Any
) -> None:
    from hearten.commands.retention import _show

    aged(days=1)
    before = dump(superuser)
    as_worker(lambda: _show(True), transactions=True)
    dry = capsys.readouterr().out
    assert dump(superuser) == before and "Notices that were read" in dry and "Due" in dry
    assert "Please go." not in dry and "Mo" not in dry
    as_worker(lambda: _show(False), transactions=True)
    wet = capsys.readouterr().out.replace("Gone", "Due")
    assert sorted(wet.split()) == sorted(dry.split())
    assert RetentionRun.objects.using("keeper").latest("at").how == "command"


def test_the_nightly_job_does_it_all(aged: Any, as_worker: Any, superuser: Any) -> None:
    from hearten.members.jobs import nightly

    aged(days=1)
    as_worker(lambda: nightly(0), transactions=True)
    assert sum(counts(retention.due()).values()) == 0


def test_words_that_went_leave_the_memory_within_the_hour(cast: Any, clock: Any) -> None:
    from datetime import timedelta

    from hearten.threads import fragments

    cast.ada.client.get(f"/threads/{cast.thread.id}/")
    assert fragments._text_html.cache_info().currsize > 0
    clock.pass_(timedelta(hours=1))
    fragments._forget_hourly()
    assert fragments._text_html.cache_info().currsize == 0
