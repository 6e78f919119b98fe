"""What is filled in about sessions of two."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hearten.groups.choices import zones
from hearten.kernel.words import NameField, WordsField
from hearten.meetings.for_two.actions import Offering
from hearten.meetings.models import Medium
from hearten.meetings.schedule.forms import ONE_OF_THEM
from hearten.meetings.schedule.offered import PAUSES

LONGEST_BEFOREHAND = 500
A_TIME = _("Write the time as 18:30.")


class HoursForm(forms.Form):
    """Hours of every week."""

    weekday = forms.TypedChoiceField(choices=[(n, n) for n in range(7)], coerce=int, error_messages=ONE_OF_THEM)
    begins = forms.TimeField(error_messages={"required": _("Say from when."), "invalid": A_TIME})
    ends = forms.TimeField(error_messages={"required": _("Say until when."), "invalid": A_TIME})
    zone = forms.ChoiceField(error_messages=ONE_OF_THEM)
    minutes = forms.TypedChoiceField(choices=[(n, n) for n in PAUSES], coerce=int, error_messages=ONE_OF_THEM)
    ways = forms.MultipleChoiceField(
        choices=Medium.choices, error_messages={**ONE_OF_THEM, "required": _("Choose at least one way to take part.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones()  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        begins, ends, minutes = said.get("begins"), said.get("ends"), said.get("minutes")
        if begins and ends and minutes:
            day = datetime(2024, 1, 1)  # noqa: DTZ001  # any day: two clock times are compared
            length = datetime.combine(day, ends) - datetime.combine(day, begins)
            if length < timedelta(minutes=minutes):
                self.add_error("ends", _now("One session has to fit in. End later, or make sessions shorter."))
        return said

    def offering(self) -> Offering:
        """Return what the form says, once it is valid."""
        said = self.cleaned_data
        plain = {name: said[name] for name in ("weekday", "begins", "ends", "zone", "minutes")}
        return Offering(**plain, media=said["ways"])


class BookForm(forms.Form):
    words = WordsField(longest=LONGEST_BEFOREHAND, required=False)


class CallOffSessionForm(forms.Form):
    words = NameField(longest=200, required=False)
