"""What one chooses from: languages by their own names, and time zones."""

from functools import lru_cache
from zoneinfo import available_timezones

from django.conf.locale import LANG_INFO

_CODES = """
ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka km ko lt lv mk mr ms my nb ne nl pa
pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi zh-hans zh-hant
"""

_CONTINENTS = "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific"


@lru_cache
def languages() -> tuple[tuple[str, str], ...]:
    """Return (code, the language's own name)."""
    return tuple((code, language_name(code)) for code in _CODES.split())


def language_name(code: str) -> str:
    """Return a language's own name, or the code when nobody told us its name."""
    found = LANG_INFO.get(code, {})
    name = str(found.get("name_local", code))
    return name[:1].upper() + name[1:]


@lru_cache
def zones() -> tuple[tuple[str, str], ...]:
    """Return (zone, its name to read), places only, with UTC first."""
    places = sorted(zone for zone in available_timezones() if zone.partition("/")[0] in _CONTINENTS.split())
    return (("UTC", "UTC"), *((zone, zone_name(zone)) for zone in places))


def zone_name(zone: str) -> str:
    """Return a zone as words: "America/New_York" is "New York (America)"."""
    area, _, place = zone.partition("/")
    return f"{place.replace('_', ' ')} ({area})" if place else zone
