"""Four questions and what they find: each page a form that carries all answers on. Nothing of them is kept."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hearten.finding.answers import BRINGS, HOW, LANGUAGE, QUESTIONS, WHEN, Answers
from hearten.finding.asking import found_among
from hearten.finding.fitting import Candidate
from hearten.finding.forms import AnswersForm
from hearten.finding.help_first import panel_for, sounds_like_danger
from hearten.finding.reading import MOST, Offered, candidates, offered
from hearten.finding.saying import choices_of, said_lines
from hearten.kernel.door import Knock, Later, at_table, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.members.limits import Limit, place_of, take
from hearten.members.zones import choices as zone_choices
from hearten.members.zones import clock_name, zone_of
from hearten.safety.first_look import wake

GROUPS = "groups"
LOOKS_FROM_A_PLACE = Limit("looks for danger in what brings somebody", 60, timedelta(minutes=1))


@door(Knock.ANYONE, form=AnswersForm)
def brings(request: HttpRequest, seat: Seat, *, form: AnswersForm) -> HttpResponse | Later:
    """What brings you?"""
    return _answer(request, seat, form, BRINGS)


@door(Knock.ANYONE, form=AnswersForm)
def how(request: HttpRequest, seat: Seat, *, form: AnswersForm) -> HttpResponse | Later:
    """How do you like to meet?"""
    return _answer(request, seat, form, HOW)


@door(Knock.ANYONE, form=AnswersForm)
def when(request: HttpRequest, seat: Seat, *, form: AnswersForm) -> HttpResponse | Later:
    """When do you have time?"""
    return _answer(request, seat, form, WHEN)


@door(Knock.ANYONE, form=AnswersForm)
def language(request: HttpRequest, seat: Seat, *, form: AnswersForm) -> HttpResponse | Later:
    """Which languages do you speak?"""
    return _answer(request, seat, form, LANGUAGE)


@door(Knock.ANYONE, form=AnswersForm)
def groups(request: HttpRequest, seat: Seat, *, form: AnswersForm) -> HttpResponse | Later:
    """Three groups, with the reason for each."""
    return _answer(request, seat, form, GROUPS)


def _answer(request: HttpRequest, seat: Seat, form: AnswersForm, page: str) -> HttpResponse | Later:
    """Return a page at once, or, where there are own words (too many as well), after they were read for danger."""
    form.is_valid()  # what is not valid answers nothing
    words, page = form.own_words, BRINGS if "words" in form.errors else page
    if page == BRINGS:
        wake()  # words may come next
    if not words:
        return _page(request, seat, form, page)

    def work() -> HttpResponse:
        danger = sounds_like_danger(words, model=take(LOOKS_FROM_A_PLACE, place_of(request)))
        with at_table(seat):
            return _page(request, seat, form, page, danger=danger)

    return Later(work)


def _page(request: HttpRequest, seat: Seat, form: AnswersForm, page: str, danger: bool = False) -> HttpResponse:
    every = candidates(seat)
    on_offer = offered(every)
    answers = form.answers(on_offer)
    error = form.errors["words"][0] if "words" in form.errors else ""
    shared = {"answers": answers, "page": page, "pages": PAGES, "panel": panel_for(seat) if danger else None}
    if page == GROUPS or not every:
        return _groups_page(request, seat, every, answers, shared)
    chosen = _chosen(seat, on_offer, answers) | {"error": error, "number": QUESTIONS.index(page) + 1}
    return show(request, f"finding/{page}.html", status=422 if error else 200, here="groups", **chosen, **shared)


def _groups_page(
    request: HttpRequest, seat: Seat, every: list[Candidate], answers: Answers, shared: dict[str, Any]
) -> HttpResponse:
    found, zone = found_among(every, answers), answers.zone or timezone.get_current_timezone_name()
    counting = answers.counting
    with timezone.override(zone):
        return show(
            request,
            "finding/groups.html",
            here="groups",
            found=found,
            said=said_lines(answers),
            clock=clock_name(answers.zone),
            guessed=clock_name(zone) if not answers.zone and (counting.days or counting.parts) else "",
            many=len(every) >= MOST,
            directory=seat.signed_in or settings.HEARTEN_DIRECTORY_PUBLIC,
            **shared,
        )


def _chosen(seat: Seat, on_offer: Offered, answers: Answers) -> dict[str, Any]:
    """Return what the questions offer, and the zone that is chosen already."""
    own = zone_of(seat) if seat.signed_in else settings.HEARTEN_TIME_ZONE
    return {**choices_of(on_offer), "zones": zone_choices(), "zone": answers.zone or own}


# Each page, what stands before it and what follows: names of addresses.
PAGES = {
    page: {"at": f"finding:{page}", "before": f"finding:{before}" if before else "", "next": f"finding:{following}"}
    for before, page, following in zip(
        ("", *QUESTIONS), (*QUESTIONS, GROUPS), (*QUESTIONS[1:], GROUPS, GROUPS), strict=True
    )
}
