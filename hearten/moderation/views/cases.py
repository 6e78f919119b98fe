"""For those who look after groups: what waits, one case, a step with its reasons, the second person."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.models import LEADS, Group, Role
from hearten.groups.standing import Place, my_groups
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, safe_html, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.rules import staff_ready
from hearten.members.second_factors import has_second_factor
from hearten.moderation import reading, rules, saying
from hearten.moderation.actions import work
from hearten.moderation.choices import Category, Step
from hearten.moderation.forms import ClaimForm, NothingForm, SecondForm, StepForm
from hearten.moderation.items import Shown, item_of, seen, words_stay
from hearten.moderation.models import Act, Appeal, Case, Hold, Proposal
from hearten.moderation.saying import said_of, signs_of

MOST_WAITING = 50


def looks_after(seat: Seat) -> list[Place]:
    """Return the groups that this seat looks after. Raises Unseen for who looks after none and is not of the staff."""
    if seat.standing:
        staff_ready(seat, has_second_factor(seat.me)).or_refuse()
    mine = [place for place in my_groups(seat) if place.role in (*LEADS, Role.MODERATOR)]
    if not mine and not seat.standing:
        raise Unseen
    return mine


def case_of(seat: Seat, case_id: UUID) -> Case:
    """Return a case that this seat may read. Staff come with a second step, as on the desk."""
    found = seat.glance(Case).select_related("group").filter(pk=case_id).first()
    if found is None:
        raise Unseen
    looks_after(seat)
    return found


@door(Knock.MEMBER)
def queue(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List what waits: cases by urgency and age, posts that wait for a look, appeals; for staff, that things wait."""
    places = looks_after(seat)
    cases, holds = reading.open_cases(seat), reading.running_holds(seat)[:MOST_WAITING]
    mine = {case.id for case in cases}
    elsewhere = [one for one in reading.waiting(seat) if one.id not in mine]
    return show(
        request,
        "moderation/queue.html",
        places=[place for place in places if place.role in LEADS],
        cases=[(case, said_of(case.category)) for case in cases],
        holds=[(hold, seen(seat, hold.kind, hold.item)) for hold in holds],
        appeals=[(one, work.may_answer_again(seat, one, one.act)) for one in reading.open_appeals(seat)],
        elsewhere=[(one, said_of(one.category)) for one in elsewhere],
        known=set(seat.glance(Group).filter(pk__in=[one.group_id for one in elsewhere]).values_list("pk", flat=True)),
        settled=[(case, said_of(case.category)) for case in reading.settled_cases(seat)],
        now=now(),
    )


@door(Knock.MEMBER)
def case(request: HttpRequest, seat: Seat, *, case_id: UUID) -> HttpResponse:
    """Show one case: the words, what people said about them, what was done."""
    here = case_of(seat, case_id)
    proposal = seat.glance(Proposal).filter(case_id=here.id, answered_at=None).first()
    thing = _thing(seat, here)
    return show(
        request,
        "moderation/case.html",
        case=here,
        category=said_of(here.category),
        signs=signs_of(here.signs),
        reports=[(one, said_of(one.category)) for one in reading.reports_in(seat, here.id)],
        acts=[(one, Step(one.step).label) for one in seat.glance(Act).filter(case_id=here.id).order_by("made_at")],
        appeals=list(seat.glance(Appeal).filter(act__case_id=here.id, answered_at=None)),
        hold=seat.glance(Hold).filter(kind=here.kind, item=here.item, released_at=None).first(),
        proposal=proposal,
        may_second=work.may_second(seat, proposal, True) if proposal else None,
        may_decline=work.may_second(seat, proposal, False) if proposal else None,
        may_work=rules.may_work(here, seat.me),
        mine=here.claimed_by_id == seat.me,
        me=seat.me,
        **_with_words(here, thing),
    )


def _thing(seat: Seat, here: Case) -> Shown | None:
    return seen(seat, here.kind, here.item) if here.kind != "group" else None


def _with_words(here: Case, thing: Shown | None) -> dict[str, Any]:
    return {
        "thing": thing,
        "words": safe_html(thing.html) if thing else "",
        "address": item_of(here.kind).url(here.item) if thing or _for_the_staff(here) else "",
    }


def _for_the_staff(here: Case) -> bool:
    return here.group_id is None and here.kind != "group"


@door(Knock.MEMBER, form=ClaimForm, methods=("POST",))
def hand(request: HttpRequest, seat: Seat, *, case_id: UUID, form: ClaimForm) -> HttpResponse:
    """Take a case in hand, or give it back: nobody is asked why."""
    here = case_of(seat, case_id)
    take = form.is_valid() and form.cleaned_data["take"] == "yes"
    work.claim(seat, here, take)
    leave_note(request, _("You have this in hand now.") if take else _("Given back. Somebody else will take it."))
    return HttpResponseRedirect(url("moderation:case", here.id) if take else url("moderation:queue"))


@door(Knock.MEMBER, form=StepForm)
def step(request: HttpRequest, seat: Seat, *, case_id: UUID, form: StepForm) -> HttpResponse:
    """Take a step, with its reasons and the passage of our agreement."""
    here = case_of(seat, case_id)
    rules.may_work(here, seat.me).or_refuse()
    version, passages = reading.passages(seat, here.group_id)
    if not form.is_valid():
        return _step_page(request, seat, here, form, passages)
    said = form.cleaned_data
    chosen = passages[said["passage"]] if said["passage"] is not None and said["passage"] < len(passages) else ""
    why = work.Reasons(said["category"], said["words"], chosen, version if chosen else None)
    work.step(seat, here, said["step"], why, said["days"] or 1, not said["open"])
    leave_note(
        request,
        _("Proposed. It happens when somebody else agrees.")
        if said["step"] in rules.NEEDS_TWO
        else _("Done. It is written down, and the writer can read the reasons."),
    )
    return HttpResponseRedirect(url("moderation:case", here.id))


def _step_page(request: HttpRequest, seat: Seat, here: Case, form: StepForm, passages: list[str]) -> HttpResponse:
    return show(
        request,
        "moderation/step.html",
        status=422 if form.is_bound else 200,
        case=here,
        form=form,
        steps=[(one.value, one.label) for one in rules.steps_in(here, words_stay(here.kind))],
        categories=[(one.value, one.label) for one in Category if one != Category.DANGER],
        passages=list(enumerate(passages)),
        pauses=[(n, n) for n in rules.PAUSES],
        **_with_words(here, _thing(seat, here)),
    )


@door(Knock.MEMBER, form=SecondForm, methods=("POST",))
def second(request: HttpRequest, seat: Seat, *, proposal_id: UUID, form: SecondForm) -> HttpResponse:
    """Agree, as the second person, to what somebody proposed, or decline."""
    proposal = seat.find(Proposal, proposal_id)
    looks_after(seat)
    agrees = form.is_valid() and form.cleaned_data["agrees"] == "yes"
    work.second(seat, proposal, agrees)
    leave_note(request, saying.seconded(agrees, in_a_group=case_of(seat, proposal.case_id).group_id is not None))
    return HttpResponseRedirect(url("moderation:case", proposal.case_id))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def release(request: HttpRequest, seat: Seat, *, hold_id: UUID, form: NothingForm) -> HttpResponse:
    """Show what waits or is held, with one press."""
    hold = seat.find(Hold, hold_id, released_at=None)
    looks_after(seat)
    work.show_again(seat, hold)
    leave_note(request, _("Shown. The people of the group can read it now."))
    return HttpResponseRedirect(url("moderation:queue"))
