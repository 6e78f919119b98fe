"""What a page shows of a service, made from the records around it. Pure: rows in, the columns of a Listing out."""

from datetime import date
from typing import Any

from django.conf.locale import LANG_INFO

from hearten.resources.gathering import Pool, Row
from hearten.resources.money import cost_words, is_free

# What of a service's surroundings is shown, by kind: the properties that are followed, as spec.Kind names them.
SHOWN: dict[str, dict[str, str]] = {
    "service": {
        "organization": "organization", "program": "program", "phones": "phone", "schedules": "schedule",
        "service_areas": "service_area", "service_at_locations": "service_at_location", "languages": "language",
        "cost_options": "cost_option", "required_documents": "required_document", "contacts": "contact",
        "attributes": "attribute",
    },
    "service_at_location": {
        "location": "location", "phones": "phone", "schedules": "schedule", "contacts": "contact",
        "attributes": "attribute",
    },
    "location": {
        "languages": "language", "addresses": "address", "accessibility": "accessibility", "phones": "phone",
        "schedules": "schedule",
    },
    "organization": {"phones": "phone"},
    "contact": {"phones": "phone"},
    "phone": {"languages": "language"},
    "attribute": {"taxonomy_term": "taxonomy_term"},
    "taxonomy_term": {"taxonomy_detail": "taxonomy"},
}  # fmt: skip
_SCHEDULE = ("id", "service_id", "location_id", "service_at_location_id")  # what of a schedule only points
_COST = ("option", "currency", "amount", "amount_description", "valid_from", "valid_to")
_PLACE = ("name", "description", "transportation", "latitude", "longitude", "url")
_LINES = ("address_1", "address_2", "city", "region", "state_province", "postal_code", "country")


def listing_of(service: Row, pool: Pool) -> dict[str, Any]:
    """Return the columns of a service's listing that come from its source, by name."""
    said = service.fields
    at = pool.many(service, "service_at_location")
    places = [place for place in (pool.one(row, "location", "location") for row in at) if place]
    return {
        **_in_words(said),
        **_provided(service, pool),
        "phones": _phones(service, at, places, pool),
        "free": is_free(said, [row.fields for row in pool.many(service, "cost_option")]),
        "cost": cost_words(said, [row.fields for row in pool.many(service, "cost_option")]),
        "costs": [_only(row.fields, _COST) for row in pool.many(service, "cost_option")],
        "languages": _languages([service, *places], pool),
        "access": [one for place in places for one in _access(place, pool)],
        "needs": _needs([service, *at], pool),
        "areas": _areas(service, places, pool),
        "places": [_place(place, pool) for place in _once(places)],
        "documents": [_only(row.fields, ("document", "uri")) for row in pool.many(service, "required_document")],
        **_hours(service, at, places, pool),
    }


def _in_words(said: dict[str, Any]) -> dict[str, Any]:
    assured = said.get("assured_date")  # that somebody typed in it later (last_modified) assures nothing
    return {
        "name": said["name"],
        "alternate_name": said.get("alternate_name", ""),
        "description": said.get("description", ""),
        "alert": said.get("alert", ""),
        "how": said.get("application_process", ""),
        "wait": said.get("wait_time", ""),
        "status": said["status"],
        "url": said.get("url", ""),
        "eligibility": said.get("eligibility_description", ""),
        "minimum_age": said.get("minimum_age"),
        "maximum_age": said.get("maximum_age"),
        "interpreting": said.get("interpretation_services", ""),
        "assured_on": date.fromisoformat(assured) if assured else None,
    }


def _provided(service: Row, pool: Pool) -> dict[str, str]:
    organization = pool.one(service, "organization", "organization")
    program = pool.one(service, "program", "program")
    by = organization.fields if organization else {}
    return {
        "provider": by.get("name", ""),
        "provider_key": organization.key if organization else "",
        "provider_url": by.get("website", ""),
        "program": program.fields["name"] if program else "",
        "email": service.fields.get("email") or by.get("email", ""),
    }


def _phones(service: Row, at: list[Row], places: list[Row], pool: Pool) -> list[dict[str, Any]]:
    """The service's own numbers first, then those of its places; the provider's where there is no other."""
    people = [contact for row in (service, *at) for contact in pool.many(row, "contact")]
    found: list[tuple[Row, Any]] = [
        (row, "service") for owner in (service, *at, *people) for row in pool.many(owner, "phone")
    ]
    found += [(row, "place") for place in places for row in pool.many(place, "phone")]
    provider = pool.one(service, "organization", "organization")
    if not found and provider:
        found = [(row, "provider") for row in pool.many(provider, "phone")]
    return [
        _only(row.fields, ("number", "extension", "type", "description"))
        | {"languages": [_spoken(one) for one in pool.many(row, "language")], "of": of}
        for row, of in _first(found)
    ]


