"""Keeping a guide: writing it, changing it, noting a check, handing it over, and letting it rest."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.choices import languages
from hearten.groups.models import Membership
from hearten.groups.notes import MEDICINES, NO_GROUP, notes_on
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.library import reading_guides, rules_guides
from hearten.library.actions import guides as actions
from hearten.library.choices import Topic
from hearten.library.forms_guides import CheckForm, GuideForm, NothingForm, OwnerForm, RetireForm
from hearten.library.models import Guide, GuideCheck, GuideRetirement, GuideVersion
from hearten.library.models.guides import About
from hearten.library.watched_guides import guide_text
from hearten.members.rules import staff_ready
from hearten.members.second_factors import has_second_factor
from hearten.safety.first_look import looked_at, wake


def _kept(seat: Seat, guide_id: UUID) -> tuple[Guide, Place | None, bool]:
    """Return a guide that this seat looks after, its place in the group, and whether the guide is retired.

    For a guide of the house, staff need their second step, as on the desk (Refused).
    """
    guide = reading_guides.guide_of(seat, guide_id)
    place = reading_guides.place_of(seat, guide)
    retired = reading_guides.retirement_of(seat, guide) is not None
    rules_guides.may_keep(guide, place, seat, False).or_refuse()
    if guide.group_id is None:
        _second_step(seat)
    return guide, place, retired


def _second_step(seat: Seat) -> None:
    staff_ready(seat, has_second_factor(seat.me)).or_refuse()


def _to(guide: Guide) -> HttpResponse:
    return HttpResponseRedirect(url("library:guide", guide.id))


def _noted(seat: Seat, group_id: UUID | None, parts: Sequence[str], fine: str) -> dict[str, Any]:
    """Return the notes on words of a guide: nothing looks at them afterwards, and a guide is long."""
    return notes_on(seat, group_id or NO_GROUP, parts, fine, MEDICINES, nothing_holds_it=True)


@door(Knock.MEMBER, form=GuideForm)
def write(request: HttpRequest, seat: Seat, *, group_id: UUID, form: GuideForm) -> HttpResponse | Later:
    """Write a guide for a group that this seat leads."""
    place = place_or_unseen(seat, group_id)
    rules_guides.may_begin(place).or_refuse()
    return _written(request, seat, form, place, None)


@door(Knock.DESK, form=GuideForm)
def write_for_house(request: HttpRequest, seat: Seat, *, form: GuideForm) -> HttpResponse | Later:
    """Write a guide for everybody here, as one of those who run this place. With their second step, as on the desk."""
    _second_step(seat)
    return _written(request, seat, form, None, None)


@door(Knock.MEMBER, form=GuideForm)
def edit(request: HttpRequest, seat: Seat, *, guide_id: UUID, form: GuideForm) -> HttpResponse | Later:
    """Change a guide."""
    guide, place, retired = _kept(seat, guide_id)
    rules_guides.may_keep(guide, place, seat, retired).or_refuse()
    return _written(request, seat, form, place, guide)


def _written(
    request: HttpRequest, seat: Seat, form: GuideForm, place: Place | None, guide: Guide | None
) -> HttpResponse | Later:
    if not form.is_bound or "add" in request.POST:
        wake()
        return _form_page(request, seat, form, place, guide)
    if not form.is_valid():
        return _form_page(request, seat, form, place, guide, status=422)
    said = form.cleaned_data
    if guide is not None and said["version"] not in (None, guide.version):
        return _form_page(request, seat, form, place, guide, status=422, changed_meanwhile=True)
    steps = [f"{step['title']}\n{step['words']}" for step in said["steps"]]
    parts = (said["title"], said["summary"], *said["regions"], *said["sources"], *steps)
    if noted := _noted(seat, place.group_id if place else None, parts, said["fine"]):
        return _form_page(request, seat, form, place, guide, status=422, **noted)
    if guide is None:
        guide = actions.begin(seat, place, said)
        leave_note(request, _("The guide is here now. You keep it up to date, and can hand that over."))
        return _looked_at(seat, guide, guide)
    before = actions.change(seat, guide, place, said)
    leave_note(request, _("Changed. What it said before stays in its history."))
    return _looked_at(seat, guide, before) if before else _to(guide)


def _looked_at(seat: Seat, guide: Guide, row: Guide | GuideVersion | GuideCheck | GuideRetirement) -> Later:
    """Lead to a guide, with a first look at what was just written in this row or by the change after it."""
    return looked_at(actions.GUIDE, row.id, guide_text(seat, row.id), _to(guide))


def _form_page(
    request: HttpRequest,
    seat: Seat,
    form: GuideForm,
    place: Place | None,
    guide: Guide | None,
    status: int = 200,
    **also: Any,
) -> HttpResponse:
    given = request.POST if form.is_bound else _as_given(seat, guide)
    steps = form.fields["steps"].widget.value_from_datadict(request.POST, None, "steps") if form.is_bound else []
    steps = steps or _steps_given(seat, guide)
    now_at = guide.version if guide and (not form.is_bound or "changed_meanwhile" in also) else given.get("version")
    context = {
        "guide": guide,
        "place": place,
        "given": given,
        "version": now_at,
        "steps": [*steps, {}] if "add" in request.POST else steps,
        "errors": form.errors if status == 422 and not also else {},
        "topics": Topic.choices,
        "abouts": About.choices,
        "languages": languages(),
        "here": "library",
    }
    return show(request, "library/guide_write.html", status=status, **context | also)


def _as_given(seat: Seat, guide: Guide | None) -> dict[str, Any]:
    if guide is None:
        return {"topic": "systems", "language": "en"}
    said = {name: getattr(guide, name) for name in ("title", "summary", "topic", "about", "language")}
    lines = {"regions": "\n".join(guide.regions), "sources": "\n".join(guide.sources)}
    return {**said, **lines, "own_ways": "" if guide.sources else "on"}


def _steps_given(seat: Seat, guide: Guide | None) -> list[dict[str, Any]]:
    if guide is None:
        return [{}, {}, {}]
    rows = [step.row for step in reading_guides.steps_of(seat, guide)]
    return [{"id": row.id, "title": row.title, "words": row.words} for row in rows]


@door(Knock.MEMBER, form=CheckForm)
def checks(request: HttpRequest, seat: Seat, *, guide_id: UUID, form: CheckForm) -> HttpResponse | Later:
    """Note that one looked whether a guide is still right."""
    guide, place, retired = _kept(seat, guide_id)
    rules_guides.may_keep(guide, place, seat, retired).or_refuse()
    if not form.is_valid():
        given = request.POST if form.is_bound else {"on": now().date().isoformat()}
        page = _checks_page(seat, guide, given, form.errors if form.is_bound else None)
        return show(request, "library/guide_checks.html", status=422 if form.is_bound else 200, **page)
    said = form.cleaned_data
    if noted := _noted(seat, guide.group_id, (said["found"],), said["fine"]):
        return show(
            request, "library/guide_checks.html", status=422, **_checks_page(seat, guide, request.POST), **noted
        )
    row = actions.check(seat, guide, place, said["on"], said["found"])
    leave_note(request, _("Noted. The guide says on which day it was checked."))
    return _looked_at(seat, guide, row) if said["found"] else _to(guide)


def _checks_page(seat: Seat, guide: Guide, given: Any, errors: Any = None) -> dict[str, Any]:
    page = {"guide": guide, "given": given, "errors": errors or {}, "here": "library", "today": now().date()}
    return page | {"checks": reading_guides.checks_of(seat, guide)}


@door(Knock.MEMBER, form=OwnerForm)
def owner(request: HttpRequest, seat: Seat, *, guide_id: UUID, form: OwnerForm) -> HttpResponse:
    """Hand a group's guide over to somebody else who leads the group."""
    guide, place, retired = _kept(seat, guide_id)
    rules_guides.may_keep(guide, place, seat, retired).or_refuse()
    place = place or place_or_unseen(seat, guide.group_id or guide.id)
    if not form.is_valid():
        leads = [(str(one.id), one.name) for one in reading_guides.leads_of(seat, place.group_id)]
        page = {"guide": guide, "leads": leads, "owner": str(guide.owner_id or ""), "here": "library"}
        page |= {"errors": form.errors if form.is_bound else {}}
        return show(request, "library/guide_owner.html", status=422 if form.is_bound else 200, **page)
    to = seat.glance(Membership).filter(pk=form.cleaned_data["person"]).first()
    actions.hand_over(seat, guide, place, to)
    leave_note(request, _("%(name)s keeps this guide from now on.") % {"name": to.name if to else ""})
    return _to(guide)


