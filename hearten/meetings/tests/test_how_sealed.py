"""What stood there before answers were sealed is carried over: the same words, now each under its person's key."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command

from hearten.kernel import keystore, policies
from hearten.meetings.models import HowAreYou
from hearten.meetings.tests.over import Over, over
from tests.people import seated

pytestmark = pytest.mark.django_db
__all__ = ["over"]

BEFORE = """
ALTER TABLE meetings_howareyou DROP COLUMN answer;
ALTER TABLE meetings_howareyou ADD COLUMN answer varchar(5) NOT NULL;
DELETE FROM django_migrations WHERE app = 'meetings' AND name = '0006_how_sealed';
"""
STOOD = "INSERT INTO meetings_howareyou (id, member_id, meeting_id, answer, at) VALUES (%s, %s, %s, %s, now())"
BOUND = (
    "SELECT relforcerowsecurity FROM pg_class WHERE oid = 'public.meetings_howareyou'::regclass"  # copies have it, too
)


def test_answers_that_stood_there_are_sealed_and_still_their_persons(over: Over, own_keys: Path) -> None:
    over.superuser.execute("DELETE FROM meetings_howareyou")
    over.superuser.execute(BEFORE)
    for name, answer in (("Ben", "heavy"), ("Linh", "right"), ("Gus", "talk")):
        over.superuser.execute(STOOD, [uuid4(), over.people[name].id, over.meeting, answer])
    keystore.destroy(over.people["Gus"].id, "erased")
    call_command("migrate", "meetings", database="owner", interactive=False, verbosity=0)
    assert over.superuser.execute(BOUND).fetchone() == (True,), "and its rows are the members' again"
    policies.apply()
    held = str(over.superuser.execute("SELECT t::text FROM meetings_howareyou t").fetchall())
    assert "heavy" not in held and b"heavy".hex() not in held
    assert over.superuser.execute("SELECT count(*) FROM meetings_howareyou").fetchone() == (2,), "whoever is gone is"
    for name, answer in (("Ben", "heavy"), ("Linh", "right")):
        with seated(over.people[name]) as seat:
            assert [one.answer for one in seat.glance(HowAreYou)] == [answer]


def test_and_can_be_changed_by_them_as_before(over: Over) -> None:
    over.note(asks_all="on")
    for answer in ("heavy", "right"):
        assert over.post("Ben", "after/how-are-you/", answer=answer).status_code == 302
    with seated(over.people["Ben"]) as seat:
        assert [one.answer for one in seat.glance(HowAreYou)] == ["right"]
