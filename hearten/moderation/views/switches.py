"""What a group may switch on for a while, when it is looked after, and the log that its people read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.models import LEADS, Role
from hearten.groups.rules import may_lead
from hearten.groups.standing import Place, home_of, place_in, visit_in
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.moderation import reading
from hearten.moderation.actions import switch as actions
from hearten.moderation.choices import Kind
from hearten.moderation.forms import HOURS, HoursForm, NothingForm, SwitchForm
from hearten.moderation.models import Hours, LogLine, Switch
from hearten.moderation.saying import logged


def _led(seat: Seat, group_id: UUID) -> Place:
    place = place_in(seat, group_id)
    may_lead(place).or_refuse()
    if place is None:
        raise Unseen
    return place


@door(Knock.MEMBER, form=SwitchForm)
def switches(request: HttpRequest, seat: Seat, *, group_id: UUID, form: SwitchForm) -> HttpResponse:
    """Show what is switched on in a group and what was, and switch something on."""
    place = _led(seat, group_id)
    if not form.is_valid():
        return _page(request, seat, place, form, HoursForm())
    actions.switch_on(seat, place, form.cleaned_data["kind"], form.cleaned_data["why"], form.cleaned_data["days"])
    leave_note(request, _("Switched on. It ends by itself, and you can end it before."))
    return HttpResponseRedirect(url("moderation:switches", group_id))


def _page(request: HttpRequest, seat: Seat, place: Place, form: SwitchForm, hours: HoursForm) -> HttpResponse:
    every = list(seat.glance(Switch).filter(group_id=place.group_id).order_by("-made_at")[:30])
    set_hours = seat.glance(Hours).filter(group_id=place.group_id).order_by("-at").first()
    running = [one for one in every if one.ended_at is None and one.until > now()]
    return show(
        request,
        "moderation/switches.html",
        status=422 if form.is_bound or hours.is_bound else 200,
        my=place,
        running=running,
        over=[one for one in every if one not in running],
        form=form,
        hours_form=hours,
        kinds=Kind.choices,
        hours=HOURS,
        opens=set_hours.opens if set_hours else 8,
        closes=set_hours.closes if set_hours else 22,
    )


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, group_id: UUID, switch_id: UUID, form: NothingForm) -> HttpResponse:
    """Take a switch back."""
    actions.switch_off(seat, _led(seat, group_id), switch_id)
    leave_note(request, _("Switched off. Everything is as it was before."))
    return HttpResponseRedirect(url("moderation:switches", group_id))


@door(Knock.MEMBER, form=HoursForm, methods=("POST",))
def hours(request: HttpRequest, seat: Seat, *, group_id: UUID, form: HoursForm) -> HttpResponse:
    """Say when somebody usually looks after the group."""
    place = _led(seat, group_id)
    if not form.is_valid():
        return _page(request, seat, place, SwitchForm(), form)
    actions.set_hours(seat, place, form.cleaned_data["opens"], form.cleaned_data["closes"])
    leave_note(request, _("Saved. It holds from now on."))
    return HttpResponseRedirect(url("moderation:switches", group_id))


@door(Knock.MEMBER)
def log(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Show what was decided in a group: to its people without names, to those who look after it with names."""
    place, visit = place_in(seat, group_id), visit_in(seat, group_id)
    if place is None and visit is None:
        raise Unseen
    cares = visit is not None or (place is not None and place.role in (*LEADS, Role.MODERATOR))
    full = list(seat.glance(LogLine).filter(group_id=group_id).order_by("-at")[:200]) if cares else []
    lines = full or reading.open_log(seat, group_id)
    rows = [(one, logged(one.what)) for one in lines]
    title = place.title if place else visit.title if visit else ""
    return show(request, "moderation/log.html", rows=rows, full=bool(full), title=title, home=home_of(group_id))
