"""What the browser tests find on the site: three groups of the demo, made short. Run it as a program, once.

    HEARTEN_STATE=... python -m tests.browser.scene

prints the ids that tests need. It runs by itself because the test process has a database and settings of its own.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

LENGTHS = {"low-days": 5, "panic-and-worry": 2, "after-hospital": 2}
BUSY = ("A page with twenty replies", "It is a long story, and I would like to tell it slowly.", "stories")
TO_ANSWER = (
    "The house is too quiet",
    "My dad moved into a home in March and I can't sleep in his house. I feel so lonely, and my sister does not call.",
    "listen",
)
REPLIES = 20
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def main() -> None:
    """Make database, people, groups and words, and print where they are."""
    from hearten.commands.ground import load_django, state_folder
    from hearten.commands.migrate import bring_up_to_date
    from hearten.kernel.database import running

    with running(state_folder(), FAST):
        load_django()
        bring_up_to_date()
        _play_only_some()
        print(json.dumps(_add(_found())))  # noqa: T201  # for site.py, which started this


def _play_only_some() -> None:
    from hearten.demo import seed, texts

    def some(now: datetime) -> Iterator[Any]:
        for circle in texts.circles(now):
            if length := LENGTHS.get(circle.says["slug"]):
                yield replace(circle, conversations=circle.conversations[:length])

    seed.circles = some  # type: ignore[assignment]
    seed.looking_after.set_up = lambda members, now: None  # who is on duty, tests say themselves
    seed.meetings.set_up = lambda members, now: None  # and when who meets
    seed.week.set_up = lambda members, now: None  # and what anybody keeps for themself
    seed.encouraging.set_up = lambda groups, members, now: None  # and which card somebody draws
    seed.seed()


def _found() -> dict[str, str]:
    """Return the groups by slug and Ben's membership, read past the policies."""
    from hearten.groups.models import Group, Membership
    from hearten.members.models import Profile

    groups = {str(slug): str(key) for slug, key in Group.objects.using("keeper").values_list("slug", "id")}
    people = {name: str(key) for name, key in Profile.objects.using("keeper").values_list("name", "member_id")}
    ben = Membership.objects.using("keeper").get(group_id=groups["low-days"], member_id=people["Ben"])
    return groups | people | {"ben-in-low-days": str(ben.id)}


def _add(found: dict[str, str]) -> dict[str, str]:
    """Add what the demo's groups lack: a long page, an open request, an invitation."""
    from hearten.kernel import clock

    now, low_days = clock.now(), UUID(found["low-days"])
    try:
        thread = _as(UUID(found["Ben"]), now - timedelta(hours=2), partial(_begin, low_days, *BUSY))
        for number, words in enumerate(_replies(now)):
            by = UUID(found["Ada" if number % 2 else "Ben"])
            _as(by, now - timedelta(minutes=100 - number), partial(_reply, thread, words))
        to_answer = _as(UUID(found["Ben"]), now - timedelta(hours=3), partial(_begin, low_days, *TO_ANSWER))
        _as(UUID(found["Ben"]), now, partial(_letter, thread))
        _as(UUID(found["Dov"]), now, partial(_ask, UUID(found["after-hospital"])))
        _as(UUID(found["Ada"]), now, partial(_invite, low_days))
    finally:
        clock.ask(None)
    return found | {"busy": str(thread), "to-answer": str(to_answer)}


def _as(member: UUID, at: datetime, act: Callable[[Any], UUID]) -> UUID:
    from django.db import transaction

    from hearten.kernel import clock
    from hearten.kernel.acting import as_member
    from hearten.kernel.seat import Seat

    clock.ask(lambda: at)
    with as_member(member), transaction.atomic():
        return act(Seat(member))


def _begin(group: UUID, title: str, words: str, wish: str, seat: Any) -> UUID:
    from hearten.groups.standing import place_in
    from hearten.threads.actions import write

    place = place_in(seat, group)
    assert place is not None
    return write.start(seat, place, write.Draft(words, uuid4()), title=title, kind="support", wish=wish).id


def _replies(now: datetime) -> list[str]:
    """Words as people write them: repeated ones would be packed into nothing, and weigh too little."""
    from hearten.demo import texts

    said = (reply.text for circle in texts.circles(now) for each in circle.conversations for reply in each.replies)
    return list(islice(said, REPLIES))


def _reply(thread: UUID, words: str, seat: Any) -> UUID:
    from hearten.threads import reading
    from hearten.threads.actions import write

    return write.reply(seat, reading.head(seat, thread), write.Draft(words, uuid4())).id


def _letter(thread: UUID, seat: Any) -> UUID:
    """Have an answer wait that was written as an e-mail, with a number that the page would ask about."""
    from hearten.by_letter.models import Letter
    from hearten.kernel.clock import now

    made = Letter(id=uuid4(), member_id=seat.me, thread_id=thread, mark="of a letter", came_at=now(), told_at=now())
    made.words = "I slept until six today.\n\nCall me: +44 20 7946 0018"
    made.save(force_insert=True)
    return made.id


def _ask(group: UUID, seat: Any) -> UUID:
    from hearten.groups.actions import ask_to_join
    from hearten.groups.models import Group

    return ask_to_join(seat, seat.find(Group, group), "Dov", "I came home last week.").id


def _invite(group: UUID, seat: Any) -> UUID:
    from hearten.groups.actions import invite
    from hearten.groups.standing import place_in

    place = place_in(seat, group)
    assert place is not None
    invite(seat, place)
    return group


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
    main()
