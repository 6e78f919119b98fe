"""Pictures that somebody asks others to look at: reported, held, removed, brought back; gone when their words go."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from hearten.kernel import keystore
from hearten.members import retention
from hearten.moderation.tests.conftest import joined, only_case, whom_jobs_tell
from hearten.pictures import jobs
from hearten.pictures.tests.conftest import sent_form
from tests.people import Cast, seated

REASON = "It shows something that hurts. Say it in words."


@pytest.fixture
def dov_in(cast: Cast) -> Cast:
    """Dov is in "low days", and looks after nothing there."""
    joined(cast, cast.dov, cast.group)
    return cast


@pytest.fixture
def sent(dov_in: Cast, superuser: Any) -> UUID:
    """Ben replied with a picture that nothing and nobody has looked at."""
    answer = dov_in.ben.client.post(f"/threads/{dov_in.thread.id}/replies/", sent_form())
    assert answer.status_code == 302
    return UUID(str(superuser.execute("SELECT id FROM pictures_picture").fetchone()[0]))


@pytest.fixture
def look(cast: Cast, as_worker: Callable[..., None]) -> Callable[[UUID], None]:
    """`look(picture)`: the worker looks at a picture of Ben's."""
    return lambda picture: as_worker(jobs.scan.now, actor=cast.ben.id, picture=str(picture))


@pytest.fixture
def shown(sent: UUID, look: Callable[[UUID], None]) -> UUID:
    """The group sees the picture."""
    look(sent)
    return sent


def sees(person: Any, picture: UUID) -> bool:
    return bool(person.client.get(f"/pictures/{picture}/").status_code == 200)


def decide(person: Any, case: Any, step: str) -> int:
    said = {"step": step, "category": "hostile", "words": REASON}
    return int(person.client.post(f"/moderation/cases/{case}/step/", said).status_code)


def test_a_picture_is_reported_held_and_removed_as_words_are(dov_in: Cast, shown: UUID, superuser: Any) -> None:
    address = f"/report/picture/{shown}/"
    page = dov_in.dov.client.get(address).content.decode()
    assert "My window at six." in page and f"/pictures/{shown}/" in page
    back = dov_in.dov.client.get(f"/pictures/{shown}/about/")
    assert (back.status_code, back["Location"].startswith("/posts/")) == (302, True), "the way back from a report"
    assert dov_in.ben.client.get(address).status_code == 403, "it is his own"
    assert dov_in.cleo.client.get(address).status_code == 404
    assert dov_in.dov.client.post(address, {"category": "hostile", "words": "Not here."}).status_code == 302
    case = only_case(superuser)
    page = dov_in.ada.client.get(f"/moderation/cases/{case}/").content.decode()
    assert "My window at six." in page and f'<img src="/pictures/{shown}/"' in page
    assert decide(dov_in.ada, case, "hold") == 302
    assert not sees(dov_in.dov, shown) and sees(dov_in.ben, shown)
    (act,) = superuser.execute("SELECT id FROM moderation_act").fetchone()
    assert REASON in dov_in.ben.client.get(f"/decisions/{act}/").content.decode()


def post_of(superuser: Any, picture: UUID) -> Any:
    return superuser.execute("SELECT about FROM pictures_picture WHERE id = %s", [picture]).fetchone()[0]


def case_about(cast: Cast, superuser: Any, kind: str, item: Any) -> Any:
    cast.dov.client.post(f"/report/{kind}/{item}/", {"category": "hostile"})
    return superuser.execute("SELECT id FROM moderation_case WHERE item = %s AND closed_at IS NULL", [item]).fetchone()[
        0
    ]


def release(cast: Cast, superuser: Any, item: Any) -> int:
    (hold,) = superuser.execute(
        "SELECT id FROM moderation_hold WHERE item = %s AND released_at IS NULL", [item]
    ).fetchone()
    return int(cast.ada.client.post(f"/moderation/holds/{hold}/release/").status_code)


def appeal(cast: Cast, superuser: Any, answer: str) -> None:
    """Ben asks for another look at the removal, and Mo, who entered the group, answers; an empty answer is none yet."""
    (act,) = superuser.execute("SELECT id FROM moderation_act WHERE step = 'remove'").fetchone()
    assert cast.ben.client.post(f"/decisions/{act}/", {"words": "It is a window."}).status_code == 302
    if answer:
        cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": "Somebody asks for another look."})
        (key,) = superuser.execute("SELECT id FROM moderation_appeal").fetchone()
        said = {"answer": answer, "words": "You are right."}
        assert cast.mo.client.post(f"/moderation/appeals/{key}/", said).status_code == 302


