"""For those who lead a group: an overview, its people, who does what, and asking somebody to leave."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.coach.rules import may_practise
from hearten.coach.standing import standing
from hearten.groups.actions import give_role
from hearten.groups.actions import remove as remove_somebody
from hearten.groups.forms import RemoveForm, RoleForm
from hearten.groups.models import LEADS, Invitation, JoinRequest, Membership, Role
from hearten.groups.rules import may_lead
from hearten.groups.standing import Place, home_of, place_in
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


def led_by(seat: Seat, group_id: UUID) -> Place:
    """Return the seat's place in a group that it leads. Raises Unseen for everybody else, members too."""
    place = place_in(seat, group_id)
    may_lead(place).or_refuse()
    if place is None:
        raise Unseen
    return place


@door(Knock.MEMBER)
def overview(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """What waits, and where to go."""
    place = led_by(seat, group_id)
    people = seat.glance(Membership).filter(group_id=group_id, ended_at=None)
    invitations = seat.glance(Invitation).filter(group_id=group_id, used_at=None, revoked_at=None)
    return show(
        request,
        "groups/lead.html",
        here="groups",
        my=place,
        home=home_of(group_id),
        waiting=seat.glance(JoinRequest).filter(group_id=group_id, answer="").count(),
        people=people.count(),
        agreed=people.filter(agreed__gte=place.version).count(),
        welcomers=people.exclude(welcomes_since=None).count(),
        leads=people.filter(role__in=LEADS).count(),
        invitations=invitations.filter(expires_at__gt=now()).count(),
        practice=may_practise(standing(seat)),
    )


@door(Knock.MEMBER)
def people(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Everybody in the group, by when they came."""
    place = led_by(seat, group_id)
    running = seat.glance(Membership).filter(group_id=group_id, ended_at=None).order_by("joined_at")
    rows = [(person, Role(person.role).label) for person in running]
    return show(request, "groups/lead_people.html", here="groups", my=place, people=rows)


@door(Knock.MEMBER, form=RoleForm)
def person(request: HttpRequest, seat: Seat, *, group_id: UUID, membership_id: UUID, form: RoleForm) -> HttpResponse:
    """What one person does in the group."""
    place = led_by(seat, group_id)
    found = seat.find(Membership, membership_id, group_id=group_id, ended_at=None)
    if form.is_valid():
        give_role(seat, place, found.id, form.cleaned_data["role"], form.cleaned_data["welcomes"])
        leave_note(request, _("Saved. It holds from now on."))
        return HttpResponseRedirect(reverse("groups:lead_people", args=[group_id]))
    form.initial = {"role": found.role, "welcomes": found.welcomes_since is not None}
    return show(
        request,
        "groups/lead_person.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        person=found,
        form=form,
        roles=_roles(),
    )


def _roles() -> list[tuple[str, str, str]]:
    """Return each role with what it means, in plain words."""
    meant = {
        Role.MEMBER: _("Reads and writes in the group."),
        Role.PEER_SUPPORTER: _("Answers people who wait for an answer, from lived experience."),
        Role.FACILITATOR: _("Leads the group: people, requests, invitations, the agreement."),
        Role.CO_FACILITATOR: _("May do all that the facilitator may do, and stands in for them."),
        Role.MODERATOR: _("Looks after reports in this group."),
    }
    return [(role.value, str(role.label), meant[role]) for role in Role]


@door(Knock.MEMBER, form=RemoveForm)
def remove(request: HttpRequest, seat: Seat, *, group_id: UUID, membership_id: UUID, form: RemoveForm) -> HttpResponse:
    """Ask once more, then end somebody's time in the group."""
    place = led_by(seat, group_id)
    found = seat.find(Membership, membership_id, group_id=group_id, ended_at=None)
    if found.id == place.membership_id:
        return HttpResponseRedirect(reverse("groups:leave", args=[group_id]))
    if form.is_valid():
        remove_somebody(seat, place, found.id, form.cleaned_data["words"])
        leave_note(request, _("%(name)s is not in the group any more.") % {"name": found.name})
        return HttpResponseRedirect(reverse("groups:lead_people", args=[group_id]))
    status = 422 if form.is_bound else 200
    template = "groups/lead_remove.html"
    return show(request, template, status=status, here="groups", my=place, person=found, form=form)
