"""What the pages of the directory read: the search, its choices, the queue."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from hearten.kernel.seat import Seat
from hearten.resources.holidays_of import country_names

MOST_FOUND = 2000
MOST_CHOICES = 60


class Match(NamedTuple):
    """One service that fits. `checked_on`: when somebody last made sure of it. `over`: closed, gone or out of use.
    `people`: how many say that it is closed, from two on."""

    id: UUID
    checked_on: date | None
    over: bool
    people: int


class Choice(NamedTuple):
    """One value of a filter, and how many services have it."""

    what: str  # need, language, access
    value: str
    services: int


class Standing(NamedTuple):
    """How one service stands: the last day on which its source or people here made sure of it, as lists say it."""

    checked_on: date | None
    people: int


class Waiting(NamedTuple):
    """One service in the queue: how many people reported it, since when; or nobody, and it was not checked lately."""

    id: UUID
    name: str
    people: int
    since: datetime | None
    checked_on: date | None


_CHECKED = 'SELECT listing_id, max("on") AS "on" FROM resources_check WHERE found <> \'closed\' GROUP BY listing_id'
_LAST = 'greatest(CASE WHEN l.assured_on <= current_date THEN l.assured_on END, c."on")'
_OVER = "l.gone_at IS NOT NULL OR l.status IN ('inactive', 'defunct') OR x.id IS NOT NULL"
_HELD_TOGETHER = """
resources_listing l LEFT JOIN checked c ON c.listing_id = l.id LEFT JOIN said t ON t.listing_id = l.id
LEFT JOIN resources_closure x ON x.listing_id = l.id AND x.ended_at IS NULL"""
_WITH = f"WITH checked AS ({_CHECKED}), said AS (SELECT * FROM resources_said_closed())"

# A word may stand in what the service says about itself or in the words for the needs that it meets, with accents or
# without. An area is asked part by part ("Boston, MA"); what is nowhere in particular, or for the whole country (a
# phone line), is everywhere, after what is near.
_SAID = """unaccent(lower(concat_ws(' ', l.name, l.alternate_name, l.provider, l.program, l.description, l.eligibility,
  jsonb_path_query_array(l.needs, '$[*].name')::text)))"""
_EVERYWHERE = """(l.places = '[]' AND NOT EXISTS (SELECT FROM jsonb_array_elements(l.areas) a
  WHERE lower(trim(coalesce(a ->> 'name', a ->> 'country', ''))) <> ALL (w.country)))"""
_IN_AREA = f"""{_EVERYWHERE}
OR NOT EXISTS (SELECT FROM unnest(w.area) AS one(part) WHERE NOT EXISTS (
  SELECT FROM jsonb_array_elements(l.places) p, jsonb_array_elements(coalesce(p -> 'addresses', '[]')) a
  WHERE part IN (lower(a ->> 'city'), lower(a ->> 'region'), lower(a ->> 'state_province'), lower(a ->> 'country'))
    OR starts_with(replace(lower(a ->> 'postal_code'), ' ', ''), replace(part, ' ', ''))
  UNION ALL SELECT FROM jsonb_array_elements(l.areas) a
  WHERE part IN (lower(a ->> 'city'), lower(a ->> 'region'), lower(a ->> 'state'), lower(a ->> 'country'))
    OR strpos(lower(a ->> 'name'), part) > 0))"""

_MATCHES = f"""{_WITH},
wanted AS (SELECT %s::text[] AS words, %s::text AS need, %s::text[] AS area, %s::boolean AS free, %s::text AS language,
  %s::text AS access, %s::text[] AS country)
SELECT l.id, {_LAST}, {_OVER}, coalesce(t.people, 0)
FROM {_HELD_TOGETHER}, wanted w
WHERE NOT EXISTS (SELECT FROM unnest(w.words) AS one(word) WHERE strpos({_SAID}, unaccent(lower(one.word))) = 0)
  AND (w.need = '' OR l.needs @> jsonb_build_array(jsonb_build_object('name', w.need)))
  AND (w.language = '' OR l.languages @> jsonb_build_array(jsonb_build_object('name', w.language)))
  AND (w.access = '' OR l.access @> jsonb_build_array(jsonb_build_object('description', w.access)))
  AND (NOT w.free OR l.free) AND (w.area = '{{}}' OR {_IN_AREA})
