"""What may be done with a routine, an invite and a practice: pure judgements on what is already in hand."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from hearten.care.reading_practice import Held
from hearten.care.reading_routine import Kept
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes

LONGEST_PART = 2000
LONGEST_LINE = 400
LONGEST_TURN = 1000
LONGEST_SUGGESTION = 1500
MOST_LINES = 60
MOST_TIMES = 8
HOURS_INVITED = 48
MOST_INVITED = 3
# The numbers of private contact (SE-31, SE-34); the door `care_ask` holds the account's week itself.
MOST_ASKED_A_DAY = 3
BACK = timedelta(days=7)


def may_change(kept: Kept) -> Verdict:
    """Judge changing a routine: while it goes on."""
    if kept.ended_at is None:
        return yes
    return no(_("You ended this. You can begin it again as something new."), url("care:routine"), _("My routine"))


def may_mark(kept: Kept, day: date, today: date) -> Verdict:
    """Judge saying what became of a time: of today, or of the seven days before."""
    if not today - BACK <= day <= today:
        return no(_("You can say this of today and of the seven days before."), url("care:routine"), _("My routine"))
    return yes


def why_not_invited(word: str) -> Verdict:
    """Turn a word of the door `care_invite_somebody` into a verdict."""
    match word:
        case "":
            return yes
        case "here":
            return no(_("You invited this person already. Nothing more is needed."))
        case "many":
            return no(_("Three people are invited at the moment. End one of these invites first, then invite another."))
        case _:
            return unseen


def may_be_alone(closed: bool) -> Verdict:
    """Judge being alone with somebody in writing: not where the staff closed that for this member."""
    if not closed:
        return yes
    return no(
        _("Being alone with others is closed for you here. You can read why, and ask that somebody else looks again."),
        url("moderation:decisions"),
        _("Decisions about what you wrote"),
    )


def why_not_asked(word: str) -> Verdict:
    """Turn a word of the door `care_ask` into a verdict. All that must not be learned has one sentence."""
    back = (url("care:practices"), _("Practising"))
    match word:
        case "":
            return yes
        case "early":
            return no(_("Your account is new here. You can ask somebody to practise after a week."), *back)
        case "often":
            return no(_("You asked three people today. That is as many as a day takes here. Ask tomorrow."), *back)
        case "waiting":
            return no(_("You asked this person already. You can ask them again after seven days."), *back)
        case "open":
            return no(_("You two are practising here already."), *back)
        case _:
            return no(_("This person cannot be asked at the moment."), *back)


def state_of(held: Held, moment: datetime) -> str:
    """Return where a practice stands for its reader: asked, silent, not_now, open or over."""
    if held.answer == "accepted":
        return "open" if held.open else "over"
    if held.answer == "not_now":
        return "not_now"
    if held.i_asked:
        return "silent" if held.ended or moment >= held.made_at + timedelta(days=1) else "asked"
    return "asked" if held.may_answer else "silent"


def may_answer(held: Held) -> Verdict:
    """Judge yes and not now: only who was asked, once, within a day."""
    if held.i_asked:
        return unseen
    return yes if held.may_answer else nothing_to_answer()


def nothing_to_answer() -> Verdict:
    """Say that an ask is over: answered, taken back, or too old. Which of them is not told."""
    return no(_("There is nothing left to answer here."), url("care:practices"), _("Practising"))


def may_speak(held: Held) -> Verdict:
    """Judge saying something: in one's own turn, while it runs."""
    back = (url("care:practice", held.id), _("Back to it"))
    if held.turn is not None:
        return yes
    if held.open:
        return no(_("It is the other person’s turn. What you wrote can wait until theirs has come."), *back)
    return no(
        _("This practice is over. What was written stays here for both of you until seven days have gone."), *back
    )
