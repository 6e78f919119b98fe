"""How a member signs in: passphrase, passkeys, an app, recovery codes, and the browsers that are signed in."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat
from hearten.members import passkeys, rules, second_factors
from hearten.members.actions import keys, profile_of
from hearten.members.actions.entering import TooOften
from hearten.members.forms import CodeForm, NewPassphraseForm, PasskeyForm
from hearten.members.models import Member, Session
from hearten.members.passphrases import NotOfThisPlace
from hearten.members.second_factors import Kind, NotProven
from hearten.members.sessions import hash_of
from hearten.members.views.confirming import asked_to_confirm
from hearten.members.views.entering import answer_in, said_too_often


@door(Knock.MEMBER, form=NewPassphraseForm)
def passphrase(request: HttpRequest, seat: Seat, *, form: NewPassphraseForm) -> HttpResponse:
    """Choose a new passphrase, or a first one."""
    if asked := asked_to_confirm(request):
        return asked
    asks_present = _asks_for_the_present_one(request, seat)
    status = 422 if form.errors else 200
    if form.is_valid():
        status = _check_new_passphrase(request, seat, form, asks_present)
        if not form.errors:
            keys.change_passphrase(request, seat, form.cleaned_data["passphrase"])
            leave_note(request, _("Your new passphrase counts from now on. All other browsers are signed out."))
            return HttpResponseRedirect(reverse("members:you"))
    return show(request, "members/you_passphrase.html", status=status, form=form, asks_present=asks_present, here="you")


def _asks_for_the_present_one(request: HttpRequest, seat: Seat) -> bool:
    """Whether the passphrase that counts must be shown with the new one: there is one, and it was not shown lately."""
    has_one = seat.find(Member, seat.me).has_usable_password()
    return has_one and not rules.recently_confirmed(request.session.get(keys.KNEW_IT), now(), request.path)


def _check_new_passphrase(request: HttpRequest, seat: Seat, form: NewPassphraseForm, asks_present: bool) -> int:
    """Say on the form what keeps the new passphrase from counting. Return the status of the page that shows it."""
    try:
        NotOfThisPlace().validate(form.cleaned_data["passphrase"], profile_of(seat).name)
    except ValidationError as error:
        form.add_error("passphrase", error)
        return 422
    try:
        if asks_present and not keys.confirm(request, seat, form.cleaned_data["passphrase_now"], "", None):
            form.add_error("passphrase_now", _("This is not your passphrase of now. Check it, and try once more."))
    except TooOften:
        form.add_error(None, said_too_often())
        return 429
    return 422


@door(Knock.MEMBER, form=PasskeyForm)
def passkeys_of_mine(request: HttpRequest, seat: Seat, *, form: PasskeyForm) -> HttpResponse:
    """List the passkeys, and add the one that the device has just made."""
    if asked := asked_to_confirm(request):
        return asked
    member = seat.find(Member, seat.me)
    if form.is_valid():
        try:
            passkeys.add(member, answer_in(request), form.cleaned_data["name"])
            leave_note(request, _("Your passkey is kept. You can sign in with it from now on."))
            return HttpResponseRedirect(reverse("members:passkeys"))
        except NotProven:
            form.add_error(None, _("Your device did not finish making the passkey. Nothing was changed. Try again."))
    mine = passkeys.of(member)
    may_remove = rules.may_remove_passkey(len(mine), member.has_usable_password())
    has_codes = second_factors.codes_left(member) is not None
    return show(
        request,
        "members/you_passkeys.html",
        status=422 if form.errors else 200,
        form=form,
        mine=mine,
        may_remove=may_remove,
        has_codes=has_codes,
        here="you",
    )


@door(Knock.MEMBER, methods=("POST",))
def passkey_removal(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Forget a passkey."""
    asked_to_confirm(request, reverse("members:passkeys"))
    member = seat.find(Member, seat.me)
    rules.may_remove_passkey(len(passkeys.of(member)), member.has_usable_password()).or_refuse()
    key = request.POST.get("key", "")
    if key.isdecimal() and passkeys.remove(member, int(key)):
        leave_note(request, _("That passkey does not open your seat any more. You can delete it on your device too."))
    return HttpResponseRedirect(reverse("members:passkeys"))


@door(Knock.MEMBER)
def codes(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show whether there is an app, and how many recovery codes are left."""
    member = seat.find(Member, seat.me)
    has_app, left = Kind.TOTP in second_factors.kinds_of(member.id), second_factors.codes_left(member)
    return show(request, "members/you_codes.html", has_app=has_app, left=left, here="you")


@door(Knock.MEMBER, form=CodeForm)
def app(request: HttpRequest, seat: Seat, *, form: CodeForm) -> HttpResponse:
    """Set up an authenticator app: show its secret, and keep it once the app has shown a right code."""
    if asked := asked_to_confirm(request):
        return asked
    member = seat.find(Member, seat.me)
    if form.is_valid():
        if second_factors.set_up_app(request.session, member, form.cleaned_data["code"]):
            leave_note(request, _("Your app is set up. After your passphrase we ask for its code from now on."))
            return HttpResponseRedirect(reverse("members:codes"))
        form.add_error(
            "code",
            _("That code does not fit. Wait for the next one. If it still does not fit, check the device's clock."),
        )
    secret = second_factors.app_being_set_up(request.session, member)
    size, path = second_factors.qr_path(second_factors.app_link(member, secret))
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    status = 422 if form.errors else 200
    return show(
        request, "members/you_app.html", status=status, form=form, secret=spaced, size=size, path=path, here="you"
    )


@door(Knock.MEMBER, methods=("POST",))
def app_removal(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Stop asking for the app's code."""
    asked_to_confirm(request, reverse("members:codes"))
    second_factors.remove(seat.me, Kind.TOTP)
    leave_note(request, _("The app is not asked for any more. You can delete its entry in the app."))
    return HttpResponseRedirect(reverse("members:codes"))


@door(Knock.MEMBER, methods=("GET", "POST"))
def recovery_codes(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Make new recovery codes and show them, this once."""
    if asked := asked_to_confirm(request):
        return asked
    if request.method != "POST":
        return HttpResponseRedirect(reverse("members:codes"))
    fresh = second_factors.new_recovery_codes(seat.find(Member, seat.me))
    return show(request, "members/way_back.html", codes=fresh, after=reverse("members:codes"), here="you")


@door(Knock.MEMBER)
def sessions(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List the browsers that are signed in: since when, and nothing else, because nothing else is kept."""
    here = hash_of(request.session.session_key or "")
    rows = [(row, row.key_hash == here) for row in keys.browsers(seat)]
    return show(request, "members/you_sessions.html", rows=rows, here="you")


@door(Knock.MEMBER, methods=("POST",))
def session_end(request: HttpRequest, seat: Seat, key: UUID) -> HttpResponse:
    """Sign one browser out; this one too, when it is the one that was named."""
    if seat.find(Session, key, member_id=seat.me).key_hash == hash_of(request.session.session_key or ""):
        return HttpResponseRedirect(reverse("members:sign_out"))
    asked_to_confirm(request, reverse("members:sessions"))
    keys.end_session(seat, key)
    leave_note(request, _("That browser is signed out."))
    return HttpResponseRedirect(reverse("members:sessions"))


@door(Knock.MEMBER, methods=("POST",))
def sessions_end(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Sign all other browsers out."""
    asked_to_confirm(request, reverse("members:sessions"))
    keys.end_others(seat, request.session)
    leave_note(request, _("All other browsers are signed out."))
    return HttpResponseRedirect(reverse("members:sessions"))
