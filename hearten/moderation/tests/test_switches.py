"""Switches of a group, posts that wait for a look, the log that nobody changes."""

from typing import Any
from uuid import uuid4

import pytest

from hearten.moderation.tests.conftest import joined, send_report, whom_jobs_tell
from tests.people import Cast


def switch(cast: Cast, kind: str, days: int = 2) -> Any:
    said = {"kind": kind, "why": "Many came at once.", "days": str(days)}
    return cast.ada.client.post(f"/groups/{cast.group.id}/switches/", said)


def reply(person: Any, cast: Cast, words: str) -> Any:
    return person.client.post(f"/threads/{cast.thread.id}/replies/", {"body": words, "client_id": str(uuid4())})


def test_everything_waits_for_a_look_and_goes_out_with_one_press(cast: Cast, superuser: Any) -> None:
    assert switch(cast, "everything").status_code == 302
    joined(cast, cast.dov, cast.group)
    superuser.execute("DELETE FROM procrastinate_jobs")
    assert reply(cast.dov, cast, "I know that hour.").status_code == 302
    assert "I know that hour." in cast.dov.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert "I know that hour." not in cast.ben.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert {kind for kind, _member in whom_jobs_tell(superuser)} == {"post_waits"}
    assert "I know that hour." in cast.ada.client.get("/moderation/").content.decode()
    (hold,) = superuser.execute("SELECT id FROM moderation_hold WHERE released_at IS NULL").fetchone()
    assert cast.ada.client.post(f"/moderation/holds/{hold}/release/").status_code == 302
    assert "I know that hour." in cast.ben.client.get(f"/threads/{cast.thread.id}/").content.decode()
    told = whom_jobs_tell(superuser)
    assert ("reply", str(cast.ben.id)) in told and ("reply", str(cast.dov.id)) not in told


def test_new_people_wait_until_three_posts_of_theirs_were_let_out(cast: Cast, superuser: Any) -> None:
    switch(cast, "newcomers")
    joined(cast, cast.dov, cast.group)
    superuser.execute(
        "UPDATE groups_membership SET joined_at = now() - interval '30 days' WHERE id = %s", [cast.ben_in_group.id]
    )
    for number in range(4):
        reply(cast.dov, cast, f"Words {number}.")
    reply(cast.ben, cast, "I have been here for a while.")
    find = "SELECT id FROM moderation_hold WHERE released_at IS NULL ORDER BY made_at"
    waiting = [key for (key,) in superuser.execute(find).fetchall()]
    assert len(waiting) == 4, "to write many posts at once lets none of them out"
    for key in waiting[:2]:
        cast.ada.client.post(f"/moderation/holds/{key}/release/")
    reply(cast.dov, cast, "Words 4.")
    assert len(superuser.execute(find).fetchall()) == 3, "two were let out"
    cast.ada.client.post(f"/moderation/holds/{waiting[2]}/release/")
    reply(cast.dov, cast, "Words 5.")
    assert len(superuser.execute(find).fetchall()) == 2, "three were, and this one did not wait"


def test_a_conversation_that_waits_is_not_in_the_list(cast: Cast) -> None:
    switch(cast, "everything")
    said = {"body": "May I?", "client_id": str(uuid4()), "title": "A first try", "kind": "support", "wish": "listen"}
    begun = cast.ben.client.post(f"/groups/{cast.group.id}/write/", said)
    assert "Your words wait for a look." in cast.ben.client.get(begun["Location"]).content.decode()
    joined(cast, cast.dov, cast.group)
    address = f"/groups/{cast.group.id}/"
    assert "A first try" in cast.ben.client.get(address).content.decode()
    assert "A first try" in cast.ada.client.get(address).content.decode()
    assert "A first try" not in cast.dov.client.get(address).content.decode()
    assert cast.dov.client.get(begun["Location"]).status_code == 404


def test_read_only_and_slow(cast: Cast) -> None:
    assert reply(cast.ben, cast, "Zero.").status_code == 302
    switch(cast, "slow")
    assert reply(cast.ben, cast, "One.").status_code == 403, "Ben wrote just now"
    assert reply(cast.ada, cast, "One.").status_code == 302, "not those who look after the group"
    switch(cast, "read_only")
    refused = reply(cast.ben, cast, "Two.")
    assert refused.status_code == 403 and "only those who look after" in refused.content.decode()
    assert reply(cast.ada, cast, "Two.").status_code == 302


def test_requests_only_is_set_back(cast: Cast, superuser: Any) -> None:
    switch(cast, "requests")
    openness = "SELECT openness FROM groups_group WHERE id = %s"
    assert superuser.execute(openness, [cast.group.id]).fetchone() == ("ask",)
    (key,) = superuser.execute("SELECT id FROM moderation_switch").fetchone()
    assert cast.ben.client.post(f"/groups/{cast.group.id}/switches/{key}/end/").status_code == 404
    assert cast.ada.client.post(f"/groups/{cast.group.id}/switches/{key}/end/").status_code == 302
    assert superuser.execute(openness, [cast.group.id]).fetchone() == ("open",)
    switch(cast, "requests")
    superuser.execute("UPDATE moderation_switch SET until = now() - interval '1 minute' WHERE ended_at IS NULL")
    superuser.execute("SELECT moderation_sweep()")
    assert superuser.execute(openness, [cast.group.id]).fetchone() == ("open",)
    rows = superuser.execute("SELECT count(*), count(ended_at) FROM moderation_switch").fetchone()
    assert rows == (2, 2), "who, why and when stay as rows"


def test_a_switch_lasts_a_week_at_most(cast: Cast) -> None:
    assert switch(cast, "slow", days=8).status_code == 422


@pytest.mark.parametrize("role", ["hearten_web", "hearten_worker", "hearten_live"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET what = 'x'",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "INSERT INTO {} (id, what, at) VALUES (gen_random_uuid(), 'x', now())",
    ],
)
def test_the_log_is_written_by_the_doors_alone(role: str, statement: str, cast: Cast, superuser: Any) -> None:
    import psycopg

    send_report(cast.ada, cast.reply)
    with superuser.transaction(force_rollback=True):
        superuser.execute(f"SET LOCAL ROLE {role}")
        superuser.execute("SELECT set_config('hearten.member', %s, true)", [cast.ada.id.hex])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            superuser.execute(statement.format("moderation_logline"))


def test_ten_posts_in_a_minute_and_help_is_never_counted(cast: Cast) -> None:
    answers = [reply(cast.ben, cast, f"Words {number}.").status_code for number in range(11)]
    assert answers == [302] * 10 + [403]
    assert cast.ben.client.get("/help-now/").status_code == 200
