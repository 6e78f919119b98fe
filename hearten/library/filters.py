"""What somebody looks for in a library, as a page's form says it. Kept nowhere: it stands in the page's own address."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Choices
from django.http import QueryDict

from hearten.library.choices import MOST_BACKGROUNDS, Background, Company, Energy, Label, Minutes, Situation, Topic

FIRST = ("same", "different")  # whose accounts count for the order (P11)


@dataclass(frozen=True)
class Wanted:
    """What fits. Empty, 0 and False: no matter. `like`: backgrounds that the reader picked, for `first`."""

    topic: str = ""
    label: str = ""
    situation: str = ""
    energy: str = ""
    minutes: int = 0  # at most
    company: str = ""
    free: bool = False
    after_setback: bool = False
    reviewed: bool = False
    like: tuple[str, ...] = ()
    first: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out by it."""
        return self != Wanted(like=self.like, first=self.first)

    @property
    def asks(self) -> bool:
        """Whether the form says anything beyond a topic."""
        return self != Wanted(topic=self.topic)


def wanted(given: QueryDict) -> Wanted:
    """Read the form. What is no choice of ours is as if it were not there."""
    like = tuple(one for one in Background.values if one in given.getlist("like"))[:MOST_BACKGROUNDS]
    minutes = given.get("minutes", "")
    first = given.get("first", "")
    return Wanted(
        topic=_one(given, "topic", Topic),
        label=_one(given, "label", Label),
        situation=_one(given, "situation", Situation),
        energy=_one(given, "energy", Energy),
        minutes=int(minutes) if minutes in {str(value) for value in Minutes.values} else 0,
        company=_one(given, "company", Company) if given.get("company") != Company.EITHER else "",
        free=bool(given.get("free")),
        after_setback=bool(given.get("after_setback")),
        reviewed=bool(given.get("reviewed")),
        like=like,
        first=first if like and first in FIRST else "",
    )


def _one(given: Mapping[str, Any], name: str, choices: type[Choices]) -> str:
    value = str(given.get(name, ""))
    return value if value in choices.values else ""


def shares(backgrounds: Collection[str], like: Collection[str]) -> bool:
    """Whether somebody who said this about themself shares any of what the reader picked."""
    return not set(backgrounds).isdisjoint(like)


def fits(backgrounds: Collection[str], wanted: Wanted) -> bool:
    """Whether somebody who said this about themself is one whose accounts count for the order: "same" or "different".

    Who said nothing about themself is neither: nothing is guessed (P11).
    """
    return bool(backgrounds) and shares(backgrounds, wanted.like) == (wanted.first == "same")
