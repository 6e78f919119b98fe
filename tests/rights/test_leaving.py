"""Leaving for good: nothing leads to the person any more, others keep what is theirs, and it holds at once."""

import re
from typing import Any

import pytest

from hearten.kernel import keystore

pytestmark = pytest.mark.django_db

SURE = {"when": "now", "sure": "on"}


def dump(superuser: Any) -> str:
    """Every row of every table, as text."""
    tables = superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return "\n".join(str(superuser.execute(f'SELECT t::text FROM "{name}" t').fetchall()) for (name,) in tables)


def named(text: str) -> bool:
    """Whether Ben's name stands there: by itself, not as three letters of a random key or a hash."""
    return re.search(r"(?<![\w+/=-])Ben(?![\w+/=-])", text) is not None


def leave(person: Any, how: str, **other: str) -> Any:
    return person.client.post("/you/leave-for-good/", {"how": how, **SURE, **other})


def test_taking_ones_words_away_leaves_no_trace(cast: Any, own_keys: Any, superuser: Any) -> None:
    cast.ada.client.post(f"/posts/{cast.post.id}/nod/")
    cast.ben.client.post("/you/email/", {"email": "canary@example.org"})
    answer = leave(cast.ben, "erased")
    assert answer.status_code == 302 and answer["Clear-Site-Data"]
    kept = dump(superuser)
    for trace in (str(cast.ben.id), cast.ben.id.hex, "woke up at four", "hard to write", "night shift is"):
        assert trace not in kept, trace
    assert not named(kept)
    page = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert "took these words along" in page and "I read this twice." in page
    assert cast.ben.id.hex in keystore.erased() and keystore.erased()[cast.ben.id.hex] == "erased"


def test_leaving_ones_words_leaves_nothing_that_leads_to_the_person(cast: Any, own_keys: Any, superuser: Any) -> None:
    leave(cast.ben, "kept")
    kept = dump(superuser)
    assert str(cast.ben.id) not in kept and not named(kept)
    page = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert "I woke up at four again" in page and "Former member" in page
    masked = cast.ada.client.get(f"/threads/{cast.masked.id}/").content.decode()
    assert cast.mask.name in masked and "hard to write" in masked
    assert superuser.execute("SELECT count(*) FROM threads_maskowner").fetchone() == (0,)
    anchors = superuser.execute(
        "SELECT DISTINCT member_id FROM groups_membership WHERE id = ANY (%s)",
        [[cast.ben_in_group.id, cast.ben_in_hidden.id]],
    ).fetchall()
    assert len(anchors) == 2, "words in two groups can be told to be one person's"


def test_every_browser_is_out_and_the_name_opens_nothing(cast: Any, own_keys: Any) -> None:
    from django.test import Client

    other = cast.ben.browser()
    assert other.get("/you/").status_code == 200
    leave(cast.ben, "erased")
    assert other.get("/you/").status_code == 302
    assert Client().post("/sign-in/", {"name": "Ben", "passphrase": cast.ben.passphrase}).status_code == 422
    assert Client().post("/join/", {"name": "Ben", "passphrase": "four quiet words in a row", "adult": "on",
                                    "agrees": "on"}).status_code == 302  # fmt: skip  # the name is free again


def test_words_in_a_group_that_was_left_before_go_too(cast: Any, own_keys: Any, as_seat: Any, superuser: Any) -> None:
    from hearten.groups.actions import leave as leave_group
    from hearten.groups.standing import place_in

    with as_seat(cast.ben) as seat:
        leave_group(seat, place_in(seat, cast.hidden_group.id), "kept")
    leave(cast.ben, "erased")
    assert "quiet part of my week" not in dump(superuser)


def test_others_lose_nothing(cast: Any, own_keys: Any, superuser: Any) -> None:
    def of_ada() -> Any:
        mine = "SELECT id FROM groups_membership WHERE member_id = %s"
        sql = f"SELECT body FROM threads_post WHERE membership_id IN ({mine})"
        return superuser.execute(f"{sql} ORDER BY id", [cast.ada.id]).fetchall()

    before = of_ada()
    leave(cast.ben, "erased")
    assert of_ada() == before and len(before) == 2
    assert cast.ada.client.get("/you/").status_code == 200


