"""Hours that are offered, free times, and booking one: one at a time, for one person."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from hearten.groups.models import Membership
from hearten.meetings.models import Hours, Meeting
from hearten.meetings.schedule.offered import starts
from hearten.meetings.tests.planned import meet
from hearten.meetings.tests.two import FORM, NOON, AnyRow, Two, two
from tests.people import Person, seated
from tests.together import at_once

pytestmark = pytest.mark.django_db
__all__ = ["meet", "two"]


def test_a_session_is_a_meeting_of_two_with_places_and_a_role(two: Two) -> None:
    made = two.booked(words="Nights, and the mornings after.")
    assert (made.host_id, made.guest_id) == (two.cast.ada_in_group.id, two.cast.ben_in_group.id)
    assert (made.starts_at, made.minutes, made.places, made.media) == (two.time(), 45, 2, ["text", "audio"])
    assert {one.membership_id for one in two.meet.seats(made.id)} == {made.host_id, made.guest_id}
    assert made.definition["format"] == "talk_for_two" and made.definition["length_min"] == 45
    for person in (two.cast.ada, two.cast.ben):
        page = two.meet.page(person, made.id)
        assert "Nights, and the mornings after." in page and "Call it off" in page
        assert f"/meetings/{made.id}/" in two.sessions(person)
    two.meet.work()
    ((kind, about),) = two.meet.told(two.cast.ada)
    assert (kind, about) == ("meeting_booked", made.id) and two.meet.told(two.cast.ben) == []
    assert two.cast.ada.client.get(f"/meetings/news/{about}/").url == f"/meetings/{made.id}/"


def book(two: Two, person: Any, at: datetime) -> str:
    """Book an hour as somebody; return the door's word."""
    with seated(person) as seat:
        sql = "SELECT meetings_book(%s, %s, %s, 'UTC', '', '{}'::jsonb, 2, 3, %s)"
        return str(seat.read(AnyRow, sql, uuid4(), two.hours.id, at, two.meet.clock.now())[0][0])


def test_two_at_once_and_exactly_one_gets_it(two: Two) -> None:
    at = two.time()
    words = at_once(lambda member: book(two, Person(member, "", ""), at), two.meet.people(8))
    assert sorted(words) == [""] + ["taken"] * 7
    assert Meeting.objects.using("keeper").filter(host__isnull=False).count() == 1


def test_one_person_at_once_holds_no_more_than_they_may(two: Two) -> None:
    words = at_once(lambda at: book(two, two.cast.ben, at), starts(two.hours, two.meet.clock.now()))
    assert sorted(words) == ["", "", "with", "with"]


def test_whoever_comes_second_keeps_their_words_and_chooses_another(two: Two) -> None:
    at = two.time()
    two.booked(person=two.supporter("member"))
    sent = two.book(at=at, words="It is about my brother.")
    page = sent.content.decode()
    assert sent.status_code == 409
    assert "Somebody else took this time. Choose another." in page and "It is about my brother." in page
    free = two.way(two.time(1))
    assert f'formaction="{free}"' in page and f'formaction="{two.way(at)}"' not in page
    looked = two.cast.ben.client.get(two.way(at))
    assert looked.status_code == 409 and "This time is not free any more." in looked.content.decode()
    assert two.cast.ben.client.post(free, {"words": "It is about my brother."}).status_code == 302


def test_no_more_than_two_with_one_person_and_three_in_a_group(two: Two) -> None:
    two.booked(at=two.time(0))
    two.booked(at=two.time(1))
    sent = two.book(at=two.time(2))
    assert sent.status_code == 409 and "You have two sessions with this person" in sent.content.decode()
    others = [two.supporter(), two.supporter()]
    for number, person in enumerate(others, 2):
        assert two.offer(person, weekday=str(number)).status_code == 302
    rows = Hours.objects.using("keeper").filter(weekday__gte=2).order_by("weekday")
    assert two.cast.ben.client.post(two.way(starts(rows[0], NOON)[0], rows[0])).status_code == 302
    sent = two.cast.ben.client.post(two.way(starts(rows[1], NOON)[0], rows[1]))
    assert sent.status_code == 409 and "You have three sessions in this group" in sent.content.decode()


def test_times_at_which_the_peer_supporter_has_a_meeting_or_a_session_are_not_there(two: Two) -> None:
    page = two.sessions(two.cast.ben)
    assert [two.way(two.time(n)) in page for n in range(4)] == [True] * 4
    day = {"day": "2027-06-08", "begins": "17:30"}
    two.meet.meeting(**day, facilitator=str(two.cast.ada_in_group.id))  # 90 minutes, to 19:00
    page = two.sessions(two.cast.ben)
    assert [two.way(two.time(n)) in page for n in range(4)] == [False, True, True, True]
    assert two.book().status_code == 409
    night = Membership.objects.using("keeper").get(group=two.cast.hidden_group, member_id=two.cast.ada.id)
    other = two.meet.people(1)[0]
    guest = Membership.objects.using("keeper").get(member_id=other)
    Membership.objects.using("keeper").filter(pk=guest.id).update(group_id=two.cast.hidden_group.id)
    _session(night, guest, two.time(1))
    page = two.sessions(two.cast.ben)
    assert [two.way(two.time(n)) in page for n in range(4)] == [False, False, True, True]


def _session(host: Any, guest: Any, at: datetime) -> Meeting:
    from hearten.meetings.schedule.offered import definition_for

    when = {"starts_at": at, "planned_at": at, "made_at": NOON, "changed_at": NOON, "zone": "UTC", "minutes": 45}
    said = {"title": "", "places": 2, "media": ["text"], "definition": definition_for(45)}
    made = Meeting(group_id=host.group_id, host_id=host.id, guest_id=guest.id, **when, **said)
    made.save(using="keeper", force_insert=True)
    return made


def test_only_who_stands_for_the_group_offers_hours(two: Two) -> None:
    assert two.offer(two.cast.ben).status_code == 404
    assert two.cast.ben.client.get(f"/groups/{two.cast.group.id}/sessions/hours/").status_code == 404
    assert two.cast.ben.client.post(f"/hours/{two.hours.id}/end/").status_code == 404
    assert two.cast.ada.client.post(f"/hours/{two.hours.id}/end/").status_code == 302
    assert two.way() not in two.sessions(two.cast.ben)


def test_two_offers_at_the_same_time_are_refused_with_a_sentence(two: Two) -> None:
    sent = two.offer(begins="19:30", ends="21:00")
    assert sent.status_code == 422 and "You offer hours at this time already" in sent.content.decode()
    night = two.cast.ada.client.post(f"/groups/{two.cast.hidden_group.id}/sessions/hours/", FORM)
    assert night.status_code == 422  # a person has one week, in however many groups
    assert two.offer(begins="20:00", ends="21:00").status_code == 302


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"ends": "18:30"}, "One session has to fit in."),
        ({"begins": ""}, "Say from when."),
        ({"ways": []}, "Choose at least one way to take part."),
        ({"zone": "Mars/Sea"}, "Choose one of them."),
        ({"minutes": "90"}, "Choose one of them."),
    ],
)
def test_every_mistake_gets_a_sentence(two: Two, said: dict[str, Any], sentence: str) -> None:
    sent = two.offer(weekday="4", **said)
    assert sent.status_code == 422 and sentence in sent.content.decode()


def test_too_many_words_are_kept_and_nothing_is_booked(two: Two) -> None:
    sent = two.book(words="a" * 501)
    assert sent.status_code == 422 and "a" * 501 in sent.content.decode()
    assert not Meeting.objects.using("keeper").exists()
