"""The coach's own pages: how it works and whether one wants it, and the practice room."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearten.coach import actions, asking, rules, wording
from hearten.coach.card import card
from hearten.coach.forms import ConsentForm, DraftForm, ForgetForm
from hearten.coach.progress import done_by, weeks
from hearten.coach.scenarios import Scenario, practice_sets, scenario, scenarios
from hearten.coach.showing import shown
from hearten.coach.standing import ALONG, CLOSED, OFFERED, standing
from hearten.coach.using import used
from hearten.kernel.aside import Busy
from hearten.kernel.door import Knock, Later, at_table, door
from hearten.kernel.pages import fragment, leave_note, show, url
from hearten.kernel.seat import Seat


@door(Knock.MEMBER, form=ConsentForm)
def about(request: HttpRequest, seat: Seat, *, form: ConsentForm) -> HttpResponse:
    """Say what the coach is, what it reads, how well it does that, and let the member agree or take it back."""
    now = standing(seat)
    if form.is_valid() and now != CLOSED:
        if form.cleaned_data["agree"] == "yes":
            actions.agree(seat, form.cleaned_data["along"])
            leave_note(request, _("You will find “How does this read?” under your replies."))
        else:
            actions.take_back(seat)
            leave_note(request, _("The coach reads nothing of yours any more."))
        return HttpResponseRedirect(url("coach:about"))
    agreed = now not in (CLOSED, OFFERED)
    return show(
        request, "coach/about.html", here="you", closed=now == CLOSED, agreed=agreed, along=now == ALONG, card=card(),
        endpoint=asking.operators_model() is not None, names=wording.names(),
        consent=wording.consent_text(), pauses=wording.pauses_text(),
    )  # fmt: skip


@door(Knock.MEMBER, form=ForgetForm)
def practice(request: HttpRequest, seat: Seat, *, form: ForgetForm) -> HttpResponse:
    """The practice room: made-up posts to answer, and one's own weeks with them. POST forgets what was practised."""
    now = standing(seat)
    rules.may_practise(now).or_refuse()
    if request.method == "POST":
        actions.forget_tries(seat)
        leave_note(request, _("What you practised is forgotten."))
        return HttpResponseRedirect(url("coach:practice"))
    every = scenarios()
    sets = [(one, [every[key] for key in one.scenarios]) for one in practice_sets().values()]
    return show(
        request, "coach/practice.html", here="home",
        sets=sets, done=done_by(seat), agreed=now != OFFERED,
        weeks=[(date_format(week.began, "j F Y"), week) for week in weeks(seat)],
    )  # fmt: skip


@door(Knock.MEMBER)
def room(request: HttpRequest, seat: Seat, *, key: str) -> HttpResponse:
    """One made-up post, and a box to answer it in."""
    now = standing(seat)
    rules.may_practise(now).or_refuse()
    return _room(request, scenario(key), now)


def _room(
    request: HttpRequest, found: Scenario, now: str, body: str = "", told: Any = None, suggested: Any = (), **also: Any
) -> HttpResponse:
    keys = list(scenarios())
    after = keys[(keys.index(found.key) + 1) % len(keys)]
    return show(
        request, "coach/room.html", here="home", one=found, wish=wish_words(found.wish), body=body, feedback=told,
        suggested=list(suggested), agreed=now != OFFERED, along=now == ALONG, after=after, **also,
    )  # fmt: skip


def wish_words(wish: str) -> str:
    """Return a wish in the words that the reply box uses."""
    return {
        "listen": _("Just hear me"),
        "stories": _("Similar stories"),
        "ideas": _("Ideas are welcome"),
        "information": _("Information"),
        "company": _("Keep me company"),
    }[wish]


@door(Knock.MEMBER, form=DraftForm, methods=("POST",))
def try_it(request: HttpRequest, seat: Seat, *, key: str, form: DraftForm) -> HttpResponse | Later:
    """Read a practice reply. With script, `part` asks for the reading alone or for the next steps."""
    now, found = standing(seat), scenario(key)
    rules.may_ask(now, along="along" in request.POST).or_refuse()
    if not form.is_valid() and "body" in form.errors:
        return _room(request, found, now, request.POST["body"], {"sentence": form.errors["body"][0]}, status=422)
    sent = {"body": "", "use": "", "part": "", "suggested": [], **form.cleaned_data}
    body, used_now = used(sent["body"], sent["use"]) if sent["use"] else (sent["body"], "")
    suggested = [*sent["suggested"], *([used_now] if used_now else [])]
    said = asking.Words(found.post, body, found.wish, "win" if "win" in found.topics else "", reviewed=True)
    return Later(lambda: _tried(request, seat, found, said, sent["part"], suggested, now))


def _tried(
    request: HttpRequest, seat: Seat, found: Scenario, said: asking.Words, part: str, suggested: list[str], now: str
) -> HttpResponse:
    told = told_of(seat, said, part)
    with at_table(seat):
        rules.may_ask(standing(seat)).or_refuse()  # again: a switch or a consent may have changed while a model ran
        if told and not told["unread"] and part != "steps":
            actions.remember_try(seat, found.key, {name: bool(one["level"]) for name, one in told["levels"].items()})
        if request.headers.get("X-Fragment"):
            return answered(told, said.draft, part, url("coach:try", found.key))
        return _room(request, found, now, said.draft, shown(told, said.draft), suggested)


def told_of(seat: Seat, said: asking.Words, part: str) -> asking.Told:
    """Ask the coach; nothing when it is busy. `part` "read" leaves the suggestions out, which is faster."""
    try:
        return asking.read(said) if part == "read" else asking.feedback(seat.me, said, part == "other")
    except Busy:
        return {}


def answered(told: asking.Told, draft: str, part: str, again: str) -> HttpResponse:
    """Return the feedback as the fragment that script puts under the reply box."""
    values = shown(told, draft)
    template = "coach/_steps.html" if part == "steps" else "coach/_feedback.html"
    return HttpResponse(fragment(template, feedback=values, address=again, waiting=part == "read"))
