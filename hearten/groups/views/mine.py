"""One's own place in a group: the name and words one has there, and leaving."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.coach.rules import may_practise
from hearten.coach.scenarios import practice_sets
from hearten.coach.standing import standing
from hearten.groups.actions import NeedsAnotherLook, introduce
from hearten.groups.actions import leave as leave_group
from hearten.groups.forms import TRAININGS, LeaveForm, MeForm
from hearten.groups.models import LEADS, Membership, PracticeAsk, Role
from hearten.groups.rules import speaks_for_themself
from hearten.groups.standing import Place, home_of, place_or_unseen
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat


@door(Knock.MEMBER, form=MeForm)
def me(request: HttpRequest, seat: Seat, *, group_id: UUID, form: MeForm) -> HttpResponse:
    """My name in this group; for those who stand in front of it, their words and what they learned, with dates."""
    place = place_or_unseen(seat, group_id)
    if form.is_valid() and _introduced(seat, place, form):
        leave_note(request, _("Saved. The people in this group see it from now on."))
        return HttpResponseRedirect(reverse("groups:me", args=[group_id]))
    mine = seat.find(Membership, place.membership_id)
    form.initial = MeForm.first_values(mine.name, mine.about, mine.trained)
    return show(
        request,
        "groups/me.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        home=home_of(group_id),
        role=Role(place.role).label,
        speaks=speaks_for_themself(place),
        form=form,
        rows=range(TRAININGS),
        practice=_asked_of_me(seat, place),
    )


def _asked_of_me(seat: Seat, place: Place) -> list[tuple[str, str]]:
    """Return (title, key) of each practice set that somebody suggested to this person here."""
    running = seat.glance(PracticeAsk).filter(membership_id=place.membership_id, ended_at=None).order_by("asked_at")
    sets = practice_sets() if may_practise(standing(seat)) else {}
    return [(sets[one.practice].title, one.practice) for one in running if one.practice in sets]


def _introduced(seat: Seat, place: Place, form: MeForm) -> bool:
    try:
        introduce(seat, place, form.cleaned_data["name"], form.cleaned_data["about"], form.trained)
    except NeedsAnotherLook as look:
        form.add_error(look.field, look.sentence)
        return False
    return True


@door(Knock.MEMBER, form=LeaveForm)
def leave(request: HttpRequest, seat: Seat, *, group_id: UUID, form: LeaveForm) -> HttpResponse:
    """Leave, and choose what becomes of one's words."""
    place = place_or_unseen(seat, group_id)
    if form.is_valid():
        how = form.cleaned_data["how"]
        leave_group(seat, place, how)
        leave_note(request, _left(how))
        return HttpResponseRedirect(reverse("groups:find"))
    others = seat.glance(Membership).filter(group_id=group_id, ended_at=None, role__in=LEADS)
    return show(
        request,
        "groups/leave.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        home=home_of(group_id),
        last_lead=place.leads and not others.exclude(id=place.membership_id).exists(),
        form=form,
    )


def _left(how: str) -> str:
    if how == "erased":
        return _("You left the group, and what you wrote there is erased. You are free to come back.")
    return _("You left the group. What you wrote there stands under “former member” now. You are free to come back.")
