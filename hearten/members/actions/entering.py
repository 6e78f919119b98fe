"""Signing in and out. A sign-in is either whole, and then the browser has a seat, or half done and worth nothing.

Steps: who are you (a passphrase, a passkey, or a recovery code) -> one thing more, if there is one -> do you still
agree to the sign-up text -> the seat.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.contrib.auth import login, logout
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from hearten.kernel.acting import act_now
from hearten.kernel.clock import now
from hearten.kernel.live import leases_changed
from hearten.kernel.seat import Seat
from hearten.members import backend, breaks, limits, passkeys, rules, second_factors, sign_up_text
from hearten.members.actions.consents import give_consent, has_consent
from hearten.members.at_the_seat import looks_of
from hearten.members.ending import end_all_sessions
from hearten.members.models import Break, Member, Profile, Standing
from hearten.members.passphrases import one_form

LASTS = timedelta(minutes=10)
KEPT_IN = "entering"


class TooOften(Exception):
    """This was tried too often; it can be tried again after a while."""


class Step(Enum):
    """What a person who signs in meets next."""

    AGAIN = "what was shown does not fit"
    SECOND = "one thing more is asked for"
    AGREE = "the sign-up text is not agreed to"
    IN = "the browser has a seat"


@dataclass(frozen=True)
class Entering:
    """A sign-in on its way, kept in the visitor's session."""

    member: str
    at: str
    next: str
    waits_for: str = Step.SECOND.name
    recovering: bool = False
    new_hash: str = ""  # the new passphrase of somebody who recovers: it counts once every step was right

    @property
    def member_id(self) -> UUID:
        return UUID(self.member)


def by_passphrase(request: HttpRequest, name: str, passphrase: str, after: str) -> Step:
    """Try a name and a passphrase. Raises TooOften, whether or not there is such a name."""
    _count(request, backend.sign_in_index(name))
    member = backend.ByName().authenticate(request, name=name, passphrase=passphrase)
    if member is None:
        return Step.AGAIN
    _uncount(request, backend.sign_in_index(name))
    return _first_step_done(request, Entering(member.id.hex, now().isoformat(), after))


def by_recovery_code(request: HttpRequest, name: str, code: str, passphrase: str, after: str) -> Step:
    """Try a name and a recovery code; if they fit, the new passphrase will count. Raises TooOften.

    An authenticator app, where there is one, is still asked for (ASVS 6.4.3). Every answer costs one hash.
    """
    _count(request, backend.sign_in_index(name))
    new_hash = make_password(one_form(passphrase))
    member = backend.member_named(name)
    if not second_factors.use_recovery_code(member, code) or member is None:
        return Step.AGAIN
    _uncount(request, backend.sign_in_index(name))
    moment = now().isoformat()
    return _first_step_done(request, Entering(member.id.hex, moment, after, recovering=True, new_hash=new_hash))


def by_passkey(request: HttpRequest, credential: object, after: str) -> Step:
    """Try a passkey: the device, and what unlocks it, so no second step. Raises TooOften."""
    if not limits.take(limits.SIGN_IN_FROM_A_PLACE, limits.place_of(request)):
        raise TooOften
    try:
        member = passkeys.owner(credential)
    except second_factors.NotProven:
        return Step.AGAIN
    limits.give_back(limits.SIGN_IN_FROM_A_PLACE, limits.place_of(request))
    return _proven(request, Entering(member.id.hex, now().isoformat(), after))


def second_step(request: HttpRequest, entering: Entering, code: str, credential: object) -> Step:
    """Try the second step: a passkey, an app's code or a recovery code. Raises TooOften."""
    _count(request, f"second step of {entering.member}")
    member = Member.objects.get(pk=entering.member_id)
    if credential:
        right = passkeys.shown_by(member, credential)
    else:
        right = second_factors.use_app_code(member, code)
        # Whoever came in with a recovery code shows something else now: a found sheet of paper is one factor.
        right = right or (not entering.recovering and second_factors.use_recovery_code(member, code))
    if not right:
        return Step.AGAIN
    _uncount(request, f"second step of {entering.member}")
    return _proven(request, entering)


def agree(request: HttpRequest, entering: Entering) -> None:
    """Write down that the person agrees to the sign-up text, and give them their seat."""
    act_now(entering.member_id)
    words = sign_up_text.whole()
    give_consent(Seat(entering.member_id), sign_up_text.PURPOSE, words, sign_up_text.VERSION, "form at sign-in")
    _proven(request, entering)


