"""Parts of forms that several pages of this slice have."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import WordsField
from hearten.plans.calendar import today


class LineField(WordsField):
    """A few words on one line."""

    widget = forms.TextInput

    def to_python(self, value: object) -> str:
        return " ".join(super().to_python(value).split())


class DayField(forms.DateField):
    """A day that is there already; where it is left empty, today in the member's own zone."""

    def __init__(self, **options: Any) -> None:
        wrong = {"invalid": _("Write the day as year-month-day, such as 2027-01-31.")}
        super().__init__(error_messages=wrong, required=False, **options)

    def clean(self, value: Any) -> date:
        day = super().clean(value) or today()
        if day > today():
            raise forms.ValidationError(_("This day is still to come. Give today, or a day before it."))
        return day


class NothingForm(forms.Form):
    """A button alone."""


class SendingForm(forms.Form):
    """A button that counts once however often it is sent."""

    client_id = forms.UUIDField(
        error_messages={
            "required": _("Open the page again, then press once more."),
            "invalid": _("Open the page again, then press once more."),
        }
    )
