"""What an operator fills in after dialling a line."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.clock import now
from hearten.kernel.words import NameField
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
