"""Asking somebody to practise: who may, what they see of it, and that nobody else sees anything."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, transaction

from hearten.coach.scenarios import practice_sets
from hearten.groups.actions.practise import done_in
from hearten.groups.models import PracticeAsk
from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.database import addresses
from hearten.notices.jobs import write_down

SET = "around-a-setback"
FIRST, SECOND = practice_sets()[SET].scenarios[:2]
WHOLE = len(practice_sets()[SET].scenarios)


@pytest.fixture(autouse=True)
def _open(coached: Any) -> None:
    """The operator opened the coach."""


def _lead(group: Any) -> str:
    return f"/groups/{group.id}/lead/practice/"


def _ask(cast: Any, membership: Any = None, practice: str = SET, group: Any = None) -> Any:
    said = {"person": str((membership or cast.ben_in_group).id), "practice": practice}
    return cast.ada.client.post(_lead(group or cast.group), said)


def _asks(superuser: Any) -> Any:
    rows = superuser.execute("SELECT id, membership_id, practice, ended_at IS NULL FROM groups_practiceask")
    return rows.fetchall()


def _try(person: Any, *keys: str) -> None:
    """Put tries down as the practice room does, a moment after what was asked before."""
    from hearten.coach.models import Try

    had = {"warmth": True, "understanding": False, "interest": False}
    for key in keys:
        Try(member_id=person.id, scenario=key, at=now(), **had).save(using="keeper", force_insert=True)


def _done(as_seat: Any, person: Any, group: Any) -> list[int]:
    with as_seat(person) as seat:
        return list(done_in(seat, group.id).values())


def test_the_one_who_leads_asks_and_the_person_finds_it(cast: Any, superuser: Any) -> None:
    assert _ask(cast).url == _lead(cast.group)
    ((_id, membership, practice, running),) = _asks(superuser)
    assert (membership, practice, running) == (cast.ben_in_group.id, SET, True)
    page = cast.ada.client.get(_lead(cast.group)).content.decode()
    assert f"0 of {WHOLE} tried" in page and "Ben" in page
    mine = cast.ben.client.get(f"/groups/{cast.group.id}/me/").content.decode()
    assert "A facilitator suggests that you try “Around a setback”" in mine and f"#set-{SET}" in mine
    assert "A facilitator suggests" not in cast.ada.client.get(f"/groups/{cast.group.id}/me/").content.decode()


def test_asking_twice_is_asking_once(cast: Any, superuser: Any) -> None:
    _ask(cast)
    _ask(cast)
    assert len(_asks(superuser)) == 1
    _ask(cast, practice="first-replies")
    assert len(_asks(superuser)) == 2


def test_what_is_not_filled_in_is_said(cast: Any, superuser: Any) -> None:
    answer = cast.ada.client.post(_lead(cast.group), {})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose whom you want to ask." in page and "Choose a set." in page
    assert cast.ada.client.post(_lead(cast.group), {"person": "x", "practice": "nonsense"}).status_code == 422
    assert _asks(superuser) == []


def test_only_people_of_the_group_can_be_asked(cast: Any, superuser: Any) -> None:
    for membership in (cast.cleo_in_other, cast.ben_in_hidden):
        assert _ask(cast, membership).status_code == 404
    gone = superuser.execute("SELECT id FROM groups_membership WHERE member_id = %s", [cast.eli.id]).fetchone()[0]
    said = {"person": str(gone), "practice": SET}
    assert cast.ada.client.post(_lead(cast.group), said).status_code == 404
    assert _asks(superuser) == []


def test_the_database_refuses_what_the_page_does_not_offer(cast: Any, as_seat: Any) -> None:
    said = {"practice": SET, "scenarios": [FIRST], "asked_at": now()}
    for person, group, membership in (
        (cast.ben, cast.group, cast.ben_in_group),  # who does not lead asks nobody, not even themself
        (cast.ada, cast.group, cast.cleo_in_other),
        (cast.ada, cast.group, cast.ben_in_hidden),  # of another group that she leads
        (cast.ada, cast.other_group, cast.cleo_in_other),
        (cast.mo, cast.group, cast.ben_in_group),
        (cast.odile, cast.group, cast.ben_in_group),
    ):
        with pytest.raises(ProgrammingError), as_seat(person):
            PracticeAsk(group_id=group.id, membership_id=membership.id, **said).save(force_insert=True)
    with as_seat(cast.ada):
        PracticeAsk(group_id=cast.group.id, membership_id=cast.ben_in_group.id, **said).save(force_insert=True)
    with pytest.raises(IntegrityError), as_seat(cast.ada):
        PracticeAsk(group_id=cast.group.id, membership_id=cast.ben_in_group.id, **said).save(force_insert=True)


def test_a_request_is_changed_in_nothing_but_its_end(cast: Any, as_seat: Any) -> None:
    _ask(cast)
    with pytest.raises(ProgrammingError), as_seat(cast.ada) as seat:
        seat.glance(PracticeAsk).update(scenarios=[FIRST, SECOND, "every-other"])
    with as_seat(cast.ben) as seat:
        assert seat.glance(PracticeAsk).update(ended_at=now()) == 0
    with pytest.raises(ProgrammingError), as_seat(cast.ada) as seat:
        seat.glance(PracticeAsk).delete()


def test_those_who_lead_see_how_many_since_they_asked_and_no_more(cast: Any, as_seat: Any, superuser: Any) -> None:
    _try(cast.ben, FIRST)  # before: nobody's business
    _ask(cast)
    assert _done(as_seat, cast.ada, cast.group) == [0]
    _try(cast.ben, FIRST, FIRST, "three-stops" if "three-stops" not in practice_sets()[SET].scenarios else "not-in-it")
    assert _done(as_seat, cast.ada, cast.group) == [1], "each once, and none that the set does not hold"
    _try(cast.ben, *practice_sets()[SET].scenarios)
    assert _done(as_seat, cast.ada, cast.group) == [WHOLE]
    assert "all tried" in cast.ada.client.get(_lead(cast.group)).content.decode()
    with as_seat(cast.ada) as seat:
        from hearten.coach.models import Try

        assert not seat.glance(Try).exists()


def test_what_others_tried_does_not_count(cast: Any, as_seat: Any) -> None:
    _ask(cast)
    _try(cast.ada, FIRST)
    _try(cast.cleo, SECOND)
    assert _done(as_seat, cast.ada, cast.group) == [0]


@pytest.mark.parametrize("who", ["ben", "cleo", "dov", "eli", "mo", "odile"])
def test_nobody_else_sees_how_far_somebody_is(who: str, cast: Any, as_seat: Any) -> None:
    _ask(cast)
    _try(cast.ben, FIRST)
    person = getattr(cast, who)
    assert _done(as_seat, person, cast.group) == []
    assert person.client.get(_lead(cast.group)).status_code == 404
    with as_seat(person) as seat:
        assert seat.glance(PracticeAsk).exists() is (who == "ben")


def test_a_moderator_with_a_grant_sees_nothing_of_it(cast: Any, as_seat: Any, settings: Any) -> None:
    settings.HEARTEN_DEMO = True  # waives the second factor, and nothing else
    _ask(cast)
    cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": "A report about this conversation came in."})
    assert _done(as_seat, cast.mo, cast.group) == []
    with as_seat(cast.mo) as seat:
        assert not seat.glance(PracticeAsk).exists()


def test_in_another_group_nothing_is_seen_by_its_lead(cast: Any, as_seat: Any, superuser: Any) -> None:
    superuser.execute("UPDATE groups_membership SET role = 'facilitator' WHERE id = %s", [cast.cleo_in_other.id])
    _ask(cast)
    _try(cast.ben, FIRST)
    assert _done(as_seat, cast.cleo, cast.group) == _done(as_seat, cast.cleo, cast.other_group) == []


def test_who_no_longer_leads_no_longer_sees(cast: Any, as_seat: Any, superuser: Any) -> None:
    _ask(cast)
    superuser.execute("UPDATE groups_membership SET role = 'member' WHERE id = %s", [cast.ada_in_group.id])
    assert _done(as_seat, cast.ada, cast.group) == []


def test_a_request_is_taken_back(cast: Any, as_seat: Any, superuser: Any) -> None:
    _ask(cast)
    _try(cast.ben, FIRST)
    ((ask, *_rest),) = _asks(superuser)
    assert cast.ben.client.post(f"{_lead(cast.group)}{ask}/end/").status_code == 404
    assert cast.ada.client.post(f"{_lead(cast.hidden_group)}{ask}/end/").status_code == 404
    assert _asks(superuser)[0][-1] is True
    assert cast.ada.client.post(f"{_lead(cast.group)}{ask}/end/").status_code == 302
    assert _done(as_seat, cast.ada, cast.group) == []
    assert "A facilitator suggests" not in cast.ben.client.get(f"/groups/{cast.group.id}/me/").content.decode()
    assert superuser.execute("SELECT count(*) FROM coach_try").fetchone() == (1,), "what was tried stays their own"
    assert _ask(cast).status_code == 302 and len(_asks(superuser)) == 2, "and one may ask again"


def test_who_left_is_no_longer_listed(cast: Any, as_seat: Any) -> None:
    _ask(cast)
    _try(cast.ben, FIRST)
    cast.ben.client.post(f"/groups/{cast.group.id}/leave/", {"how": "kept"})
    assert _done(as_seat, cast.ada, cast.group) == []
    assert f"of {WHOLE} tried" not in cast.ada.client.get(_lead(cast.group)).content.decode()


def test_a_set_of_an_older_version_breaks_no_page(cast: Any, superuser: Any) -> None:
    _ask(cast)
    superuser.execute("UPDATE groups_practiceask SET practice = 'no-longer-there'")
    assert cast.ada.client.get(_lead(cast.group)).status_code == 200
    assert cast.ben.client.get(f"/groups/{cast.group.id}/me/").status_code == 200


def _hears(role: str, ask: Any) -> list[Any]:
    with psycopg.connect(addresses(settings.HEARTEN_STATE).conninfo(role)) as connection:
        return [member for (member,) in connection.execute("SELECT groups_hear_practice(%s)", [ask]).fetchall()]


def test_the_person_is_told_by_the_worker_and_nobody_else_learns_whom(cast: Any, superuser: Any) -> None:
    _ask(cast)
    ((ask, *_rest),) = _asks(superuser)
    jobs = superuser.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'notices.tell'").fetchall()
    told = {"kind": "practice_asked", "about": str(ask), "members": [], "group": str(cast.group.id)}
    assert [{name: args[name] for name in told} for (args,) in jobs] == [told]
    assert _hears("worker", ask) == [cast.ben.id]
    assert _hears("web", ask) == []
    assert _hears("worker", uuid4()) == []
    superuser.execute("UPDATE groups_practiceask SET ended_at = now()")
    assert _hears("worker", ask) == [], "what was taken back is not told any more"


@pytest.fixture
def as_worker(monkeypatch: pytest.MonkeyPatch, superuser: Any) -> Callable[[], None]:
    """Run every notice that waits, as the worker does."""
    entry = addresses(settings.HEARTEN_STATE).django("worker")

    def run() -> None:
        waiting = superuser.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'notices.tell'").fetchall()
        connection.close()
        with monkeypatch.context() as patch:
            patch.setitem(connection.settings_dict, "USER", entry["USER"])
            patch.setitem(connection.settings_dict, "OPTIONS", entry["OPTIONS"])
            for (args,) in waiting:
                with as_member(UUID(args.pop("acting_member"))), transaction.atomic():
                    write_down.now(**args)  # type: ignore[attr-defined]  # what `job` keeps for tests
            connection.close()

    return run


def test_the_notice_leads_to_where_it_stands_and_names_nothing(
    cast: Any, superuser: Any, as_worker: Callable[[], None]
) -> None:
    _ask(cast)
    as_worker()
    assert superuser.execute("SELECT member_id FROM notices_notice").fetchall() == [(cast.ben.id,)]
    page = cast.ben.client.get("/news/").content.decode()
    assert "Somebody suggests a practice set to you" in page and "Around a setback" not in page
    (notice,) = superuser.execute("SELECT id FROM notices_notice").fetchone()
    assert cast.ben.client.get(f"/news/{notice}/").url == f"/groups/{cast.group.id}/me/"


def test_where_the_coach_is_closed_nobody_is_asked_to_practise(cast: Any, as_seat: Any) -> None:
    from hearten.coach.actions import close_coach

    _ask(cast)
    with as_seat(cast.odile) as seat:
        close_coach(seat)
    assert cast.ada.client.get(_lead(cast.group)).status_code == _ask(cast).status_code == 404
    assert "/lead/practice/" not in cast.ada.client.get(f"/groups/{cast.group.id}/lead/").content.decode()
    assert "practice room" not in cast.ben.client.get(f"/groups/{cast.group.id}/me/").content.decode()
