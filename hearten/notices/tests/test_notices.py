"""Notices: told once, to the right people, in neutral words, by a worker that cannot read them."""

import json
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.live import topic_of
from hearten.members import retention
from hearten.notices import actions, jobs, kinds, reading, views_part
from hearten.notices.models import Notice

pytestmark = pytest.mark.django_db

KIND = "test_reply"
SENTENCE = "Somebody replied to you"


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    return kinds.register(kinds.Kind(KIND, lambda _told: SENTENCE, lambda told: f"/posts/{told.about}/"))


def write(as_worker, members, about=None, actor=None, group=None, kind=KIND):
    about = about or uuid4()
    members = [str(member.id) for member in members]
    work = jobs.write_down.now
    as_worker(work, actor=actor, kind=kind, about=str(about), members=members, group=str(group.id) if group else "")
    return about


def told(as_seat, member):
    with as_seat(member) as seat:
        return reading.all_news(seat)


def test_the_worker_tells_others_once_and_never_the_one_who_acts(cast, as_seat, as_worker):
    about = write(as_worker, [cast.ada, cast.ben], actor=cast.ben.id, group=cast.group)
    write(as_worker, [cast.ada], about=about, group=cast.group)
    assert [(one.about, one.group_title) for one in told(as_seat, cast.ada)] == [(about, "low days")]
    assert not told(as_seat, cast.ben)


def test_each_notice_wakes_its_owners_pages_once(cast, as_worker, superuser):
    about = write(as_worker, [cast.ada])
    write(as_worker, [cast.ada], about=about)
    heard = superuser.execute(
        "SELECT kind, about, member_id FROM kernel_liveevent WHERE topic = %s", [f"member:{cast.ada.id}"]
    )
    assert heard.fetchall() == [("notice", about, cast.ada.id)]


def test_a_kind_may_name_its_recipients_by_sql(cast, as_seat, as_worker):
    sql = "SELECT id FROM members_member WHERE id = %(actor)s::uuid OR id::text = %(about)s"
    kinds.register(kinds.Kind("by_sql", lambda _told: "x", lambda _told: "/", recipients=sql))
    write(as_worker, [], about=cast.ada.id, actor=cast.ben.id, kind="by_sql")
    assert len(told(as_seat, cast.ada)) == 1 and not told(as_seat, cast.ben)


def test_telling_enqueues_ids_only_and_goes_with_the_transaction(cast, as_seat, superuser):
    jobs_of = "SELECT args FROM procrastinate_jobs WHERE task_name = 'notices.tell'"
    about = uuid4()
    with pytest.raises(RuntimeError), as_seat(cast.ada) as seat:
        actions.tell(kind=KIND, about=about, members=[seat.me])
        raise RuntimeError
    assert superuser.execute(jobs_of).fetchall() == []
    with as_seat(cast.ada):
        actions.tell(kind=KIND, about=about, members=[cast.ben.id], group=cast.group.id)
    ((args,),) = superuser.execute(jobs_of).fetchall()
    assert args == {
        "acting_member": str(cast.ada.id),
        "kind": KIND,
        "about": str(about),
        "members": [str(cast.ben.id)],
        "group": str(cast.group.id),
    }


def test_an_unknown_kind_is_refused_where_it_is_written(cast, as_seat):
    with pytest.raises(KeyError), as_seat(cast.ada):
        actions.tell(kind="nobody registered this", about=uuid4())


def test_the_web_role_writes_no_notice_and_reads_only_ones_own(cast, as_seat, as_worker):
    write(as_worker, [cast.ada])
    with pytest.raises(ProgrammingError, match="permission denied"), as_seat(cast.ben) as seat:
        Notice(member_id=cast.ada.id, kind=KIND, about=uuid4(), made_at=now()).save(force_insert=True)
    with as_seat(cast.ben) as seat:
        assert not seat.glance(Notice).exists()


