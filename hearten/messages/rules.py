"""Who may ask whom, answer, write and end: pure judgements on what is already in hand."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.messages.models import Closure
from hearten.messages.reading import Asking, Talk

# The numbers of SE-31 and SE-34.
MOST_REQUESTS_A_DAY = 3
LONGEST_REQUEST = 300
LONGEST_MESSAGE = 4000
ACCOUNT_AT_LEAST = timedelta(hours=24)
POSTS_AT_LEAST = 3
OR_SINCE = timedelta(days=7)
ANSWER_WITHIN = timedelta(days=14)
NOT_AGAIN_FOR = timedelta(days=30)
# The same after "not now" and after no answer at all: how soon one may ask again must not tell which it was.
ASK_AGAIN_AFTER = ANSWER_WITHIN + NOT_AGAIN_FOR


def may_ask(asking: Asking, moment: datetime) -> Verdict:
    """Judge a first message. About oneself it says what is missing; about the other, one sentence for every reason."""
    if asking.closed:
        return no(
            _("Private contact is closed for you. You can read why, and ask that somebody else looks again."),
            url("messages:contact"),
            _("Private contact"),
        )
    if asking.since is None:
        return no(
            _("Private contact is off for you. You can read what it is, and switch it on."),
            url("messages:contact"),
            _("Private contact"),
        )
    if asking.i_rest:
        return no(
            _("You are on a break, and private messages rest as long as it lasts. You can end it at any time."),
            url("members:break"),
            _("My break"),
        )
    if (early := _too_early(asking, moment)) is not None:
        return early
    if asking.stands != "":
        return why_not(asking.stands, asking)
    return yes if asking.asked_today < MOST_REQUESTS_A_DAY else why_not("often", asking)


def may_switch_on(closure: Closure | None) -> Verdict:
    """Judge switching private contact on: anybody may, unless two people of the staff closed it for them."""
    if closure is None:
        return yes
    return no(
        _("Private contact is closed for you. You can read why, and ask that somebody else looks again."),
        url("moderation:decision", closure.act_id),
        _("Read why"),
    )


def _too_early(asking: Asking, moment: datetime) -> Verdict | None:
    known = moment - asking.known_since if asking.known_since else timedelta()
    if known < ACCOUNT_AT_LEAST:
        return no(_("Your account is new here. You can write to somebody privately from tomorrow on."))
    if known < OR_SINCE and asking.posts < POSTS_AT_LEAST:
        return no(
            _(
                "People here get to know each other in the group first. You can write to somebody privately after "
                "three posts, or after a week."
            )
        )
    return None


def why_not(word: str, asking: Asking) -> Verdict:
    """Turn a word of the database's door `messages_ask` into a sentence."""
    to_talk = (url("messages:talk", asking.talk_id), _("Go there")) if asking.talk_id else ("", "")
    match word:
        case "often":
            return no(
                _(
                    "You wrote to three new people today. That is as many as a day takes here. "
                    "Your words are worth the wait: send them tomorrow."
                )
            )
        case "open":
            return no(_("You two have a conversation here already."), *to_talk)
        case "waiting":
            return no(_("You wrote to this person already. No answer has come yet."), *to_talk)
        case "theirs":
            return no(_("This person wrote to you first. You can answer them."), *to_talk)
        case _:
            return no(_("This person takes no private messages at the moment."))


def state_of(talk: Talk, moment: datetime) -> str:
    """Return where a talk stands for its reader: asked, silent, not_now, open, shut or ended."""
    if talk.ended_at is not None:
        return "ended"
    if talk.answer == "accepted":
        return "open" if talk.open else "shut"
    if talk.answer == "not_now":
        return "not_now"
    if moment >= talk.made_at + ANSWER_WITHIN:
        return "silent"
    return "asked" if talk.i_asked or talk.may_answer else "silent"  # who asked took it back, or left


def may_answer(talk: Talk, moment: datetime) -> Verdict:
    """Judge accept and not now: only who was asked, once, within the time."""
    if talk.i_asked:
        return unseen
    return yes if state_of(talk, moment) == "asked" else nothing_to_answer()


def nothing_to_answer() -> Verdict:
    """Say that a request is over: answered, taken back, or too old. Which of them is not told."""
    return no(
        _("There is nothing left to answer here. A request ends after 14 days, or when it is taken back."),
        url("messages:list"),
        _("Private messages"),
    )


def may_write(talk: Talk, moment: datetime) -> Verdict:
    """Judge one more message. Why nobody can write is told only where the two did it themselves."""
    match state_of(talk, moment):
        case "open":
            return yes
        case "ended":
            return no(_("This conversation has ended. What was written stays here for both of you."))
        case "shut":
            return no(_("Nobody can write here at the moment. What was written stays here for both of you."))
        case "not_now":
            return no(_("You said not now. They see only that no answer has come yet."))
        case "silent":
            return no(_("This ended without an answer."))
        case _ if talk.i_asked:
            until = date_format(talk.made_at + ANSWER_WITHIN, "j F")
            return no(_("No answer yet. If none comes until %(day)s, this ends by itself.") % {"day": until})
        case _:
            return no(_("You can write here once you have accepted."))


def plain_words_only(talk: Talk) -> bool:
    """Whether links and ways to reach each other elsewhere still have to wait: until both have written."""
    return not talk.both_wrote