def test_a_picture_goes_with_removed_words_and_comes_back_with_them(dov_in: Cast, shown: UUID, superuser: Any) -> None:
    post = post_of(superuser, shown)
    case = case_about(dov_in, superuser, "post", post)
    hold = {"step": "hold", "category": "hostile", "words": REASON, "open": "on"}
    assert dov_in.ada.client.post(f"/moderation/cases/{case}/step/", hold).status_code == 302
    assert not sees(dov_in.dov, shown) and sees(dov_in.ada, shown)
    assert decide(dov_in.ada, case, "remove") == 302
    assert not sees(dov_in.dov, shown), "the hold ended with the removal, and nothing is shown by that"
    appeal(dov_in, superuser, "reversed")
    assert sees(dov_in.dov, shown)


def test_what_was_not_looked_at_when_its_words_went_is_not_shown(
    dov_in: Cast, sent: UUID, look: Callable[[UUID], None], superuser: Any
) -> None:
    case = case_about(dov_in, superuser, "post", post_of(superuser, sent))
    decide(dov_in.ada, case, "remove")
    look(sent)
    assert not sees(dov_in.dov, sent)
    appeal(dov_in, superuser, "reversed")
    assert not sees(dov_in.dov, sent), "it waits for a person"
    assert dov_in.ada.client.post(f"/pictures/{sent}/showing/").status_code == 302
    assert sees(dov_in.dov, sent)


def test_what_is_found_fine_while_its_words_are_held_is_seen_when_they_are(
    dov_in: Cast, sent: UUID, look: Callable[[UUID], None], superuser: Any
) -> None:
    post = post_of(superuser, sent)
    decide(dov_in.ada, case_about(dov_in, superuser, "post", post), "hold")
    look(sent)
    assert not sees(dov_in.dov, sent)
    assert release(dov_in, superuser, post) == 302
    assert sees(dov_in.dov, sent)


def test_a_picture_that_is_held_itself_stays_so_when_its_words_come_back(
    dov_in: Cast, shown: UUID, superuser: Any
) -> None:
    post = post_of(superuser, shown)
    for kind, item in (("picture", shown), ("post", post)):
        decide(dov_in.ada, case_about(dov_in, superuser, kind, item), "hold")
    assert release(dov_in, superuser, post) == 302
    assert not sees(dov_in.dov, shown)
    assert release(dov_in, superuser, shown) == 302
    assert sees(dov_in.dov, shown)


def test_when_a_group_erases_words_their_pictures_are_shredded(
    dov_in: Cast, shown: UUID, superuser: Any, as_worker: Callable[..., None]
) -> None:
    superuser.execute("UPDATE groups_group SET keeps = 'erase', keeps_days = 30 WHERE id = %s", [dov_in.group.id])
    superuser.execute("UPDATE threads_thread SET last_at = now() - interval '31 days'")
    as_worker(lambda: retention.sweep("night"))
    assert not sees(dov_in.dov, shown)
    assert str(shown) not in dov_in.ada.client.get(f"/threads/{dov_in.thread.id}/").content.decode()
    as_worker(lambda: jobs.sweep(timestamp=0))
    assert superuser.execute("SELECT count(*) FROM pictures_picture").fetchone() == (0,)
    asked = "SELECT args ->> 'picture' FROM procrastinate_jobs WHERE task_name = 'pictures.shred'"
    assert superuser.execute(asked).fetchall() == [(str(shown),)]
    as_worker(jobs.shred.now, actor=dov_in.ben.id, picture=str(shown))
    assert shown.hex in keystore.erased()


@pytest.mark.parametrize("kind", ["picture", "post"])
def test_nothing_is_shredded_while_somebody_asks_for_another_look(
    kind: str, dov_in: Cast, shown: UUID, superuser: Any, as_worker: Callable[..., None]
) -> None:
    item = shown if kind == "picture" else post_of(superuser, shown)
    decide(dov_in.ada, case_about(dov_in, superuser, kind, item), "remove")
    superuser.execute("UPDATE pictures_picture SET removed_at = now() - interval '31 days'")
    appeal(dov_in, superuser, "")
    as_worker(lambda: jobs.sweep(timestamp=0))
    assert superuser.execute("SELECT count(*) FROM pictures_picture").fetchone() == (1,)
    superuser.execute("UPDATE moderation_appeal SET answer = 'upheld', answered_at = now()")
    as_worker(lambda: jobs.sweep(timestamp=0))
    assert superuser.execute("SELECT count(*) FROM pictures_picture").fetchone() == (0,)


