"""The directory of crisis lines: facts from data/lines.json, and what is said about them in words."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

DIRECTORY = Path(__file__).parent / "data" / "lines.json"

COUNTRIES = {
    "AR": _("Argentina"),
    "AT": _("Austria"),
    "AU": _("Australia"),
    "BE": _("Belgium"),
    "BR": _("Brazil"),
    "CA": _("Canada"),
    "CH": _("Switzerland"),
    "DE": _("Germany"),
    "DK": _("Denmark"),
    "FR": _("France"),
    "GB": _("United Kingdom"),
    "IE": _("Ireland"),
    "MX": _("Mexico"),
    "NL": _("Netherlands"),
    "NO": _("Norway"),
    "PT": _("Portugal"),
    "US": _("United States"),
    "ZA": _("South Africa"),
}
# What a caller should know before they dial, from the sources' notes.
REMARKS = {
    "ar-call-135": _("From the Buenos Aires area."),
    "be-call-1813": _("The web chat is open at certain hours only."),
    "mx-call-5552598121": _("The call costs what a normal call costs."),
    "pt-call-808242424": _("A health line for everything. Ask for the psychologist."),
}
EMERGENCY_KINDS = {"ambulance": _("ambulance"), "police": _("police")}


@dataclass(frozen=True)
class Emergency:
    """One emergency number: dialled exactly so; `what` is "", "ambulance" or "police"."""

    dial: str
    what: str

    @property
    def kind(self) -> Any:
        return EMERGENCY_KINDS.get(self.what, "")


@dataclass(frozen=True)
class Line:
    """One service. `tel` and `sms` are links as they are, never rewritten; empty where there is no such way."""

    id: str
    country: str
    name: str
    call: str
    tel: str
    text: str
    say: str
    sms: str
    chat: str
    hours: str
    languages: tuple[str, ...]

    @property
    def hours_text(self) -> Any:
        if self.hours == "24/7":
            return _("Open day and night.")
        return _("Open %(hours)s there.") % {"hours": self.hours} if self.hours else _("We do not know its hours.")

    @property
    def remark(self) -> Any:
        return REMARKS.get(self.id, "")

    @property
    def spoken(self) -> str:
        """The languages that are spoken there, each in its own name."""
        return ", ".join(LANG_INFO[code]["name_local"] for code in self.languages)


@dataclass(frozen=True)
class Country:
    code: str
    emergency: tuple[Emergency, ...]
    lines: tuple[Line, ...]

    @property
    def name(self) -> Any:
        return COUNTRIES[self.code]


@lru_cache
def directory() -> dict[str, Country]:
    """Return every country that has agreed facts, by code, in the order of the file."""
    return {entry["code"]: _country(entry) for entry in json.loads(DIRECTORY.read_text())["countries"]}


def _country(entry: dict[str, Any]) -> Country:
    emergency = tuple(Emergency(number["dial"], number["what"]) for number in entry["emergency"])
    return Country(entry["code"], emergency, tuple(_line(entry["code"], facts) for facts in entry["lines"]))


def _line(country: str, facts: dict[str, Any]) -> Line:
    texts = {name: facts[name] for name in ("id", "name", "call", "tel", "text", "say", "sms", "chat", "hours")}
    return Line(country=country, languages=tuple(facts["languages"]), **texts)


def all_lines() -> dict[str, Line]:
    """Return every line by its id."""
    return {line.id: line for country in directory().values() for line in country.lines}


def in_order() -> list[Country]:
    """Return the countries in the order of their names as they are shown."""
    return sorted(directory().values(), key=lambda country: str(country.name))


def country_for(asked: str, own: str = "") -> Country | None:
    """Return the country to show first: the one asked for, else the reader's own setting, else the operator's.

    Somebody who asks for a country that is not here gets none, rather than a country they are not in.
    """
    return directory().get(named_country(asked, own).upper())


def named_country(asked: str, own: str = "") -> str:
    """Return the code that counts, whether or not it is in the directory; "" when nobody named one."""
    return asked or own or str(settings.HEARTEN_COUNTRY)