ORDER BY {_OVER}, (l.status = 'temporarily closed' OR t.people IS NOT NULL), coalesce({_LAST} <= %s, true),
  (w.area <> '{{}}' AND {_EVERYWHERE}), (SELECT count(*) FROM unnest(w.words) AS one(word)
    WHERE strpos(unaccent(lower(l.name)), unaccent(lower(one.word))) > 0) DESC, lower(l.name), l.id
LIMIT {MOST_FOUND}"""

# The most frequent of each filter by itself: however many kinds of help there are, a rare language can be chosen.
_CHOICES = f"""
WITH every AS (
  SELECT 'need' AS what, e ->> 'name' AS value, l.id FROM resources_listing l, jsonb_array_elements(l.needs) e
    WHERE l.gone_at IS NULL
  UNION ALL SELECT 'language', e ->> 'name', l.id FROM resources_listing l, jsonb_array_elements(l.languages) e
    WHERE l.gone_at IS NULL
  UNION ALL SELECT 'access', e ->> 'description', l.id FROM resources_listing l, jsonb_array_elements(l.access) e
    WHERE l.gone_at IS NULL
), counted AS (
  SELECT what, value, count(DISTINCT id) AS services FROM every WHERE value <> '' AND length(value) <= 80 GROUP BY 1, 2
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY what ORDER BY services DESC, value) AS place FROM counted)
SELECT what, value, services FROM ranked WHERE place <= {MOST_CHOICES} ORDER BY what, place"""

_QUEUE = f"""
WITH checked AS ({_CHECKED}), waits AS (SELECT * FROM resources_waiting())
SELECT l.id, l.name, coalesce(w.people, 0), w.since, {_LAST}
FROM resources_listing l LEFT JOIN checked c ON c.listing_id = l.id LEFT JOIN waits w ON w.listing_id = l.id
LEFT JOIN resources_closure x ON x.listing_id = l.id AND x.ended_at IS NULL
WHERE w.listing_id IS NOT NULL OR (NOT ({_OVER}) AND coalesce({_LAST} <= %s, true))
ORDER BY w.people DESC NULLS LAST, w.since, {_LAST} NULLS FIRST, lower(l.name) LIMIT 100"""

_STANDING = f"""{_WITH}
SELECT {_LAST}, coalesce(t.people, 0) FROM {_HELD_TOGETHER} WHERE l.id = %s"""


class Asked(NamedTuple):
    """What somebody looks for, tidied: words and parts of an area in small letters."""

    words: tuple[str, ...] = ()
    need: str = ""
    area: tuple[str, ...] = ()
    free: bool = False
    language: str = ""
    access: str = ""


def matches(seat: Seat, asked: Asked, stale_since: date) -> Sequence[Match]:
    """Return what fits, what was checked first, what is over last. At most MOST_FOUND. One query."""
    here = country_names(settings.HEARTEN_COUNTRY)
    return seat.read(Match, _MATCHES, list(asked.words), asked.need, list(asked.area), *asked[3:], here, stale_since)


def choices(seat: Seat) -> dict[str, list[str]]:
    """Return what there is to choose from in each filter, most frequent first."""
    found = seat.read(Choice, _CHOICES)
    return {what: [one.value for one in found if one.what == what] for what in ("need", "language", "access")}


def standing_of(seat: Seat, listing_id: UUID) -> Standing:
    """Return how a service that the seat sees stands here."""
    return seat.read(Standing, _STANDING, listing_id)[0]


def queue(seat: Seat, stale_since: date) -> Sequence[Waiting]:
    """Return what waits to be checked: what most people reported first, then what was reported longest ago, then what
    was checked longest ago. How often a page was opened is nobody's business and not known."""
    return seat.read(Waiting, _QUEUE, stale_since)


class _Id(NamedTuple):
    id: UUID


def my_reports(seat: Seat) -> list[UUID]:
    """Return the ids of the reports that this seat wrote."""
    return [one.id for one in seat.read(_Id, "SELECT resources_my_reports()")] if seat.signed_in else []
