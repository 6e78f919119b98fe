"""Working something through (P10): how it begins, what stands above it, choosing, and telling what came of it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups import rules as group_rules
from hearten.groups.notes import MEDICINES, notes_on
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Verdict
from hearten.members.content_notes import NOTES
from hearten.members.limits import POSTS_OF_A_MEMBER, take
from hearten.moderation.reading import gate_of, is_held
from hearten.moderation.rules import may_write_now, may_write_so_often
from hearten.safety import first_look
from hearten.safety.first_look import looked_at
from hearten.threads import reading, reading_work, rules_work
from hearten.threads.actions import work as actions
from hearten.threads.actions.write import Draft
from hearten.threads.forms_work import BeginForm, ChoiceForm, FactsForm, PointsForm, ReportForm
from hearten.threads.models import Idea, Post, Working
from hearten.threads.watched import opening_of, text_of


@door(Knock.MEMBER, form=BeginForm)
def begin(request: HttpRequest, seat: Seat, *, group_id: UUID, form: BeginForm) -> HttpResponse | Later:
    """Begin to work something through, one thing at a time."""
    place = place_or_unseen(seat, group_id)
    if not form.is_bound:
        first_look.wake()
        return _begin_page(request, seat, place, {"client_id": fresh_client_id()})
    _may_post(seat, place).or_refuse()
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if not form.is_valid():
        return _begin_page(request, seat, place, request.POST, form.errors, status=422)
    said = form.cleaned_data
    text = "\n".join(said[name] for name in ("title", "note", "body", "facts", "tried"))
    if noted := notes_on(seat, group_id, text, said["fine"]):
        return _begin_page(request, seat, place, request.POST, status=422, **noted)
    also = {name: said[name] for name in ("title", "note", "facts", "tried")}
    draft = Draft(said["body"], said["client_id"], said["masked"], above=(said["facts"], said["tried"]))
    begun = actions.begin(seat, place, draft, **also)
    leave_note(
        request,
        _("Your words wait for a look. Then the people of this group can read them. You see them already.")
        if is_held(seat, begun.id)
        else _("It is here now. The people of this group can ask, and offer ideas."),
    )
    return looked_at("post", opening_of(seat, begun.id), text, HttpResponseRedirect(url("threads:thread", begun.id)))


def _may_post(seat: Seat, place: Place) -> Verdict:
    agreed = group_rules.may_post(place, place.version)
    return may_write_now(gate_of(seat, place.group_id)) if agreed else agreed


def _begin_page(
    request: HttpRequest, seat: Seat, place: Place, given: Any, errors: Any = None, status: int = 200, **also: Any
) -> HttpResponse:
    verdict = _may_post(seat, place)
    context = {
        "place": place,
        "may_begin": rules_work.may_begin(reading_work.open_one(seat, place.group_id)) if verdict else verdict,
        "given": given,
        "errors": errors or {},
        "notes_offered": [label for _key, label in NOTES],
    }
    return show(request, "threads/work_begin.html", status=status, **context | also)


def _worked(seat: Seat, thread_id: UUID) -> tuple[reading.Head, Working | None]:
    head = reading.head(seat, thread_id)
    return head, seat.glance(Working).filter(thread_id=head.id).first()


def _told(seat: Seat, head: reading.Head, request: HttpRequest, note: str) -> Later:
    """Answer somebody who said something above a conversation, with a first look at all of it."""
    opening = opening_of(seat, head.id)
    held = _("Your words wait for a look. Then the people of this group can read them. You see them already.")
    leave_note(request, held if is_held(seat, opening) else note)
    return looked_at("post", opening, text_of(seat, opening), HttpResponseRedirect(url("threads:thread", head.id)))


@door(Knock.MEMBER, form=FactsForm)
def facts(request: HttpRequest, seat: Seat, *, thread_id: UUID, form: FactsForm) -> HttpResponse | Later:
    """Change the facts and what was tried."""
    head, working = _worked(seat, thread_id)
    rules_work.may_change_facts(head, working).or_refuse()
    assert working is not None  # or_refuse saw to it
    page = {"head": head, "given": {"facts": working.facts, "tried": working.tried}}
    if answer := _unfinished(request, seat, head, form, "threads/work_facts.html", ("facts", "tried"), page):
        return answer
    actions.change_facts(seat, head, working, form.cleaned_data["facts"], form.cleaned_data["tried"])
    return _told(seat, head, request, _("Changed. It stands above the conversation."))


@door(Knock.MEMBER, form=ChoiceForm)
def choice(request: HttpRequest, seat: Seat, *, thread_id: UUID, form: ChoiceForm) -> HttpResponse | Later:
    """Choose what to try."""
    head, working = _worked(seat, thread_id)
    rules_work.may_choose(head, working).or_refuse()
    assert working is not None  # or_refuse saw to it
    ideas = reading_work.choices(reading_work.offered(seat, head))
    page = {"head": head, "ideas": ideas, "given": {"use": str(working.idea_id or ""), "words": working.chosen}}
    if answer := _unfinished(request, seat, head, form, "threads/work_choice.html", ("words",), page, MEDICINES):
        return answer
    actions.choose(seat, head, working, form.cleaned_data["use"], form.cleaned_data["words"])
    return _told(seat, head, request, _("Chosen. When you have tried it, come back and tell what came of it."))


@door(Knock.MEMBER, form=ReportForm)
def report_back(request: HttpRequest, seat: Seat, *, thread_id: UUID, form: ReportForm) -> HttpResponse | Later:
    """Tell what came of it."""
    head, working = _worked(seat, thread_id)
    rules_work.may_report_back(head, working).or_refuse()
    assert working is not None  # or_refuse saw to it
    page = {"head": head, "given": {"words": working.report}}
    if answer := _unfinished(request, seat, head, form, "threads/work_report.html", ("words",), page, MEDICINES):
        return answer
    actions.report_back(seat, head, working, form.cleaned_data["words"])
    return _told(seat, head, request, _("Told. Thank you: others who stand at the same place can read it."))


@door(Knock.MEMBER, form=PointsForm)
def points(request: HttpRequest, seat: Seat, *, post_id: UUID, form: PointsForm) -> HttpResponse | Later:
    """Say what may be good and what may be hard about one's own idea."""
    shown = reading.post(seat, post_id)
    head = reading.head(seat, shown.thread_id)
    rules_work.may_weigh(shown, head).or_refuse()
    idea = seat.glance(Idea).filter(post_id=post_id).first()
    given = {"good": idea.good, "bad": idea.bad} if idea else {}
    page = {"head": head, "post": shown, "given": given}
    body = "" if reading_work.is_idea(seat, head, shown) else seat.find(Post, post_id).body  # an idea from now on
    template, words = "threads/work_points.html", ("good", "bad")
    if answer := _unfinished(request, seat, head, form, template, words, page, MEDICINES, body):
        return answer
    actions.weigh(seat, head, shown, form.cleaned_data["good"], form.cleaned_data["bad"])
    leave_note(request, _("Changed. It stands below your idea."))
    back = HttpResponseRedirect(f"{url('threads:thread', head.id)}#p-{post_id}")
    return looked_at("post", post_id, text_of(seat, post_id), back)


def _unfinished(
    request: HttpRequest,
    seat: Seat,
    head: reading.Head,
    form: Any,
    template: str,
    words: tuple[str, ...],
    page: dict[str, Any],
    never: Collection[str] = (),
    also: str = "",
) -> HttpResponse | None:
    """Return the form's page while it is not filled in, or where a note stands before its words; else None.

    `never`: as in notes_on, for what others may try. `also`: what is looked at with the words.
    """
    if not form.is_bound:
        return show(request, template, **page, errors={})
    page |= {"given": request.POST}
    if not form.is_valid():
        return show(request, template, status=422, **page, errors=form.errors)
    text = "\n".join((also, *(form.cleaned_data[name] for name in words)))
    if noted := notes_on(seat, head.group_id, text, form.cleaned_data["fine"], never):
        return show(request, template, status=422, **page, errors={}, **noted)
    return None
