"""What is said about offers and suggestions, in words for people."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.library.choices import Situation
from hearten.offers.fitting import Met, Reason
from hearten.offers.topics import OWN

LIKES: dict[str, Callable[[], str]] = {
    "listen": lambda: _("Listen"),
    "stories": lambda: _("Tell how it was for me"),
    "ideas": lambda: _("Think of ideas together"),
    "information": lambda: _("Look things up"),
    "company": lambda: _("Keep somebody company"),
    "welcome": lambda: _("Welcome people who are new"),
}
_WISHES: dict[str, Callable[[], str]] = {
    "listen": lambda: _("They wish to be heard, and you like to listen."),
    "stories": lambda: _("They wish for similar stories, and you like to tell yours."),
    "ideas": lambda: _("They are glad of ideas, and you like to think of some."),
    "information": lambda: _("They wish for information, and you like to look things up."),
    "company": lambda: _("They wish for company, and you like to keep it."),
}


def tag_text(tag: str) -> str:
    """Return a tag as its owner reads it."""
    if tag.startswith(OWN):
        return tag.removeprefix(OWN)
    return str(Situation(tag).label) if tag in Situation.values else tag


def why(reasons: Iterable[Reason], *, mine: bool = False) -> list[str]:
    """Return the reasons for a suggestion as sentences. Since when it waits stands beside them, as a time.

    `mine`: it is this reader who said that they write an answer.
    """
    given = list(reasons)
    lived = [tag_text(one.what) for one in given if one.code == "lived"]
    writes = _("You said that you write an answer.") if mine else _("Somebody writes an answer now.")
    said = [writes] if Reason("answered") in given else []
    if lived:
        said.append(_("Some words point to what you know about: %(topics)s.") % {"topics": ", ".join(lived)})
    said += [_WISHES[one.what]() for one in given if one.code == "wish" and one.what in _WISHES]
    if Reason("newcomer") in given:
        said.append(_("It is one of the first things they wrote here, and you like to welcome people."))
    return said + [_("It is about a setback.") for one in given if one.code == "need"]


def paused(code: str, met: Met, title: str) -> str:
    """Return why nothing is suggested in a group now."""
    if code == "resting":
        return _("You rest in %(group)s. Others answer meanwhile.") % {"group": title}
    if code == "day":
        said = ngettext(
            "Today you answered in %(num)s conversation of %(group)s.",
            "Today you answered in %(num)s conversations of %(group)s.",
            met.today,
        ) % {"num": met.today, "group": title}
    else:
        said = ngettext(
            "In seven days you answered in %(num)s conversation of %(group)s.",
            "In seven days you answered in %(num)s conversations of %(group)s.",
            met.week,
        ) % {"num": met.week, "group": title}
    return f"{said} {_('That is as much as you wanted to give. Thank you. Others can answer, too.')}"
