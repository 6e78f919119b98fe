"""Words that somebody who looks after people may begin from, in the order of CR-11: the gentlest step first.

Nobody and nothing sends them. They are there to be copied, changed and sent by a person, or left. Written for this
project; they ask plainly, promise nothing that may not hold, and bargain for nothing.
"""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Offer(NamedTuple):
    """One step: the code that the log keeps, what it is called, words to begin from, what the button says."""

    step: str
    title: Any
    words: tuple[Any, ...]
    done: Any


OFFERS = (
    Offer(
        "replied",
        _("Reply where they wrote"),
        (
            _(
                "Thank you for writing this. I have read it, and I am glad you told us. "
                "Are you safe right now, where you are?"
            ),
            _("That sounds very heavy. I want to ask you plainly: are you thinking of ending your life?"),
            _("I am here for the next while and I read what you write. You do not have to find the right words."),
        ),
        _("I replied"),
    ),
    Offer(
        "offered talk",
        _("Offer a call or a meeting with a facilitator"),
        (
            _("Would it help to talk instead of writing? I can be on a call with you. You can also only listen."),
            _("A facilitator of this group has time for a call today. Would you like that, or would you rather write?"),
        ),
        _("I offered it"),
    ),
    Offer(
        "plan together",
        _("Make a safety plan together"),
        (
            _(
                "Shall we write a safety plan together, one line at a time? You keep it for yourself. "
                "I can ask the questions, and you write only what helps."
            ),
            _("Is there something near you that could hurt you? Who could keep it for you, just for now?"),
        ),
        _("I offered it"),
    ),
    Offer(
        "contact",
        _("Somebody they choose"),
        (
            _(
                "Is there one person you would like to have near you tonight? "
                "Would you call them, or write to them now?"
            ),
            _("It does not have to be family. Who would you want to know how you are?"),
        ),
        _("I asked"),
    ),
    Offer(
        "line",
        _("A crisis line"),
        (
            _(
                "There are people on the phone who do this every day, and they answer now. "
                "Would you like the number? You can hang up at any time."
            ),
            _("I can stay here and write with you while you call."),
        ),
        _("I named a line"),
    ),
)

STEPS = (*(offer.step for offer in OFFERS), "still here")