@pytest.mark.parametrize("kind", ["picture", "post"])
@pytest.mark.parametrize("step", ["hold", "remove"])
def test_who_judges_a_case_sees_its_pictures(kind: str, step: str, dov_in: Cast, shown: UUID, superuser: Any) -> None:
    """A moderator of the group, who does not lead it, and staff with a grant: neither sees it in any other way."""
    joined(dov_in, dov_in.cleo, dov_in.group, role="moderator")
    item = shown if kind == "picture" else post_of(superuser, shown)
    case = case_about(dov_in, superuser, kind, item)
    decide(dov_in.ada, case, step)
    assert not sees(dov_in.dov, shown) and not sees(dov_in.mo, shown)
    dov_in.mo.client.post(f"/desk/groups/{dov_in.group.id}/enter/", {"reason": "Somebody asks for another look."})
    for person in (dov_in.cleo, dov_in.mo):
        assert sees(person, shown), person.name
        assert "waits for a look" not in person.client.get(f"/threads/{dov_in.thread.id}/").content.decode()
    (act,) = superuser.execute("SELECT id FROM moderation_act").fetchone()
    dov_in.ben.client.post(f"/decisions/{act}/", {"words": "It is a window."})
    (key,) = superuser.execute("SELECT id FROM moderation_appeal").fetchone()
    address = f"/moderation/appeals/{key}/"
    page = dov_in.cleo.client.get(address).content.decode() + (
        dov_in.cleo.client.post(f"{address}kept/").content.decode() if step == "remove" else ""
    )
    if kind == "picture" or step == "remove":
        assert f'<img src="/pictures/{shown}/"' in page


def test_to_end_a_stay_over_a_picture_takes_somebody_of_the_staff(dov_in: Cast, shown: UUID, superuser: Any) -> None:
    case = case_about(dov_in, superuser, "picture", shown)
    assert decide(dov_in.ada, case, "leave") == 302
    assert dov_in.ada.client.get(f"/moderation/cases/{case}/").status_code == 200
    dov_in.mo.client.post(f"/desk/groups/{dov_in.group.id}/enter/", {"reason": "A case waits in this group."})
    (proposal,) = superuser.execute("SELECT id FROM moderation_proposal").fetchone()
    address = f"/moderation/proposals/{proposal}/answer/"
    assert dov_in.mo.client.post(address, {"agrees": "yes"}).status_code == 302


def test_a_picture_that_was_removed_by_one_press_has_a_decision_and_another_look(
    dov_in: Cast, shown: UUID, superuser: Any, as_worker: Callable[..., None]
) -> None:
    superuser.execute("DELETE FROM procrastinate_jobs")
    assert dov_in.ada.client.post(f"/pictures/{shown}/removal/").status_code == 302
    assert not sees(dov_in.dov, shown)
    told = whom_jobs_tell(superuser)
    assert told == [("decision", str(dov_in.ben.id))], "nobody reported it, and it is his"
    names = "SELECT task_name FROM procrastinate_jobs WHERE args ->> 'picture' = %s"
    assert superuser.execute(names, [str(shown)]).fetchall() == [("pictures.remember",)]
    log = dov_in.ben.client.get(f"/groups/{dov_in.group.id}/log/").content.decode()
    assert "Words or a picture were removed" in log
    (act,) = superuser.execute("SELECT id FROM moderation_act").fetchone()
    assert "A person decided this" in dov_in.ben.client.get(f"/decisions/{act}/").content.decode()
    assert dov_in.ada.client.post(f"/pictures/{shown}/removal/").status_code == 403, "once"
    appeal(dov_in, superuser, "reversed")
    assert sees(dov_in.dov, shown)


def test_nobody_removes_by_one_press_what_somebody_else_has_in_hand(dov_in: Cast, shown: UUID, superuser: Any) -> None:
    joined(dov_in, dov_in.cleo, dov_in.group, role="co_facilitator")
    case = case_about(dov_in, superuser, "picture", shown)
    dov_in.cleo.client.post(f"/moderation/cases/{case}/hand/", {"take": "yes"})
    assert dov_in.ada.client.post(f"/pictures/{shown}/removal/").status_code == 403
    assert sees(dov_in.dov, shown)


def test_no_case_is_opened_by_who_looks_after_nothing_there(dov_in: Cast, shown: UUID, superuser: Any) -> None:
    from django.db import connection

    for person in (dov_in.dov, dov_in.ben, dov_in.cleo, dov_in.mo):
        with seated(person), connection.cursor() as cursor:
            cursor.execute("SELECT moderation_open_case('picture', %s)", [shown])
            assert cursor.fetchone() == (None,), person.name


def test_what_a_case_holds_is_not_shown_by_another_button(dov_in: Cast, shown: UUID, superuser: Any) -> None:
    decide(dov_in.ada, case_about(dov_in, superuser, "picture", shown), "hold")
    assert "Show it to the group" not in dov_in.ada.client.get(f"/pictures/{shown}/about/").content.decode()
    assert "My window" not in dov_in.ada.client.get(f"/groups/{dov_in.group.id}/lead/pictures/").content.decode()
    dov_in.ada.client.post(f"/pictures/{shown}/showing/")
    assert not sees(dov_in.dov, shown)
