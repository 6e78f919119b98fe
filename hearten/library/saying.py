"""How a library says what people reported: whole people and whole sentences, never a score."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.library.choices import Background, Company, Cost, Energy, Minutes, Outcome, Situation
from hearten.library.evidence import Counts
from hearten.library.filters import Wanted
from hearten.library.reading import ShownCard, ShownReport


def who(shown: ShownCard | ShownReport) -> str:
    """Return a writer's name as the group reads it."""
    if shown.membership_id is None:
        return _("Somebody of this group")
    return _("Former member") if shown.gone or not shown.name else shown.name


def helped(counts: Counts) -> str:
    """Say how many of the people who tried something say that it helped."""
    if counts.people == 0:
        return _("Nobody here has said yet how it went.")
    if counts.people == 1:
        return _only(counts)
    return _("%(helped)d of %(people)d people here say it helped.") % {"helped": counts.helped, "people": counts.people}


def _only(counts: Counts) -> str:
    if counts.helped:
        return _("One person here has said how it went: it helped.")
    if counts.mixed:
        return _("One person here has said how it went: it was mixed.")
    if counts.made_worse:
        return _("One person here has said how it went: it made things worse.")
    return _("One person here has said how it went: it did not help.")


def others(counts: Counts) -> list[str]:
    """Say how many people found otherwise, each in a sentence; what made things worse always stands by itself."""
    if counts.people < 2:
        return []
    said = [
        (counts.mixed, ngettext("For %(n)d it was mixed.", "For %(n)d it was mixed.", counts.mixed)),
        (
            counts.did_not_help,
            ngettext("%(n)d says it did not help.", "%(n)d say it did not help.", counts.did_not_help),
        ),
        (
            counts.made_worse,
            ngettext("%(n)d says it made things worse.", "%(n)d say it made things worse.", counts.made_worse),
        ),
    ]
    return [sentence % {"n": number} for number, sentence in said if number]


def earlier(number: int) -> str:
    """Say how many of those people tried what a card said before it was changed."""
    if not number:
        return ""
    said = ngettext("%(n)d of them is about an earlier version.", "%(n)d of them are about an earlier version.", number)
    return said % {"n": number}


def sure(word: str) -> str:
    """Say how far the reports settle it (`evidence.sureness`)."""
    return {
        "none": "",
        "few": _("Few people have said so far: this may change."),
        "some": _("Some people have said so far: it may still change a little."),
        "many": _("Many people here have said how it went."),
    }[word]


def alike(counts: Counts, wanted: Wanted) -> str:
    """Say what people report who say the same about themselves as the reader picked."""
    tags = ", ".join(labels(wanted.like, Background))
    if counts.people == 0:
        return _("Nobody who says this about themselves has said how it went: %(tags)s.") % {"tags": tags}
    return ngettext(
        "%(helped)d of %(people)d person who says this about themselves says it helped: %(tags)s.",
        "%(helped)d of %(people)d people who say this about themselves say it helped: %(tags)s.",
        counts.people,
    ) % {"helped": counts.helped, "people": counts.people, "tags": tags}


def writer_alike(card: ShownCard, wanted: Wanted) -> str:
    """Say that a card's writer chose some of what the reader picked; "" where they did not, or said nothing."""
    shared = ", ".join(labels(set(card.backgrounds) & set(wanted.like), Background))
    return _("Whoever wrote it says the same about themselves: %(tags)s.") % {"tags": shared} if shared else ""


def labels(values: Iterable[Any], choices: Any) -> list[str]:
    """Return the labels of stored values, in the order of the choices."""
    kept = set(values)
    return [str(one.label) for one in choices if one.value in kept]


def asks_of_one(card: ShownCard) -> list[str]:
    """Return what a card asks of one, in a few words each."""
    return [
        str(Energy(card.energy).label),
        str(Minutes(card.minutes).label),
        str(Company(card.company).label),
        str(Cost(card.cost).label),
    ]


def belongs(card: ShownCard) -> list[str]:
    """Return the situations that a card is for."""
    return labels(card.situations, Situation)


def order(wanted: Wanted) -> str:
    """Say in one sentence in which order a list stands."""
    if wanted.first == "same":
        return _(
            "First comes what helped most for people who say the same about themselves as you picked. "
            "Every third card is one that few of them have tried yet. "
            "Among those, cards by people who say the same come first."
        )
    if wanted.first == "different":
        return _(
            "First comes what helped most for people who say other things about themselves than you picked. "
            "Every third card is one that few of them have tried yet. "
            "Among those, cards by people who say other things come first."
        )
    return _("First comes what helped most people here. Every third card is one that few have tried yet.")


def day(at: date | None) -> str:
    """Return a day as people write it."""
    return date_format(at, "j M Y") if at else ""


def outcome(report: ShownReport) -> str:
    """Return how it went, in words."""
    return str(Outcome(report.outcome).label)
