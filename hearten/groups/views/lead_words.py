"""For those who lead a group: the agreement, and what the group says about itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.groups.actions import NeedsAnotherLook, describe, write_agreement
from hearten.groups.choices import languages, zones
from hearten.groups.forms import AgreementForm, DescribeForm
from hearten.groups.models import Agreement, Format, Group, Keeps, Openness
from hearten.groups.standing import Place, agreement_of
from hearten.groups.starters import starter, starters
from hearten.groups.views.lead import led_by
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat


@door(Knock.MEMBER, form=AgreementForm)
def agreement(request: HttpRequest, seat: Seat, *, group_id: UUID, form: AgreementForm) -> HttpResponse:
    """Write the next version. Everybody, the writer too, then reads it and agrees before writing again."""
    place = led_by(seat, group_id)
    if form.is_valid() and _written(seat, place, form):
        leave_note(
            request, _("Saved. Everybody reads the new version and agrees before they write again. You are the first.")
        )
        return HttpResponseRedirect(reverse("groups:agreement", args=[group_id]))
    current = agreement_of(seat, group_id)
    form.initial = {"text": _first_text(request, current)}
    return show(
        request,
        "groups/lead_agreement.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        form=form,
        current=current,
        version=current.version if current else 0,
        starters=() if current else starters(),
    )


def _written(seat: Seat, place: Place, form: AgreementForm) -> bool:
    try:
        write_agreement(seat, place, form.cleaned_data["text"], form.cleaned_data["based_on"])
    except NeedsAnotherLook as look:
        form.add_error(look.field, look.sentence)
        return False
    return True


def _first_text(request: HttpRequest, current: Agreement | None) -> str:
    """Return what the box holds at first: the agreement that holds, or the starting text that was picked."""
    if current is not None:
        return current.text
    picked = starter(request.GET.get("from", ""))
    return picked.text if picked else ""


@door(Knock.MEMBER, form=DescribeForm)
def description(request: HttpRequest, seat: Seat, *, group_id: UUID, form: DescribeForm) -> HttpResponse:
    """What the group says about itself to people who look for one."""
    place = led_by(seat, group_id)
    group = seat.find(Group, group_id)
    if form.is_valid():
        describe(seat, group, form.cleaned_data)
        leave_note(request, _("Saved. This is what people read about the group from now on."))
        return HttpResponseRedirect(reverse("groups:lead", args=[group_id]))
    form.initial = {name: getattr(group, name) for name in form.fields} | {"topics": ", ".join(group.topics)}
    return show(
        request,
        "groups/lead_describe.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        form=form,
        **describe_choices(),
    )


def describe_choices() -> dict[str, Any]:
    """Return what groups/_describe.html offers; the desk shows the same fields for a new group."""
    return {
        "languages": languages(),
        "zones": zones(),
        "opennesses": Openness.choices,
        "formats": Format.choices,
        "keeps": Keeps.choices,
    }
