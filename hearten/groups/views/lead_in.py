"""For those who lead a group: who asks to come in, and whom they invite."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.groups.actions import answer_request, invite
from hearten.groups.actions import revoke as revoke_invitation
from hearten.groups.forms import AnswerForm, InviteForm
from hearten.groups.models import Invitation, JoinRequest, Membership
from hearten.groups.standing import Place
from hearten.groups.views.lead import led_by
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused


@door(Knock.MEMBER)
def requests(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Who waits for an answer, and the last answers given."""
    place = led_by(seat, group_id)
    asked = seat.glance(JoinRequest).filter(group_id=group_id)
    return show(
        request,
        "groups/lead_requests.html",
        here="groups",
        my=place,
        waiting=list(asked.filter(answer="").order_by("made_at")),
        answered=list(asked.exclude(answer="").order_by("-answered_at")[:20]),
    )


@door(Knock.MEMBER, form=AnswerForm)
def answer(request: HttpRequest, seat: Seat, *, group_id: UUID, request_id: UUID, form: AnswerForm) -> HttpResponse:
    """Welcome somebody, or say not now, with words if there are any."""
    place = led_by(seat, group_id)
    asked = seat.find(JoinRequest, request_id, group_id=group_id)
    if asked.answer:
        raise Refused(_("Somebody answered this request already."), *_back(group_id))
    if form.is_valid():
        became = answer_request(seat, place, asked.id, form.cleaned_data["answer"], form.cleaned_data["words"])
        leave_note(request, _answered(became, asked.name))
        return HttpResponseRedirect(reverse("groups:lead_requests", args=[group_id]))
    names = seat.glance(Membership).filter(group_id=group_id, ended_at=None).values_list("name", flat=True)
    return show(
        request,
        "groups/lead_answer.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        asked=asked,
        same_name=asked.name.casefold() in {name.casefold() for name in names},
        form=form,
    )


def _back(group_id: UUID) -> tuple[str, str]:
    return reverse("groups:lead_requests", args=[group_id]), _("Go to the requests")


def _answered(became: str, name: str) -> str:
    said = {
        "in": _("%(name)s is in the group. They agree to the agreement before they write."),
        "waiting": _("All places are taken. %(name)s is welcome and can join as soon as a place is free."),
        "not now": _("%(name)s can read your answer now."),
    }
    return said[became] % {"name": name}


@door(Knock.MEMBER, form=InviteForm)
def invitations(request: HttpRequest, seat: Seat, *, group_id: UUID, form: InviteForm) -> HttpResponse:
    """The invitations of a group. A new one's address is shown in the answer to the form, and never again."""
    place = led_by(seat, group_id)
    address = ""
    if form.is_bound:
        address = settings.HEARTEN_ORIGIN + reverse("groups:invitation", args=[invite(seat, place)])
    rows = _invitations(seat, place)
    return show(request, "groups/lead_invitations.html", here="groups", my=place, address=address, rows=rows)


def _invitations(seat: Seat, place: Place) -> list[dict[str, Any]]:
    made = seat.glance(Invitation).filter(group_id=place.group_id).select_related("made_by", "used_by")
    return [
        {"invitation": line, "state": _state(line), "open": _is_open(line)} for line in made.order_by("-made_at")[:60]
    ]


def _is_open(line: Invitation) -> bool:
    return line.used_at is None and line.revoked_at is None and line.expires_at > now()


def _state(line: Invitation) -> str:
    if line.used_at:
        name = line.used_by.name if line.used_by else ""
        return _("Used by %(name)s") % {"name": name or _("a former member")}
    if line.revoked_at:
        return _("Taken back")
    return _("Waits to be used") if _is_open(line) else _("Not used in time")


@door(Knock.MEMBER, methods=("POST",))
def revoke(request: HttpRequest, seat: Seat, *, group_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    revoke_invitation(seat, led_by(seat, group_id), invitation_id)
    leave_note(request, _("The invitation does not work any more."))
    return HttpResponseRedirect(reverse("groups:lead_invitations", args=[group_id]))
