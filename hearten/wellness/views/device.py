"""Pages that a device keeps, changes that come from it, and two versions of one part."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

from hearten.kernel.device import mark_of
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.safety.forms import PLAN as SAFETY
from hearten.wellness import arriving, keeping, reading, rules
from hearten.wellness.forms import ChangeForm, VersionForm
from hearten.wellness.models import Version
from hearten.wellness.parts import PLAN


@door(Knock.MEMBER)
def device(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what a device can keep, and let a script keep it there or take it away. Off until somebody turns it on."""
    return show(request, "wellness/device.html", here="you")


@door(Knock.ANYONE)
def pages(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Give a device what it keeps, with the token for sending what waits there. Nothing to a device that others use.

    A device that is signed out gets nothing, and is told whether its person did that from elsewhere: then it forgets.
    """
    if not seat.signed_in:
        return JsonResponse({"forget": getattr(request, "forgets", False)}, status=401)
    if request.session.get("shared_device"):
        return JsonResponse({"mine": mark_of(seat.me), "pages": [], "shared": True})
    return JsonResponse({**keeping.pages(seat), "token": get_token(request)})


@door(Knock.MEMBER, form=ChangeForm, methods=("POST",))
def changes(request: HttpRequest, seat: Seat, *, form: ChangeForm) -> HttpResponse:
    """Take one change that a device made without a network. What is not this member's is not taken."""
    if not form.is_valid():
        return JsonResponse({"came": "refused", "sentence": _("This could not be read. It is still on this device.")})
    said = form.cleaned_data
    if said["mine"] != mark_of(seat.me):
        return JsonResponse({"came": "other"}, status=409)
    came = arriving.arrive(seat, said["client_id"], said["of"], said["says"])
    return JsonResponse({"came": came.came, "sentence": came.sentence})


@door(Knock.MEMBER)
def versions(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show parts that were changed in two places, both versions of each."""
    labels = {"safety": {name: label for name, label, _hint in SAFETY}}
    labels["wellness"] = {name: label for name, label, _hint in PLAN}
    words = {"safety": reading.safety_words(seat), "wellness": reading.plan_words(seat)}
    rows = [(one, labels[one.of][one.part], words[one.of].get(one.part, "")) for one in reading.versions(seat)]
    return show(request, "wellness/versions.html", here="you", rows=rows)


@door(Knock.MEMBER, form=VersionForm)
def choice(request: HttpRequest, seat: Seat, *, version_id: UUID, form: VersionForm) -> HttpResponse:
    """Choose which version of one part stays."""
    found = seat.find(Version, version_id, member_id=seat.me)
    rules.may_choose([name for name, _label, _hint in (*SAFETY, *PLAN)], found.part).or_refuse()
    if not form.is_valid():
        return HttpResponseRedirect(url("wellness:versions"))
    arriving.choose(seat, found, form.cleaned_data["keep"])
    leave_note(request, _("Done. That part is as you chose."))
    left = reading.versions(seat)
    return HttpResponseRedirect(url("wellness:versions") if left else reading.address_of(found.of))
