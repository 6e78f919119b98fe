"""What members say about themselves, and change whenever they like."""

from typing import Any

from django.db import IntegrityError, transaction

from hearten.kernel.clock import now
from hearten.kernel.keystore import blind_index
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import tidy_name
from hearten.members import backend, zones
from hearten.members.actions.joining import NameTaken
from hearten.members.models import Member, Profile


def profile_of(seat: Seat) -> Profile:
    """Return the profile of the seat's own member. Raises Unseen for a visitor."""
    profile = seat.glance(Profile).filter(member_id=seat.me).first()
    if profile is None:
        raise Unseen
    return profile


def rename(seat: Seat, name: str) -> None:
    """Change the name this person shows and signs in with. Raises NameTaken."""
    name = tidy_name(name)
    member, profile = seat.find(Member, seat.me), profile_of(seat)
    other = backend.member_named(name)
    if other is not None and other.id != member.id:
        raise NameTaken(name)
    member.sign_in_index = backend.sign_in_index(name)
    try:
        with transaction.atomic():
            member.save(update_fields=["sign_in_index"])
    except IntegrityError as error:  # somebody took it in the same moment
        raise NameTaken(name) from error
    profile.name = name
    profile.save(update_fields=["name"])


def change_profile(seat: Seat, **values: Any) -> Profile:
    """Change language, country, zone, theme or folds."""
    profile = profile_of(seat)
    moves = "zone" in values and values["zone"] != profile.zone
    for name, value in values.items():
        setattr(profile, name, value)
    profile.save(update_fields=list(values))
    if moves:
        zones.tell_of_change(seat, zones.zone_of(seat))
    return profile


def share_device(seat: Seat, shared: bool) -> Profile:
    """Say that others use this device too (PR-16), or that they do not. The day it began is kept while it lasts."""
    profile = profile_of(seat)
    since = (profile.shared_device or now()) if shared else None
    return change_profile(seat, shared_device=since)


def leave_signed_out(seat: Seat, wished: bool) -> Profile:
    """Say whether "Leave this page" signs this person out as well (PR-15)."""
    since = (profile_of(seat).leaves_signed_out or now()) if wished else None
    return change_profile(seat, leaves_signed_out=since)


def keep_email(seat: Seat, email: str) -> None:
    """Keep an address, sealed, with a keyed fingerprint to find it by (PR-03)."""
    change_profile(seat, email=email, email_index=blind_index("e-mail", email.strip().casefold()))


def forget_email(seat: Seat) -> None:
    """Forget the address."""
    change_profile(seat, email=None, email_index="")


def walk(seat: Seat, step: str, did: str) -> Profile:
    """Mark one step of the newcomer's path as done or skipped."""
    profile = profile_of(seat)
    return change_profile(seat, entry={**profile.entry, step: did})
