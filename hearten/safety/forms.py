"""What is filled in: a test call, one's own safety plan, an answer to "how is it now", asking for a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.clock import now
from hearten.kernel.words import NameField, WordsField
from hearten.safety.lines import all_lines


class TestCallForm(forms.Form):
    __test__ = False  # pytest: not a test

    line = forms.ChoiceField(
        choices=lambda: [(line.id, line.name) for line in all_lines().values()],
        error_messages={
            "invalid_choice": _("Choose a line of the list."),
            "required": _("Choose the line you dialled."),
        },
    )
    right = forms.ChoiceField(
        choices=[("yes", _("It was right")), ("no", _("It was wrong, or nobody answered"))],
        error_messages={"required": _("Say whether the number was right.")},
    )
    on = forms.DateField(
        error_messages={
            "required": _("Give the day of your call."),
            "invalid": _("Write the day as year-month-day, such as 2027-01-31."),
        }
    )
    initials = NameField(longest=10, empty=_("Give your initials, so that others know whom to ask."))

    def clean_on(self) -> object:
        day = self.cleaned_data["on"]
        if day > now().date():
            raise forms.ValidationError(_("This day is still to come. Give the day on which you dialled."))
        return day


# A plan's parts (after Stanley and Brown's order, in plain words of our own): what it is, and what may stand there.
PLAN = [
    ("signs", _("What it is like when it begins"), _("Thoughts, feelings or situations that tell me: it is starting.")),
    ("alone", _("What I can do by myself"), _("Something that gets me through ten minutes.")),
    ("places", _("People and places that take my mind elsewhere"), _("I do not have to say what is wrong.")),
    ("ask", _("People I can ask for help"), _("Names, and how I reach them.")),
    ("lines", _("Lines and professionals"), _("Numbers I would call, and where I would go.")),
    ("safe", _("Making the place around me safer"), _("What I put out of reach, and who can keep it for me.")),
    ("worth", _("What I want to be here for"), _("Small things count.")),
]


class PlanForm(forms.Form):
    """One text for each part; every one may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, _label, _hint in PLAN:
            self.fields[name] = WordsField(longest=2000, required=False)


ANSWERS = [
    ("better", _("Better")),
    ("same", _("About the same")),
    ("harder", _("Harder. Please look again")),
    ("skipped", _("I would rather not say")),
]


class CheckInForm(forms.Form):
    answer = forms.ChoiceField(choices=ANSWERS)


class AskForm(forms.Form):
    """Which group's people are asked; none: the install's staff."""

    group = forms.UUIDField(required=False)
