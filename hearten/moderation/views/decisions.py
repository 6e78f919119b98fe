"""What was decided about one's own words: the reasons, how to ask again, and the answer by somebody else."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, safe_html, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.moderation import reading, rules, saying
from hearten.moderation.actions import work
from hearten.moderation.choices import Step
from hearten.moderation.forms import AnswerForm, NothingForm, WordsForm
from hearten.moderation.items import item_of, seen
from hearten.moderation.models import Act, Appeal, Case, KeptWords
from hearten.moderation.views.cases import case_of


@door(Knock.MEMBER)
def decisions(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List the steps about things that one wrote."""
    rows = [(one, Step(one.step).label) for one in reading.decisions(seat)]
    return show(request, "moderation/decisions.html", rows=rows)


@door(Knock.MEMBER, form=WordsForm)
def decision(request: HttpRequest, seat: Seat, *, act_id: UUID, form: WordsForm) -> HttpResponse:
    """Show the reasons of one step: what, which passage, by whom or what, until when; and ask for another look."""
    here = reading.decision(seat, act_id)
    may = rules.may_ask_again(here, now())
    if form.is_valid():
        may.or_refuse()
        work.ask_again(seat, act_id, form.cleaned_data["words"])
        leave_note(request, _("Sent. Somebody who had no part in it looks again. The answer comes to this page."))
        return HttpResponseRedirect(url("moderation:decision", act_id))
    kept = seat.glance(KeptWords).filter(act_id=act_id).first()
    return show(
        request,
        "moderation/decision.html",
        status=422 if form.is_bound else 200,
        decision=here,
        told=saying.told(here),
        category=saying.said_of(here.category),
        answered=saying.answered(here.answer),
        thing=seen(seat, here.kind, here.item),
        address=(item_of(here.kind).at_home or item_of(here.kind).url)(here.item),
        kept=kept,
        words=safe_html(kept.words.get("html") or item_of(here.kind).kept(seat, here.item)) if kept else "",
        may=may,
        form=form,
    )


@door(Knock.MEMBER, form=AnswerForm)
def answer(request: HttpRequest, seat: Seat, *, appeal_id: UUID, form: AnswerForm) -> HttpResponse:
    """Look again at a step that somebody else took, and answer."""
    appeal, act, here = _asked(seat, appeal_id)
    work.may_answer_again(seat, appeal, act).or_refuse()
    if form.is_valid():
        work.answer_again(seat, appeal, form.cleaned_data["answer"], form.cleaned_data["words"])
        leave_note(request, _("Answered. The person who asked reads your words."))
        return HttpResponseRedirect(url("moderation:case", here.id))
    return _appeal_page(request, seat, appeal, act, here, form)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def kept(request: HttpRequest, seat: Seat, *, appeal_id: UUID, form: NothingForm) -> HttpResponse:
    """Read what was removed, to answer about it. The group's log says that somebody did."""
    appeal, act, here = _asked(seat, appeal_id)
    words = work.kept_words(seat, appeal, act)
    also = {"looked": True, "kept": words, "kept_html": safe_html((words or {}).get("html", ""))}
    if words is not None:
        also["kept_more"] = safe_html(item_of(here.kind).kept(seat, here.item))
    return _appeal_page(request, seat, appeal, act, here, AnswerForm(), **also)


def _asked(seat: Seat, appeal_id: UUID) -> tuple[Appeal, Act, Case]:
    appeal = seat.find(Appeal, appeal_id)
    act = seat.find(Act, appeal.act_id)
    here = case_of(seat, act.case_id)
    if here.kind == "group":
        raise Unseen
    return appeal, act, here


def _appeal_page(
    request: HttpRequest, seat: Seat, appeal: Appeal, act: Act, here: Case, form: AnswerForm, **also: Any
) -> HttpResponse:
    thing = seen(seat, here.kind, here.item)
    return show(
        request,
        "moderation/appeal.html",
        status=422 if form.is_bound else 200,
        appeal=appeal,
        act=act,
        step=Step(act.step).label,
        removed=act.step == Step.REMOVE,
        case=here,
        words=safe_html(thing.html) if thing else "",
        form=form,
        **{"looked": False, "kept": None} | also,
    )
