"""Showing once more that it is you, before the ways to sign in are changed (ASVS 7.5.1)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.members import rules, second_factors
from hearten.members.actions import keys
from hearten.members.actions.entering import TooOften
from hearten.members.forms import ConfirmForm
from hearten.members.models import Member
from hearten.members.views.entering import answer_in, said_too_often, where_next


def asked_to_confirm(request: HttpRequest, after: str = "") -> HttpResponse | None:
    """Return the way to the confirmation page, or None when this person has just been there. A POST is refused.

    The confirmation leads back to this page, or to `after` where a page cannot be opened by going there.
    """
    verdict = rules.recently_confirmed(request.session.get("confirmed"), now(), after or request.path)
    if not verdict and request.method != "POST":
        return HttpResponseRedirect(verdict.next_url)
    verdict.or_refuse()
    return None


@door(Knock.MEMBER, form=ConfirmForm)
def confirm(request: HttpRequest, seat: Seat, *, form: ConfirmForm) -> HttpResponse:
    """Ask for the passphrase, a code or a passkey once more."""
    after, status = where_next(request) or reverse("members:you"), 422 if form.errors else 200
    if form.is_valid():
        given, status = form.cleaned_data, 422
        try:
            if keys.confirm(request, seat, given["passphrase"], given["code"], answer_in(request)):
                return HttpResponseRedirect(after)
            form.add_error(None, _("That does not fit. Check it, and try once more."))
        except TooOften:
            status = 429
            form.add_error(None, said_too_often())
    member = seat.find(Member, seat.me)
    kinds = second_factors.kinds_of(member.id)
    has_passphrase = member.has_usable_password()
    return show(
        request,
        "members/confirm.html",
        status=status,
        form=form,
        kinds=kinds,
        has_passphrase=has_passphrase,
        after=after,
    )
