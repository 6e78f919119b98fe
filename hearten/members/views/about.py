"""What this place is, for everybody, and the first steps in it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.members import content_notes, newcomers
from hearten.members.actions import profiles
from hearten.members.forms import StepForm


@door(Knock.ANYONE)
def what_this_is(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what peer support can do and what it cannot (Q1)."""
    return show(request, "members/what_this_is.html")


@door(Knock.MEMBER, form=StepForm)
def first_steps(request: HttpRequest, seat: Seat, *, form: StepForm) -> HttpResponse:
    """Walk the newcomer's path: one step is open, each may be skipped, any may be taken up again (G9)."""
    if form.is_valid():
        given = form.cleaned_data
        profiles.walk(seat, given["step"], given["did"])
        if given["step"] == "folds" and given["did"] == "done":
            profiles.change_profile(seat, folds=given["folds"])
        return HttpResponseRedirect(reverse("members:first_steps"))
    profile = profiles.profile_of(seat)
    step = newcomers.open_step(profile.entry, request.GET.get("step", ""))
    return show(
        request,
        "members/first_steps.html",
        status=422 if form.errors else 200,
        profile=profile,
        steps=newcomers.STEPS,
        step=step,
        notes_to_fold=content_notes.CHOICES,
    )
