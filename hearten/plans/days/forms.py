"""What is filled in about one's own days, and about showing one of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import WordsField
from hearten.plans.days import entries, showing
from hearten.plans.days.entries import Said
from hearten.plans.fields import DayField, LineField, SendingForm
from hearten.plans.models.days import Energy, Feeling, Kind


class FeelingForm(forms.Form):
    """A feeling word and how much energy there is; each may stay open."""

    feeling = forms.ChoiceField(
        choices=Feeling.choices, required=False, error_messages={"invalid_choice": _("Choose one of these words.")}
    )
    energy = forms.ChoiceField(
        choices=Energy.choices, required=False, error_messages={"invalid_choice": _("Choose one of the three.")}
    )

    def said(self) -> Said:
        """Return what was filled in well."""
        of = self.cleaned_data
        return Said(
            of.get("words", ""),
            of.get("helped", ""),
            of.get("who", ""),
            of.get("feeling", ""),
            int(of["energy"]) if of.get("energy") else None,
        )


class CheckInForm(SendingForm, FeelingForm):
    """One tap: a feeling word, or how much energy there is. A device that was without a network says the day."""

    day = DayField()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not (self.errors or said.get("feeling") or said.get("energy")):
            raise forms.ValidationError(_("Choose a word or how much energy there is. One of them is enough."))
        return said


class EntryChangeForm(FeelingForm):
    """An entry's words."""

    day = DayField()
    words = WordsField(longest=entries.LONGEST, required=False)
    helped = LineField(longest=entries.LONGEST_LINE, required=False)
    who = LineField(longest=entries.LONGEST_LINE, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and self.said().empty:
            raise forms.ValidationError(_("Write or choose something first. One word is enough."))
        return said


class EntryForm(SendingForm, EntryChangeForm):
    """A new entry."""

    kind = forms.ChoiceField(
        choices=Kind.choices,
        error_messages={"required": _("Choose what it is."), "invalid_choice": _("Choose one of these.")},
    )


class ShowForm(forms.Form):
    """To whom something is shown, in which words, and for how long."""

    to = forms.CharField(error_messages={"required": _("Choose who sees it.")})
    words = WordsField(longest=showing.LONGEST, empty=_("Write what they are to read. A few words are enough."))
    days = forms.TypedChoiceField(
        choices=[(str(days), str(days)) for days in showing.DAYS],
        coerce=int,
        error_messages={"required": _("Choose for how long."), "invalid_choice": _("Choose for how long.")},
    )
    fine = forms.BooleanField(required=False)  # somebody has read the notes beside their words and goes on
