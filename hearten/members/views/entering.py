"""Signing in and out."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat
from hearten.members import rules, second_factors, sign_up_text
from hearten.members.actions import entering
from hearten.members.actions.entering import Step, TooOften
from hearten.members.forgetting import forgetting
from hearten.members.forms import AgreeForm, CodeForm, RecoverForm, SignInForm


def where_next(request: HttpRequest) -> str:
    """Return the page to go to afterwards, if it is one of ours."""
    return rules.local_path(request.POST.get("next") or request.GET.get("next"))


def go_on(step: Step, after: str) -> HttpResponse | None:
    """Return the way to the next step; None when the same page must ask again."""
    places = {
        Step.IN: after or reverse("home:home"),
        Step.SECOND: reverse("members:sign_in_second"),
        Step.AGREE: reverse("members:sign_in_agree"),
    }
    return HttpResponseRedirect(places[step]) if step in places else None


def said_too_often() -> str:
    """Return the sentence for somebody who must wait."""
    return _("That was tried often in a short time. Wait 15 minutes, then try again. A passkey works right away.")


def attempt(form: Form, try_it: Callable[[], Step], problem: str) -> tuple[Step, int]:
    """Try a step. Return what comes next, and the status of the form's page if it must be shown again."""
    try:
        step = try_it()
    except TooOften:
        form.add_error(None, said_too_often())
        return Step.AGAIN, 429
    if step is Step.AGAIN:
        form.add_error(None, problem)
    return step, 422


def answer_in(request: HttpRequest) -> Any:
    """Return what a device answered, or None when there is nothing to read."""
    try:
        return json.loads(request.POST.get("credential", ""))
    except ValueError:
        return None


@door(Knock.ANYONE, form=SignInForm)
def sign_in(request: HttpRequest, seat: Seat, *, form: SignInForm) -> HttpResponse:
    """Ask for the name and the passphrase."""
    after, status = where_next(request), 422 if form.errors else 200
    if seat.signed_in:
        return HttpResponseRedirect(after or reverse("home:home"))
    if form.is_valid():
        given, problem = (
            form.cleaned_data,
            _("This name and passphrase do not fit together. Check both, and try once more."),
        )
        step, status = attempt(
            form, lambda: entering.by_passphrase(request, given["name"], given["passphrase"], after), problem
        )
        if on := go_on(step, after):
            return on
    return show(request, "members/sign_in.html", status=status, form=form, after=after, here="sign_in")


@door(Knock.ANYONE, methods=("POST",))
def sign_in_with_passkey(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Sign in whoever showed a passkey."""
    after, problem = (
        where_next(request),
        _("That passkey did not work here. Try again, or use your name and passphrase."),
    )
    try:
        if on := go_on(entering.by_passkey(request, answer_in(request), after), after):
            return on
    except TooOften:
        problem = _("That was tried often in a short time. Wait 15 minutes, then try again.")
    leave_note(request, problem, "careful")
    return HttpResponseRedirect(reverse("members:sign_in"))


@door(Knock.ANYONE, form=CodeForm)
def sign_in_second(request: HttpRequest, seat: Seat, *, form: CodeForm) -> HttpResponse:
    """Ask for one thing more: an app's code, a recovery code, or a passkey."""
    waits, status = entering.waiting(request, Step.SECOND), 422 if form.errors else 200
    if waits is None:
        return HttpResponseRedirect(reverse("members:sign_in"))
    if form.is_valid():
        given, problem = (
            form.cleaned_data,
            _("That does not fit, or it was used before. Wait for the next code, then try again."),
        )
        step, status = attempt(
            form, lambda: entering.second_step(request, waits, given["code"], answer_in(request)), problem
        )
        if on := go_on(step, waits.next):
            return on
    kinds = second_factors.kinds_of(waits.member_id)
    return show(
        request, "members/sign_in_second.html", status=status, form=form, kinds=kinds, recovering=waits.recovering
    )


@door(Knock.ANYONE, form=AgreeForm)
def sign_in_agree(request: HttpRequest, seat: Seat, *, form: AgreeForm) -> HttpResponse:
    """Ask again for the agreement to the sign-up text, when it was taken back."""
    waits = entering.waiting(request, Step.AGREE)
    if waits is None:
        return HttpResponseRedirect(reverse("members:sign_in"))
    if form.is_valid():
        entering.agree(request, waits)
        return HttpResponseRedirect(waits.next or reverse("home:home"))
    status = 422 if form.errors else 200
    return show(request, "members/sign_in_agree.html", status=status, form=form, paragraphs=sign_up_text.PARAGRAPHS)


@door(Knock.ANYONE, form=RecoverForm)
def recover(request: HttpRequest, seat: Seat, *, form: RecoverForm) -> HttpResponse:
    """Let somebody in with a recovery code, and have them choose a new passphrase."""
    after, status = where_next(request), 422 if form.errors else 200
    if form.is_valid():
        name, code, passphrase = (form.cleaned_data[each] for each in ("name", "code", "passphrase"))
        problem = _("This name and code do not fit together, or the code was used before. Try another one.")
        step, status = attempt(form, lambda: entering.by_recovery_code(request, name, code, passphrase, after), problem)
        if on := go_on(step, after):
            if step is Step.IN:
                leave_note(request, _("You are in again, with your new passphrase. That code is used up."))
            return on
    return show(request, "members/recover.html", status=status, form=form, after=after)


@door(Knock.ANYONE, methods=("GET", "POST"))
def sign_out(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Sign this browser out, and have it forget what it kept of our pages."""
    if request.method != "POST":
        return show(request, "members/sign_out.html")
    entering.leave(request, seat)
    return forgetting(HttpResponseRedirect(reverse("home:home")))


@door(Knock.ANYONE)
def quick_exit(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Go to the neutral site, signed out, with nothing of our pages kept on the device (PR-15). A plain link does it.

    Only our own pages' links count: another site must not sign people out.
    """
    away = HttpResponseRedirect(settings.HEARTEN_QUICK_EXIT)
    away.headers["Referrer-Policy"] = "no-referrer"
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return away
    entering.leave(request, seat)
    return forgetting(away)