def test_a_step_that_fails_undoes_all_of_it(cast: Any, own_keys: Any, superuser: Any, monkeypatch: Any) -> None:
    before = dump(superuser)

    def full(subject: Any, how: str) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(keystore, "destroy", full)
    with pytest.raises(OSError, match="full"):
        leave(cast.ben, "erased")
    assert dump(superuser) == before


def test_who_leads_alone_reads_a_sentence_first(cast: Any) -> None:
    page = cast.ada.client.get("/you/leave-for-good/").content.decode()
    assert "Nobody but you leads “low days”." in page and f"/groups/{cast.group.id}/lead/people/" in page
    assert "Nobody but you" not in cast.ben.client.get("/you/leave-for-good/").content.decode()


def test_the_only_operator_stays_until_there_is_another(cast: Any, own_keys: Any, superuser: Any) -> None:
    assert leave(cast.odile, "erased").status_code == 403
    superuser.execute("UPDATE members_standing SET role = 'operator' WHERE member_id = %s", [cast.mo.id])
    assert leave(cast.odile, "erased").status_code == 302
    assert str(cast.odile.id) not in dump(superuser)


def test_nothing_happens_without_the_tick_the_choice_or_the_confirmation(cast: Any, superuser: Any) -> None:
    for sent in ({"how": "erased", "when": "now"}, SURE, {**SURE, "how": "elsewhere"}):
        assert cast.ben.client.post("/you/leave-for-good/", sent).status_code == 422
    superuser.execute("UPDATE members_session SET data = replace(data, 'confirmed', 'confirmed_once')")
    assert leave(cast.ben, "erased").status_code == 403
    assert cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode().count("Ben")


def test_three_days_to_think_and_one_click_to_stay(cast: Any, own_keys: Any, superuser: Any, as_worker: Any) -> None:
    from hearten.members.actions import leaving

    leave(cast.ben, "kept", when="later")
    assert "You leave for good on" in cast.ben.client.get("/you/leave-for-good/").content.decode()
    assert cast.ben.client.get("/").status_code == 200
    cast.ben.client.post("/you/leave-for-good/undo/")
    leave(cast.ben, "kept", when="later")
    found: list[Any] = []
    as_worker(lambda: found.extend(leaving.departures_due()))
    assert found == []
    superuser.execute("UPDATE members_departure SET due_at = now() - interval '1 minute'")
    as_worker(lambda: found.extend(leaving.departures_due()))
    assert found == [(cast.ben.id, "kept")]


def test_the_worker_lets_go_whose_three_days_are_over_and_removes_old_copies(
    cast: Any, own_keys: Any, superuser: Any, as_worker: Any
) -> None:
    from hearten.members.jobs import every_ten_minutes

    leave(cast.ben, "erased", when="later")
    leave(cast.cleo, "kept", when="later")
    superuser.execute(
        "INSERT INTO members_export (id, member_id, asked_at, expires_at) "
        "VALUES (gen_random_uuid(), %s, now() - interval '2 days', now() - interval '1 day')",
        [cast.ada.id],
    )
    superuser.execute("UPDATE members_departure SET due_at = now() WHERE member_id = %s", [cast.ben.id])
    as_worker(lambda: every_ten_minutes(0), transactions=True)
    kept = dump(superuser)
    assert str(cast.ben.id) not in kept and "woke up at four" not in kept and str(cast.cleo.id) in kept
    assert superuser.execute("SELECT count(*) FROM members_export").fetchone() == (0,)
    assert set(keystore.erased()) == {cast.ben.id.hex}


def _due(superuser: Any) -> None:
    superuser.execute("UPDATE members_departure SET due_at = now() - interval '1 minute'")


def _operators(superuser: Any) -> Any:
    sql = "SELECT member_id FROM members_standing WHERE role = 'operator' AND ended_at IS NULL"
    return {member for (member,) in superuser.execute(sql).fetchall()}


