"""A group of fourteen, for the tests of rooms on a whole site. Run as a program, once, as tests/browser/scene.py is."""

import json
import os
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
NAMES = ["Ada", "Ben", *[f"Peer {n:02}" for n in range(3, 15)]]
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def main() -> None:
    """Make database, people, group and a meeting that begins now, and print ids and cookies."""
    from hearten.commands.ground import load_django, state_folder
    from hearten.commands.migrate import bring_up_to_date
    from hearten.kernel.database import running

    with running(state_folder(), FAST):
        load_django()
        bring_up_to_date()
        print(json.dumps(_fill()))  # noqa: T201  # for site.py, which started this


def _fill() -> dict[str, Any]:
    from hearten.groups.models import Membership, Openness
    from tests.coming_together import _enrol, _group, join_group, sign_in

    odile = _enrol("Odile")
    people = {name: _person(name) for name in NAMES}
    group = _group(odile, "low days", Openness.OPEN, leads=people["Ada"])
    for name in NAMES[1:]:
        join_group(people[name], group)
    found: dict[str, Any] = {"group": str(group.id), "cookies": {}, "places": {}}
    for name, person in people.items():
        found["cookies"][name] = sign_in(person)
        membership = Membership.objects.using("keeper").get(group=group, member_id=person.id, ended_at=None)
        found["places"][name] = str(membership.id)
    return found


def _person(name: str) -> Any:
    from django.db import transaction

    from hearten.kernel.acting import as_member
    from hearten.members.actions import enrol
    from tests.people import Person

    with as_member(None), transaction.atomic():
        return Person(enrol(name, f"{name} sits in a circle").id, name, "")


def make_meeting(group_id: Any, definition: dict[str, Any], *, places: int = 15, minutes_ago: float = 0) -> Any:
    """Announce a meeting that began a moment ago. Returns its row."""
    from hearten.kernel.clock import now
    from hearten.meetings.models import Meeting

    moment = now() - timedelta(minutes=minutes_ago)
    minutes = sum(part["min"] for part in definition["segments"])
    when = {"starts_at": moment, "planned_at": moment, "made_at": now(), "changed_at": now(), "zone": "UTC"}
    meeting = Meeting(group_id=group_id, title="Tuesday", minutes=minutes, places=places, **when)
    meeting.media, meeting.definition = ["text", "audio", "video"], definition
    meeting.save(using="keeper", force_insert=True)
    return meeting


if __name__ == "__main__":
    main()