def test_the_list_says_nothing_but_the_sentence_the_group_and_when(cast, as_worker):
    write(as_worker, [cast.ada], group=cast.group)
    page = cast.ada.client.get("/news/").content.decode()
    assert SENTENCE in page and "low days" in page and "Mark all as read" in page
    assert cast.ben.client.get("/news/").content.decode().count(SENTENCE) == 0


def test_a_group_that_one_left_is_not_named(cast, as_seat, as_worker, superuser):
    write(as_worker, [cast.ada], group=cast.group)
    superuser.execute("UPDATE groups_group SET openness = 'invitation' WHERE id = %s", [cast.group.id])
    superuser.execute("UPDATE groups_membership SET ended_at = now() WHERE member_id = %s", [cast.ada.id])
    assert told(as_seat, cast.ada)[0].group_title == ""


def test_following_a_notice_marks_it_as_read(cast, as_seat, as_worker):
    about = write(as_worker, [cast.ada])
    (one,) = told(as_seat, cast.ada)
    assert cast.ben.client.get(f"/news/{one.id}/").status_code == 404
    answer = cast.ada.client.get(f"/news/{one.id}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/posts/{about}/")
    assert told(as_seat, cast.ada)[0].seen_at is not None
    with as_seat(cast.ada) as seat:
        assert not reading.unread(seat, 5)


def test_all_is_read_by_one_press(cast, as_seat, as_worker):
    write(as_worker, [cast.ada, cast.ben])
    write(as_worker, [cast.ada])
    assert cast.ada.client.get("/news/read/").status_code == 405
    assert cast.ada.client.post("/news/read/").status_code == 302
    assert all(one.seen_at for one in told(as_seat, cast.ada))
    assert told(as_seat, cast.ben)[0].seen_at is None


def test_a_notice_of_an_older_version_is_left_out(cast, as_worker):
    write(as_worker, [cast.ada])
    (one,) = _rows(cast.ada)
    kinds._kinds.pop(KIND)
    assert SENTENCE not in cast.ada.client.get("/news/").content.decode()
    assert cast.ada.client.get(f"/news/{one}/").status_code == 404


def _rows(member):
    with as_member(member.id), transaction.atomic():
        return list(Notice.objects.values_list("id", flat=True))


def test_visitors_are_asked_to_sign_in():
    assert Client().get("/news/").headers["Location"].startswith("/sign-in/")


def test_read_notices_go_after_90_days_and_old_sessions_too(cast, as_seat, as_worker, superuser, clock):
    write(as_worker, [cast.ada, cast.ben])
    superuser.execute(
        "UPDATE notices_notice SET seen_at = now() - interval '91 days' WHERE member_id = %s", [cast.ada.id]
    )
    superuser.execute(
        "UPDATE members_session SET expires_at = now() - interval '1 day' WHERE member_id = %s", [cast.ada.id]
    )
    as_worker(lambda: retention.sweep("night"))
    assert not told(as_seat, cast.ada) and told(as_seat, cast.ben)
    left = superuser.execute("SELECT count(*) FROM members_session WHERE member_id = %s", [cast.ada.id]).fetchone()
    assert left == (0,)


def test_only_its_member_listens_to_a_members_topic(cast, as_seat):
    topic = topic_of("member")
    for member, may in ((cast.ada, True), (cast.ben, False)):
        with as_seat(member), connection.cursor() as cursor:
            cursor.execute(topic.glance, [cast.ada.id])
            assert bool(cursor.fetchall()) is may
            cursor.execute(topic.fetch, [[cast.ada.id]])
            assert [json.loads(row[0]) for row in cursor.fetchall()] == [{"id": str(cast.ada.id)}]
    place, html = topic.render({"id": "x"})
    assert place == "news-mark" and html.strip().startswith('<span id="news-mark">')


def test_the_first_page_asks_once(cast, as_seat, as_worker):
    write(as_worker, [cast.ada])
    told = []

    def count(execute, sql, *rest):
        told.append(sql)
        return execute(sql, *rest)

    with as_seat(cast.ada) as seat, connection.execute_wrapper(count):
        assert [one.sentence for one in views_part.whats_new(seat, 5)] == [SENTENCE]
    assert len(told) == 1