def test_the_last_operator_stays_and_hears_why(cast: Any, own_keys: Any, superuser: Any, as_worker: Any) -> None:
    """There were two when they asked. The other one went in the meantime."""
    from hearten.members.jobs import every_ten_minutes

    superuser.execute("UPDATE members_standing SET role = 'operator' WHERE member_id = %s", [cast.mo.id])
    leave(cast.odile, "kept", when="later")
    superuser.execute("UPDATE members_standing SET ended_at = now() WHERE member_id = %s", [cast.mo.id])
    leave(cast.ben, "kept", when="later")
    _due(superuser)
    for _time in range(2):
        as_worker(lambda: every_ten_minutes(0), transactions=True)
    assert _operators(superuser) == {cast.odile.id}
    assert cast.ben.id.hex in keystore.erased() and cast.odile.id.hex not in keystore.erased()
    told = superuser.execute("SELECT kind FROM notices_notice WHERE member_id = %s", [cast.odile.id]).fetchall()
    assert told == [("departure_waits",)]
    page = cast.odile.client.get("/you/leave-for-good/").content.decode()
    assert "You leave for good on" in page and "You are the only operator here." in page
    superuser.execute("UPDATE members_standing SET ended_at = NULL WHERE member_id = %s", [cast.mo.id])
    as_worker(lambda: every_ten_minutes(0), transactions=True)
    assert _operators(superuser) == {cast.mo.id}


def test_two_operators_do_not_both_go(cast: Any, own_keys: Any, superuser: Any, as_worker: Any) -> None:
    from hearten.members.jobs import every_ten_minutes

    superuser.execute("UPDATE members_standing SET role = 'operator' WHERE member_id = %s", [cast.mo.id])
    for person in (cast.odile, cast.mo):
        leave(person, "kept", when="later")
    _due(superuser)
    as_worker(lambda: every_ten_minutes(0), transactions=True)
    assert len(_operators(superuser)) == 1


def test_one_operator_waits_for_another_who_is_leaving(cast: Any, superuser: Any) -> None:
    import psycopg

    superuser.execute("UPDATE members_standing SET role = 'operator' WHERE member_id = %s", [cast.mo.id])
    with superuser.transaction(force_rollback=True):
        superuser.execute("SELECT set_config('hearten.member', %s, true)", [cast.mo.id.hex])
        assert superuser.execute("SELECT members_only_operator()").fetchone() == (False,)
        with psycopg.connect(superuser.info.dsn, password=superuser.info.password) as other:
            other.execute("SELECT set_config('hearten.member', %s, true)", [cast.odile.id.hex])
            other.execute("SET LOCAL lock_timeout = '200ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.execute("SELECT members_only_operator()")


def test_what_fails_for_one_holds_up_nobody_else(
    cast: Any, own_keys: Any, superuser: Any, as_worker: Any, caplog: Any
) -> None:
    from hearten.members.jobs import every_ten_minutes

    for person in (cast.cleo, cast.ben, cast.dov):
        leave(person, "kept", when="later")
    _due(superuser)
    superuser.execute("CREATE TABLE points_at (member uuid REFERENCES members_member (id))")
    try:
        superuser.execute("INSERT INTO points_at VALUES (%s)", [cast.ben.id])
        as_worker(lambda: every_ten_minutes(0), transactions=True)
    finally:
        superuser.execute("DROP TABLE points_at")
    assert set(keystore.erased()) == {cast.cleo.id.hex, cast.dov.id.hex}
    assert "could not be let go" in caplog.text
    left = superuser.execute("SELECT member_id FROM members_departure").fetchall()
    assert left == [(cast.ben.id,)], "tried again in ten minutes"


def test_whose_three_days_are_over_is_the_workers_to_know(cast: Any, superuser: Any, as_seat: Any) -> None:
    from hearten.members.actions import leaving

    leave(cast.ben, "kept", when="later")
    superuser.execute("UPDATE members_departure SET due_at = now() - interval '1 minute'")
    with as_seat(cast.odile):
        assert leaving.departures_due() == []


def test_what_a_crash_left_is_finished_and_finishing_twice_changes_nothing(
    cast: Any, own_keys: Any, superuser: Any
) -> None:
    from hearten.members import erasing

    keystore.destroy(cast.ben.id, "erased")  # the ledger was written, the transaction never committed
    assert erasing.unfinished() == {cast.ben.id: "erased"}
    assert erasing.replay() == 1
    after = dump(superuser)
    assert str(cast.ben.id) not in after and "woke up at four" not in after
    assert erasing.replay() == 0 and dump(superuser) == after


@pytest.mark.parametrize("how", ["", "kept"])
def test_an_old_line_of_the_ledger_takes_the_words_and_a_new_one_does_as_was_chosen(
    cast: Any, own_keys: Any, superuser: Any, how: str
) -> None:
    from hearten.members import erasing

    with (own_keys / "erased.log").open("a") as file:
        file.write(f"{cast.ben.id.hex} {how}".strip() + "\n")
    assert erasing.replay() == 1
    assert ("woke up at four" in dump(superuser)) == (how == "kept")
