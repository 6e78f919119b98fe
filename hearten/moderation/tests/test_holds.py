"""Held words: invisible by the database itself, left out of live pages and quotes, and back when let go."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from hearten.kernel.database import addresses
from hearten.moderation.tests.conftest import joined, only_case, send_report, whom_jobs_tell
from tests.ground import STATE
from tests.people import Cast, seated

WORDS = "four again"


@pytest.fixture
def held(cast: Cast, superuser: Any) -> Cast:
    """Dov is in the group; Ada quoted Ben's opening words; then she holds them."""
    joined(cast, cast.dov, cast.group)
    body = {"body": "I read it.", "client_id": str(uuid4()), "quotes": str(cast.post.id)}
    assert cast.ada.client.post(f"/threads/{cast.thread.id}/replies/", body).status_code == 302
    send_report(cast.ada, cast.post)
    said = {"step": "hold", "category": "hostile", "words": "Wait a moment."}
    assert cast.ada.client.post(f"/moderation/cases/{only_case(superuser)}/step/", said).status_code == 302
    return cast


def rows_seen(person: Any, table: str, key: Any) -> int:
    from django.db import connection

    with seated(person), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE id = %s", [key])
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(("who", "sees"), [("ben", 1), ("ada", 1), ("dov", 0), ("mo", 0)])
def test_the_database_shows_held_words_to_their_writer_and_who_looks_after_the_group(
    who: str, sees: int, held: Cast
) -> None:
    person = getattr(held, who)
    assert rows_seen(person, "threads_post", held.post.id) == sees
    assert rows_seen(person, "threads_thread", held.thread.id) == sees
    assert person.client.get(f"/threads/{held.thread.id}/").status_code == (200 if sees else 404)


def test_a_held_reply_hides_itself_and_nothing_else(cast: Cast, superuser: Any) -> None:
    """A reply hides no conversation with it: that nothing is among what is held must not hide everything."""
    joined(cast, cast.dov, cast.group)
    send_report(cast.dov, cast.reply, "method")
    for person, sees in ((cast.dov, 0), (cast.ben, 0), (cast.ada, 1)):
        assert rows_seen(person, "threads_post", cast.reply.id) == sees
        page = person.client.get(f"/threads/{cast.thread.id}/")
        assert page.status_code == 200 and WORDS in page.content.decode()
        assert ("I read this twice." in page.content.decode()) is bool(sees)
        assert rows_seen(person, "threads_post", cast.post.id) == 1


def test_what_is_held_elsewhere_is_not_said(cast: Cast, superuser: Any) -> None:
    from django.db import connection

    joined(cast, cast.dov, cast.group)
    send_report(cast.dov, cast.reply, "method")
    for person, told in ((cast.dov, [(cast.reply.id,)]), (cast.cleo, []), (cast.odile, [])):
        with seated(person), connection.cursor() as cursor:
            cursor.execute("SELECT moderation_held_from_me()")
            assert cursor.fetchall() == told, person.name


def test_staff_with_a_grant_see_them(held: Cast) -> None:
    held.mo.client.post(f"/desk/groups/{held.group.id}/enter/", {"reason": "A case waits in this group."})
    assert rows_seen(held.mo, "threads_post", held.post.id) == 1


def test_the_writer_is_told_why_and_keeps_the_words(held: Cast) -> None:
    page = held.ben.client.get(f"/threads/{held.thread.id}/").content.decode()
    assert WORDS in page and "Not shown to the group for now." in page


def live(held: Cast) -> str:
    with psycopg.connect(addresses(STATE).conninfo("live")) as hub:
        posts = hub.execute("SELECT threads_live_posts(%s)", [[held.post.id]]).fetchall()
        rows = hub.execute("SELECT threads_live_rows(%s)", [[held.thread.id]]).fetchall()
    assert posts and rows
    return str([*posts, *rows])


def test_live_pages_hear_that_something_changed_and_no_held_word(held: Cast, superuser: Any) -> None:
    assert WORDS not in live(held) and held.thread.title not in live(held)
    (number,) = superuser.execute(
        "SELECT count(*) FROM kernel_liveevent WHERE about = %s AND group_id = %s", [held.post.id, held.group.id]
    ).fetchone()
    assert number >= 1


def test_quotes_lose_the_words_and_get_them_back(held: Cast, superuser: Any) -> None:
    quoted = "SELECT quoted FROM threads_post WHERE quotes_id = %s"
    assert superuser.execute(quoted, [held.post.id]).fetchone() == ("",)
    (hold,) = superuser.execute("SELECT id FROM moderation_hold WHERE released_at IS NULL").fetchone()
    assert held.ben.client.post(f"/moderation/holds/{hold}/release/").status_code == 404, "never one's own"
    assert held.dov.client.post(f"/moderation/holds/{hold}/release/").status_code == 404
    assert held.ada.client.post(f"/moderation/holds/{hold}/release/").status_code == 302
    assert WORDS in superuser.execute(quoted, [held.post.id]).fetchone()[0]
    assert WORDS in held.dov.client.get(f"/threads/{held.thread.id}/").content.decode()
    assert WORDS in live(held)


def test_nobody_carries_held_words_on(held: Cast, superuser: Any) -> None:
    body = {"body": "About this.", "client_id": str(uuid4()), "quotes": str(held.post.id)}
    assert held.ada.client.post(f"/threads/{held.thread.id}/replies/", body).status_code == 302
    assert superuser.execute("SELECT count(*) FROM threads_post WHERE quoted <> ''").fetchone() == (0,)


