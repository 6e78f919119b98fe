"""Keeping a group's own version of a format."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearten.groups.actions import NeedsAnotherLook
from hearten.groups.rules import may_lead
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.meetings.formats.checking import check
from hearten.meetings.formats.choosing import versions_of
from hearten.meetings.formats.shipped import Definition
from hearten.meetings.models import OwnFormat


def keep_version(seat: Seat, place: Place, name: str, definition: Definition, based_on: int) -> OwnFormat:
    """Make the next version of a format of this group; it holds for meetings that are announced from now on.

    Raises NeedsAnotherLook when somebody else saved one since `based_on`, and Refused when it could not be run.
    """
    may_lead(place).or_refuse()
    for sentence in check(definition):
        raise Refused(sentence, url("meetings:format", place.group_id, name), _("Go to the format"))
    own = versions_of(seat, place.group_id, name)
    if (own[0].version if own else 0) != based_on:
        raise _somebody_was_first()
    try:
        with transaction.atomic():
            return _kept(place.group_id, place.membership_id, name, definition | {"version": based_on + 1})
    except IntegrityError:
        raise _somebody_was_first() from None


def bring_back(seat: Seat, place: Place, old: OwnFormat) -> OwnFormat:
    """Make an earlier version the newest again, as a version of its own."""
    newest = versions_of(seat, place.group_id, old.name)[0]
    return keep_version(seat, place, old.name, old.definition, newest.version)


def _kept(group: UUID, made_by: UUID, name: str, definition: Definition) -> OwnFormat:
    version = definition["version"]
    values = {"name": name, "version": version, "definition": definition, "made_at": now()}
    return OwnFormat.objects.create(group_id=group, made_by_id=made_by, **values)


def _somebody_was_first() -> NeedsAnotherLook:
    sentence = _(
        "Somebody saved another version while you were changing this one. What you wrote is still here. "
        "Look at theirs under the earlier versions, then save yours again."
    )
    return NeedsAnotherLook("title", sentence)
