"""A service as a page shows it: its record, its hours now, and how sure one can be of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from hearten.resources.freshness import Freshness, freshness_of, months_before
from hearten.resources.holidays_of import country_code
from hearten.resources.hours import Hours, Where, hours_of
from hearten.resources.models import Listing
from hearten.resources.saying import hours_line

MOST_PLACES = 20
# One number, as people write it; a line break or a dash with spaces around it stands between two.
_ONE_NUMBER = re.compile(r"(?!.*( - |\n|\r))\+?[0-9\s().-]+")


@dataclass(frozen=True)
class Site:
    """One place of a service with its hours there. `place` is None for the service as a whole.

    `building`: these are the hours of the building, for the service says none of its own.
    """

    place: dict[str, Any] | None
    hours: Hours
    building: bool = False


@dataclass(frozen=True)
class Card:
    """A service in a list."""

    listing: Listing
    where: str
    hours: str
    open_now: bool
    phone: str
    cost: str
    fresh: Freshness
    people: int
    over: bool


def stale_since(today: date) -> date:
    """Return the day on or before which a check is too old to be relied on."""
    return months_before(today, settings.HEARTEN_DIRECTORY_STALE_MONTHS)


def fresh(assured_on: date | None, checked_on: date | None, today: date) -> Freshness:
    """Judge by this install's own number of months."""
    return freshness_of(assured_on, checked_on, today, settings.HEARTEN_DIRECTORY_STALE_MONTHS)


def sites_of(listing: Listing, moment: datetime) -> list[Site]:
    """Return a service's hours: of each of its places where a schedule says of which, else once for all of it.

    When a building is open says nothing of a service in it that has hours of its own.
    """
    own = [one for one in listing.schedules if one.get("of") != "place"]
    use = own or listing.schedules
    general = [one for one in use if not one.get("place")]
    if not listing.places or len(general) == len(use):
        first = listing.places[0] if listing.places else None
        return [Site(None, hours_of(use, moment, _where(listing, first)))]
    return [_site_at(listing, place, use, general, moment) for place in listing.places[:MOST_PLACES]]


def _site_at(
    listing: Listing, place: dict[str, Any], use: list[dict[str, Any]], general: list[dict[str, Any]], moment: datetime
) -> Site:
    there = [one for one in use if one.get("place") == place.get("key")] or general
    building = any(one.get("of") == "place" for one in there)
    return Site(place, hours_of(there, moment, _where(listing, place)), building)


def _where(listing: Listing, place: dict[str, Any] | None) -> Where:
    """Return where a place is, as far as its address, the service's areas, or else this install know."""
    for known in (*(place or {}).get("addresses", ()), *listing.areas):
        if known.get("country"):
            region = known.get("state_province") or known.get("state") or known.get("region") or ""
            return Where(listing.zone, settings.HEARTEN_DIRECTORY_ZONE, country_code(known["country"]), region)
    return Where(listing.zone, settings.HEARTEN_DIRECTORY_ZONE, settings.HEARTEN_COUNTRY)


def is_open(listing: Listing, moment: datetime) -> bool:
    """Whether it is open at a moment, in any of its places, as far as is known."""
    return listing.status == Listing.Status.ACTIVE and any(site.hours.open_now for site in sites_of(listing, moment))


def card_of(listing: Listing, moment: datetime, checked_on: date | None, over: bool, people: int) -> Card:
    """Return a service as a list shows it. `checked_on` is the last day of all."""
    sites = sites_of(listing, moment)
    best = next((site for site in sites if site.hours.open_now), sites[0])
    line = hours_line(best.hours, moment)
    if best.building:
        line = _("The building: %(hours)s") % {"hours": line}
    if best.place and len(sites) > 1:
        line = f"{place_name(best.place)}: {line}"
    return Card(
        listing=listing,
        where=" · ".join(dict.fromkeys(_towns(listing))) or _("By phone or online"),
        hours=line,
        open_now=best.hours.open_now and listing.status == Listing.Status.ACTIVE,
        phone=next((str(one["number"]) for one in listing.phones if one.get("number")), ""),
        cost=cost_line(listing),
        fresh=fresh(checked_on, None, moment.date()),
        people=people,
        over=over,
    )


def _towns(listing: Listing) -> Iterator[str]:
    for place in listing.places[:MOST_PLACES]:
        yield from (str(address["city"]) for address in place.get("addresses", ()) if address.get("city"))


def place_name(place: dict[str, Any]) -> str:
    """Return what a place is called: its name, or its street."""
    streets = [address.get("address_1", "") for address in place.get("addresses", ())]
    return str(place.get("name") or next(iter(streets), "") or _("Another place"))


def cost_line(listing: Listing) -> str:
    """Return whether it costs something, in a few words. Not said is not free."""
    if listing.free:
        return _("Free")
    return _("Costs something") if listing.free is False else _("Cost not said")


def address_lines(place: dict[str, Any]) -> list[str]:
    """Return a place's address as lines, as it stands on an envelope."""
    lines: list[str] = []
    for one in place.get("addresses", ())[:3]:
        town = " ".join(str(one[part]) for part in ("city", "state_province", "postal_code") if one.get(part))
        lines += [str(line) for line in (one.get("address_1"), one.get("address_2"), town, one.get("country")) if line]
    return lines


def dial(number: str) -> str:
    """Return a number as a tel: address holds it, or "" where it is none: letters, an extension, two in one field."""
    text = number.strip()
    if text.startswith(("+", "00")):
        text = re.sub(r"\(\s*0\s*\)", " ", text, count=1)  # is dialled at home alone
    plain = re.sub(r"[^+0-9]", "", text)
    return plain if _ONE_NUMBER.fullmatch(text) and 3 <= len(plain.lstrip("+")) <= 15 else ""


def web(url: str) -> str:
    """Return an address that a link may hold: http or https alone, "" for everything else."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def costs_of(listing: Listing) -> list[str]:
    """Return what it costs, in the record's own words and amounts."""
    words = "" if listing.free and listing.cost.casefold().strip(". ") == "free" else listing.cost
    return [line for line in (words, *(_amount(one) for one in listing.costs)) if line]


def _amount(cost: dict[str, Any]) -> str:
    amount = " ".join(str(cost[part]) for part in ("amount", "currency") if cost.get(part) not in (None, ""))
    return ": ".join(part for part in (str(cost.get("option") or ""), amount) if part and amount)


def names(rows: Sequence[dict[str, Any]], *keys: str) -> list[str]:
    """Return the first of `keys` that each row has."""
    found = [next((str(row[key]) for key in keys if row.get(key)), "") for row in rows]
    return [name for name in dict.fromkeys(found) if name]
