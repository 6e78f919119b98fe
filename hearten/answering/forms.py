"""What a group chooses for its calls."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.answering.rules import FIRST, SECOND
from hearten.answering.times import length


def lengths(minutes: Sequence[int]) -> list[tuple[str, str]]:
    """Return lengths of time as a list to choose from."""
    return [(str(one), length(one)) for one in minutes]


class CallsForm(forms.Form):
    first = forms.TypedChoiceField(
        choices=[(one, one) for one in FIRST], coerce=int, error_messages={"required": _("Choose a time.")}
    )
    second = forms.TypedChoiceField(
        choices=[(one, one) for one in SECOND], coerce=int, error_messages={"required": _("Choose a time.")}
    )
