"""A member's copy: everything of theirs, nobody else's words, for one day, to them alone."""

import json
import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest

from hearten.members.jobs import make_export
from hearten.members.models import Export

pytestmark = pytest.mark.django_db


def ask(person: Any, as_worker: Any, superuser: Any) -> str:
    """Ask for a copy on the page, and let the worker make it. Returns its id."""
    assert person.client.post("/you/export/").status_code == 302
    key = superuser.execute("SELECT id FROM members_export WHERE member_id = %s AND ready_at IS NULL", [person.id])
    found = str(key.fetchone()[0])
    as_worker(make_export.now, actor=person.id, export=found)
    return found


def fetched(person: Any, key: str) -> tuple[dict[str, Any], str]:
    answer = person.client.get(f"/you/export/{key}/")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(answer.content)) as archive:
        assert sorted(archive.namelist()) == ["hearten-export.json", "index.html"]
        return json.loads(archive.read("hearten-export.json")), archive.read("index.html").decode()


def test_a_copy_holds_all_of_ones_own_and_nobody_elses_words(cast: Any, as_worker: Any, superuser: Any) -> None:
    quoting = {"body": "Yes, lonely is the word.", "client_id": str(uuid4()), "quotes": str(cast.reply.id)}
    cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", quoting)
    cast.ben.client.post(f"/posts/{cast.post.id}/edit/", {"body": "I woke up at five.", "title": "T", "wish": "listen"})
    cast.ada.client.post(
        f"/threads/{cast.thread.id}/replies/", {"body": "A canary of Ada's.", "client_id": str(uuid4())}
    )
    told, page = fetched(cast.ben, ask(cast.ben, as_worker, superuser))
    bodies = [one["body"] for one in told["posts"]]
    assert {"I woke up at five.", "This is hard to write with my name on it.", "Yes, lonely is the word."} <= set(
        bodies
    )
    assert told["earlier"][0]["body"] == "I woke up at four again and could not say why."
    assert [one["quoted"] for one in told["posts"] if one["quoted"]] == [cast.reply.body]
    assert told["profile"][0]["name"] == "Ben"
    assert {one["group"] for one in told["groups"]} == {"low days", "night shift"}
    assert {"sign_up", f"agreement:{cast.group.id}"} <= {one["purpose"] for one in told["consents"]}
    whole = json.dumps(told) + page
    assert "canary" not in whole and "I am glad that you have that part." not in whole
    for other in (cast.ada, cast.cleo, cast.mo):
        assert other.name not in whole and str(other.id) not in whole


def test_words_in_a_group_that_one_had_to_leave_are_still_ones_own(
    cast: Any, as_seat: Any, as_worker: Any, superuser: Any
) -> None:
    from hearten.groups.actions import leave
    from hearten.groups.standing import place_in

    with as_seat(cast.ben) as seat:
        leave(seat, place_in(seat, cast.hidden_group.id), "kept")
    told, _page = fetched(cast.ben, ask(cast.ben, as_worker, superuser))
    left = [one for one in told["posts"] if one["body"] == "The night shift is the quiet part of my week."]
    assert [one["group"] for one in left] == ["a group that you left"]
    assert "night shift" not in {one["group"] for one in told["groups"]}


def test_the_readable_half_asks_nothing_of_anybody(cast: Any, as_worker: Any, superuser: Any) -> None:
    _told, page = fetched(cast.ben, ask(cast.ben, as_worker, superuser))
    assert not re.search(r"<script|<link|<img|<iframe|<style|\bsrc=|\bon\w+=|https?://|url\(", page)
    assert "I woke up at four again" in page and "<h1>" in page


