"""The Guide's page: the notice, one's agreement, a question, and what was answered, the newest first."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearten.guide import actions, dangers, passages, rules, wording
from hearten.guide.answers import Answer, MadeBy
from hearten.guide.dangers import ALARMING, KIND
from hearten.guide.forms import ConsentForm, KeepForm, QuestionForm
from hearten.guide.generating import operators_model
from hearten.guide.keeping import Kept, kept_in, turns_of
from hearten.guide.models import Exchange, Talk
from hearten.guide.replies import reply
from hearten.guide.standing import CLOSED, ON, STOPPED, standing
from hearten.guide.turn import answer
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, at_table, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.limits import TURNS_WITH_THE_GUIDE, take
from hearten.reading.danger import touches_danger
from hearten.safety.actions import last_calls
from hearten.safety.beside import Panel, asked_for, own_country, panel_beside
from hearten.safety.first_look import with_panel
from hearten.safety.lines import Country, country_for
from hearten.safety.rules import ON_TOP, Shown, shown_lines
from hearten.search import encoder


@door(Knock.MEMBER, form=QuestionForm)
def guide(request: HttpRequest, seat: Seat, *, form: QuestionForm) -> HttpResponse | Later:
    """Show the conversation, or answer one turn: outside of any transaction, and kept in a second one."""
    here = standing(seat)
    if not form.is_bound:
        if here == ON:
            dangers.wake()
            encoder.wake()
            passages.wake(seat)
        return _page(request, seat, here)
    rules.may_ask(here).or_refuse()
    if not form.is_valid():
        return _page(request, seat, here, status=422, errors=form.errors, said=request.POST.get("said", ""))
    said, sent = form.cleaned_data["said"], form.cleaned_data["client_id"] or uuid4()
    if seat.glance(Exchange).filter(client_id=sent, member_id=seat.me).exists():
        return HttpResponseRedirect(_newest())
    allowed = rules.may_go_on(take(TURNS_WITH_THE_GUIDE, str(seat.me)), touches_danger(said))
    if not allowed:
        return _page(request, seat, here, status=429, refusal=allowed.reason, said=said)
    talk = actions.talk_of(seat)
    before = turns_of(kept_in(seat, talk)) if talk else []

    def work() -> HttpResponse:
        shown = answer(seat, said, before, operators_model(), lambda: _still_on(seat))
        with at_table(seat):
            rules.may_ask(standing(seat)).or_refuse()  # again: a switch or a consent may have ended meanwhile
            rules.may_keep(_lasts(request, seat, talk), _alarming(shown)).or_refuse()
            shown = actions.with_notices(shown, actions.time_passes(seat))
            return _kept(seat, actions.remember(seat, said, shown, sent), shown)

    return Later(work)


def _still_on(seat: Seat) -> bool:
    with at_table(seat):
        return standing(seat) == ON


def _lasts(request: HttpRequest, seat: Seat, talk: Talk | None) -> bool:
    """Whether nobody signed this browser out, or ended the conversation, while its answer was made."""
    here = request.session.exists(request.session.session_key or "")
    return here and (talk is None or seat.glance(Talk).filter(pk=talk.pk).exists())


def _alarming(shown: Answer) -> bool:
    return shown.level in ALARMING or shown.whose == "other"


def _kept(seat: Seat, row: Exchange, shown: Answer) -> HttpResponse:
    """Lead to the page with the answer, and with the panel where it sounds like danger."""
    led_to = with_panel(_newest(), row.talk_id, shown.whose) if _alarming(shown) else _newest()
    return HttpResponseRedirect(led_to)


def _newest() -> str:
    return f"{url('guide:guide')}#answer"


def _page(request: HttpRequest, seat: Seat, here: str, status: int = 200, **also: Any) -> HttpResponse:
    talk = actions.talk_of(seat) if here in (ON, STOPPED) else None
    kept = kept_in(seat, talk) if talk else []
    newest = kept[-1].answer if kept else _stopped() if here == STOPPED else None
    panel = _panel(request, seat, talk, newest)
    context: dict[str, Any] = {
        "standing": here,
        "talk": talk,
        "turns": list(reversed(kept)),
        "newest": newest,
        "panel": panel,
        "client_id": uuid4(),
        "program_notice": wording.notice_text(),
        "consent": wording.consent_text(),
        "notices": wording.notices(),
        "notice_codes": wording.OF_ITSELF,
        "refusals": wording.refusals(),
        "kinds": wording.kinds(),
        "endpoint": operators_model() is not None,
        "errors": {},
        "refusal": "",
        "said": "",
        "examples": _examples(kept),
        "back": url("guide:guide"),
    }
    return show(
        request, "guide/guide.html", status=status, here="guide", **context | _lines(seat, newest, panel) | also
    )


def _stopped() -> Answer:
    """Return what stands there for whom it stopped, once the conversation went in which they were told."""
    return reply("minor", get_language() or "en", (), MadeBy("", ""))


def _panel(request: HttpRequest, seat: Seat, talk: Talk | None, newest: Answer | None) -> Panel | None:
    """Return the calm panel, where the address asks for it or the newest turn sounded like danger."""
    if panel := asked_for(seat, request.GET, KIND):
        return panel
    if talk is None or newest is None or newest.level not in ALARMING:
        return None
    try:
        return panel_beside(seat, KIND, talk.id, newest.whose)
    except Unseen:
        return None


def _lines(seat: Seat, newest: Answer | None, panel: Panel | None) -> dict[str, Any]:
    """Return the lines to print beside the newest answer: of the house's own table, and not twice on a page."""
    country: Country | None = None
    lines: list[Shown] = []
    if newest is not None and newest.lines and panel is None:
        country = country_for(newest.country, own_country(seat))
        lines = shown_lines(country, last_calls(seat), now().date())[:ON_TOP] if country else []
    return {"country": country, "lines": lines}


def _examples(kept: Sequence[Kept]) -> list[str]:
    """Return questions to begin with, where nothing was asked yet: of the shipped pages, which are in their order."""
    return [] if kept else [text.asked[0] for text in passages.shipped()[::11]][:4]


@door(Knock.MEMBER, form=ConsentForm, methods=("POST",))
def consent(request: HttpRequest, seat: Seat, *, form: ConsentForm) -> HttpResponse:
    """Agree, or take it back; then the conversation is gone in the same moment."""
    if form.is_valid() and form.cleaned_data["agree"] == "yes" and standing(seat) != CLOSED:
        actions.agree(seat)
    elif form.is_valid() and form.cleaned_data["agree"] == "no":
        actions.take_back(seat)
        leave_note(request, _("The Guide is off for you, and what was said with it is gone."))
    return HttpResponseRedirect(url("guide:guide"))


@door(Knock.MEMBER, methods=("POST",))
def ending(request: HttpRequest, seat: Seat) -> HttpResponse:
    """End the conversation: it is gone, and nothing is asked."""
    actions.end(seat)
    leave_note(request, _("It is gone. Take care."))
    return HttpResponseRedirect(url("home:home"))


@door(Knock.MEMBER, form=KeepForm, methods=("POST",))
def keeping(request: HttpRequest, seat: Seat, *, form: KeepForm) -> HttpResponse:
    """Keep the conversation for thirty days, or no longer."""
    if form.is_valid() and form.cleaned_data["keep"] == "yes":
        actions.keep(seat)
        leave_note(request, _("Kept for 30 days, sealed. You can end it at any time."))
    elif form.is_valid():
        actions.keep_no_longer(seat)
        leave_note(request, _("It goes with signing out, or an hour after the last word."))
    return HttpResponseRedirect(url("guide:guide"))
