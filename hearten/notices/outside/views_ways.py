"""How news reaches you: letters, devices, quiet hours; the address, and its code."""

from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.members import zones
from hearten.notices import by_group
from hearten.notices.models import Device, Digest, Ways
from hearten.notices.outside import digests, ways
from hearten.notices.outside.forms import DAY, HOUR, PACES, WEEK, CodeForm, DeviceForm, NothingForm, WaysForm
from hearten.notices.outside.holding import digest_of
from hearten.notices.outside.mail import addresses
from hearten.notices.outside.push import devices, pushing


@door(Knock.MEMBER, form=WaysForm)
def choose(request: HttpRequest, seat: Seat, *, form: WaysForm) -> HttpResponse:
    """Show and keep how news reaches one outside these pages, and when it does not."""
    zone, mail = zones.zone_of(seat), ways.mail_of(seat)
    form.knows_zone = bool(zone)
    if form.is_bound and form.is_valid():
        return _keep(request, seat, form, mail)
    digest = digest_of(seat)
    given = request.POST if form.is_bound else {**ways.as_given(ways.ways_of(seat)), **_as_given(digest)}
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
        paces=PACES,
        weekdays=list(WEEKDAYS.items()),
        next_digest=digest.next_at if digest else None,
        groups=_groups(seat),
        zones=[] if zone else zones.choices(),
        clock=zones.clock_name(zone),
        here="you",
    )


def _as_given(digest: Digest | None) -> dict[str, Any]:
    if digest is None:
        return {"pace": HOUR, "digest_at": "", "digest_day": ""}
    at = digest.at.isoformat("minutes")
    return {"pace": DAY if digest.day is None else WEEK, "digest_at": at, "digest_day": digest.day}


class _Group(NamedTuple):
    id: UUID
    title: str
    what: str


def _groups(seat: Seat) -> list[_Group]:
    choices = by_group.choices_of(seat)
    mine = by_group.groups_of(seat)
    return [_Group(one, title, by_group.said(choices.get(one, by_group.MINE))[0]) for one, title in mine]


def _keep(request: HttpRequest, seat: Seat, form: WaysForm, mail: ways.Mail) -> HttpResponse:
    chosen = form.cleaned_data
    zones.keep_zone(request, seat, chosen["zone"])
    ways.keep_ways(seat, **{name: chosen[name] for name in ("mail", "quiet_from", "quiet_until", "wakes")})
    digests.choose(seat, form.chosen_pace())
    if not chosen["mail"] or mail.state in ("off", "open", "ended"):  # what ended, one asks for anew on its own page
        leave_note(request, _("Kept."))
        return HttpResponseRedirect(url("notices:ways"))
    if mail.state == "new":
        _ask(request, seat)
    return HttpResponseRedirect(url("notices:address"))


def _ask(request: HttpRequest, seat: Seat) -> None:
    if addresses.ask_for_code(seat):
        leave_note(request, _("A letter with a code will be sent. It can take some minutes."))
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
    added = devices.add(request, seat, form.place(), form.cleaned_data["name"])
    if added is None:
        reason = _("There are ten devices already. Remove one of them first.")
        raise Refused(reason, url("notices:ways"), _("Look at them"))
    leave_note(request, _("This device is told from now on. It shows one neutral sentence, and nothing else."))
    answer = HttpResponseRedirect(url("notices:ways"))
    devices.remember(answer, added)
    return answer


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
    answer = HttpResponseRedirect(url("notices:ways"))
    if devices.known_by(request) == found.pk:
        answer.delete_cookie(devices.KNOWN_BY)
    return answer
