"""What may be kept, when somebody is asked, and when company can be asked for: pure judgements."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes

MOST_ON_A_SHELF = 200
MOST_PICTURE_BYTES = 12_000_000
MOST_PEERS = 5
ANSWER_WITHIN = timedelta(days=14)
# Not again for 60 days, counted from when no answer can come any more: silence and "not now" take as long.
NAME_AGAIN_AFTER = ANSWER_WITHIN + timedelta(days=60)
ASK_AGAIN_AFTER = timedelta(minutes=10)
OPEN_FOR = timedelta(hours=2)

# For how long somebody has room: (name, words, hours); no hours: until they say otherwise.
ROOMS: list[tuple[str, object, int | None]] = [
    ("2", gettext_lazy("For two hours"), 2),
    ("8", gettext_lazy("For eight hours"), 8),
    ("24", gettext_lazy("Until this time tomorrow"), 24),
    ("open", gettext_lazy("Until I say otherwise"), None),
]


class Waits(Protocol):
    """A call for company."""

    @property
    def made_at(self) -> datetime: ...
    @property
    def ended_at(self) -> datetime | None: ...
    @property
    def answered_at(self) -> datetime | None: ...


class Look(Protocol):
    """A question about signs."""

    @property
    def due_at(self) -> datetime: ...
    @property
    def answered_at(self) -> datetime | None: ...


def may_shelve(things: int, picture_bytes: int, more: int = 0) -> Verdict:
    """Judge one more thing on a shelf: `things` lie there, with `picture_bytes`, and `more` bytes would come."""
    if things >= MOST_ON_A_SHELF:
        return no(_("Your shelf is full. Take something off it, then keep this."), url("wellness:hope"), _("My shelf"))
    if more and picture_bytes + more > MOST_PICTURE_BYTES:
        return no(
            _("The pictures on your shelf take all the room there is. Take one off, then keep this one."),
            url("wellness:hope"),
            _("My shelf"),
        )
    return yes


def first_look(moment: datetime, every: int, zone: tzinfo) -> datetime:
    """Return when somebody is asked first: `every` days later at the same time of day in their zone, in UTC."""
    there = moment.astimezone(zone).replace(tzinfo=None, fold=0) + timedelta(days=every)
    return there.replace(tzinfo=zone).astimezone(UTC)


def may_say(look: Look, moment: datetime) -> Verdict:
    """Judge answering a question about signs: once its day has come, once."""
    plan = (url("wellness:plan"), _("My wellness plan"))
    if look.answered_at is not None:
        return no(_("You have answered this already. Nothing more is needed."), *plan)
    return yes if look.due_at <= moment else no(_("The day for this question has not come yet."), *plan)


def why_not_named(word: str) -> Verdict:
    """Turn a word of the database's door `wellness_name_peer` into a sentence; "" is yes."""
    back = (url("wellness:company"), _("Company"))
    match word:
        case "":
            return yes
        case "there":
            return no(_("This person is on your list already."), *back)
        case "lately":
            return no(_("You asked this person lately. If no yes comes, you can ask again after ten weeks."), *back)
        case "full":
            return no(_("Five people are on your list. Take one off, then ask somebody else."), *back)
        case "often":
            return no(_("You asked five people today. You can ask more tomorrow."), *back)
        case _:
            return no(
                _(
                    "This person cannot be asked at the moment. Both of you need to have private contact on, and there "
                    "may be other reasons, which are theirs."
                ),
                *back,
            )


def may_answer_naming(asked_at: datetime, moment: datetime) -> Verdict:
    """Judge answering whether one would be company for somebody: within the time."""
    return yes if moment < asked_at + ANSWER_WITHIN else over()


def over() -> Verdict:
    """Say that there is nothing to answer any more; why is not told."""
    return no(
        _("There is nothing left to answer here. Nothing is needed from you."), url("wellness:company"), _("Company")
    )


def may_ask_for_company(
    closed: bool, contact: bool, rests: bool, agreed: int, last: Waits | None, at: datetime
) -> Verdict:
    """Judge "I need company", by what is the asker's own. Help now stands beside every one of these sentences."""
    if closed or not contact:
        return no(
            _("Company is a private conversation, and private contact is not on for you."),
            url("messages:contact"),
            _("Private contact"),
        )
    if rests:
        return no(_("You are on a break, and private messages rest with it."), url("members:break"), _("My break"))
    if not agreed:
        return no(_("Nobody on your list has said yes yet. You can ask people below, on a calmer day."))
    return yes if last is None or at >= last.made_at + ASK_AGAIN_AFTER else asked_lately()


def asked_lately() -> Verdict:
    """Say that one asked a few minutes ago."""
    return no(
        _("You asked a few minutes ago. After ten minutes you can ask again."), url("wellness:company"), _("Company")
    )


def state_of(call: Waits, moment: datetime) -> str:
    """Return where a call stands for who asked: came, ended, over, long (ten minutes without an answer), waits."""
    if call.answered_at is not None:
        return "came"
    if call.ended_at is not None:
        return "ended"
    if moment >= call.made_at + OPEN_FOR:
        return "over"
    return "long" if moment >= call.made_at + ASK_AGAIN_AFTER else "waits"


def may_choose(kept: Sequence[str], name: str) -> Verdict:
    """Judge choosing between two versions: of a part that the plan has."""
    return yes if name in kept else unseen