@door(Knock.MEMBER, form=RetireForm)
def retirement(request: HttpRequest, seat: Seat, *, guide_id: UUID, form: RetireForm) -> HttpResponse | Later:
    """Let a guide rest, with a reason."""
    guide, place, retired = _kept(seat, guide_id)
    rules_guides.may_keep(guide, place, seat, retired).or_refuse()
    if not form.is_valid():
        page = {"guide": guide, "given": request.POST, "errors": form.errors if form.is_bound else {}}
        status = 422 if form.is_bound else 200
        return show(request, "library/guide_retirement.html", status=status, here="library", **page)
    said = form.cleaned_data
    if noted := _noted(seat, guide.group_id, (said["reason"],), said["fine"]):
        page = {"guide": guide, "given": request.POST, "errors": {}, "here": "library"}
        return show(request, "library/guide_retirement.html", status=422, **page, **noted)
    row = actions.retire(seat, guide, place, said["reason"])
    leave_note(request, _("Retired. It is out of the list, and its page says why."))
    return _looked_at(seat, guide, row)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def bring_back(request: HttpRequest, seat: Seat, *, guide_id: UUID, form: NothingForm) -> HttpResponse:
    """Keep a guide again that was retired."""
    guide, place, _retired = _kept(seat, guide_id)
    actions.bring_back(seat, guide, place)
    leave_note(request, _("It is in the list again. Please look whether it is still right."))
    return _to(guide)
