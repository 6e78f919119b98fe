"""What holds a post on its way to a group, for new words and changed ones; and what happens when it is let go."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from hearten.kernel.database import addresses
from hearten.moderation.tests.conftest import joined, whom_jobs_tell
from tests.ground import STATE
from tests.people import Cast

METHOD = "The lantern way."


@pytest.fixture
def dov_in(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Dov is in "low days"; words about a lantern are read as a way to hurt oneself."""
    from hearten.moderation.actions import method

    monkeypatch.setattr(method, "method_detail", lambda text: ((0, 5, "gives"),) if "lantern" in text else ())
    joined(cast, cast.dov, cast.group)
    return cast


def switch(cast: Cast, kind: str) -> None:
    said = {"kind": kind, "why": "Many came at once.", "days": "2"}
    assert cast.ada.client.post(f"/groups/{cast.group.id}/switches/", said).status_code == 302


def begin(person: Any, cast: Cast, **more: str) -> str:
    said = {"body": "May I?", "title": "A first try", "kind": "support", "wish": "listen", "client_id": str(uuid4())}
    answer = person.client.post(f"/groups/{cast.group.id}/write/", said | more)
    assert answer.status_code == 302
    return str(answer["Location"])


def reply(person: Any, cast: Cast, words: str) -> None:
    said = {"body": words, "client_id": str(uuid4())}
    assert person.client.post(f"/threads/{cast.thread.id}/replies/", said).status_code == 302


def edit(cast: Cast, **more: str) -> Any:
    """Ben changes how his conversation begins."""
    said = {"body": "I woke up at four again.", "title": cast.thread.title, "wish": "listen", "note": ""} | more
    answer = cast.ben.client.post(f"/posts/{cast.post.id}/edit/", said)
    assert answer.status_code == 302
    return answer


def held(superuser: Any) -> list[tuple[Any, str]]:
    return list(superuser.execute("SELECT id, why FROM moderation_hold WHERE released_at IS NULL").fetchall())


def live(cast: Cast, post: Any) -> list[Any]:
    with psycopg.connect(addresses(STATE).conninfo("live")) as hub:
        return [row for (row,) in hub.execute("SELECT threads_live_posts(%s)", [[post]]).fetchall()]


def page(person: Any, cast: Cast) -> int:
    return int(person.client.get(f"/threads/{cast.thread.id}/").status_code)


@pytest.mark.parametrize(
    "changed",
    [{"body": "I sell lamps."}, {"title": "Lamps for sale"}, {"note": "lamps"}],
    ids=["body", "title", "note"],
)
def test_where_everything_waits_a_change_waits_too(changed: dict[str, str], dov_in: Cast, superuser: Any) -> None:
    switch(dov_in, "everything")
    superuser.execute("DELETE FROM procrastinate_jobs")
    edit(dov_in, **changed)
    assert "Your words wait for a look." in dov_in.ben.client.get(f"/threads/{dov_in.thread.id}/").content.decode()
    assert [why for _hold, why in held(superuser)] == ["waits"]
    assert (page(dov_in.dov, dov_in), page(dov_in.ben, dov_in)) == (404, 200)
    assert ("post_waits", str(dov_in.ada.id)) in whom_jobs_tell(superuser)
    (row,) = live(dov_in, dov_in.post.id)
    assert (row["html"], row["withdrawn"]) == ("", "held"), "open pages lose what they showed"
    assert "because it was changed" in dov_in.ada.client.get("/moderation/").content.decode()
    superuser.execute("DELETE FROM procrastinate_jobs")
    assert dov_in.ada.client.post(f"/moderation/holds/{held(superuser)[0][0]}/release/").status_code == 302
    assert page(dov_in.dov, dov_in) == 200
    assert not whom_jobs_tell(superuser), "it went out when it was new"


def test_who_looks_after_the_group_and_who_changes_nothing_waits_for_nobody(dov_in: Cast, superuser: Any) -> None:
    switch(dov_in, "everything")
    (body,) = superuser.execute("SELECT body FROM threads_post WHERE id = %s", [dov_in.post.id]).fetchone()
    edit(dov_in, body=body)
    dov_in.ada.client.post(f"/posts/{dov_in.reply.id}/edit/", {"body": "I read this three times."})
    assert not held(superuser)


@pytest.mark.parametrize("where", ["body", "title", "note"])
def test_a_change_that_gives_a_way_to_hurt_oneself_is_held(where: str, dov_in: Cast, superuser: Any) -> None:
    edit(dov_in, **{where: METHOD})
    assert [why for _hold, why in held(superuser)] == ["method"]
    assert page(dov_in.dov, dov_in) == 404


@pytest.mark.parametrize("where", ["body", "title", "note", "mood"])
def test_a_conversation_that_gives_one_is_held_wherever_it_says_so(where: str, dov_in: Cast, superuser: Any) -> None:
    begin(dov_in.ben, dov_in, **{where: METHOD})
    assert [why for _hold, why in held(superuser)] == ["method"]


def step(cast: Cast, superuser: Any, what: str) -> None:
    (case,) = superuser.execute("SELECT id FROM moderation_case WHERE closed_at IS NULL").fetchone()
    said = {"step": what, "category": "method", "words": "I read it."}
    assert cast.ada.client.post(f"/moderation/cases/{case}/step/", said).status_code == 302


def press(cast: Cast, superuser: Any) -> None:
    assert cast.ada.client.post(f"/moderation/holds/{held(superuser)[0][0]}/release/").status_code == 302


