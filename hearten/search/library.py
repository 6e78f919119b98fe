"""Cards, guides and services, as search finds them: read as the seat, from their own tables."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel.confidential import ME
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.library.choices import Label
from hearten.search.sources import Found, Source, register


class _Card(NamedTuple):
    id: UUID
    title: str
    body: str
    group_title: str
    label: str
    source: str
    source_on: date | None
    masked: bool
    name: str  # "" where nobody of that name is in the group any more
    at: datetime
    mine: bool


class _Guide(NamedTuple):
    id: UUID
    title: str
    body: str
    group_title: str
    at: datetime


class _Service(NamedTuple):
    id: UUID
    title: str
    body: str
    provider: str
    at: datetime


# The same texts that the index has (sql/doors_library.sql), read under the seat's own policies.
_CARDS = f"""
SELECT c.id, c.title, concat_ws(E'\n', nullif(c.what, ''), nullif(c.fits, ''), array_to_string(c.steps, E'\n'),
  nullif(c.wrong, '')), g.title, c.label, c.source, c.source_on, c.membership_id IS NULL,
  CASE WHEN m.ended_at IS NULL THEN coalesce(m.name, '') ELSE '' END, coalesce(c.changed_at, c.made_at),
  EXISTS (SELECT 1 FROM library_cardowner o WHERE o.card_id = c.id AND o.member_id = {ME})
FROM library_card c JOIN groups_group g ON g.id = c.group_id LEFT JOIN groups_membership m ON m.id = c.membership_id
WHERE c.id = ANY (%s) AND c.title <> ''"""
_GUIDES = """
SELECT g.id, g.title, concat_ws(E'\n', nullif(g.summary, ''), (SELECT string_agg(concat_ws(E'\n', s.title,
  nullif(s.words, '')), E'\n' ORDER BY s.place) FROM library_guidestep s WHERE s.guide_id = g.id)),
  coalesce(r.title, ''), g.changed_at
FROM library_guide g LEFT JOIN groups_group r ON r.id = g.group_id WHERE g.id = ANY (%s)
  AND NOT EXISTS (SELECT 1 FROM library_guideretirement x WHERE x.guide_id = g.id)"""
_SERVICES = """
SELECT l.id, l.name, concat_ws(E'\n', nullif(l.description, ''), nullif(l.alternate_name, ''), nullif(l.provider, ''),
  nullif(l.how, ''), nullif(l.eligibility, ''),
  (SELECT string_agg(n ->> 'name', E'\n') FROM jsonb_array_elements(l.needs) n)), l.provider, l.changed_at
FROM resources_listing l
WHERE l.id = ANY (%s) AND l.gone_at IS NULL AND l.status NOT IN ('inactive', 'defunct')
  AND NOT EXISTS (SELECT 1 FROM resources_closure c WHERE c.listing_id = l.id AND c.ended_at IS NULL)"""


def cards(seat: Seat, items: Collection[UUID]) -> dict[UUID, Found]:
    """Return cards that this seat may read and that have their words; one that waits for a look is not among them."""
    return {
        one.id: Found(
            item=one.id,
            title=one.title,
            body=one.body,
            href=url("library:card", one.id),
            place=one.group_title,
            name=_from(one),
            at=one.at,
            mine=one.mine,
        )
        for one in seat.read(_Card, _CARDS, list(items))
    }


def _from(card: _Card) -> str:
    """Say what a card is and whose, as its own page does: experience and information are told apart at first sight."""
    name = _("Somebody of this group") if card.masked else card.name or _("Former member")
    if card.label != Label.INFORMATION:
        return _("%(name)s’s experience, not advice") % {"name": name}
    shared = _("Information, shared by %(name)s") % {"name": name}
    when = f", {date_format(card.source_on)}" if card.source_on else ""
    return f"{shared} · {card.source}{when}"


def guides(seat: Seat, items: Collection[UUID]) -> dict[UUID, Found]:
    """Return guides of the house and of the seat's groups that are kept, each with its steps."""
    return {
        one.id: Found(one.id, one.title, one.body, url("library:guide", one.id), one.group_title, "", one.at)
        for one in seat.read(_Guide, _GUIDES, list(items))
    }


def services(seat: Seat, items: Collection[UUID]) -> dict[UUID, Found]:
    """Return services that are in use and that nobody here found closed."""
    return {
        one.id: Found(one.id, one.title, one.body, url("resources:service", one.id), one.provider, "", one.at)
        for one in seat.read(_Service, _SERVICES, list(items))
    }


def ready() -> None:
    """Make all three known to search."""
    register(Source("card", gettext_lazy("Card"), gettext_lazy("Cards of the library"), cards))
    register(Source("guide", gettext_lazy("Guide"), gettext_lazy("Guides"), guides))
    register(Source("service", gettext_lazy("Service"), gettext_lazy("Services"), services))
