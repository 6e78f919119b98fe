"""Sessions of two: booked from offered hours, for these two alone, one at a time, and called off by either."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from hearten.groups.models import Membership
from hearten.meetings.models import Beforehand, Hours, Meeting, Seat
from hearten.meetings.offered import stamp_of, starts
from hearten.meetings.tests.planned import Planned, meet
from tests.people import Person, seated

pytestmark = pytest.mark.django_db
__all__ = ["meet"]

NOON = datetime(2027, 6, 7, 12, tzinfo=UTC)  # a Monday
FORM = {"weekday": "1", "begins": "18:00", "ends": "20:00", "zone": "UTC", "minutes": "45", "ways": ["text", "audio"]}


@dataclass
class Two:
    """Ada offers Tuesdays; Ben books on the pages."""

    meet: Planned
    hours: Hours = field(init=False)

    def __post_init__(self) -> None:
        self.meet.clock.set(NOON)
        assert self.offer().status_code == 302
        self.hours = Hours.objects.using("keeper").get(ended_at=None)

    @property
    def cast(self) -> Any:
        return self.meet.cast

    def offer(self, person: Any = None, **said: Any) -> Any:
        group = self.cast.group.id
        return (person or self.cast.ada).client.post(f"/groups/{group}/sessions/hours/", {**FORM, **said})

    def time(self, number: int = 0) -> datetime:
        return starts(self.hours, self.meet.clock.now())[number]

    def way(self, at: datetime | None = None, hours: Hours | None = None) -> str:
        return f"/hours/{(hours or self.hours).id}/times/{stamp_of(at or self.time())}/"

    def book(self, person: Any = None, at: datetime | None = None, **said: str) -> Any:
        return (person or self.cast.ben).client.post(self.way(at), said)

    def booked(self, **how: Any) -> Meeting:
        before = list(Meeting.objects.using("keeper").values_list("id", flat=True))
        sent = self.book(**how)
        assert sent.status_code == 302, sent.content.decode()
        return Meeting.objects.using("keeper").exclude(pk__in=before).get()

    def sessions(self, person: Any) -> str:
        return str(person.client.get(f"/groups/{self.cast.group.id}/sessions/").content.decode())

    def supporter(self, role: str = "peer_supporter") -> Person:
        """One more person in the group; with a browser of theirs."""
        from tests.coming_together import sign_in

        made = Person(self.meet.people(1)[0], "Fay", "")
        Membership.objects.using("keeper").filter(member_id=made.id).update(role=role, name="Fay")
        made.cookie = sign_in(made)
        return made

    def block(self, by: Any, whom: Any, kind: str = "block") -> None:
        from hearten.members.models import Distance

        said = {"membership_id": uuid4(), "chosen_name": "Somebody", "made_at": NOON, "kind": kind}
        Distance(by_id=by.id, whom_id=whom.id, **said).save(using="keeper", force_insert=True)


@pytest.fixture
def two(meet: Planned) -> Two:
    return Two(meet)


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


def test_nobody_else_learns_of_it_whoever_leads(two: Two) -> None:
    fay, other = two.supporter("facilitator"), two.supporter("member")
    pages = [f"/groups/{two.cast.group.id}/meetings/", f"/groups/{two.cast.group.id}/", "/", "/news/"]
    before = {(one.id, page): _plain(one, page) for one in (fay, other) for page in pages}
    made = two.booked(words="Nights.")
    two.meet.work()
    two.meet.minute()
    for person in (fay, other):
        assert person.client.get(f"/meetings/{made.id}/").status_code == 404
        assert {page: _plain(person, page) for page in pages} == {page: before[person.id, page] for page in pages}
        assert two.meet.told(person) == []
        with seated(person) as seat:
            assert not seat.glance(Meeting).exists() and not seat.glance(Seat).exists()
            assert not seat.glance(Beforehand).exists()
            for sql in _QUESTIONS:
                assert seat.read(_Any, sql.replace("<m>", f"'{made.id}'::uuid")) in _NOTHING, sql
    # In the list of times it is missing, as any other time at which Ada has something.
    assert two.way() not in two.sessions(other)
    for page in (f"/groups/{two.cast.group.id}/meetings/",):
        assert str(made.id) not in _plain(two.cast.ben, page)  # it stands among the sessions, not among the group's


class _Any(tuple[Any, ...]):
    @classmethod
    def _make(cls, row: Any) -> "_Any":
        return cls(row)


# What the database's doors say of a meeting: for somebody else, as of one that there never was.
_QUESTIONS = [
    "SELECT * FROM meetings_places(<m>)",
    "SELECT meetings_my_place(<m>)",
    "SELECT meetings_inside(<m>)",
    "SELECT meetings_heard_since(<m>)",
    "SELECT meetings_kept_from(<m>)",
    "SELECT meetings_claim_place(<m>, now())",
    "SELECT meetings_give_up_place(<m>, now())",
    "SELECT * FROM meetings_room_hold(<m>)",
    "SELECT * FROM meetings_floor(<m>)",
    "SELECT meetings_seen(<m>)",
    "SELECT * FROM meetings_room_for_me(<m>)",
    "SELECT * FROM meetings_may_join_media(<m>)",
    "SELECT * FROM meetings_shown_in_media(<m>)",
    "SELECT * FROM meetings_call_off_session(<m>, '', now())",
    "SELECT * FROM meetings_where_concern(<m>)",
    "SELECT meetings_whose_session(<m>)",
    "SELECT meetings_due(0)",
]
_NOTHING = ([], [(None,)], [(False,)], [(0, 0, None)], [("closed",)])


def _plain(person: Any, page: str) -> str:
    """A page without the form's token."""
    import re

    shown = person.client.get(page).content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", shown)


