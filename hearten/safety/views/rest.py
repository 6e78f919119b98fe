"""Looking after oneself: a break, not today, what one says after a shift; the short course; and what is public."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.safety import course as lessons
from hearten.safety import duty
from hearten.safety.actions import rest as actions
from hearten.safety.duty_forms import WEIGHTS, DebriefForm, QuizForm, RestForm
from hearten.safety.models import CoursePass, Spell


@door(Knock.MEMBER, form=RestForm, methods=("POST",))
def rest(request: HttpRequest, seat: Seat, *, form: RestForm) -> HttpResponse:
    """Take a break, say "not me today", come back, or go on. Nobody is asked why."""
    duty.helper_or_unseen(seat)
    what = form.cleaned_data["what"] if form.is_valid() else "break"
    if what == "break":
        actions.take_break(seat)
        leave_note(request, _("You have a quarter of an hour. Others are asked meanwhile."))
    elif what == "not_today":
        actions.not_today(seat)
        leave_note(request, _("You are not asked today. Only if nobody else is left, you are asked all the same."))
    elif what == "back":
        actions.come_back(seat)
        leave_note(request, _("Good to have you back."))
    else:
        actions.go_on(seat)
        leave_note(request, _("We will not ask again for an hour. You can stop at any time."))
    return HttpResponseRedirect(url("safety:duty"))


@door(Knock.MEMBER, form=DebriefForm)
def debrief(request: HttpRequest, seat: Seat, *, form: DebriefForm) -> HttpResponse:
    """Write down how a shift was, for oneself, and read what one wrote before."""
    duty.helper_or_unseen(seat)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.debrief(seat, said["weight"], said["words"], said["talk"])
        leave_note(request, _("Kept for you. Rest well."))
        return HttpResponseRedirect(url("safety:debrief"))
    mine = seat.glance(Spell).filter(member_id=seat.me, what=Spell.What.DEBRIEF)
    return show(
        request,
        "safety/debrief.html",
        status=422 if form.is_bound else 200,
        here="duty",
        kept=list(mine.order_by("-at")),
        weights=WEIGHTS,
        said=dict(WEIGHTS),
        given=request.POST,
        errors=form.errors,
    )


@door(Knock.MEMBER, form=QuizForm)
def course(request: HttpRequest, seat: Seat, *, form: QuizForm) -> HttpResponse:
    """Show the short course; answering its questions rightly opens concerns for a year."""
    duty.helper_or_unseen(seat)
    if form.is_bound and form.is_valid():
        CoursePass(member_id=seat.me, version=lessons.VERSION, at=now()).save(force_insert=True)
        leave_note(request, _("All of it is right. Concerns open for you now, for a year."))
        return HttpResponseRedirect(url("safety:duty"))
    return show(
        request,
        "safety/course.html",
        status=422 if form.is_bound else 200,
        here="duty",
        parts=lessons.PARTS,
        questions=lessons.QUESTIONS,
        given=request.POST,
        errors=form.errors,
        passed=duty.through_course(seat),
    )


@door(Knock.ANYONE)
def looking_after(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say to everybody, in advance, who is asked when, who can do what, and what is never done (Q3)."""
    return show(request, "safety/looking_after.html")
