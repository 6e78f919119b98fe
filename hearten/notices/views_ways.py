"""How news reaches you: letters, devices, quiet hours; the address, and its code."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.members import zones
from hearten.notices import addresses, devices, pushing, ways
from hearten.notices.forms import CodeForm, DeviceForm, NothingForm, WaysForm
from hearten.notices.models import Device, Ways


@door(Knock.MEMBER, form=WaysForm)
def choose(request: HttpRequest, seat: Seat, *, form: WaysForm) -> HttpResponse:
    """Show and keep how news reaches one outside these pages, and when it does not."""
    zone, mail = zones.zone_of(seat), ways.mail_of(seat)
    form.knows_zone = bool(zone)
    if form.is_bound and form.is_valid():
        return _keep(request, seat, form, mail)
    given = request.POST if form.is_bound else ways.as_given(ways.ways_of(seat))
    mine = seat.glance(Device).filter(member_id=seat.me).order_by("made_at")
    return show(
        request,
        "notices/ways.html",
        status=422 if form.is_bound else 200,
        given=given,
        errors=form.errors,
        mail=mail,
        devices=list(mine) if pushing.is_on() else None,
        key=pushing.application_key() if pushing.is_on() else "",
        wakes=Ways.Wakes.choices,
        zones=[] if zone else zones.choices(),
        clock=zones.clock_name(zone),
        here="you",
    )


def _keep(request: HttpRequest, seat: Seat, form: WaysForm, mail: ways.Mail) -> HttpResponse:
    chosen = form.cleaned_data
    zones.keep_zone(request, seat, chosen.pop("zone"))
    ways.keep_ways(seat, **chosen)
    if not chosen["mail"] or mail.state in ("off", "open", "ended"):  # what ended, one asks for anew on its own page
        leave_note(request, _("Kept."))
        return HttpResponseRedirect(url("notices:ways"))
    if mail.state == "new":
        _ask(request, seat)
    return HttpResponseRedirect(url("notices:address"))


def _ask(request: HttpRequest, seat: Seat) -> None:
    if addresses.ask_for_code(seat):
        leave_note(request, _("A letter with a code is on its way. It can take some minutes."))
    else:
        said = _("That was asked for a few times today. Look for the letter, or try again tomorrow.")
        leave_note(request, said, "careful")


@door(Knock.MEMBER, form=CodeForm)
def address(request: HttpRequest, seat: Seat, *, form: CodeForm) -> HttpResponse:
    """Confirm that an address is one's own, by the code of a letter."""
    if form.is_bound and form.is_valid():
        if addresses.confirm(seat, form.cleaned_data["code"]):
            leave_note(request, _("The address is confirmed. Letters go to it from now on."))
            return HttpResponseRedirect(url("notices:ways"))
        form.add_error("code", _("That code does not fit, or its day is over. Look again, or ask for a new letter."))
    status = 422 if form.is_bound else 200
    return show(request, "notices/address.html", status=status, form=form, mail=ways.mail_of(seat), here="you")


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def address_letter(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Have a letter with a code sent, for the first time or once more."""
    mail = ways.mail_of(seat)
    if mail.address and mail.state != "open":
        _ask(request, seat)
    return HttpResponseRedirect(url("notices:address"))


@door(Knock.MEMBER, form=DeviceForm, methods=("POST",))
def add_device(request: HttpRequest, seat: Seat, *, form: DeviceForm) -> HttpResponse:
    """Tell this device from now on when something is new."""
    _may_push(request)
    if not form.is_valid() or not pushing.is_fit(form.place()):
        problem = {"__all__": [_("This browser did not say where it can be told. Nothing was changed. Try again.")]}
        errors = {"name": form.errors["name"]} if "name" in form.errors else problem
        return show(request, "notices/device.html", status=422, errors=errors, here="you")
    if not devices.add(request, seat, form.place(), form.cleaned_data["name"]):
        reason = _("There are ten devices already. Remove one of them first.")
        raise Refused(reason, url("notices:ways"), _("Look at them"))
    leave_note(request, _("This device is told from now on. It shows one neutral sentence, and nothing else."))
    return HttpResponseRedirect(url("notices:ways"))


def _may_push(request: HttpRequest) -> None:
    if not pushing.is_on():
        raise Refused(
            _("This place does not send anything to devices."), url("notices:ways"), _("How news reaches you")
        )
    if request.session.get("shared_device"):
        reason = _("On a device that others use too, nothing of yours is shown while you are away.")
        raise Refused(reason, url("notices:ways"), _("How news reaches you"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def device_removal(request: HttpRequest, seat: Seat, *, device_id: UUID, form: NothingForm) -> HttpResponse:
    """Tell a device no more."""
    found = seat.find(Device, device_id)
    seat.glance(Device).filter(pk=found.pk).delete()
    leave_note(request, _("That device is told no more."))
    return HttpResponseRedirect(url("notices:ways"))
