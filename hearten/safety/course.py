"""The short course about looking after a concern, and its questions (MO-12). Whoever changes it raises VERSION."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

VERSION = "1"

PARTS = (
    (
        _("What a concern is"),
        (
            _("A concern says that somebody may be in danger. A program, a member, or the person themself brought it."),
            _("The program can be wrong. You read the words yourself, and you decide what they mean."),
            _("Having a concern is no breach of the agreement. Nobody is muted, paused or removed because of it."),
        ),
    ),
    (
        _("What you do"),
        (
            _("Take it, so that others know somebody is there. Then read, and answer as one person to another."),
            _("Ask plainly whether they think of ending their life. Asking does not put the thought there."),
            _("If they say yes, ask whether there is a plan, something to do it with, and a time."),
            _("Begin with the gentlest step that fits. Emergency services are the last one, and need two people."),
        ),
    ),
    (
        _("What you never do"),
        (
            _("You do not promise that all will be well, or to keep it to yourself. You do not bargain."),
            _("You do not talk about ways to do it, and you do not leave without saying who comes next."),
            _("You do not call anybody about a person by yourself. A second person decides with you."),
        ),
    ),
    (
        _("You"),
        (
            _("You can pass a concern on at any time, without a reason. You can say “not me today”."),
            _("Ask a second reader when you are not sure. After a shift, write down how it was."),
            _("You are not to blame for what somebody does. You are there, and that is what you can give."),
        ),
    ),
)


class Question(NamedTuple):
    """One question: its answers as (code, text), the right one, and why it is."""

    name: str
    text: Any
    answers: tuple[tuple[str, Any], ...]
    right: str
    why: Any


QUESTIONS = (
    Question(
        "plainly",
        _("Somebody writes that they cannot go on. What do you ask?"),
        (
            ("around", _("Something else, so that they think of other things")),
            ("plain", _("Whether they think of ending their life")),
            ("later", _("Nothing yet. I wait until they say more")),
        ),
        "plain",
        _("Ask plainly. It does not put the thought there, and many people are relieved to be asked."),
    ),
    Question(
        "program",
        _("The program says “a plan, or soon”. What does that mean?"),
        (
            ("look", _("A person should look soon. The words decide")),
            ("sure", _("They have a plan")),
            ("call", _("Emergency services must be told")),
        ),
        "look",
        _("The program only asks you to look. It can be wrong in both directions, so you read and decide."),
    ),
    Question(
        "promise",
        _("They ask you to promise to tell nobody. What do you say?"),
        (
            ("yes", _("I promise")),
            ("honest", _("I keep it among those who look after you, and I tell you before anybody else is told")),
            ("no", _("I have to tell everybody")),
        ),
        "honest",
        _("Say what is true. A promise that may not hold costs trust when it matters most."),
    ),
    Question(
        "alone",
        _("You believe that somebody’s life is in danger now. They no longer answer. What comes next?"),
        (
            ("call", _("I call the police by myself")),
            ("two", _("I ask a second person, and we decide together")),
            ("wait", _("I wait until tomorrow")),
        ),
        "two",
        _("Two people decide, and quickly. The form on the page of the concern asks for what is needed."),
    ),
    Question(
        "tired",
        _("You notice that this one is too much for you today. What do you do?"),
        (
            ("pass", _("I pass it on, without a reason")),
            ("carry", _("I carry it through alone")),
            ("leave", _("I close the page and say nothing")),
        ),
        "pass",
        _("Passing on is always fine, and others are asked at once. Leaving it silently costs ten minutes."),
    ),
    Question(
        "breach",
        _("Somebody writes about wanting to die. Is that a breach of our agreement?"),
        (
            ("yes", _("Yes, the post has to go")),
            ("no", _("No. Talking about it is allowed and good")),
            ("pause", _("Only if they do it twice")),
        ),
        "no",
        _("Talking about it is allowed. Nobody loses words or a place here because they are in danger."),
    ),
)
