"""What the library gives to a member's copy, how it forgets a member, and how long it keeps flags and reviews."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import Group
from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat
from hearten.library import saying
from hearten.library.choices import (
    Background,
    Company,
    Concern,
    Context,
    Cost,
    Energy,
    Label,
    Minutes,
    Outcome,
    Situation,
    Topic,
)
from hearten.library.models import Card, CardVersion, Flag
from hearten.members import rights
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row

COVERS = ("library_cardowner.member_id", "library_reportowner.member_id", "library_flag.member_id")


class _Gone(NamedTuple):
    gone: Any


class _Report(NamedTuple):
    group_id: UUID
    card: UUID
    outcome: str
    context: str
    words: str
    backgrounds: list[str]
    at: datetime
    hidden: bool


class _Look(NamedTuple):
    at: datetime
    card: UUID
    words: str


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    rights.export(Exported("cards", lambda: _("Cards that you wrote"), _card_columns, _cards))
    rights.export(Exported("card_versions", lambda: _("What your cards said before"), _version_columns, _versions))
    rights.export(Exported("tried", lambda: _("How it went with cards"), _report_columns, _reports))
    rights.export(Exported("card_looks", lambda: _("Your looks at cards"), _look_columns, _looks))
    rights.erase_with(Erasure("library", _forget, COVERS))
    keep(Kept("card_flags", lambda: _("Looks at cards that were asked for"), _year, "library_keep_flags"))
    keep(Kept("card_reviews", lambda: _("Reviews of cards that are over"), _two_years, "library_keep_reviews"))


def _year() -> str:
    return _("1 year")


def _two_years() -> str:
    return _("2 years")


def _card_columns() -> dict[str, str]:
    return {
        "group": _("Group"), "title": _("Name"), "topic": _("Topic"), "label": _("What it is"), "source": _("Source"),
        "source_on": _("Date of the source"), "what": _("What you do"), "steps": _("Steps"), "fits": _("When it fits"),
        "wrong": _("What can go wrong"), "asks": _("What it asks of one"), "situations": _("Situations"),
        "backgrounds": _("About you"), "hidden": _("Your name is hidden"), "version": _("Version"),
        "made_at": _("Written"), "changed_at": _("Changed"),
    }  # fmt: skip


def _titles(seat: Seat) -> dict[UUID, str]:
    return dict(seat.glance(Group).values_list("id", "title"))


def _cards(seat: Seat) -> list[Row]:
    titles = _titles(seat)
    found = seat.glance(Card).raw("SELECT * FROM library_my_cards()")
    return [_card(one, titles.get(one.group_id, _("a group that you left"))) for one in found]


def _card(one: Card, group: str) -> Row:
    plain = ("title", "source", "source_on", "what", "fits", "wrong", "version", "made_at", "changed_at")
    asks = (Energy(one.energy).label, Minutes(one.minutes).label, Company(one.company).label, Cost(one.cost).label)
    return {
        **{name: getattr(one, name) for name in plain},
        "group": group,
        "topic": str(Topic(one.topic).label),
        "label": str(Label(one.label).label),
        "steps": "\n".join(one.steps),
        "asks": ", ".join(str(label) for label in asks),
        "situations": ", ".join(saying.labels(one.situations, Situation)),
        "backgrounds": ", ".join(saying.labels(one.backgrounds, Background)),
        "hidden": _("yes") if one.membership_id is None else "",
    }


def _version_columns() -> dict[str, str]:
    return {"at": _("Until"), "title": _("Name"), "said": _("It said"), "changed": _("What you changed then")}


def _versions(seat: Seat) -> list[Row]:
    found = seat.glance(CardVersion).raw("SELECT * FROM library_my_versions()")
    return [
        {"at": one.at, "title": one.words["title"], "said": _text(one.words), "changed": one.changed} for one in found
    ]


def _text(words: dict[str, Any]) -> str:
    parts = (words["what"], words["fits"], *words["steps"], words["wrong"], words["source"])
    return "\n".join(str(part) for part in parts if part)


def _report_columns() -> dict[str, str]:
    return {
        "group": _("Group"), "card": _("Card"), "outcome": _("How it went"), "context": _("When"),
        "words": _("Your words"), "backgrounds": _("About you"), "hidden": _("Your name is hidden"), "at": _("Said"),
    }  # fmt: skip


def _reports(seat: Seat) -> list[Row]:
    found, groups = seat.read(_Report, "SELECT * FROM library_my_reports()"), _titles(seat)
    cards = dict(seat.glance(Card).filter(pk__in={one.card for one in found}).values_list("id", "title"))
    return [
        {
            "group": groups.get(one.group_id, _("a group that you left")),
            "card": cards.get(one.card, ""),
            "outcome": str(Outcome(one.outcome).label) if one.outcome else _("Taken back"),
            "context": str(Context(one.context).label) if one.context else "",
            "words": one.words,
            "backgrounds": ", ".join(saying.labels(one.backgrounds, Background)),
            "hidden": _("yes") if one.hidden else "",
            "at": one.at,
        }
        for one in found
    ]


def _look_columns() -> dict[str, str]:
    return {"at": _("When"), "card": _("Card"), "what": _("What"), "words": _("Your words")}


# What one said when looking at cards, first or second, and when answering somebody who asked for a look.
_LOOKS = f"""
SELECT v.asked_at, v.card_id, v.reason FROM library_review v
  JOIN groups_membership m ON m.id = v.first_id WHERE m.member_id = {ME}
UNION ALL SELECT v.reviewed_at, v.card_id, v.second_words FROM library_review v
  JOIN groups_membership m ON m.id = v.second_id WHERE m.member_id = {ME}
UNION ALL SELECT v.revoked_at, v.card_id, v.revoked_reason FROM library_review v
  JOIN groups_membership m ON m.id = v.revoked_by_id WHERE m.member_id = {ME}
UNION ALL SELECT f.answered_at, f.card_id, f.answer_words FROM library_flag f
  JOIN groups_membership m ON m.id = f.answered_by_id WHERE m.member_id = {ME} ORDER BY 1"""  # noqa: S608  # a constant


def _looks(seat: Seat) -> list[Row]:
    looked = seat.read(_Look, _LOOKS)
    asked = list(seat.glance(Flag).filter(member_id=seat.me).order_by("at"))
    ids = {one.card for one in looked} | {one.card_id for one in asked}
    cards = dict(seat.glance(Card).filter(pk__in=ids).values_list("id", "title"))
    return [
        {"at": one.at, "card": cards.get(one.card_id, ""), "what": str(Concern(one.concern).label), "words": one.words}
        for one in asked
    ] + [{"at": one.at, "card": cards.get(one.card, ""), "what": _("You looked"), "words": one.words} for one in looked]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT library_forget_me(%s)", how)
