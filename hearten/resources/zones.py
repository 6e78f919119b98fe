"""In which time zone the hours of a service are said. Pure; the zones of countries come with the time zone database.

HSDS 3.0 has room for an offset from UTC and not for a zone, so "-5" in Boston is right in winter and an hour off in
July. Where the address says the country, the offset is read as the zone that has it: the clock on the wall.
"""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib import resources
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Zone(NamedTuple):
    """A zone, what it is called, and whether it is known or the best that there is."""

    zone: tzinfo
    name: str
    sure: bool


def zone_for(said: str, country: str, moment: datetime, otherwise: str) -> Zone:
    """Return the zone for what a record says: a zone's name, a number of hours from UTC, or "". `country`: two letters,
    or "". `otherwise`: the install's own zone, for where nothing else is known."""
    offset = offset_of(said)
    named = named_zone(said) if offset is None else None
    if named is not None:
        return Zone(named, said, True)
    there = [name for name in zones_of(country) if offset is None or _standard(name, moment) == offset]
    there = there or [name for name in zones_of(country) if offset in _offsets(name, moment)]
    if there and len({_offsets(name, moment) for name in there}) == 1:
        return Zone(ZoneInfo(there[0]), there[0], True)
    if offset is not None:
        fixed = timezone(offset)
        return Zone(fixed, str(fixed), not there)
    return Zone(named_zone(otherwise) or UTC, otherwise, False)


def offset_of(said: str) -> timedelta | None:
    """Return a number of hours from UTC ("3", "-5", "5.5"; or as IANA has it: "Etc/GMT+5" is five behind), or None."""
    text = said.removeprefix("Etc/")
    if text in ("UTC", "GMT", "Z"):
        return timedelta(0)
    try:
        hours = -float(text.removeprefix("GMT")) if text.startswith("GMT") else float(text)
        span = timedelta(minutes=round(hours * 60))
    except (ValueError, OverflowError):
        return None
    return span if abs(span) <= timedelta(hours=14) else None


def named_zone(name: str) -> ZoneInfo | None:
    """Return the zone of this name, or None."""
    try:
        return ZoneInfo(name) if name and not name.startswith(("/", ".")) else None
    except (KeyError, ValueError, OSError):
        return None


def _offsets(name: str, moment: datetime) -> tuple[timedelta | None, ...]:
    """Return a zone's offsets now, in January and in July: two zones that agree in them are one for a reader."""
    zone = ZoneInfo(name)
    seasons = (datetime(moment.year, month, 1, 12, tzinfo=UTC) for month in (1, 7))
    return tuple(at.astimezone(zone).utcoffset() for at in (moment, *seasons))


def _standard(name: str, moment: datetime) -> timedelta:
    return min(offset for offset in _offsets(name, moment)[1:] if offset is not None)


def zones_of(country: str) -> tuple[str, ...]:
    """Return the time zones of a country, the largest place first; none for what is no country."""
    return _by_country().get({"UK": "GB", "EL": "GR"}.get(country.upper(), country.upper()), ())


@lru_cache
def _by_country() -> dict[str, tuple[str, ...]]:
    lines = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8").splitlines()
    found: dict[str, tuple[str, ...]] = {}
    for code, _where, name, *_more in (line.split("\t") for line in lines if line and not line.startswith("#")):
        found[code] = (*found.get(code, ()), name)
    return found
