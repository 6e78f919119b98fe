"""In which order people who wait are shown, and why in words. Pure: waiting time first, then need (E2, A3).

How long somebody waits counts in steps, so that need can decide between people who wait about as long.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from hearten.threads.models import Kind, Wish

STEPS = tuple(timedelta(hours=hours) for hours in (1, 2, 4, 8, 24))
# A setback before anything else; then that something is going on. A hello is answered soon by welcomers, who were told.
NEEDS = (Kind.SETBACK, Kind.SUPPORT, Kind.HELLO, Kind.WORK)
# Somebody who wishes for a person now comes before who wishes for something to read.
WISHES = (Wish.COMPANY, Wish.LISTEN, Wish.STORIES, Wish.IDEAS, Wish.INFORMATION)


class Waits(Protocol):
    """What the order looks at."""

    @property
    def kind(self) -> str: ...
    @property
    def wish(self) -> str: ...
    @property
    def asked_at(self) -> datetime: ...
    @property
    def newcomer(self) -> bool: ...


One = TypeVar("One", bound=Waits)


def step_of(waited: timedelta) -> int:
    """Return which step of waiting somebody is in: 0 for less than an hour, 5 for a day and more."""
    return sum(waited >= step for step in STEPS)


def in_order(waiting: Iterable[One], moment: datetime) -> list[One]:
    """Return who waits, whoever comes first at the beginning. The same people always come in the same order."""
    return sorted(waiting, key=lambda one: (-step_of(moment - one.asked_at), *_need(one), one.asked_at))


def _need(one: Waits) -> tuple[int, int, bool]:
    return _place(NEEDS, one.kind), _place(WISHES, one.wish), not one.newcomer


def _place(known: Sequence[str], value: str) -> int:
    return known.index(value) if value in known else len(known)


def why(one: Waits, moment: datetime) -> list[str]:
    """Return why somebody stands where they stand, one short sentence for each thing that counted."""
    said = [_waited(step_of(moment - one.asked_at)), *_kind(one.kind), _wished(one.wish)]
    return said + ([_("One of the first things they wrote here.")] if one.newcomer else [])


def _waited(step: int) -> str:
    return (
        _("Waits for less than an hour."),
        _("Waits for more than an hour."),
        _("Waits for more than two hours."),
        _("Waits for more than four hours."),
        _("Waits for more than eight hours."),
        _("Waits for more than a day."),
    )[step]


def _kind(kind: str) -> list[str]:
    said = {
        Kind.SETBACK.value: _("It is about a setback."),
        Kind.HELLO.value: _("A hello."),
        Kind.WORK.value: _("Works something through."),
    }
    return [said[kind]] if kind in said else []


def _wished(wish: str) -> str:
    return {
        Wish.LISTEN.value: _("Wishes to be heard."),
        Wish.STORIES.value: _("Wishes for similar stories."),
        Wish.IDEAS.value: _("Is glad of ideas."),
        Wish.INFORMATION.value: _("Wishes for information."),
        Wish.COMPANY.value: _("Wishes for company."),
    }[wish]