def appeal(cast: Cast, superuser: Any) -> None:
    (act,) = superuser.execute("SELECT id FROM moderation_act WHERE rule = 'method'").fetchone()
    assert cast.dov.client.post(f"/decisions/{act}/", {"words": "It is a lamp."}).status_code == 302
    (key,) = superuser.execute("SELECT id FROM moderation_appeal").fetchone()
    said = {"answer": "reversed", "words": "You are right."}
    assert cast.ada.client.post(f"/moderation/appeals/{key}/", said).status_code == 302


def removal_reversed(cast: Cast, superuser: Any) -> None:
    step(cast, superuser, "remove")
    assert ("reply", str(cast.ben.id)) not in whom_jobs_tell(superuser)
    (act,) = superuser.execute("SELECT id FROM moderation_act WHERE step = 'remove'").fetchone()
    assert cast.dov.client.post(f"/decisions/{act}/", {"words": "It is a lamp."}).status_code == 302
    cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": "Somebody asks for another look."})
    (key,) = superuser.execute("SELECT id FROM moderation_appeal").fetchone()
    said = {"answer": "reversed", "words": "You are right."}
    assert cast.mo.client.post(f"/moderation/appeals/{key}/", said).status_code == 302


@pytest.mark.parametrize("ending", ["press", "none", "note", "release", "appeal", "removal reversed"])
def test_what_was_held_before_anybody_saw_it_goes_out_however_the_hold_ends(
    ending: str, dov_in: Cast, superuser: Any
) -> None:
    reply(dov_in.dov, dov_in, METHOD)
    (post,) = superuser.execute("SELECT id FROM threads_post WHERE body = %s", [METHOD]).fetchone()
    assert not live(dov_in, post), "nobody is told that there is something to hide"
    assert ("reply", str(dov_in.ben.id)) not in whom_jobs_tell(superuser)
    if ending in ("press", "appeal", "removal reversed"):
        {"press": press, "appeal": appeal, "removal reversed": removal_reversed}[ending](dov_in, superuser)
    else:
        step(dov_in, superuser, ending)
    assert METHOD in dov_in.ben.client.get(f"/threads/{dov_in.thread.id}/").content.decode()
    told = whom_jobs_tell(superuser)
    assert ("reply", str(dov_in.ben.id)) in told and ("reply", str(dov_in.dov.id)) not in told
    moved = "SELECT last_at = (SELECT made_at FROM threads_post WHERE id = %s) FROM threads_thread WHERE id = %s"
    assert superuser.execute(moved, [post, dov_in.thread.id]).fetchone() == (True,)


def test_what_everybody_had_seen_does_not_go_out_again(dov_in: Cast, superuser: Any) -> None:
    reply(dov_in.dov, dov_in, "I know that hour.")
    (post,) = superuser.execute("SELECT id FROM threads_post WHERE body = 'I know that hour.'").fetchone()
    dov_in.ben.client.post(f"/report/post/{post}/", {"category": "method"})
    superuser.execute("DELETE FROM procrastinate_jobs")
    press(dov_in, superuser)
    assert "reply" not in {kind for kind, _member in whom_jobs_tell(superuser)}


def test_to_show_what_is_held_settles_the_case_about_it(dov_in: Cast, superuser: Any) -> None:
    reply(dov_in.dov, dov_in, "I know that hour.")
    (post,) = superuser.execute("SELECT id FROM threads_post WHERE body = 'I know that hour.'").fetchone()
    dov_in.ben.client.post(f"/report/post/{post}/", {"category": "method"})
    press(dov_in, superuser)
    assert superuser.execute("SELECT outcome, closed_at IS NULL FROM moderation_case").fetchall() == [
        ("release", False)
    ]
    told = whom_jobs_tell(superuser)
    assert ("report_decided", str(dov_in.ben.id)) in told and ("decision", str(dov_in.dov.id)) in told
    steps = "SELECT step, by_name, ended_at IS NULL FROM moderation_act ORDER BY made_at"
    assert superuser.execute(steps).fetchall() == [("hold", "", False), ("release", "Ada", True)]


def test_nobody_shows_what_somebody_else_has_in_hand(dov_in: Cast, superuser: Any) -> None:
    joined(dov_in, dov_in.cleo, dov_in.group, role="co_facilitator")
    reply(dov_in.dov, dov_in, METHOD)
    (case,) = superuser.execute("SELECT id FROM moderation_case").fetchone()
    dov_in.cleo.client.post(f"/moderation/cases/{case}/hand/", {"take": "yes"})
    hold = held(superuser)[0][0]
    assert dov_in.ada.client.post(f"/moderation/holds/{hold}/release/").status_code == 403
    assert dov_in.cleo.client.post(f"/moderation/holds/{hold}/release/").status_code == 302


def test_a_rule_does_not_hold_again_what_a_person_found_fine_until_it_is_changed(dov_in: Cast, superuser: Any) -> None:
    report = {"category": "method"}
    dov_in.dov.client.post(f"/report/post/{dov_in.post.id}/", report)
    step(dov_in, superuser, "none")
    dov_in.dov.client.post(f"/report/post/{dov_in.post.id}/", report)
    assert not held(superuser)
    (open_,) = superuser.execute("SELECT count(*) FROM moderation_case WHERE closed_at IS NULL").fetchone()
    assert open_ == 1, "people are called all the same"
    step(dov_in, superuser, "none")
    edit(dov_in, body="Other words.")
    dov_in.dov.client.post(f"/report/post/{dov_in.post.id}/", report)
    assert [why for _hold, why in held(superuser)] == ["method"]
