"""What people fill in when they report, decide, agree, or ask again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import NameField, WordsField
from hearten.moderation.choices import Category, Kind, Step
from hearten.moderation.rules import PAUSES

HOURS = [(hour, f"{hour}:00") for hour in range(25)]


def _chosen(sentence: Any) -> dict[str, Any]:
    return {"required": sentence, "invalid_choice": sentence}


class ReportForm(forms.Form):
    category = forms.ChoiceField(
        choices=Category, error_messages=_chosen(_("Choose what it is about. The nearest one is enough."))
    )
    words = WordsField(required=False, longest=4000)


class WordsForm(forms.Form):
    words = WordsField(longest=4000)


class ClaimForm(forms.Form):
    take = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class NothingForm(forms.Form):
    """A confirmation: the button says it all."""


class StepForm(forms.Form):
    """One step with its reasons. `passage` is the number of a paragraph of our agreement."""

    step = forms.ChoiceField(choices=Step, error_messages=_chosen(_("Choose a step.")))
    category = forms.ChoiceField(choices=Category, error_messages=_chosen(_("Choose what the step is about.")))
    words = WordsField(required=False, longest=4000)
    passage = forms.IntegerField(required=False, min_value=0)
    days = forms.TypedChoiceField(choices=[(n, str(n)) for n in PAUSES], coerce=int, required=False)
    open = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("step") not in (None, Step.NONE, Step.RELEASE) and not said.get("words"):
            self.add_error("words", _("Write the reason in your own words. The writer reads it."))
        return said


class SecondForm(forms.Form):
    agrees = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], error_messages=_chosen(_("Say yes or no.")))


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        choices=[
            ("reversed", _("Take the step back: it should not have been taken")),
            ("changed", _("End it now: the reason was right, the step was too large")),
            ("upheld", _("Leave it as it is")),
        ],
        error_messages=_chosen(_("Choose an answer.")),
    )
    words = WordsField(longest=4000, empty=_("Write a few words. The person who asked reads them."))


class SwitchForm(forms.Form):
    kind = forms.ChoiceField(choices=Kind, error_messages=_chosen(_("Choose what to switch on.")))
    why = WordsField(longest=1000, empty=_("Say why. The people of the group read it."))
    days = forms.TypedChoiceField(choices=[(n, str(n)) for n in range(1, 8)], coerce=int)


class HoursForm(forms.Form):
    opens = forms.TypedChoiceField(choices=HOURS, coerce=int)
    closes = forms.TypedChoiceField(choices=HOURS, coerce=int)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("opens", 0) >= said.get("closes", 24):
            self.add_error("closes", _("Choose an hour after the first one."))
        return said


class SafetyLeadForm(forms.Form):
    name = NameField(longest=80)
    contact = NameField(longest=200, empty=_("Say how people reach them: an address, a number, or a name here."))
    review_on = forms.DateField(error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")})
