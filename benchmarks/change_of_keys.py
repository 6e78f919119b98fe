"""What a change of all keys costs, beside reading the same values and beside writing the same rows without sealing.

    .venv/bin/python -m benchmarks.change_of_keys [people] [values of each]

Everybody has one file in the key store; the values are notes of one table. Rates are of this run alone.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar
from uuid import uuid4

from benchmarks.scratch import site

T = TypeVar("T")
WORDS = "I walked as far as the canal today, and back again. " * 4


def main() -> None:
    given = [int(word) for word in sys.argv[1:3]]
    people, each = given + [1000, 5][len(given) :]
    with site(8765):
        _fill(people, each)
        rows = people * each
        _told("reading every value", rows, _read_all)
        _told("writing every row, unsealed", rows, _touch_all)
        _told("a change of the master key", people, lambda: _change(values=False))
        _told("a change of all keys and values", rows, lambda: _change(values=True))
        _told("reading every value again", rows, _read_all)


def _fill(people: int, each: int) -> None:
    from hearten.kernel.clock import now
    from hearten.members.models import Member
    from hearten.safety.models import Spell

    for _one in range(people):
        member = Member(id=uuid4(), sign_in_index=uuid4().hex, joined_on=now().date())
        member.save(using="keeper")
        notes = [Spell(member=member, name="A", what="debrief", words=WORDS, at=now()) for _each in range(each)]
        Spell.objects.using("keeper").bulk_create(notes)


def _read_all() -> None:
    from hearten.safety.models import Spell

    assert all(one.words == WORDS for one in Spell.objects.using("keeper").iterator())


def _touch_all() -> None:
    from django.db import connections

    with connections["keeper"].cursor() as cursor:
        cursor.execute("SELECT id FROM safety_spell")
        for (key,) in cursor.fetchall():
            cursor.execute("UPDATE safety_spell SET at = now() WHERE id = %s", [key])


def _change(*, values: bool) -> None:
    from django.conf import settings

    from hearten.kernel import rotation

    done = rotation.rotate(settings.HEARTEN_KEYSTORE, _quietly, values=values)
    assert not (done.look and done.look.unopened)


def _quietly(name: str, total: int, things: Iterable[T]) -> Iterator[T]:
    yield from things


def _told(name: str, count: int, do: Callable[[], Any]) -> None:
    began = time.perf_counter()
    do()
    spent = time.perf_counter() - began
    print(f"{name:34} {count:7} {spent:7.1f} s {count / spent:8.0f} a second")


if __name__ == "__main__":
    main()
