"""Filling in an instrument, and what comes before anything else when somebody thinks of dying."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.measures import known, reading, rules
from hearten.measures.actions import filling
from hearten.measures.definition import Definition
from hearten.measures.forms import PREFIX, SheetForm, answers_in
from hearten.measures.scoring import raises_safety
from hearten.safety.forms import PLAN
from hearten.safety.models import SafetyPlan


@door(Knock.MEMBER, form=SheetForm)
def fill(request: HttpRequest, seat: Seat, *, key: str, form: SheetForm) -> HttpResponse:
    """Ask an instrument's questions, and keep the answers for their person alone."""
    if not form.is_bound:
        found = known.offered(seat).get(key)
        if found is None:
            raise Unseen
        return _asked(request, found, {}, {}, "", 200)
    definition = _still_offered(seat, key, request.POST)
    answers, errors = answers_in(definition, request.POST)
    if errors or not form.is_valid():
        said = errors or {"__all__": [str(text) for texts in form.errors.values() for text in texts]}
        return _asked(request, definition, answers, said, "", 422)
    if form.cleaned_data["fingerprint"] != definition.fingerprint:
        return _asked(request, definition, answers, {}, "changed", 409)
    return _kept(request, seat, definition, answers, form.cleaned_data["client_id"])


def _still_offered(seat: Seat, key: str, said: Mapping[str, str]) -> Definition:
    """Return the instrument that a page was sent for. Raises Unseen for none, and Refused when it ended meanwhile."""
    every = known.all_known(seat)
    if key not in every:
        raise Unseen
    if key not in known.offered(seat):
        careful = raises_safety(every[key], answers_in(every[key], said)[0])
        rules.not_offered(every[key].title, careful).or_refuse()
    return every[key]


def _kept(
    request: HttpRequest, seat: Seat, definition: Definition, answers: dict[str, int], client_id: UUID
) -> HttpResponse:
    try:
        sheet = filling.fill_in(seat, definition, answers, client_id)
    except filling.OtherAnswers:
        return _asked(request, definition, answers, {}, "twice", 409)
    if raises_safety(definition, answers):
        return HttpResponseRedirect(url("measures:first", sheet))
    leave_note(request, _("Your answers are kept. Only you see them."))
    return HttpResponseRedirect(url("measures:result", sheet))


def _asked(
    request: HttpRequest,
    definition: Definition,
    answers: Mapping[str, int],
    errors: dict[str, Any],
    why: str,
    status: int,
) -> HttpResponse:
    """Show the questions, with what was chosen. `why`: "" or what came in between ("changed", "twice").

    Each page has an id of its own; the same id with other answers would be told apart, not dropped.
    """
    page = {"definition": definition, "answers": answers, "errors": errors, "why": why, "prefix": PREFIX}
    careful = raises_safety(definition, answers)
    return show(
        request, "measures/fill.html", status=status, here="you", client_id=uuid4(), careful=careful, **page
    )  # fmt: skip


@door(Knock.MEMBER)
def first(request: HttpRequest, seat: Seat, *, sheet_id: UUID) -> HttpResponse:
    """Open the member's own safety plan, with Help now, before anything else. Nobody is told."""
    result = reading.result_of(seat, sheet_id)
    if not result.safety:
        return HttpResponseRedirect(url("measures:result", sheet_id))
    kept = seat.glance(SafetyPlan).filter(member_id=seat.me).first()
    words = json.loads(kept.words or "{}") if kept else {}
    plan = [(title, words[name]) for name, title, _hint in PLAN if words.get(name)]
    return show(request, "measures/first.html", here="you", plan=plan, result=result)
