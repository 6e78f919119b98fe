"""Joining: a person gets a seat under a name of their choice."""

from datetime import date
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearten.kernel.acting import act_now
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.words import tidy_name
from hearten.members import backend, sign_up_text
from hearten.members.actions.consents import give_consent
from hearten.members.models import Member, Profile, Standing
from hearten.members.passphrases import one_form

# Two quiet words beside a name make it one's own. Places and weather: they say nothing about anybody.
ADDITIONS = ("by the river", "in the garden", "under the oak", "at the window", "on the hill", "of the north wind")


class NameTaken(ValidationError):
    """Somebody here has this name. Its message offers one that is free."""

    def __init__(self, name: str) -> None:
        free = (f"{name} {words}" for words in ADDITIONS if len(name) + len(words) < 40)
        example = next((each for each in free if backend.member_named(each) is None), "")
        text = _("That name is taken here. Add a word to it, for example “%(example)s”.") % {"example": example}
        super().__init__(text if example else _("That name is taken here. Choose a shorter one, or another word."))


def enrol(
    name: str,
    passphrase: str | None,
    joined_on: date | None = None,
    *,
    member_id: UUID | None = None,
    how: str = "form at sign-up",
) -> Member:
    """Make a member who acts from here on: credentials, a profile, and the agreement to the sign-up text.

    None as passphrase: this person signs in with a passkey only. Raises NameTaken. Run it in a transaction.
    """
    name = tidy_name(name)
    member = Member(
        id=member_id or uuid4(),
        password=make_password(None if passphrase is None else one_form(passphrase)),
        sign_in_index=backend.sign_in_index(name),
        joined_on=joined_on or now().date(),
    )
    _insert(member, name)
    act_now(member.id)
    Profile.objects.create(member=member, name=name, adult_attested_at=now())
    give_consent(Seat(member.id), sign_up_text.PURPOSE, sign_up_text.whole(), sign_up_text.VERSION, how)
    return member


def _insert(member: Member, name: str) -> None:
    if backend.member_named(name) is not None:
        raise NameTaken(name)
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError as error:  # somebody took it in the same moment
        raise NameTaken(name) from error


def add_operator(name: str, passphrase: str) -> Member:
    """Make this person an operator: a new member, or one who is here already and whose passphrase this is.

    Runs as the keeper, who bypasses row-level security: the first operator has nobody to let them in.
    Raises ValidationError when the name belongs to somebody with another passphrase.
    """
    name = tidy_name(name)
    with transaction.atomic(using="keeper"):
        member = Member.objects.using("keeper").filter(sign_in_index=backend.sign_in_index(name)).first()
        if member is None:
            member = _new_operator(name, passphrase)
        elif not backend.knows(member, passphrase):
            raise ValidationError(_("A member has this name, and another passphrase. Give theirs, or another name."))
        standings = Standing.objects.using("keeper").filter(member=member, ended_at=None)
        if not standings.filter(role="operator").exists():
            standings.update(ended_at=now())
            Standing.objects.using("keeper").create(member=member, role="operator", name=name, given_at=now())
    return member


def _new_operator(name: str, passphrase: str) -> Member:
    member = Member.objects.using("keeper").create(
        password=make_password(one_form(passphrase)),
        sign_in_index=backend.sign_in_index(name),
        joined_on=now().date(),
    )
    Profile.objects.using("keeper").create(member=member, name=name, adult_attested_at=now())
    return member
