"""What is filled in: an instrument's page, agreeing to be counted, and an operator's procedure."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.clock import now
from hearten.kernel.words import NameField
from hearten.measures.definition import Definition
from hearten.members.zones import ZoneField

PREFIX = "a-"  # stands before an item's id in a form


class SheetForm(forms.Form):
    """What goes along with the answers: the page's own id, and which questions it asked."""

    client_id = forms.UUIDField(
        error_messages={
            "required": _("This page was not sent whole. Look at your answers and send it again."),
            "invalid": _("This page was not sent whole. Look at your answers and send it again."),
        }
    )
    fingerprint = forms.CharField(max_length=64, required=False)


class AgreeForm(forms.Form):
    """A button alone: what is agreed to stands above it."""


class ReminderForm(forms.Form):
    """How often one is reminded. "never" is a choice like the others."""

    RHYTHMS = (("never", _("Not at all")), ("monthly", _("Every four weeks")), ("quarterly", _("Every three months")))

    rhythm = forms.ChoiceField(
        choices=RHYTHMS,
        error_messages={
            "required": _("Choose one. Not at all is fine, too."),
            "invalid_choice": _("Choose one of these. Not at all is fine, too."),
        },
    )
    zone = ZoneField()

    def clean_rhythm(self) -> str:
        chosen = str(self.cleaned_data["rhythm"])
        return "" if chosen == "never" else chosen


class NothingForm(forms.Form):
    """A button alone."""


class ProcedureForm(forms.Form):
    """Which procedure answers when somebody says that they think of dying, and from which day on it does."""

    name = NameField(longest=200, empty=_("Write the name of the procedure, so that others can look it up."))
    in_force_on = forms.DateField(
        error_messages={
            "required": _("Give the day from which it is in force."),
            "invalid": _("Write the day as year-month-day, such as 2027-01-31."),
        }
    )

    def clean_in_force_on(self) -> object:
        day = self.cleaned_data["in_force_on"]
        if day > now().date():
            raise forms.ValidationError(_("This day is still to come. Confirm it once the procedure is in force."))
        return day


def answers_in(definition: Definition, said: Mapping[str, str]) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Return the answers of a sent page, and what is to be said about them by the field's name.

    Leaving items out is fine; leaving all of them out is not, and neither is what is none of the options.
    """
    answers: dict[str, int] = {}
    errors: dict[str, list[str]] = {}
    for item in definition.items:
        given = said.get(PREFIX + item.id, "")
        value = next((option.value for option in item.options if str(option.value) == given), None)
        if value is not None:
            answers[item.id] = value
        elif given:
            errors[PREFIX + item.id] = [str(_("Choose one of these answers, or leave it out."))]
    if not answers and not errors:
        errors[PREFIX + definition.items[0].id] = [str(_("Choose an answer to one of these at least."))]
    return answers, errors
