"""What is filled in about what somebody offers. Everything may be left empty."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.offers.fitting import FEWEST, MOST
from hearten.offers.reading import WELCOME
from hearten.threads.models import Wish

NUMBERS = [(str(number), str(number)) for number in range(FEWEST, MOST + 1)]
_WRONG = {"invalid_choice": _("Choose a number from 1 to 10.")}


class TagsField(forms.MultipleChoiceField):
    """Some of a group's own topics and the house's situations; which there are is known to the view, not here."""

    def valid_value(self, value: Any) -> bool:
        return len(str(value)) <= 60


class NothingForm(forms.Form):
    """A button alone."""


class OfferForm(forms.Form):
    """What somebody lived through, what they like to do, how much, and until when they rest."""

    lived = TagsField(required=False)
    wants = forms.MultipleChoiceField(
        choices=[*((wish.value, wish.value) for wish in Wish), (WELCOME, WELCOME)],
        required=False,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    a_day = forms.TypedChoiceField(choices=NUMBERS, coerce=int, required=False, empty_value=None, error_messages=_WRONG)
    a_week = forms.TypedChoiceField(
        choices=NUMBERS, coerce=int, required=False, empty_value=None, error_messages=_WRONG
    )
    resting_until = forms.DateField(
        required=False, error_messages={"invalid": _("Write the day like 2026-12-24, or leave it empty.")}
    )
