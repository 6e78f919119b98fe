"""How a member shows who they are: passphrase, passkeys, app, codes, and the browsers that are signed in."""

from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.http import HttpRequest

from hearten.kernel.clock import now
from hearten.kernel.live import leases_changed
from hearten.kernel.seat import Seat
from hearten.members import backend, limits, passkeys, second_factors
from hearten.members.actions.entering import TooOften, confirmed
from hearten.members.models import Member, Session
from hearten.members.passphrases import one_form
from hearten.members.sessions import hash_of

KNEW_IT = "knew_it"  # in a session: when its person last showed the passphrase itself


def confirm(request: HttpRequest, seat: Seat, passphrase: str, code: str, credential: object) -> bool:
    """Whether the signed-in person showed once more who they are. Raises TooOften."""
    who = f"confirming {seat.me}"
    if not limits.take(limits.SIGN_IN_OF_A_NAME, who):
        raise TooOften
    member = seat.find(Member, seat.me)
    if credential:
        right = passkeys.shown_by(member, credential)
    elif code:
        right = second_factors.use_app_code(member, code)
    else:
        right = bool(passphrase) and backend.knows(member, passphrase)
    if right:
        limits.forget(limits.SIGN_IN_OF_A_NAME, who)
        confirmed(request)
        if not credential and not code:
            request.session[KNEW_IT] = now().isoformat()
        request.session.change_token()  # type: ignore[attr-defined]  # our store's
    return right


def change_passphrase(request: HttpRequest, seat: Seat, passphrase: str) -> None:
    """Keep a new passphrase; every other browser is signed out."""
    member = seat.find(Member, seat.me)
    member.password = make_password(one_form(passphrase))
    member.save(update_fields=["password"])
    end_sessions(seat, other_browsers(seat, request.session))
    request.user = member
    update_session_auth_hash(request, member)


def browsers(seat: Seat) -> "QuerySet[Session]":
    """Return the browsers that are signed in as this member, newest first."""
    return seat.glance(Session).filter(member_id=seat.me, expires_at__gt=now()).order_by("-began_at")


def other_browsers(seat: Seat, here: SessionBase) -> "QuerySet[Session]":
    """Return those but this one."""
    return browsers(seat).exclude(key_hash=hash_of(here.session_key or ""))


def end_session(seat: Seat, key: UUID) -> None:
    """Sign one browser out. Raises Unseen when it is not one of this member's."""
    end_sessions(seat, browsers(seat).filter(pk=seat.find(Session, key, member_id=seat.me).pk))


def end_sessions(seat: Seat, sessions: "QuerySet[Session]") -> None:
    """Sign browsers out: their next click asks for a sign-in, and their live pages stop within seconds."""
    sessions.delete()
    leases_changed([seat.me])
