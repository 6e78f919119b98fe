"""What a member agreed to, and who of the staff looked at something of theirs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat
from hearten.members import looks, purposes, sign_up_text
from hearten.members.actions import entering, keys, withdraw_consent
from hearten.members.forgetting import forgetting
from hearten.members.models import Consent


@door(Knock.MEMBER)
def consents(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List what the member agreed to, with a button to take each back."""
    rows = seat.glance(Consent).filter(member_id=seat.me).order_by("-given_at")
    named = [(row, purposes.words_of(row.purpose)) for row in rows]
    return show(request, "members/you_consents.html", rows=named, sign_up=sign_up_text.PURPOSE, here="you")


@door(Knock.MEMBER, methods=("POST",))
def withdrawal(request: HttpRequest, seat: Seat, key: UUID) -> HttpResponse:
    """Take one agreement back. Without the first of them nobody has a seat, so that one signs out everywhere."""
    consent = seat.find(Consent, key)
    withdraw_consent(seat, consent.purpose)
    if consent.purpose != sign_up_text.PURPOSE:
        leave_note(request, _("You took that back. What needed it stops now."))
        return HttpResponseRedirect(reverse("members:consents"))
    keys.give_seat_back(seat)
    entering.leave(request, seat)
    leave_note(
        request,
        _("You took your agreement back and are signed out everywhere. If you sign in again, we ask you first."),
    )
    return forgetting(HttpResponseRedirect(reverse("home:home")))


@door(Knock.MEMBER)
def who_looked(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List every time somebody of the staff looked at something private of this member (PR-30)."""
    return show(request, "members/who_looked.html", rows=looks.looks_of(seat), here="you")
