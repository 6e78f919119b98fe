"""The desk: for staff alone, and nothing on it happens without a trace for those it concerns."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings as installed
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from hearten.desk import jobs as desk_jobs
from hearten.desk.actions import look, staff, visit
from hearten.groups.models import Grant, Group, Membership
from hearten.groups.standing import place_in
from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.database import addresses
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.models import StaffRead, Standing
from hearten.notices import jobs, reading
from hearten.threads.actions.write import Draft, start
from hearten.threads.models import Mask, MaskLookup

pytestmark = pytest.mark.django_db

REASON = "Somebody may be in danger and asked us to find out who."


@pytest.fixture(autouse=True)
def demo(settings):
    settings.HEARTEN_DEMO = True  # a second step is not asked for; one test asks for it


@pytest.fixture
def operator(cast):
    return cast.odile


@pytest.fixture
def second(cast, superuser):
    """Cleo is on the desk too, with nothing but a passphrase."""
    superuser.execute(
        "INSERT INTO members_standing (id, member_id, role, name, given_at)"
        " VALUES (%s, %s, 'moderator', 'Cleo', now())",
        [uuid4(), cast.cleo.id],
    )
    return replace(cast.cleo, standing="moderator")


@pytest.fixture
def as_worker(monkeypatch, superuser):
    """Run every enqueued notice as the worker does."""
    entry = addresses(installed.HEARTEN_STATE).django("worker")

    def run(also=None):
        told = "SELECT args FROM procrastinate_jobs WHERE task_name = 'notices.tell'"
        waiting = superuser.execute(told).fetchall()
        superuser.execute("DELETE FROM procrastinate_jobs")
        connection.close()
        with monkeypatch.context() as patch:
            patch.setitem(connection.settings_dict, "USER", entry["USER"])
            patch.setitem(connection.settings_dict, "OPTIONS", entry["OPTIONS"])
            if also:
                also()
            for (args,) in waiting:
                actor = args.pop("acting_member")
                with as_member(UUID(actor) if actor else None), transaction.atomic():
                    jobs.write_down.now(**args)
            connection.close()

    return run


def news(as_seat, member):
    with as_seat(member) as seat:
        return [(one.kind, str(one.sentence)) for one in reading.all_news(seat)]


def masked_thread(as_seat, member, group):
    with as_seat(member) as seat:
        draft = Draft("I cannot say this with my name.", uuid4(), masked=True)
        thread = start(seat, place_in(seat, group.id), draft, title="Hidden", kind="support", wish="listen")
        return seat.find(Mask, thread.mask_id)


PAGES = ["", "groups/", "look-ups/", "before-opening/", "groups/make/", "staff/", "lines/"]


@pytest.mark.parametrize("page", PAGES)
def test_there_is_no_desk_for_anybody_else(cast, page):
    assert Client().get(f"/desk/{page}").status_code == 302
    assert cast.ben.client.get(f"/desk/{page}").status_code == 404
    assert cast.mo.client.get(f"/desk/{page}").status_code == (200 if page in PAGES[:3] else 404)


@pytest.mark.parametrize("page", PAGES)
def test_an_operator_sees_every_page(cast, operator, page):
    assert operator.client.get(f"/desk/{page}").status_code == 200


def test_the_desk_asks_for_a_second_step(cast, second, settings):
    settings.HEARTEN_DEMO = False
    assert cast.mo.client.get("/desk/").status_code == 200
    answer = second.client.get("/desk/")
    assert answer.status_code == 403 and "/you/codes/" in answer.content.decode()


def test_entering_a_group_takes_a_reason_and_is_told(cast, as_seat, as_worker):
    page = f"/desk/groups/{cast.group.id}/enter/"
    assert cast.mo.client.get(f"/groups/{cast.group.id}/lead/people/").status_code == 404
    short = cast.mo.client.post(page, {"reason": "because"})
    assert short.status_code == 422 and "because" in short.content.decode()
    assert cast.mo.client.post(page, {"reason": REASON}).status_code == 302
    with as_seat(cast.mo) as seat:
        assert seat.glance(Membership).filter(group_id=cast.group.id, ended_at=None).count() == 2
    with as_seat(cast.ben) as seat:
        (grant,) = seat.glance(Grant)
        assert (grant.reason, grant.staff_name) == (REASON, "Mo")
        assert (grant.expires_at - grant.made_at).total_seconds() == 3600
    as_worker()
    assert [kind for kind, _sentence in news(as_seat, cast.ada)] == [visit.ENTERED]
    assert news(as_seat, cast.ben) == []
    assert REASON in cast.mo.client.get("/desk/").content.decode()


def test_a_visit_can_end_early(cast, as_seat):
    with as_seat(cast.mo) as seat:
        grant = visit.enter(seat, seat.find(Group, cast.group.id), REASON)
    assert cast.ben.client.post(f"/desk/visits/{grant.id}/end/").status_code == 404
    assert cast.mo.client.post(f"/desk/visits/{grant.id}/end/").status_code == 302
    with as_seat(cast.mo) as seat:
        assert not seat.glance(Membership).filter(group_id=cast.group.id).exists()
        with pytest.raises(Unseen):
            visit.end(seat, grant.id)


def test_nobody_enters_twice_or_their_own_group(cast, as_seat, second):
    with as_seat(cast.mo) as seat:
        group = seat.find(Group, cast.group.id)
        visit.enter(seat, group, REASON)
        with pytest.raises(Refused):
            visit.enter(seat, group, REASON)
    with as_seat(second) as seat, pytest.raises(Refused):
        visit.enter(seat, seat.find(Group, cast.other_group.id), REASON)


def test_a_member_cannot_grant_themself_anything(cast, as_seat):
    with pytest.raises(ProgrammingError, match="row-level security"), as_seat(cast.ben) as seat:
        grant = Grant(group_id=cast.other_group.id, staff_id=seat.me, staff_name="Ben", reason=REASON)
        grant.made_at = grant.expires_at = now()
        grant.save(force_insert=True)


def asked(cast, as_seat, hold_days=0):
    mask = masked_thread(as_seat, cast.ben, cast.group)
    with as_seat(cast.mo) as seat:
        visit.enter(seat, seat.find(Group, cast.group.id), REASON)
    answer = cast.mo.client.post("/desk/look-ups/ask/", {"mask": mask.id, "reason": REASON, "hold_days": hold_days})
    assert answer.status_code == 302, answer.content.decode()
    with as_seat(cast.mo) as seat:
        return seat.glance(MaskLookup).get()


def test_two_people_look_behind_a_mask_and_its_person_is_told(cast, as_seat, second, as_worker):
    lookup = asked(cast, as_seat)
    agree, see = f"/desk/look-ups/{lookup.id}/answer/", f"/desk/look-ups/{lookup.id}/look/"
    assert cast.mo.client.post(agree, {"agrees": "yes"}).status_code == 403
    assert cast.mo.client.post(see).status_code == 403
    assert "I agree" in second.client.get("/desk/").content.decode()
    assert second.client.post(agree, {"agrees": "yes"}).status_code == 302
    assert second.client.post(see).status_code == 404
    shown = cast.mo.client.post(see)
    assert shown.status_code == 200 and "<strong>Ben</strong>" in shown.content.decode()
    again = cast.mo.client.post(see)
    assert again.status_code == 403 and "Ben" not in again.content.decode()
    as_worker()
    assert [kind for kind, _sentence in news(as_seat, cast.ben)] == [look.READ]
    with as_seat(cast.ben) as seat:
        assert seat.glance(StaffRead).get().reason == REASON


def test_a_declined_look_never_happens(cast, as_seat, second):
    lookup = asked(cast, as_seat)
    assert second.client.post(f"/desk/look-ups/{lookup.id}/answer/", {"agrees": "no"}).status_code == 302
    assert cast.mo.client.post(f"/desk/look-ups/{lookup.id}/look/").status_code == 403
    assert "Declined. Nobody looked." in cast.mo.client.get("/desk/look-ups/").content.decode()


def test_a_hold_ends_and_then_the_person_is_told(cast, as_seat, second, as_worker, superuser):
    lookup = asked(cast, as_seat, hold_days=30)
    with as_seat(second) as seat:
        look.answer(seat, seat.find(MaskLookup, lookup.id), True)
    with as_seat(cast.mo) as seat:
        assert look.look(seat, seat.find(MaskLookup, lookup.id)) == "Ben"
    as_worker(lambda: desk_jobs.holds_over(0))
    as_worker()
    assert news(as_seat, cast.ben) == []
    for table in ("threads_masklookup", "members_staffread"):
        superuser.execute(f"UPDATE {table} SET held_until = now() - interval '1 minute'")
    as_worker(lambda: desk_jobs.holds_over(0))
    as_worker()
    assert [kind for kind, _sentence in news(as_seat, cast.ben)] == [look.READ]


def test_a_hold_is_at_most_30_days_and_a_reason_is_a_reason(cast, as_seat):
    mask = masked_thread(as_seat, cast.ben, cast.group)
    words = {"mask": mask.id, "reason": REASON, "hold_days": 31}
    assert cast.mo.client.post("/desk/look-ups/ask/", words).status_code == 404  # no running visit, no mask
    with as_seat(cast.mo) as seat:
        visit.enter(seat, seat.find(Group, cast.group.id), REASON)
    answer = cast.mo.client.post("/desk/look-ups/ask/", words)
    assert answer.status_code == 422 and REASON in answer.content.decode()
    assert cast.mo.client.get(f"/desk/look-ups/ask/?mask={mask.id}").status_code == 200
    assert cast.mo.client.get("/desk/look-ups/ask/?mask=nonsense").status_code == 404


def test_the_web_role_learns_nothing_from_the_workers_doors(cast, as_seat, second):
    lookup = asked(cast, as_seat)
    with as_seat(second) as seat:
        look.answer(seat, seat.find(MaskLookup, lookup.id), True)
    with as_seat(cast.mo) as seat:
        look.look(seat, seat.find(MaskLookup, lookup.id))
        with connection.cursor() as cursor:
            cursor.execute("SELECT desk_behind(%s)", [lookup.id])
            assert cursor.fetchall() == []


def test_an_operator_makes_a_group_names_who_leads_it_and_closes_it(cast, operator, as_seat):
    filled = {
        "title": "Late hours",
        "purpose": "We write at night.",
        "who_for": "People who are awake.",
        "topics": "sleep",
        "formats": ["forum"],
        "language": "en",
        "zone": "UTC",
        "openness": "open",
        "keeps": "keep",
        "agreement": "Be kind.",
    }
    wrong = operator.client.post("/desk/groups/make/", filled | {"title": ""})
    assert wrong.status_code == 422 and "We write at night." in wrong.content.decode()
    made = operator.client.post("/desk/groups/make/", filled)
    page = made.headers["Location"]
    assert operator.client.post(page, {"sign_in_name": "Nobody here", "shown_name": "N"}).status_code == 403
    assert operator.client.post(page, {"sign_in_name": "Ben", "shown_name": "Benno"}).status_code == 302
    with as_seat(cast.ben) as seat:
        assert seat.glance(Membership).filter(name="Benno", role="facilitator").exists()
    assert operator.client.get(f"{page}close/").status_code == 200
    assert operator.client.post(f"{page}close/").status_code == 302
    assert operator.client.get(page).status_code == 404
    assert cast.mo.client.post("/desk/groups/make/", filled).status_code == 404


def test_an_operator_gives_and_ends_a_moderators_place(cast, operator, as_seat):
    assert operator.client.post("/desk/staff/", {"sign_in_name": "Nobody", "shown_name": "N"}).status_code == 403
    assert operator.client.post("/desk/staff/", {"sign_in_name": "Ben", "shown_name": "Ben B"}).status_code == 302
    assert cast.ben.client.get("/desk/").status_code == 200
    with as_seat(operator) as seat:
        bens = seat.glance(Standing).get(member_id=cast.ben.id)
        own = seat.glance(Standing).get(member_id=operator.id)
        with pytest.raises(Refused):
            staff.end_standing(seat, own)
    assert operator.client.post(f"/desk/staff/{bens.id}/end/").status_code == 302
    assert cast.ben.client.get("/desk/").status_code == 404


def test_a_moderator_cannot_make_staff(cast, as_seat):
    with pytest.raises(ProgrammingError, match="row-level security"), as_seat(cast.mo) as seat:
        staff.make_moderator(seat, "Ben", "Ben")


def test_an_operator_writes_down_that_a_line_was_dialled(cast, operator, clock):
    filled = {"line": "fr-call-3114", "right": "yes", "on": now().date().isoformat(), "initials": "DV"}
    later = filled | {"on": "2999-01-01"}
    assert operator.client.post("/desk/lines/", later).status_code == 422
    assert operator.client.post("/desk/lines/", filled).status_code == 302
    assert "DV" in operator.client.get("/desk/lines/").content.decode()
    assert "Dialled by this site" in Client().get("/help-now/?country=FR").content.decode()
    clock.pass_(timedelta(minutes=1))
    assert operator.client.post("/desk/lines/", filled | {"right": "no"}).status_code == 302
    assert "tel:3114" not in Client().get("/help-now/?country=FR").content.decode()
