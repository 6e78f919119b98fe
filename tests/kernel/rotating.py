"""What test_rotation_killed.py does as programs of their own, on the key store and the database that it names.

python -m tests.kernel.rotating write MEMBER...    people write until the input ends; a line tells what is committed
python -m tests.kernel.rotating rotate WHERE NTH   a change of all keys, which stands still at the NTH thing of WHERE
"""

import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from itertools import count, cycle
from typing import Any
from uuid import UUID


def main() -> None:
    """Do what the first argument says."""
    from hearten.commands.ground import load_django

    load_django()
    {"write": write, "rotate": rotate}[sys.argv[1]](*sys.argv[2:])


def write(*members: str) -> None:
    """Let people write, one after the other, and read back what they wrote; tell of it after each commit."""
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    said: dict[str, str] = {}
    for number, member in zip(count(), cycle(members), strict=False):
        if ended.is_set():
            break
        if member not in said or number % 3:
            said[member] = f"Words {number} of {member}."
            _act(UUID(member), lambda said=said[member]: _say(said))  # type: ignore[misc]
        else:
            _act(UUID(member), _touch)
        _act(UUID(member), lambda said=said[member]: _look(said))  # type: ignore[misc]
        _tell({"member": member, "words": said[member], "number": number})


def _say(words: str) -> None:
    from hearten.kernel.acting import acting
    from hearten.kernel.clock import now
    from hearten.safety.models import SafetyPlan

    plan = SafetyPlan.objects.first() or SafetyPlan(member_id=acting.get())
    plan.words, plan.changed_at = words, now()
    plan.save()


def _touch() -> None:
    """Save a whole row of which only a date changed: its words go back as they were read."""
    from hearten.kernel.clock import now
    from hearten.safety.models import SafetyPlan

    plan = SafetyPlan.objects.get()
    plan.changed_at = now()
    plan.save()


def _look(words: str) -> None:
    from hearten.safety.models import SafetyPlan

    found = SafetyPlan.objects.get().words
    assert found == words, (found, words)


def _act(member: UUID, do: Any) -> None:
    from django.db import transaction

    from hearten.kernel.acting import as_member

    with as_member(member), transaction.atomic():
        do()


def rotate(where: str, nth: str) -> None:
    """Change all keys, and stand still at one place, where the test kills this process."""
    from django.conf import settings

    from hearten.kernel import rotation

    def watch(name: str, total: int, things: Iterable[Any]) -> Iterator[Any]:
        for at, thing in enumerate(things, 1):
            if name == where and at == int(nth):
                _tell({"at": where})
                sys.stdin.read()
            yield thing

    rotation.rotate(settings.HEARTEN_KEYSTORE, watch, values=True)
    _tell({"at": "the end"})


def _tell(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201  # for the test, which started this


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
    main()
