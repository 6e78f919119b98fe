"""What a member told us about themself, to look at and to change."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat
from hearten.members import newcomers
from hearten.members.actions import profiles
from hearten.members.actions.entering import settle
from hearten.members.actions.joining import NameTaken
from hearten.members.forms import EmailForm, LookForm, PlaceForm, RenameForm
from hearten.members.views.confirming import asked_to_confirm


def changed(request: HttpRequest, text: str) -> HttpResponse:
    """Say what has changed, on the overview."""
    leave_note(request, text)
    return HttpResponseRedirect(reverse("members:you"))


@door(Knock.MEMBER)
def you(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show everything a member can look at and change about themself."""
    profile = profiles.profile_of(seat)
    steps_left = len(newcomers.left(profile.entry))
    return show(
        request,
        "members/you.html",
        profile=profile,
        has_email=bool(profile.email_index),
        steps_left=steps_left,
        here="you",
    )


@door(Knock.MEMBER, form=RenameForm)
def name(request: HttpRequest, seat: Seat, *, form: RenameForm) -> HttpResponse:
    """Change the name this person shows and signs in with."""
    if asked := asked_to_confirm(request):
        return asked
    profile = profiles.profile_of(seat)
    if form.is_valid():
        try:
            profiles.rename(seat, form.cleaned_data["name"])
            return changed(request, _("Your name is changed. You sign in with the new one from now on."))
        except NameTaken as taken:
            form.add_error("name", taken)
    return show(
        request, "members/you_name.html", status=422 if form.errors else 200, form=form, profile=profile, here="you"
    )


@door(Knock.MEMBER, form=PlaceForm)
def place(request: HttpRequest, seat: Seat, *, form: PlaceForm) -> HttpResponse:
    """Choose the language, the country of the help-now lines, and the time zone."""
    profile = profiles.profile_of(seat)
    if form.is_valid():
        settle(request, profiles.change_profile(seat, **form.cleaned_data))
        with translation.override(form.cleaned_data["language"] or None):
            return changed(request, _("Kept."))
    options = {name: list(form.fields[name].choices) for name in form.fields}  # type: ignore[attr-defined]
    status = 422 if form.errors else 200
    return show(
        request, "members/you_place.html", status=status, form=form, profile=profile, options=options, here="you"
    )


@door(Knock.MEMBER, form=LookForm)
def look(request: HttpRequest, seat: Seat, *, form: LookForm) -> HttpResponse:
    """Choose light or dark, what is folded away, and whether others use this device."""
    profile = profiles.profile_of(seat)
    if form.is_valid():
        given = form.cleaned_data
        profiles.change_profile(seat, theme=given["theme"], folds=given["folds"])
        profiles.leave_signed_out(seat, given["leaves_signed_out"])
        settle(request, profiles.share_device(seat, given["shared_device"]))
        return changed(request, _("Kept."))
    options = {name: list(form.fields[name].choices) for name in ("theme", "folds")}  # type: ignore[attr-defined]
    status = 422 if form.errors else 200
    return show(
        request, "members/you_look.html", status=status, form=form, profile=profile, options=options, here="you"
    )


@door(Knock.MEMBER, form=EmailForm)
def email(request: HttpRequest, seat: Seat, *, form: EmailForm) -> HttpResponse:
    """Keep an e-mail address, if the member wants us to have one."""
    if asked := asked_to_confirm(request):
        return asked
    profile = profiles.profile_of(seat)
    if form.is_valid():
        profiles.keep_email(seat, form.cleaned_data["email"])
        kept = _("Your address is kept, sealed. Letters go there only if you ask for that in “How news reaches you”.")
        return changed(request, kept)
    kept = profile.email or ""
    return show(request, "members/you_email.html", status=422 if form.errors else 200, form=form, kept=kept, here="you")


@door(Knock.MEMBER, methods=("POST",))
def email_removal(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Forget the address."""
    profiles.forget_email(seat)
    return changed(request, _("Your address is gone from here."))
