"""Statements of hearten's own, to begin from: plain sentences that ask for something and blame nobody."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Example:
    """One example, as a statement of one's own has it."""

    situation: Any
    statement: Any
    follow_up: Any


EXAMPLES: dict[str, Example] = {
    "effect": Example(
        _("Something I take does not agree with me"),
        _("Since I began with this, something bothers me. I wrote down when. Can we look at it together?"),
        _("I hear that it may pass. I would still like to know what we do if it does not, and when we decide that."),
    ),
    "time": Example(
        _("I am asked to decide at once"),
        _("I would like to think about this before I decide. By when do you need to know?"),
        _("I understand that you would like an answer now. My answer today is: not yet."),
    ),
    "again": Example(
        _("I said something and it was passed over"),
        _("I said something a moment ago that matters to me. I would like to come back to it."),
        _("I would like that written down, also if we see it differently."),
    ),
    "plain": Example(
        _("I did not understand"),
        _("Can you say that again in plain words? I would like to say back what I understood."),
        _("I still do not follow. Can you write it down for me, or show me?"),
    ),
    "choices": Example(
        _("I want to know what else there is"),
        _("What are the other ways, and what happens if we do nothing for now?"),
        _("I would like to hear at least one other way before we go on."),
    ),
    "company": Example(
        _("I want somebody with me"),
        _("I would like this person to be here while we talk. They are here to listen and to remember."),
        _("If they cannot stay, I would like to make another appointment."),
    ),
    "no": Example(
        _("I do not agree"),
        _("I do not agree to this. I would like you to write that down, with my reason."),
        _("I have heard why you see it differently. My answer stays the same."),
    ),
}
