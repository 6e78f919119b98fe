"""Coming in for the first time."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.members import limits, passkeys, rules, second_factors, sign_up_text
from hearten.members.actions.entering import take_seat
from hearten.members.actions.joining import NameTaken, enrol
from hearten.members.forms import SignUpForm
from hearten.members.models import Member


@door(Knock.ANYONE, form=SignUpForm)
def sign_up(request: HttpRequest, seat: Seat, *, form: SignUpForm) -> HttpResponse:
    """Show the sign-up form; make a member of whoever fills it in."""
    after = rules.local_path(request.POST.get("next") or request.GET.get("next"))
    if seat.signed_in:
        return HttpResponseRedirect(after or reverse("home:home"))
    if request.method == "POST" and form.is_valid() and _joined(request, form):
        return HttpResponseRedirect(f"{reverse('members:way_back')}?{urlencode({'next': after})}")
    return show(
        request,
        "members/join.html",
        status=422 if form.errors else 200,
        form=form,
        after=after,
        paragraphs=sign_up_text.PARAGRAPHS,
        here="join",
    )


def _joined(request: HttpRequest, form: SignUpForm) -> bool:
    if limits.reached(limits.SIGN_UP_FROM_A_PLACE, limits.place_of(request)):
        form.add_error(None, _("Several people joined from this connection just now. Wait an hour, then try again."))
        return False
    try:
        with transaction.atomic():
            member = _enrolled(request, form)
    except NameTaken as taken:
        form.add_error("name", taken)
        return False
    except second_factors.NotProven:
        form.add_error(None, _("Your device did not finish making the passkey. Try again, or choose a passphrase."))
        return False
    limits.take(limits.SIGN_UP_FROM_A_PLACE, limits.place_of(request))
    take_seat(request, member)
    return True


def _enrolled(request: HttpRequest, form: SignUpForm) -> Member:
    """Make the member, with a passphrase or with the passkey that their device has just made."""
    name, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
    if not credential:
        return enrol(name, form.cleaned_data["passphrase"])
    member_id = passkeys.whose_first_passkey(request.session)
    member = enrol(name, None, member_id=member_id)
    passkeys.add(member, credential, _("My first passkey"))
    return member


@door(Knock.MEMBER, methods=("GET", "POST"))
def way_back(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Offer recovery codes right after sign-up: without an e-mail address they are the only way back in."""
    after = rules.local_path(request.POST.get("next") or request.GET.get("next"), reverse("members:first_steps"))
    codes = second_factors.new_recovery_codes(seat.find(Member, seat.me)) if request.method == "POST" else []
    return show(request, "members/way_back.html", codes=codes, after=after)
