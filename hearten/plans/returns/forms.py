"""What is filled in about coming back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import WordsField
from hearten.plans.returns.actions import DAYS, LONGEST


class WishForm(forms.Form):
    """Who is asked, and after how many days."""

    person = forms.UUIDField(
        error_messages={"required": _("Choose who is asked."), "invalid": _("Choose who is asked.")}
    )  # fmt: skip
    days = forms.TypedChoiceField(
        choices=[(str(days), str(days)) for days in DAYS],
        coerce=int,
        error_messages={
            "required": _("Choose after how many days."),
            "invalid_choice": _("Choose after how many days."),
        },
    )


class NoteForm(forms.Form):
    """A note to somebody."""

    words = WordsField(longest=LONGEST)
