"""What the browser's script asks for before it talks to the device. Answers come back with plain forms."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from hearten.kernel.door import Knock, door
from hearten.kernel.seat import Seat
from hearten.members import backend, passkeys
from hearten.members.actions import entering, profile_of
from hearten.members.actions.entering import Step
from hearten.members.actions.joining import NameTaken
from hearten.members.forms import SignUpForm
from hearten.members.models import Member


@door(Knock.ANYONE, methods=("POST",))
def to_join(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say how to make the first passkey, once everything else on the form is in order."""
    form = SignUpForm({**request.POST.dict(), "passphrase": "", "credential": '{"to": "come"}'})
    if form.is_valid() and backend.member_named(form.cleaned_data["name"]) is not None:
        form.add_error("name", NameTaken(form.cleaned_data["name"]))
    if form.errors:
        return JsonResponse({"says": str(next(iter(form.errors.values()))[0])}, status=422)
    return JsonResponse(passkeys.options_to_join(request.session, form.cleaned_data["name"]))


@door(Knock.ANYONE, methods=("POST",))
def to_sign_in(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say how to show a passkey: any that was made here, so that no name has to be typed."""
    return JsonResponse(passkeys.options_to_show())


@door(Knock.ANYONE, methods=("POST",))
def to_sign_in_second(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say how to show one of the passkeys of the person who waits for their second step."""
    waits = entering.waiting(request, Step.SECOND)
    if waits is None:
        return HttpResponseRedirect(reverse("members:sign_in"))
    return JsonResponse(passkeys.options_to_show(seat.find(Member, waits.member_id)))


@door(Knock.MEMBER, methods=("POST",))
def to_confirm(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say how the signed-in member shows one of their passkeys."""
    return JsonResponse(passkeys.options_to_show(seat.find(Member, seat.me)))


@door(Knock.MEMBER, methods=("POST",))
def to_add(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say how to make one more passkey."""
    return JsonResponse(passkeys.options_to_add(seat.find(Member, seat.me), profile_of(seat).name))
