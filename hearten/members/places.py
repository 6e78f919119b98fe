"""Countries and time zones to choose from: the lists that come with the time zone database (public domain)."""

from functools import lru_cache
from importlib import resources
from zoneinfo import available_timezones

_AREAS = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@lru_cache
def countries() -> tuple[tuple[str, str], ...]:
    """Return (ISO 3166 code, English name) of every country, by name."""
    lines = resources.files("tzdata").joinpath("zoneinfo/iso3166.tab").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(sorted(((code, name) for code, name in rows), key=lambda row: row[1]))


@lru_cache
def zones() -> tuple[str, ...]:
    """Return the names of the time zones that people live in."""
    return ("UTC", *sorted(name for name in available_timezones() if name.startswith(_AREAS)))