def test_it_is_sealed_in_the_table_and_its_links_die_after_a_day(
    cast: Any, as_worker: Any, superuser: Any, clock: Any
) -> None:
    key = ask(cast.ben, as_worker, superuser)
    raw = bytes(superuser.execute("SELECT file FROM members_export WHERE id = %s", [key]).fetchone()[0])
    assert b"UEsDB" not in raw and b"PK\x03\x04" not in raw
    assert "Your copy is ready" in cast.ben.client.get("/you/export/").content.decode()
    clock.pass_(timedelta(hours=24, minutes=1))
    superuser.execute("UPDATE members_session SET data = replace(data, 'confirmed', 'confirmed_once')")
    assert cast.ben.client.get(f"/you/export/{key}/").status_code == 302  # first: show that it is you
    cast.ben.client.post("/you/confirm/", {"passphrase": cast.ben.passphrase})
    assert cast.ben.client.get(f"/you/export/{key}/").status_code == 404


def test_once_a_day_and_kindly(cast: Any, as_worker: Any, superuser: Any) -> None:
    ask(cast.ben, as_worker, superuser)
    answer = cast.ben.client.post("/you/export/")
    assert answer.status_code == 403 and "You can ask for a new one tomorrow." in answer.content.decode()
    superuser.execute("UPDATE members_export SET asked_at = asked_at - interval '25 hours'")
    assert cast.ben.client.post("/you/export/").status_code == 302


def test_without_a_fresh_confirmation_there_is_no_copy(cast: Any, superuser: Any) -> None:
    superuser.execute("UPDATE members_session SET data = replace(data, 'confirmed', 'confirmed_once')")
    assert cast.ben.client.get("/you/export/")["Location"].startswith("/you/confirm/")
    assert cast.ben.client.post("/you/export/").status_code == 403
    assert superuser.execute("SELECT count(*) FROM members_export").fetchone() == (0,)


def test_the_job_runs_twice_and_tells_once_in_neutral_words(
    cast: Any, as_worker: Any, superuser: Any, as_seat: Any
) -> None:
    key = ask(cast.ben, as_worker, superuser)
    first = superuser.execute("SELECT ready_at, file FROM members_export").fetchall()
    as_worker(make_export.now, actor=cast.ben.id, export=key)
    assert superuser.execute("SELECT ready_at, file FROM members_export").fetchall() == first
    assert superuser.execute("SELECT member_id, kind FROM notices_notice").fetchall() == [(cast.ben.id, "export_ready")]
    assert "Something that you asked for is ready" in cast.ben.client.get("/news/").content.decode()


def test_nobody_else_gets_it_made_or_fetched(cast: Any, as_worker: Any, superuser: Any) -> None:
    assert cast.ben.client.post("/you/export/").status_code == 302
    key = superuser.execute("SELECT id FROM members_export").fetchone()[0]
    as_worker(make_export.now, actor=cast.ada.id, export=str(key))
    assert superuser.execute("SELECT ready_at FROM members_export").fetchone() == (None,)
    as_worker(make_export.now, actor=cast.ben.id, export=str(key))
    for other in (cast.ada, cast.mo, cast.odile):
        assert other.client.get(f"/you/export/{key}/").status_code == 404


def test_a_programme_under_part_2_sends_its_notice_along(
    cast: Any, as_worker: Any, superuser: Any, settings: Any
) -> None:
    from hearten.members.exporting import PART2_NOTICE

    told, page = fetched(cast.ada, ask(cast.ada, as_worker, superuser))
    assert told["notice"] == "" and PART2_NOTICE not in page
    settings.HEARTEN_PART2 = True
    told, page = fetched(cast.ben, ask(cast.ben, as_worker, superuser))
    assert told["notice"] == PART2_NOTICE and PART2_NOTICE in page


def test_the_file_itself_is_never_read_for_a_page(cast: Any, as_worker: Any, superuser: Any, as_seat: Any) -> None:
    from hearten.members.actions.leaving import latest_export

    ask(cast.ben, as_worker, superuser)
    with as_seat(cast.ben) as seat:
        assert "file" in latest_export(seat).get_deferred_fields()
        assert isinstance(seat.glance(Export).get().file, str)
