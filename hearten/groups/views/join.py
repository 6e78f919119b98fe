"""Coming in: joining at once, asking to join, and following an invitation."""

from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.groups.actions import NeedsAnotherLook, ask_to_join, hash_of, join, withdraw_request
from hearten.groups.actions.ask import latest_request
from hearten.groups.choices import language_name
from hearten.groups.forms import AskForm, JoinForm
from hearten.groups.models import Format, Group, Openness
from hearten.groups.rules import may_ask, may_join_at_once
from hearten.groups.standing import agreement_of, home_of, place_in, removed_from
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, safe_html, show
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.actions import profile_of


def name_of(seat: Seat) -> str:
    """Return the name in one's own profile, to begin a form with."""
    return profile_of(seat).name


@door(Knock.MEMBER, form=JoinForm)
def join_group(request: HttpRequest, seat: Seat, *, group_id: UUID, form: JoinForm) -> HttpResponse:
    """A name for this group, its agreement in full, and a yes to it."""
    group = seat.find(Group, group_id, closed_at=None)
    if place_in(seat, group.id):
        return HttpResponseRedirect(home_of(group.id))
    asked = latest_request(seat, group.id) if group.openness == Openness.ASK else None
    if asked is None or asked.answer != "welcome":
        if group.openness == Openness.ASK:
            return HttpResponseRedirect(reverse("groups:ask", args=[group.id]))
        may_join_at_once(group).or_refuse()
        if not form.is_bound and group.id in removed_from(seat):
            return HttpResponseRedirect(reverse("groups:about", args=[group.id]))  # it says what is so, before any form
    if form.is_valid() and _joined(seat, group.id, form, ""):
        return _inside(request, group.id)
    form.initial = {"name": asked.name if asked else name_of(seat)}
    agreement = agreement_of(seat, group.id)
    return show(
        request,
        "groups/join.html",
        status=422 if form.is_bound else 200,
        here="groups",
        title=group.title,
        action=reverse("groups:join", args=[group.id]),
        back=reverse("groups:about", args=[group.id]),
        form=form,
        version=agreement.version if agreement else 0,
        agreement_html=safe_html(agreement.html) if agreement else "",
    )


def _joined(seat: Seat, group_id: UUID, form: JoinForm, token_hash: str) -> bool:
    """Join; False when the form needs another look, which it then says."""
    try:
        join(seat, group_id, form.cleaned_data["name"], form.cleaned_data["version"], token_hash)
    except NeedsAnotherLook as look:
        form.add_error(look.field, look.sentence)
        return False
    return True


def _inside(request: HttpRequest, group_id: UUID) -> HttpResponse:
    leave_note(request, _("You are in. Look around as long as you like. Nobody expects you to write."))
    return HttpResponseRedirect(home_of(group_id))


@door(Knock.MEMBER, form=AskForm)
def ask(request: HttpRequest, seat: Seat, *, group_id: UUID, form: AskForm) -> HttpResponse:
    """A few words to the facilitators, and what became of them."""
    group = seat.find(Group, group_id, closed_at=None)
    if place_in(seat, group.id):
        return HttpResponseRedirect(home_of(group.id))
    if group.openness in (Openness.OPEN, Openness.COHORT):
        return HttpResponseRedirect(reverse("groups:join", args=[group.id]))
    latest = latest_request(seat, group.id)
    allowed = may_ask(group, latest, now())
    if not allowed.seen:
        raise Unseen
    if form.is_valid():
        ask_to_join(seat, group, form.cleaned_data["name"], form.cleaned_data["words"])
        leave_note(request, _("Your request is with the facilitators. You will find their answer on this page."))
        return HttpResponseRedirect(reverse("groups:ask", args=[group.id]))
    form.initial = {"name": name_of(seat)}
    return show(
        request,
        "groups/ask.html",
        status=422 if form.is_bound else 200,
        here="groups",
        group=group,
        latest=latest,
        allowed=allowed,
        form=form,
    )


@door(Knock.MEMBER, methods=("POST",))
def withdraw(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Take one's request back."""
    group = seat.find(Group, group_id)
    if withdraw_request(seat, group.id):
        leave_note(request, _("You took your request back. What you wrote is erased."))
    return HttpResponseRedirect(reverse("groups:about", args=[group.id]))


class Stands(NamedTuple):
    """What became of an invitation."""

    word: str
    group_id: UUID | None


class Invited(NamedTuple):
    """The doorway of the group that an invitation leads to."""

    id: UUID
    title: str
    purpose: str
    who_for: str
    formats: list[str]
    language: str
    version: int | None
    html: str | None


@door(Knock.ANYONE, form=JoinForm)
def invitation(request: HttpRequest, seat: Seat, *, token: str, form: JoinForm) -> HttpResponse:
    """What an invitation leads to; for somebody signed in, with the form to accept it."""
    token_hash = hash_of(token)
    stands = next(iter(seat.read(Stands, "SELECT * FROM groups_invitation_stands(%s)", token_hash)), None)
    if stands is None or stands.group_id is None:
        return _spent(request, stands.word if stands else "unknown", form)
    if stands.word == "yours" or place_in(seat, stands.group_id):
        return HttpResponseRedirect(home_of(stands.group_id))
    if seat.signed_in and form.is_valid() and _joined(seat, stands.group_id, form, token_hash):
        return _inside(request, stands.group_id)
    invited = seat.read(Invited, "SELECT * FROM groups_invited_doorway(%s)", token_hash)[0]
    form.initial = {"name": name_of(seat) if seat.signed_in else ""}
    here = reverse("groups:invitation", args=[token])
    return show(
        request, "groups/invitation.html", status=422 if form.is_bound else 200, **_invited(invited, here, form)
    )


def _invited(invited: Invited, here: str, form: JoinForm) -> dict[str, Any]:
    return {
        "invited": invited,
        "title": invited.title,
        "language": language_name(invited.language),
        "formats": [Format(value).label for value in invited.formats if value in Format.values],
        "action": here,
        "form": form,
        "version": invited.version or 0,
        "agreement_html": safe_html(invited.html or ""),
    }


def _spent(request: HttpRequest, word: str, form: JoinForm) -> HttpResponse:
    """Say what happened to an invitation that does not work, and what to do."""
    status = 404 if word == "unknown" else 410
    name = str(form.data.get("name", "")) if form.is_bound else ""
    return show(request, "groups/invitation_spent.html", status=status, word=word, name=name)
