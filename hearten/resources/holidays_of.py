"""Public holidays, by a place's country and region, from the `holidays` library. Pure; nothing is fetched."""

from datetime import date
from functools import lru_cache
from typing import Any

# What stands in addresses instead of two letters, in small letters.
_OTHER_NAMES = {
    "uk": "GB", "united kingdom": "GB", "great britain": "GB", "gbr": "GB",
    "usa": "US", "united states": "US", "united states of america": "US",
    "u.s.a.": "US", "u.s.": "US", "ireland": "IE", "irl": "IE", "canada": "CA", "can": "CA", "australia": "AU",
    "aus": "AU", "new zealand": "NZ", "nzl": "NZ", "germany": "DE", "deutschland": "DE", "deu": "DE", "austria": "AT",
    "österreich": "AT", "switzerland": "CH", "schweiz": "CH", "france": "FR", "fra": "FR", "spain": "ES",
    "españa": "ES", "italy": "IT", "italia": "IT", "netherlands": "NL", "nederland": "NL", "el": "GR", "greece": "GR",
}  # fmt: skip
_PARTS = {"england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB"}  # not all of the country


def country_code(said: str) -> str:
    """Return a country in two letters, as far as it is known what an address means; else as it stands there."""
    plain = " ".join(said.split())
    return (_OTHER_NAMES | _PARTS).get(plain.casefold().removeprefix("the "), plain.upper())


def country_names(code: str) -> list[str]:
    """Return what stands in addresses and areas for all of a country, in small letters; of every one for ""."""
    known = [(name, other) for name, other in _OTHER_NAMES.items() if not code or other == code]
    return sorted({name for name, _of in known} | {of.lower() for _name, of in known} | ({code.lower()} - {""}))


def holiday_on(day: date, country: str, region: str = "") -> str:
    """Return the name of the public holiday on a day, or "". `country`: two letters; `region`: as an address says it.

    A country that the library does not know has none. A region that is not said, or that it does not know, has those of
    every region: one of them is meant, and whether it is a working day there is in doubt.
    """
    code = country_code(country)
    return _names(code, _region(code, region.strip()), day.year).get(day, "")


@lru_cache(maxsize=512)
def _names(code: str, part: str, year: int) -> dict[date, str]:
    """Return the holidays of a year by day: of one region, or of all of them where `part` is empty."""
    whole = _calendar(code, None, year)
    if whole is None:
        return {}
    if part:
        return dict(_calendar(code, part, year))
    every: dict[date, str] = dict(whole)
    for one in whole.subdivisions:
        every = dict(_calendar(code, one, year)) | every
    return every


def _calendar(code: str, part: str | None, year: int) -> Any:
    import holidays  # a second of imports, for who opens a page with hours and nobody else

    if code not in holidays.list_supported_countries(include_aliases=False):
        return None
    return holidays.country_holidays(code, subdiv=part, years=year)


@lru_cache(maxsize=2048)
def _region(code: str, said: str) -> str:
    """Return the library's own code for a region that an address calls by its code or its name, or ""."""
    whole = _calendar(code, None, 2000) if said else None
    if whole is None:
        return ""
    codes = {code.casefold(): code for code in whole.subdivisions}
    named = {name.casefold(): code for name, code in getattr(whole, "subdivisions_aliases", {}).items()}
    short = said.casefold().split("-", 1)[-1]  # ISO 3166-2: US-MA
    return codes.get(said.casefold()) or codes.get(short) or named.get(said.casefold()) or ""
