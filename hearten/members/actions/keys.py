"""How a member shows who they are: passphrase, passkeys, app, codes, and the browsers that are signed in."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.http import HttpRequest

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.members import backend, limits, passkeys, second_factors
from hearten.members.actions.entering import TooOften, confirmed
from hearten.members.ending import end_all_sessions, end_sessions
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
    end_others(seat, request.session)
    request.user = member
    update_session_auth_hash(request, member)


def browsers(seat: Seat) -> "QuerySet[Session]":
    """Return the browsers that are signed in as this member, newest first."""
    return seat.glance(Session).filter(member_id=seat.me, expires_at__gt=now()).order_by("-began_at")


_ended: list[Callable[[Seat, str], None]] = []


def when_others_end(function: Callable[[Seat, str], None]) -> None:
    """Have `function(seat, session_key)` called when somebody signs out everywhere but in that session's browser.

    The key is "" where no browser stays signed in.
    """
    if function not in _ended:
        _ended.append(function)


def end_others(seat: Seat, here: SessionBase) -> None:
    """Sign out everywhere but here, and end what browsers had asked for, those whose time had run out too."""
    end_sessions(seat, other_browsers(seat, here))
    for function in _ended:
        function(seat, here.session_key or "")


_given_back: list[Callable[[Seat], None]] = []


def when_a_seat_is_given_back(function: Callable[[Seat], None]) -> None:
    """Have `function(seat)` called when somebody takes back the agreement without which nobody has a seat."""
    if function not in _given_back:
        _given_back.append(function)


def give_seat_back(seat: Seat) -> None:
    """Sign out everywhere, and end what browsers had asked for, and what else reaches the member outside."""
    end_all_sessions(seat)
    for function in _ended:
        function(seat, "")
    for left in _given_back:
        left(seat)


def other_browsers(seat: Seat, here: SessionBase) -> "QuerySet[Session]":
    """Return those but this one, also those whose time has run out: what they keep is theirs to forget, too."""
    return seat.glance(Session).filter(member_id=seat.me).exclude(key_hash=hash_of(here.session_key or ""))


def end_session(seat: Seat, key: UUID) -> None:
    """Sign one browser out. Raises Unseen when it is not one of this member's."""
    end_sessions(seat, browsers(seat).filter(pk=seat.find(Session, key, member_id=seat.me).pk))