def waiting(request: HttpRequest, step: Step) -> Entering | None:
    """Return the sign-in that waits for `step` in this browser, unless it waited too long."""
    kept = request.session.get(KEPT_IN)
    entering = Entering(**kept) if kept else None
    if entering and now() - datetime.fromisoformat(entering.at) > LASTS:
        del request.session[KEPT_IN]
        return None
    return entering if entering and entering.waits_for == step.name else None


def _first_step_done(request: HttpRequest, entering: Entering) -> Step:
    act_now(entering.member_id)
    kinds, standing = second_factors.kinds_of(entering.member_id), _standing(entering.member_id)
    if rules.second_step(kinds, standing, entering.recovering):
        return _wait(request, entering, Step.SECOND)
    return _proven(request, entering)


def _proven(request: HttpRequest, entering: Entering) -> Step:
    act_now(entering.member_id)
    if not has_consent(Seat(entering.member_id), sign_up_text.PURPOSE):
        return _wait(request, entering, Step.AGREE)
    request.session.pop(KEPT_IN, None)
    member = Member.objects.get(pk=entering.member_id)
    if entering.new_hash:
        member.password = entering.new_hash
        member.save(update_fields=["password"])
        end_all_sessions(Seat(member.id))  # whoever recovers has lost something: maybe a phone
    take_seat(request, member)
    return Step.IN


def _wait(request: HttpRequest, entering: Entering, step: Step) -> Step:
    request.session.cycle_key()
    request.session[KEPT_IN] = asdict(replace(entering, waits_for=step.name))
    return step


def _count(request: HttpRequest, who: str) -> None:
    of_name = limits.take(limits.SIGN_IN_OF_A_NAME, who)
    from_place = limits.take(limits.SIGN_IN_FROM_A_PLACE, limits.place_of(request))
    if not (of_name and from_place):
        raise TooOften


def _uncount(request: HttpRequest, who: str) -> None:
    limits.forget(limits.SIGN_IN_OF_A_NAME, who)
    limits.give_back(limits.SIGN_IN_FROM_A_PLACE, limits.place_of(request))


_in: list[Callable[[HttpRequest, Seat], None]] = []


def when_somebody_comes_in(function: Callable[[HttpRequest, Seat], None]) -> None:
    """Have `function(request, seat)` called in the transaction of each sign-in, once the browser has its session."""
    if function not in _in:
        _in.append(function)


def take_seat(request: HttpRequest, member: Member) -> None:
    """Sign this browser in as `member`, with a new session key and a new form token."""
    act_now(member.id)
    login(request, member, backend=backend.PATH)
    store = request.session
    store.credentials = (member.id, member.password, _standing(member.id))  # type: ignore[attr-defined]  # our store's
    confirmed(request)
    settle(request, Profile.objects.filter(member=member).first())
    note_break(request, breaks.running(Seat(member.id)))
    for function in _in:
        function(request, Seat(member.id))


def _standing(member_id: UUID) -> str:
    roles = Standing.objects.filter(member_id=member_id, ended_at=None).values_list("role", flat=True)
    return max(roles, default="")


def settle(request: HttpRequest, profile: Profile | None) -> None:
    """Put into the session what every page needs to know: language, zone, look, and whether the device is shared."""
    if profile is None:
        return
    look = {"language": profile.language, "zone": profile.zone, "theme": profile.theme}
    look |= {"shared_device": "yes" if profile.shared_device else ""}
    look |= {"leaves_signed_out": "yes" if profile.leaves_signed_out else ""}
    look |= looks_of(Seat(profile.member_id))
    for name, value in look.items():
        request.session.pop(name, None)
        if value:
            request.session[name] = value
    request.session.set_expiry(0 if profile.shared_device else None)


def note_break(request: HttpRequest, away: Break | None) -> None:
    """Remember in the session that this person is on a break: their first page then offers the way back."""
    request.session.pop("on_break", None)
    if mark := breaks.mark_of(away):
        request.session["on_break"] = mark


def confirmed(request: HttpRequest) -> None:
    """Remember that this person has just shown who they are."""
    request.session["confirmed"] = now().isoformat()


def leave(request: HttpRequest, seat: Seat) -> None:
    """Sign this browser out: its session is gone, and its live pages stop within seconds."""
    if seat.signed_in:
        leases_changed([seat.me])
    logout(request)
