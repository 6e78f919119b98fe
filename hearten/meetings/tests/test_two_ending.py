"""Who may not meet alone, any more or yet; sessions that are called off, and who is told."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from hearten.meetings.models import Beforehand, Hours, Meeting
from hearten.meetings.schedule.offered import stamp_of, starts
from hearten.meetings.tests.planned import meet
from hearten.meetings.tests.two import NOON, AnyRow, Two, plain, two
from tests.people import seated

pytestmark = pytest.mark.django_db
__all__ = ["meet", "two"]


@pytest.mark.parametrize("kind", ["block", "mute"])
@pytest.mark.parametrize("turn", [False, True])
def test_who_keeps_a_distance_is_offered_nothing_and_not_told_why(two: Two, kind: str, turn: bool) -> None:
    fay = two.supporter()
    two.offer(fay, weekday="3")
    theirs = Hours.objects.using("keeper").get(weekday=3)
    two.block(*((two.cast.ben, fay) if turn else (fay, two.cast.ben)), kind)
    page = two.sessions(two.cast.ben)
    assert "Fay" not in page and two.way() in page
    at = starts(theirs, NOON)[0]
    nowhere = plain(two.cast.ben, f"/hours/{uuid4()}/times/{stamp_of(at)}/")
    assert plain(two.cast.ben, two.way(at, theirs)) == nowhere
    assert two.cast.ben.client.post(two.way(at, theirs), {}).status_code == 404
    with seated(two.cast.ben) as seat:
        assert seat.read(AnyRow, "SELECT meetings_free(%s, %s)", theirs.id, [at]) == []
        sql = "SELECT meetings_book(%s, %s, %s, 'UTC', '', '{}'::jsonb, 2, 3, %s)"
        assert seat.read(AnyRow, sql, uuid4(), theirs.id, at, NOON)[0][0] == "gone"
    assert "Fay" in two.sessions(two.cast.ada)


def test_who_leads_the_group_is_kept_apart_like_anybody(two: Two) -> None:
    """Whoever leads sees everything in a group, but nobody has to sit with them alone."""
    fay = two.supporter()
    two.offer(fay, weekday="3")
    two.block(fay, two.cast.ada)
    assert two.way(None, Hours.objects.using("keeper").get(weekday=3)).split("times")[0] not in two.sessions(
        two.cast.ada
    )


def test_a_block_after_booking_calls_it_off_and_both_are_told_the_same(two: Two) -> None:
    made = two.booked()
    two.meet.work()
    two.block(two.cast.ben, two.cast.ada)
    two.meet.minute()
    two.meet.minute()
    for person in (two.cast.ada, two.cast.ben):
        assert len(two.meet.told(person, "meeting_off")) == 1
        assert "This session was called off" in two.meet.page(person, made.id)


def test_either_calls_it_off_and_the_time_is_free_again(two: Two) -> None:
    for by, other in ((two.cast.ben, two.cast.ada), (two.cast.ada, two.cast.ben)):
        made = two.booked()
        two.meet.work()
        sent = by.client.post(f"/meetings/{made.id}/session/call-off/", {"words": "My child is ill."})
        assert sent.status_code == 302
        two.meet.work()
        ((_kind, about),) = two.meet.told(other, "meeting_off")
        assert two.meet.told(by, "meeting_off") == []
        assert other.client.get(f"/meetings/news/{about}/").url == f"/meetings/{made.id}/"
        assert "My child is ill." in two.meet.page(other, made.id)
        assert two.way() in two.sessions(two.cast.ben)
        assert by.client.post(f"/meetings/{made.id}/session/call-off/", {}).status_code == 403
        two.meet.superuser.execute("DELETE FROM notices_notice")


def test_what_has_begun_is_not_called_off(two: Two) -> None:
    made = two.booked()
    two.meet.clock.set(made.starts_at + timedelta(minutes=1))
    assert two.cast.ben.client.post(f"/meetings/{made.id}/session/call-off/", {}).status_code == 403


@pytest.mark.parametrize("how", ["kept", "erased"])
def test_leaving_calls_sessions_off_and_tells_the_other(two: Two, how: str) -> None:
    made = two.booked(words="Nights.")
    two.meet.work()
    two.cast.ben.client.post(f"/groups/{two.cast.group.id}/leave/", {"how": how})
    two.meet.work()
    assert len(two.meet.told(two.cast.ada, "meeting_off")) == 1
    assert Meeting.objects.using("keeper").get(pk=made.id).called_off_at is not None
    assert Beforehand.objects.using("keeper").exists() is (how == "kept")
    assert two.cast.ben.client.get(f"/meetings/{made.id}/").status_code == 404


def test_a_peer_supporter_who_leaves_ends_their_hours(two: Two) -> None:
    fay = two.supporter()
    two.offer(fay, weekday="3")
    theirs = Hours.objects.using("keeper").get(weekday=3)
    assert two.cast.ben.client.post(two.way(starts(theirs, NOON)[0], theirs)).status_code == 302
    fay.client.post(f"/groups/{two.cast.group.id}/leave/", {"how": "kept"})
    two.meet.work()
    assert len(two.meet.told(two.cast.ben, "meeting_off")) == 1
    assert Hours.objects.using("keeper").get(weekday=3).ended_at is not None


@pytest.mark.parametrize("way", ["removed", "role"])
def test_who_was_removed_or_has_the_role_no_more_meets_nobody(two: Two, way: str) -> None:
    fay = two.supporter()
    two.offer(fay, weekday="3")
    theirs = Hours.objects.using("keeper").get(weekday=3)
    assert two.cast.ben.client.post(two.way(starts(theirs, NOON)[0], theirs)).status_code == 302
    stay = f"/groups/{two.cast.group.id}/lead/people/{theirs.membership_id}/"
    if way == "removed":
        two.cast.ada.client.post(f"{stay}removal/", {"words": "Take some time."})
    else:
        two.cast.ada.client.post(stay, {"role": "member"})
    assert f"/hours/{theirs.id}/" not in two.sessions(two.cast.ben)
    two.meet.minute()
    assert len(two.meet.told(two.cast.ben, "meeting_off")) == 1
    assert len(two.meet.told(fay, "meeting_off")) == (way == "role")


def test_who_is_on_a_break_offers_nothing_meanwhile(two: Two) -> None:
    from hearten.members import breaks

    with seated(two.cast.ada) as seat:
        breaks.begin(seat, "week")
    assert two.way() not in two.sessions(two.cast.ben) and two.book().status_code == 409


def test_the_agreement_that_holds_and_a_pause_from_writing_come_first(two: Two) -> None:
    two.cast.ada.client.post(f"/groups/{two.cast.group.id}/lead/agreement/", {"text": "We are kind.", "based_on": "1"})
    refused = two.book()
    assert refused.status_code == 403 and "Our agreement has changed." in refused.content.decode()


def test_who_was_closed_from_private_contact_meets_nobody_alone(two: Two) -> None:
    from hearten.groups import contact

    contact._knows, kept = [lambda seat: seat.me == two.cast.ben.id], contact._knows
    try:
        refused = two.book()
        assert refused.status_code == 403 and "Private contact is closed for you" in refused.content.decode()
    finally:
        contact._knows = kept
    assert two.book().status_code == 302


def test_a_host_who_is_closed_from_private_contact_meets_nobody_alone_any_more(two: Two) -> None:
    from hearten.groups import contact

    made = two.booked()
    contact._knows, kept = [lambda seat: seat.me == two.cast.ada.id], contact._knows
    try:
        two.meet.minute()
        Meeting.objects.using("keeper").filter(pk=made.id).update(starts_at=datetime.now(UTC), called_off_at=None)
        two.meet.clock.set(datetime.now(UTC))
        at_the_door = two.cast.ada.client.post(f"/meetings/{made.id}/room/arrival/", {"way": "text"})
    finally:
        contact._knows = kept
    assert two.way() not in two.sessions(two.cast.ben)
    assert Hours.objects.using("keeper").get(pk=two.hours.id).ended_at is not None
    assert len(two.meet.told(two.cast.ben, "meeting_off")) == 1
    assert at_the_door.status_code == 403
    assert "Private contact is closed for you" in at_the_door.content.decode()
