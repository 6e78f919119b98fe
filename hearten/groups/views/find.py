"""Looking for a group, and who sees what."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format

from hearten.groups.choices import language_name, zone_name
from hearten.groups.forms import FindForm
from hearten.groups.models import Format, Group, JoinRequest, Openness
from hearten.groups.standing import home_of, left_behind, my_groups, removed_from
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


class Listed(NamedTuple):
    """One group as the list shows it."""

    id: UUID
    title: str
    purpose: str
    who_for: str
    topics: list[str]
    formats: list[str]
    language: str
    zone: str
    openness: str
    starts_on: Any
    ends_on: Any


class Offered(NamedTuple):
    """What the listed groups offer to choose from, so that no filter leads nowhere."""

    topics: list[str]
    languages: list[str]
    zones: list[str]


_LISTED = "g.closed_at IS NULL AND g.openness <> 'invitation' AND (g.ends_on IS NULL OR g.ends_on >= current_date)"
_SAID = "unaccent(lower(concat_ws(' ', g.title, g.purpose, g.who_for, array_to_string(g.topics, ' '))))"
_FIND = f"""
WITH wanted AS (SELECT %s::text AS topic, %s::text AS format, %s::text AS language, %s::text AS openness,
  %s::text AS zone, %s::text[] AS words)
SELECT g.id, g.title, g.purpose, g.who_for, g.topics, g.formats, g.language, g.zone, g.openness, g.starts_on, g.ends_on
FROM groups_group g, wanted w WHERE {_LISTED}
  AND (w.topic = '' OR w.topic = ANY (g.topics)) AND (w.format = '' OR w.format = ANY (g.formats))
  AND w.language IN ('', g.language) AND w.openness IN ('', g.openness) AND w.zone IN ('', g.zone)
  AND NOT EXISTS (SELECT FROM unnest(w.words) AS one(word) WHERE strpos({_SAID}, unaccent(lower(one.word))) = 0)
ORDER BY g.title LIMIT 200"""  # noqa: S608  # constants only
_OFFERED = f"""
SELECT
  coalesce((SELECT array_agg(DISTINCT t ORDER BY t) FROM groups_group g, unnest(g.topics) t WHERE {_LISTED}), '{{}}'),
  coalesce((SELECT array_agg(DISTINCT g.language::text) FROM groups_group g WHERE {_LISTED}), '{{}}'),
  coalesce((SELECT array_agg(DISTINCT g.zone::text ORDER BY g.zone::text) FROM groups_group g WHERE {_LISTED}), '{{}}')
"""  # noqa: S608  # constants only


@door(Knock.ANYONE)
def find(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The groups that are open to be found, with filters; one's own groups first."""
    form = FindForm(request.GET)
    form.is_valid()
    wanted = {name: form.cleaned_data.get(name, "") for name in form.fields}
    mine = my_groups(seat)
    return show(
        request,
        "groups/find.html",
        here="groups",
        mine=[(place, home_of(place.group_id)) for place in mine],
        behind=left_behind(seat),
        requests=_requests(seat),
        found=_found(seat, wanted),
        wanted=wanted,
        filtered=any(wanted.values()),
        in_them={place.group_id for place in mine},
        removed_from=removed_from(seat),
        home_of=home_of,
        language_name=language_name,
        zone_name=zone_name,
        day=date_format,
        formats=Format.choices,
        opennesses=[choice for choice in Openness.choices if choice[0] != Openness.INVITATION],
        **_offered(seat),
    )


def _found(seat: Seat, wanted: dict[str, str]) -> Sequence[Listed]:
    filters = [wanted[name] for name in ("topic", "format", "language", "openness", "zone")]
    return seat.read(Listed, _FIND, *filters, wanted["words"].split()[:8])


def _offered(seat: Seat) -> dict[str, Any]:
    offered = seat.read(Offered, _OFFERED)[0]
    return {
        "topics": [(topic, topic) for topic in offered.topics],
        "languages": sorted(((code, language_name(code)) for code in offered.languages), key=lambda pair: pair[1]),
        "zones": [(zone, zone_name(zone)) for zone in offered.zones],
    }


def _requests(seat: Seat) -> list[JoinRequest]:
    """Return what this person asked and where no page inside a group tells them the answer."""
    if not seat.signed_in:
        return []
    asked = seat.glance(JoinRequest).filter(member_id=seat.me, answer__in=("", "not_now")).select_related("group")
    return list(asked.order_by("-made_at")[:5])


@door(Knock.ANYONE)
def by_slug(request: HttpRequest, seat: Seat, *, slug: str) -> HttpResponse:
    """A listed group's readable address, for a poster or a letter."""
    group = seat.glance(Group).filter(slug=slug, closed_at=None).first()
    if group is None:
        raise Unseen
    return HttpResponseRedirect(home_of(group.id))


@door(Knock.ANYONE)
def who_sees_what(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The confidentiality model as people can read it (G3)."""
    return show(request, "groups/who_sees_what.html")
