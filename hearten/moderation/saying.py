"""What moderation says in words: where a report stands, what a step means to who is told of it."""

from typing import Any

from django.utils.translation import gettext as _

from hearten.moderation.choices import Category, Step
from hearten.moderation.reading import Decision, MyReport


def said_of(category: str) -> str:
    """Return what a report is about, in words."""
    if category == "raid":
        return _("Signs that many people come at once to disturb")
    return str(Category(category).label) if category in Category.values else category


def became(report: MyReport) -> str:
    """Return where a report stands, in a sentence for who sent it."""
    if report.state == "back":
        return _("You took this back.")
    if report.state == "received":
        return _("Received. Somebody who looks after this will read it.")
    if report.state == "reading":
        return _("Somebody is reading it now.")
    return {
        Step.NOTE: _("Decided: somebody wrote to the person about it."),
        Step.EDIT: _("Decided: the person was asked to change the words."),
        Step.HOLD: _("Decided: the words are not shown for now."),
        Step.REMOVE: _("Decided: the words were removed."),
        Step.PAUSE: _("Decided: the person has a break from writing in the group."),
        Step.LEAVE: _("Decided: the person is not in the group any more."),
        Step.CONTACT: _("Decided: the conversation ended, and the person cannot write privately to anybody here."),
    }.get(Step(report.outcome), _("Decided: somebody read it, and the words stay. Thank you for telling us."))


def told(decision: Decision) -> str:
    """Return what a step means for the person whose words it is about, in a sentence or two."""
    if decision.rule == "method":
        return _(
            "Your words are not shown to others until somebody has looked, within minutes when they are there. "
            "They may describe ways to get hurt, and that can weigh on others. Your words are kept."
        )
    if decision.rule == "reports":
        return _(
            "Several people asked for a look while nobody who looks after the group was there. "
            "Your words are not shown to others until somebody has looked. They are kept, and you can still write."
        )
    return {
        Step.NOTE: _(
            "Somebody who looks after this place writes to you about something you wrote. Nothing else happens."
        ),
        Step.EDIT: _("Somebody asks you to change something you wrote. You can edit it as always."),
        Step.HOLD: _("Your words are not shown to others until somebody looks again. They are kept."),
        Step.RELEASE: _("Your words are shown again."),
        Step.REMOVE: _("Your words were removed. For 30 days you alone can read them here."),
        Step.PAUSE: _(
            "You have a break from writing in this group. You can read all of it, and Help now is there as always."
        ),
        Step.LEAVE: _(
            "Your time in this group ended. What you wrote stays, under the name you had. Help now is there as always."
        ),
        Step.CONTACT: _(
            "A private conversation of yours was ended, and private contact is closed for you. You can read what was "
            "written. In your groups nothing changes, and Help now is there as always."
        ),
    }[Step(decision.step)]


def seconded(agrees: bool, in_a_group: bool) -> str:
    """Return what the second person's answer did."""
    if not agrees:
        return _("You declined. Nothing happens.")
    if in_a_group:
        return _("You agreed. Their time in the group ended.")
    return _("You agreed. The conversation ended, and private contact is closed for them.")


def answered(answer: str) -> str:
    """Return how an appeal was answered, in a sentence for who asked."""
    return {
        "reversed": _("The step was taken back. It should not have been taken."),
        "changed": _("The step ended. The reason stays, and the step was too large."),
        "upheld": _("The step stays as it is."),
    }.get(answer, "")


def logged(what: str) -> str:
    """Return what a line of the log is about."""
    said: dict[str, Any] = {
        "shown": _("A post that waited was shown"),
        "propose": _("Somebody proposed to end a member’s time in the group"),
        "decline": _("A second person declined to end a member’s time in the group"),
        "looked": _("Removed words were read, to look at a decision again"),
        "appeal": _("A member asked for another look at a decision"),
        "upheld": _("After another look, a decision stayed as it was"),
        "changed": _("After another look, a decision ended"),
        "reversed": _("After another look, a decision was taken back"),
        Step.NONE: _("Something was read, and nothing more was done"),
        Step.NOTE: _("A member got a private note"),
        Step.EDIT: _("A member was asked to change words"),
        Step.HOLD: _("Words were held for a look"),
        Step.RELEASE: _("Held words were shown again"),
        Step.REMOVE: _("Words or a picture were removed"),
        Step.PAUSE: _("A member got a break from writing"),
        Step.LEAVE: _("A member’s time in the group ended"),
        Step.CONTACT: _("A private conversation was ended, and private contact closed for a member"),
    }
    return str(said.get(what, what))


def signs_of(signs: str) -> list[str]:
    """Return the signs of a raid in words."""
    said = {
        "many_join": _("Ten or more people joined within an hour."),
        "same_words": _("Several new people posted the same words."),
        "new_people_write": _("People who came today posted ten times or more within an hour."),
    }
    return [said[sign] for sign in signs.split() if sign in said]
