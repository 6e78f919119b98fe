"""A room full of people, made by rows: for what shows only when hundreds listen at once.

Run as a program on a site's ground, it makes one more such room and prints its ids and cookies.
"""

import json
import os
import sys
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
KEEPER = "keeper"
HELPERS = {0: ["facilitator"], 1: ["timekeeper"], 2: ["host"]}  # by number: the first one leads
SPEAKER = "speaker"  # the part that runs


class Crowd(NamedTuple):
    """Everybody by number, the facilitator first. `topic` is what their pages listen to."""

    group: str
    meeting: str
    cookies: list[str]
    members: list[str]
    places: list[str]

    @property
    def topic(self) -> str:
        return f"meeting:{self.meeting}"


def gather(count: int) -> Crowd:
    """Make a group of `count` whose speaker meeting is in the speaker's part, with everybody in the room."""
    group, members = _group(), _members(count)
    places = _places(group, members)
    meeting = _room(group, places)
    return Crowd(
        str(group.id), str(meeting), _cookies(members), [str(one.id) for one in members], [str(one) for one in places]
    )


def _group() -> Any:
    from hearten.groups.models import Agreement, Group
    from hearten.kernel.clock import now

    group = Group(title="A large group", purpose="p", who_for="w", openness="open", made_at=now())
    group.save(using=KEEPER, force_insert=True)
    Agreement(group=group, version=1, text="a", html="<p>a</p>", made_at=now()).save(using=KEEPER, force_insert=True)
    return group


def _members(count: int) -> list[Any]:
    """Nobody signs in by the door: a passphrase that no hash matches is enough for a session to be bound to."""
    from hearten.kernel.clock import now
    from hearten.members.models import Member

    made = [
        Member(id=uuid4(), password="!", sign_in_index=uuid4().hex, joined_on=now().date()) for _one in range(count)
    ]
    return list(Member.objects.using(KEEPER).bulk_create(made, batch_size=500))


def _places(group: Any, members: list[Any]) -> list[UUID]:
    from hearten.groups.models import Membership
    from hearten.kernel.clock import now

    made = [
        Membership(
            id=uuid4(), group=group, member=one, name=f"Guest {number:04}", agreed=1, joined_at=now(),
            role="member" if number else "facilitator",
        )
        for number, one in enumerate(members)
    ]  # fmt: skip
    return [one.id for one in Membership.objects.using(KEEPER).bulk_create(made, batch_size=500)]


def _room(group: Any, places: list[UUID]) -> UUID:
    from hearten.kernel.clock import now
    from hearten.meetings.engine.floor import floor
    from hearten.meetings.engine.plan import plan_of
    from hearten.meetings.engine.state import to_json
    from hearten.meetings.engine.step import next_due
    from hearten.meetings.formats.shipped import shipped
    from hearten.meetings.models import Attendance, Meeting, Room
    from hearten.meetings.room.store import ms

    moment, definition = now(), shipped("speaker_and_open_share")
    when = {"starts_at": moment, "planned_at": moment, "made_at": moment, "changed_at": moment, "zone": "UTC"}
    meeting = Meeting(group=group, title="Tuesday", minutes=60, places=len(places), **when)
    meeting.media, meeting.definition = ["text"], definition
    meeting.save(using=KEEPER, force_insert=True)
    plan = plan_of(definition)
    state = _speaking(plan, places, ms(moment))
    Room(
        group=group, meeting=meeting, version=state.version, phase=state.phase, state=to_json(state),
        floor=floor(plan, state), due_at=moment + timedelta(milliseconds=(next_due(plan, state) or 0) - ms(moment)),
        made_at=moment,
    ).save(using=KEEPER, force_insert=True)  # fmt: skip
    there = [
        Attendance(group=group, meeting=meeting, membership_id=one, first_at=moment, since=moment, seen_at=moment)
        for one in places
    ]
    Attendance.objects.using(KEEPER).bulk_create(there, batch_size=500)
    return UUID(str(meeting.id))


def _speaking(plan: Any, places: list[UUID], at: int) -> Any:
    """The engine's own state, led on to the speaker; only the arrivals are not played one by one."""
    from hearten.meetings.engine.commands import Command
    from hearten.meetings.engine.state import Person
    from hearten.meetings.engine.step import begin, step

    state = begin(plan, starts_at=at, at=at, most=len(places))
    state.people = {str(one): Person(str(one), n, list(HELPERS.get(n, []))) for n, one in enumerate(places)}
    state, _events = step(plan, state, Command("open", str(places[0])), at)
    while plan.parts[state.part].id != SPEAKER:
        state, _events = step(plan, state, Command("next_part", str(places[0]), value="sure"), at)
    return state


def _cookies(members: list[Any]) -> list[str]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from hearten.kernel.clock import now
    from hearten.members.models import Session
    from hearten.members.sessions import hash_of

    tokens, moment = [f"crowd-{uuid4().hex}{uuid4().hex}" for _one in members], now()
    made = []
    for token, member in zip(tokens, members, strict=True):
        data = {
            SESSION_KEY: str(member.id), BACKEND_SESSION_KEY: "hearten.members.backend.ByName",
            HASH_SESSION_KEY: member.get_session_auth_hash(),
        }  # fmt: skip
        made.append(
            Session(
                key_hash=hash_of(token), member=member, data=json.dumps(data), began_at=moment, renewed_at=moment,
                expires_at=moment + timedelta(days=1),
            )
        )  # fmt: skip
    Session.objects.using(KEEPER).bulk_create(made, batch_size=500)
    return tokens


def main() -> None:
    """Gather as many as the first argument says, on the site's ground, which runs already."""
    import django

    django.setup()
    print(json.dumps(gather(int(sys.argv[1]))._asdict()))  # noqa: T201  # for who started this


if __name__ == "__main__":
    main()
