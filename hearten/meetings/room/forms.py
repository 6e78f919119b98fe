"""What is filled in at a room's door and in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import WordsField
from hearten.meetings.models import Medium, Role, Wish

LONGEST_LINE = 2000
YES_OR_NO = {"listen", "invite", "aside", "caption"}


class DoorForm(forms.Form):
    """How somebody comes in."""

    way = forms.ChoiceField(choices=Medium)
    listens = forms.BooleanField(required=False)


class LineForm(forms.Form):
    """What is written into a room: a line, what somebody else says, or a word in a side room."""

    body = WordsField(longest=LONGEST_LINE)
    client_id = forms.UUIDField()


class WordForm(forms.Form):
    """A private word: to those who lead, or from them to one `person`."""

    body = WordsField(longest=LONGEST_LINE)
    client_id = forms.UUIDField()
    wish = forms.ChoiceField(choices=Wish, required=False)
    person = forms.UUIDField(required=False)


class OfferForm(forms.Form):
    """Whom a side room is offered to."""

    person = forms.UUIDField()


class AnswerForm(forms.Form):
    """Whether somebody takes a side room."""

    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class CommandForm(forms.Form):
    """What goes along with a command: the version that was seen, about whom, and a value."""

    version = forms.IntegerField(required=False, min_value=0)
    whom = forms.UUIDField(required=False)
    value = forms.CharField(required=False, max_length=4000)
    role = forms.ChoiceField(
        choices=Role, required=False, error_messages={"invalid_choice": _("Choose one of the roles.")}
    )

    def value_for(self, what: str) -> Any:
        """Return the value as the engine takes it for this command."""
        value = self.cleaned_data["value"]
        if what in YES_OR_NO:
            return value == "yes"
        if what in ("assign", "unassign"):
            return self.cleaned_data["role"]
        if what == "reorder":
            return [key for key in value.split() if key]
        if what == "way":
            return value if value in Medium.values else "text"
        return value or None