def test_a_hold_that_was_let_go_is_over_for_its_writer(held: Cast, superuser: Any) -> None:
    (act,) = superuser.execute("SELECT id FROM moderation_act WHERE step = 'hold'").fetchone()
    assert "Ask for another look" in held.ben.client.get(f"/decisions/{act}/").content.decode()
    (hold,) = superuser.execute("SELECT id FROM moderation_hold WHERE released_at IS NULL").fetchone()
    held.ada.client.post(f"/moderation/holds/{hold}/release/")
    page = held.ben.client.get(f"/decisions/{act}/").content.decode()
    assert "over since" in page and "Ask for another look" not in page


def test_method_detail_is_held_at_once_and_called_again_after_a_quarter_of_an_hour(cast: Cast, superuser: Any) -> None:
    joined(cast, cast.dov, cast.group)
    send_report(cast.dov, cast.reply, "method")
    assert rows_seen(cast.dov, "threads_post", cast.reply.id) == 0
    (act,) = superuser.execute("SELECT id FROM moderation_act WHERE by_id IS NULL AND rule = 'method'").fetchone()
    assert "A rule of this program did this" in cast.ada.client.get(f"/decisions/{act}/").content.decode()
    assert ("decision", str(cast.ada.id)) in whom_jobs_tell(superuser)
    overdue = "SELECT moderation_overdue()"
    with psycopg.connect(addresses(STATE).conninfo("worker"), autocommit=True) as worker:
        assert not worker.execute(overdue).fetchall()
        superuser.execute("UPDATE moderation_case SET due_at = now() - interval '1 second'")
        assert worker.execute(overdue).fetchall() == [(only_case(superuser),)]
    with psycopg.connect(addresses(STATE).conninfo("web"), autocommit=True) as web:
        assert not web.execute(overdue).fetchall(), "it answers the worker alone"


def test_removed_words_are_their_writers_for_thirty_days(cast: Cast, superuser: Any) -> None:
    from hearten.moderation.models import KeptWords

    send_report(cast.ada, cast.post)
    said = {"step": "remove", "category": "hostile", "words": "It hurts."}
    cast.ada.client.post(f"/moderation/cases/{only_case(superuser)}/step/", said)
    (body,) = superuser.execute("SELECT body FROM threads_post WHERE id = %s", [cast.post.id]).fetchone()
    assert body == ""
    for person, kept in ((cast.ben, 1), (cast.ada, 0), (cast.mo, 0)):
        with seated(person) as seat:
            assert seat.glance(KeptWords).count() == kept
    superuser.execute("UPDATE moderation_keptwords SET until = now() - interval '1 minute'")
    with seated(cast.ben) as seat:
        assert seat.glance(KeptWords).count() == 0
    superuser.execute("SELECT moderation_sweep()")
    assert superuser.execute("SELECT count(*) FROM moderation_keptwords").fetchone() == (0,)


def test_the_functions_of_a_kind_are_no_doors(cast: Cast, superuser: Any) -> None:
    """A seat that calls them itself gets no further than its own policies: behind no mask, into nobody else’s words."""
    from django.db import connection

    find = "SELECT id FROM threads_post WHERE thread_id = %s AND opens"
    masked = superuser.execute(find, [cast.masked.id]).fetchone()[0]
    for person in (cast.ada, cast.dov):
        with seated(person), connection.cursor() as cursor:
            cursor.execute("SELECT member_id FROM moderation_about('post', %s)", [masked])
            assert cursor.fetchall() in ([], [(None,)])
    with seated(cast.ada), connection.cursor() as cursor:
        cursor.execute("SELECT moderation_post_take(%s)", [cast.post.id])
        assert cursor.fetchone() == (None,)
    assert WORDS in cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    with seated(cast.ada), connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute(
            "SELECT moderation_put_hold('post', %s, %s, 'decided', NULL, true)", [cast.post.id, cast.group.id]
        )


def test_words_that_give_a_way_to_hurt_oneself_wait_for_a_person(
    cast: Any, as_seat: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What such words are is hearten/reading/method.py's; here, what becomes of them (CR-15, CR-16)."""
    from hearten.moderation.actions import method

    monkeypatch.setattr(method, "method_detail", lambda text: ((0, 5, "gives"),) if "lantern" in text else ())
    thread = cast.thread.id
    sent = {"body": "The lantern way.", "client_id": "7d1f0f5e-6a53-4c61-9d1c-0c1f6f1f5b77"}
    assert cast.ben.client.post(f"/threads/{thread}/replies/", sent).status_code == 302
    due = superuser.execute("SELECT due_at - opened_at, category FROM moderation_case").fetchall()
    assert [(span.total_seconds(), category) for span, category in due] == [(900.0, "method")]
    assert "The lantern way." in cast.ben.client.get(f"/threads/{thread}/").content.decode(), "its writer keeps it"
    assert "The lantern way." in cast.ada.client.get(f"/threads/{thread}/").content.decode(), "and who looks after it"
    ((act,),) = superuser.execute("SELECT id FROM moderation_act").fetchall()
    assert cast.ben.client.get(f"/decisions/{act}/").status_code == 200
    sent = {"body": "I want to be gone.", "client_id": "7d1f0f5e-6a53-4c61-9d1c-0c1f6f1f5b78"}
    cast.ben.client.post(f"/threads/{thread}/replies/", sent)
    held = superuser.execute("SELECT count(*) FROM moderation_hold WHERE released_at IS NULL").fetchone()
    assert held == (1,), "pain is never held"