def _spoken(language: Row) -> str:
    return str(language.fields.get("name") or language_called(str(language.fields.get("code", ""))))


def language_called(code: str) -> str:
    """Return the name of a language of which a source gives only the code: in English, as most sources say it."""
    tag = code.lower().replace("_", "-")
    known = (LANG_INFO.get(one, {}).get("name") for one in (tag, tag.partition("-")[0]))
    return str(next(filter(None, known), code))


def _languages(owners: list[Row], pool: Pool) -> list[dict[str, Any]]:
    """Each with a name, for it is by name that a language is looked for."""
    rows = [row for owner in owners for row in pool.many(owner, "language")]
    found = [_only(row.fields, ("code", "note")) | ({"name": said} if (said := _spoken(row)) else {}) for row in rows]
    once: dict[Any, dict[str, Any]] = {}
    for one in found:
        once.setdefault((one.get("code"), one.get("name")), one)
    return list(once.values())


def _access(place: Row, pool: Pool) -> list[dict[str, Any]]:
    name = {"place": place.fields["name"]} if "name" in place.fields else {}
    return [_only(row.fields, ("description", "details", "url")) | name for row in pool.many(place, "accessibility")]


def _needs(owners: list[Row], pool: Pool) -> list[dict[str, Any]]:
    """The taxonomy terms of a service and of what it does at its places, by name."""
    terms = [
        pool.one(row, "taxonomy_term", "taxonomy_term") for owner in owners for row in pool.many(owner, "attribute")
    ]
    found = {}
    for term in filter(None, terms):
        of = pool.one(term, "taxonomy_detail", "taxonomy")
        called = of.fields["name"] if of else term.fields.get("taxonomy")
        found[term.key] = {"id": term.key, **_only(term.fields, ("name", "code"))} | (
            {"taxonomy": called} if called else {}
        )
    return sorted(found.values(), key=lambda one: (one["name"], one["id"]))


def _areas(service: Row, places: list[Row], pool: Pool) -> list[dict[str, Any]]:
    said = [
        _only(row.fields, ("name", "extent", "extent_type", "description"))
        for row in pool.many(service, "service_area")
    ]
    for address in (row for place in places for row in pool.many(place, "address")):
        where = _only(address.fields, ("city", "region", "state_province", "postal_code", "country"))
        said.append({("state" if name == "state_province" else name): value for name, value in where.items()})
    return [one for number, one in enumerate(said) if one and one not in said[:number]]


def _place(place: Row, pool: Pool) -> dict[str, Any]:
    addresses = [
        _only(row.fields, _LINES) | {"type": row.fields["address_type"]} for row in pool.many(place, "address")
    ]
    return {"key": place.key, "type": place.fields["location_type"], "addresses": addresses} | _only(
        place.fields, _PLACE
    )


def _hours(service: Row, at: list[Row], places: list[Row], pool: Pool) -> dict[str, Any]:
    found: list[tuple[Row, Any]] = [(row, {"of": "service"}) for row in pool.many(service, "schedule")]
    for link in at:
        where = {"place": link.fields["location_id"]} if "location_id" in link.fields else {}
        found += [(row, {"of": "service"} | where) for row in pool.many(link, "schedule")]
    found += [
        (row, {"of": "place", "place": place.key}) for place in _once(places) for row in pool.many(place, "schedule")
    ]
    schedules = [
        {name: value for name, value in row.fields.items() if name not in _SCHEDULE} | of for row, of in _first(found)
    ]
    return {"schedules": schedules, "zone": zone_of([one.get("timezone") for one in schedules])}


def zone_of(offsets: list[Any]) -> str:
    """Return the IANA name of the hours from UTC that all schedules share, or "" where they say none or several.

    IANA has names for whole hours alone, and counts them the other way round: Etc/GMT-3 is three hours ahead.
    """
    shared = set(offsets)
    hours = shared.pop() if len(shared) == 1 else None
    if not isinstance(hours, int) or not -12 <= hours <= 14:
        return ""
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"


def _first(found: list[tuple[Row, Any]]) -> list[tuple[Row, Any]]:
    """Each row once, as it was first found."""
    once: dict[str, tuple[Row, Any]] = {}
    for row, of in found:
        once.setdefault(row.name, (row, of))
    return list(once.values())


def _once(rows: list[Row]) -> list[Row]:
    return list({row.name: row for row in rows}.values())


def _only(fields: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: fields[name] for name in names if name in fields}
