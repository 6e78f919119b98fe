"""What test_erasure_restore.py does as a program: hearten's own processes, over a database that the test names.

HEARTEN_STATE=... HEARTEN_DATABASE_NAME=... python -m tests.house.erasure_scene make|erase|look [how]
"""

import json
import sys
from typing import Any
from uuid import UUID, uuid4

NAMES = ("Ada", "Ben", "Cleo")
HOW = {"Ben": "erased", "Cleo": "kept"}


def main() -> None:
    """Do what the first argument says, and print what came of it as JSON."""
    from hearten.commands.ground import load_django

    load_django()
    told = {"make": make, "erase": erase, "look": look}[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(told))  # noqa: T201  # for the test, which started this


def make() -> dict[str, str]:
    """Make three people in one group, each with an address and two posts, one behind a mask. Returns their ids."""
    from hearten.commands.migrate import bring_up_to_date
    from hearten.groups.actions import make_group
    from hearten.members.actions import add_operator, enrol

    bring_up_to_date()
    odile = add_operator("Odile", "odile looks after all").id
    said = {"title": "low days", "purpose": "To say it.", "who_for": "Anybody.", "topics": ["low days"],
            "formats": ["forum"], "language": "en", "zone": "UTC", "openness": "open", "keeps": "keep",
            "agreement": "We listen.", **dict.fromkeys(("starts_on", "ends_on", "places", "keeps_days"))}  # fmt: skip
    group = _as(odile, lambda seat: make_group(seat, said)).id
    people = {name: _as(None, lambda seat, name=name: enrol(name, f"{name} keeps a lamp on")).id for name in NAMES}
    for name, member in people.items():
        _as(member, lambda seat, name=name: _settle(seat, group, name))
    for name, other in (("Ada", "Ben"), ("Ben", "Cleo"), ("Cleo", "Ada")):
        _confide(group, people[name], people[other], name)
    return {name: str(member) for name, member in people.items()}


def _settle(seat: Any, group: UUID, name: str) -> None:
    from hearten.groups.actions import join
    from hearten.groups.standing import place_in
    from hearten.members.actions.profiles import keep_email
    from hearten.threads.actions import write

    keep_email(seat, f"{name.lower()}@example.org")
    join(seat, group, name, 1, "")
    for masked in (False, True):
        draft = write.Draft(f"Words of {name}{', masked' if masked else ''}.", uuid4(), masked)
        write.start(seat, place_in(seat, group), draft, title=f"{name} says", kind="support", wish="listen")


def _confide(group: UUID, me: UUID, other: UUID, name: str) -> None:
    """Write a private message to another, a safety plan, and a note as somebody who looks after people."""
    from hearten.groups.models import Membership
    from hearten.kernel.clock import now
    from hearten.messages.models import Message, Talk
    from hearten.safety.models import Concern, ConcernNote, SafetyPlan

    place = {one.member_id: one.id for one in Membership.objects.using("keeper").filter(group_id=group)}
    places = {"asker_place_id": place[me], "asked_place_id": place[other]}
    talk = Talk(group_id=group, asker_id=me, asked_id=other, made_at=now(), **places)
    about = Concern(kind="help", about=uuid4(), group_id=group, member_id=other, level="L3", source="help",
                    opened_at=now(), owner_id=me, owner_name=name)  # fmt: skip
    sealed = (
        Message(talk=talk, author_id=me, client_id=uuid4(), opens=True, body=f"{name} in private.", made_at=now()),
        SafetyPlan(member_id=me, words=f"Plan of {name}.", changed_at=now()),
        ConcernNote(concern=about, member_id=me, name=name, kind="note", words=f"Note of {name}.", at=now()),
    )
    for row in (talk, about, *sealed):
        row.save(using="keeper", force_insert=True)


def _opened() -> list[str]:
    """Return every sealed word of safety and of private contact that still opens."""
    from hearten.messages.models import Message
    from hearten.safety.models import ConcernNote, SafetyPlan

    found = [row.body for row in Message.objects.using("keeper").all()]
    found += [row.words for model in (SafetyPlan, ConcernNote) for row in model.objects.using("keeper").all()]
    return sorted(words for words in found if words is not None)


def erase(*who: str) -> dict[str, int]:
    """Erase people, in the way that HOW says."""
    from hearten.members.erasing import leave_for_good

    for name, member in (one.split("=") for one in who):
        _as(UUID(member), lambda seat, name=name: leave_for_good(seat, HOW[name]))
    return {}


def look(*who: str) -> dict[str, Any]:
    """Return what is there: rows of each table, whose sealed address opens, whose id stands anywhere, and all words."""
    from django.db import connections

    from hearten.members.models import Profile

    with connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        every = [name for (name,) in cursor.fetchall()]
        held, text = {}, ""
        for table in every:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # a name from the catalogue
            rows = [row for (row,) in cursor.fetchall()]
            held[table], text = len(rows), text + "\n".join(rows)
    return {
        "rows": held,
        "emails": {row.name: row.email for row in Profile.objects.using("keeper").all()},
        "sealed": _opened(),
        "ids": {name: member in text for name, member in (one.split("=") for one in who)},
        "words": {
            name: [f"Words of {name}." in text, f"Words of {name}, masked." in text, f"{name} says" in text]
            for name in NAMES
        },
    }


def _as(member: UUID | None, act: Any) -> Any:
    from django.db import transaction

    from hearten.kernel.acting import as_member
    from hearten.kernel.seat import Seat

    with as_member(member), transaction.atomic():
        return act(Seat(member, "operator"))


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
    main()
