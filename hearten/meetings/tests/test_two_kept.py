"""What is kept of sessions of two, for how long, and who of the staff reads words of them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearten.meetings.models import Beforehand, Meeting
from hearten.meetings.tests.planned import meet
from hearten.meetings.tests.two import Two, two
from tests.people import seated

pytestmark = pytest.mark.django_db
__all__ = ["meet", "two"]


def test_both_are_reminded_and_the_calendar_says_no_more_than_when(two: Two) -> None:
    made = two.booked()
    two.meet.work()
    two.meet.clock.set(made.starts_at - timedelta(hours=1))
    two.meet.minute()
    for person in (two.cast.ada, two.cast.ben):
        assert len(two.meet.told(person, "meeting_soon")) == 1
    file = two.cast.ben.client.get(f"/meetings/{made.id}/meeting.ics").content.decode()
    assert "SUMMARY:Meeting" in file and "Ada" not in file and "talk" not in file.lower()
    two.meet.superuser.execute("DELETE FROM meetings_calendarkey")
    feed = _feed(two.supporter("facilitator"))
    assert str(made.id) not in feed and str(made.id) in _feed(two.cast.ben)


def _feed(person: Any) -> str:
    from hearten.meetings.schedule.actions.mine import make_address

    with seated(person) as seat:
        token = make_address(seat)
    return str(person.client.get(f"/calendar/{token}.ics").content.decode())


@pytest.fixture
def old(two: Two) -> Iterator[Meeting]:
    yield two.booked(words="Nights.")


@pytest.mark.parametrize(("days", "words", "session"), [(6, True, True), (8, False, True), (91, False, False)])
def test_words_go_after_a_week_and_that_two_met_after_90_days(
    two: Two, old: Meeting, days: int, words: bool, session: bool
) -> None:
    from hearten.members import retention

    at = datetime.now(UTC) - timedelta(days=days)
    Meeting.objects.using("keeper").filter(pk=old.id).update(starts_at=at)
    two.meet.as_worker(retention.sweep, how="by hand")
    assert Beforehand.objects.using("keeper").exists() is words
    assert Meeting.objects.using("keeper").filter(pk=old.id).exists() is session


def test_a_copy_holds_ones_own_hours_and_words(two: Two) -> None:
    from hearten.members import rights

    two.booked(words="Nights.")
    for person, hours, words in ((two.cast.ada, 1, []), (two.cast.ben, 0, ["Nights."])):
        with seated(person) as seat:
            read = {one.name: one.read(seat) for one in rights.exported() if one.name.startswith("session_")}
        assert len(read["session_hours"]) == hours
        assert [row["words"] for row in read["session_words"]] == words


def test_a_report_of_words_beforehand_goes_to_the_staff_with_the_words(two: Two) -> None:
    made = two.booked(words="Send me a picture of you.")
    said = Beforehand.objects.using("keeper").get(meeting=made)
    sent = two.cast.ada.client.post(
        f"/report/beforehand/{said.id}/", {"category": "sexual", "words": "This is not what I offer."}
    )
    assert sent.status_code == 302, sent.content.decode()
    rows = two.meet.superuser.execute(
        "SELECT c.group_id, r.attached FROM moderation_case c JOIN moderation_report r ON r.case_id = c.id"
    ).fetchall()
    assert rows == [(None, "Send me a picture of you.")]


def test_words_of_danger_open_a_concern_of_no_group(two: Two) -> None:
    from hearten.safety import triage

    two.booked(words="I do not want to live any more.")
    said = Beforehand.objects.using("keeper").get()
    asked = two.meet.superuser.execute(
        "SELECT about, group_id FROM safety_reading WHERE kind = 'beforehand'"
    ).fetchall()
    assert asked == [(said.id, None)]
    with seated(two.cast.ben) as seat:
        source = triage.source_of("beforehand")
        assert source is not None and source.text(seat, said.id) == "I do not want to live any more."


def test_the_staff_reads_words_of_danger_only_with_a_reason_that_both_find(two: Two) -> None:
    two.booked(words="I do not want to live any more.")
    said = Beforehand.objects.using("keeper").get()
    way, why = f"/desk/sessions/words/{said.id}/", {"reason": "A concern about these words is open."}
    assert two.cast.mo.client.post(way, why).status_code == 404  # no concern yet, so no door
    two.meet.superuser.execute(
        "INSERT INTO safety_concern (id, kind, about, member_id, level, whose, source, made_by, opened_at, owner_name, "
        "outcome) VALUES (gen_random_uuid(), 'beforehand', %s, %s, 'L3', 'self', 'rules', '', now(), '', '')",
        [said.id, two.cast.ben.id],
    )
    assert two.cast.ada.client.post(way, why).status_code == 404
    assert two.cast.mo.client.post(way, {"reason": "Because."}).status_code in (403, 422)
    reads = "SELECT member_id, reason FROM members_staffread WHERE what LIKE '%session%'"
    assert two.meet.superuser.execute(reads).fetchall() == []
    assert "I do not want to live any more." in two.cast.mo.client.post(way, why).content.decode()
    found = two.meet.superuser.execute(reads).fetchall()
    assert sorted(found) == sorted((who.id, why["reason"]) for who in (two.cast.ada, two.cast.ben))