def test_the_doors_of_a_room_say_nothing_to_others_while_two_are_in_it(two: Two) -> None:
    made = two.booked()
    Meeting.objects.using("keeper").filter(pk=made.id).update(starts_at=datetime.now(UTC))
    two.meet.clock.set(datetime.now(UTC))
    for person in (two.cast.ada, two.cast.ben):
        assert person.client.post(f"/meetings/{made.id}/room/arrival/", {"way": "text"}).status_code == 302
    sent = {"body": "Here I am.", "client_id": str(uuid4())}
    assert two.cast.ben.client.post(f"/meetings/{made.id}/room/lines/", sent).status_code == 302
    assert "Here I am." in two.cast.ada.client.get(f"/meetings/{made.id}/room/").content.decode()
    fay = two.supporter("facilitator")
    with seated(fay) as seat:
        for sql in _QUESTIONS:
            assert seat.read(_Any, sql.replace("<m>", f"'{made.id}'::uuid")) in _NOTHING, sql
        places = f"ARRAY['{made.host_id}', '{made.guest_id}']::uuid[]"
        assert seat.read(_Any, f"SELECT meetings_members_of('{made.id}', {places})") == []
        topic = f"meeting:{made.id}"
        assert seat.read(_Any, "SELECT id FROM kernel_liveevent WHERE topic = %s", topic) == []
    for way in ("", "own/", "lines/"):
        assert fay.client.get(f"/meetings/{made.id}/room/{way}").status_code == 404
    read = two.meet.superuser.execute("SELECT group_id FROM safety_reading WHERE kind = 'line'").fetchall()
    assert read == [(None,)]  # read for danger, and of no group


def test_the_guest_does_not_lead_even_who_leads_the_group(two: Two) -> None:
    fay = two.supporter("facilitator")
    made = two.booked(person=fay)
    Meeting.objects.using("keeper").filter(pk=made.id).update(starts_at=datetime.now(UTC))
    two.meet.clock.set(datetime.now(UTC))
    for person in (fay, two.cast.ada):
        assert person.client.post(f"/meetings/{made.id}/room/arrival/", {"way": "text"}).status_code == 302
    (state,) = two.meet.superuser.execute("SELECT state FROM meetings_room WHERE meeting_id = %s", [made.id]).fetchone()
    assert state["people"][str(made.guest_id)]["duties"] == []
    assert state["people"][str(made.host_id)]["duties"] == ["facilitator"]


def test_two_at_once_and_exactly_one_gets_it(two: Two) -> None:
    at, people, words = two.time(), two.meet.people(8), []
    ready = threading.Barrier(len(people))

    def book(member: UUID) -> None:
        try:
            ready.wait(timeout=60)
            with seated(Person(member, "", "")) as seat:
                sql = "SELECT meetings_book(%s, %s, %s, 'UTC', '', '{}'::jsonb, 2, 3, %s)"
                words.append(seat.read(_Any, sql, uuid4(), two.hours.id, at, two.meet.clock.now())[0][0])
        finally:
            connection.close()

    threads = [threading.Thread(target=book, args=(member,)) for member in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(words) == [""] + ["taken"] * 7
    assert Meeting.objects.using("keeper").filter(host__isnull=False).count() == 1


def test_one_person_at_once_holds_no_more_than_they_may(two: Two) -> None:
    begins, words = starts(two.hours, two.meet.clock.now()), []
    ready = threading.Barrier(len(begins))

    def book(at: datetime) -> None:
        try:
            ready.wait(timeout=60)
            with seated(two.cast.ben) as seat:
                sql = "SELECT meetings_book(%s, %s, %s, 'UTC', '', '{}'::jsonb, 2, 3, %s)"
                words.append(seat.read(_Any, sql, uuid4(), two.hours.id, at, two.meet.clock.now())[0][0])
        finally:
            connection.close()

    threads = [threading.Thread(target=book, args=(at,)) for at in begins]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
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
    from hearten.meetings.offered import definition_for

    when = {"starts_at": at, "planned_at": at, "made_at": NOON, "changed_at": NOON, "zone": "UTC", "minutes": 45}
    said = {"title": "", "places": 2, "media": ["text"], "definition": definition_for(45)}
    made = Meeting(group_id=host.group_id, host_id=host.id, guest_id=guest.id, **when, **said)
    made.save(using="keeper", force_insert=True)
    return made


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
    nowhere = _plain(two.cast.ben, f"/hours/{uuid4()}/times/{stamp_of(at)}/")
    assert _plain(two.cast.ben, two.way(at, theirs)) == nowhere
    assert two.cast.ben.client.post(two.way(at, theirs), {}).status_code == 404
    with seated(two.cast.ben) as seat:
        assert seat.read(_Any, "SELECT meetings_free(%s, %s)", theirs.id, [at]) == []
        sql = "SELECT meetings_book(%s, %s, %s, 'UTC', '', '{}'::jsonb, 2, 3, %s)"
        assert seat.read(_Any, sql, uuid4(), theirs.id, at, NOON)[0][0] == "gone"
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
    from hearten.meetings.actions.mine import make_address

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
