"""What is filled in about trying a card."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import WordsField
from hearten.library.models.trying import Ended, Said

LONGEST = 500


class BeginForm(forms.Form):
    """Why somebody would like to try it, for themself; or nothing."""

    words = WordsField(longest=LONGEST, required=False)


class StopForm(forms.Form):
    """How it ends."""

    how = forms.ChoiceField(
        choices=Ended.choices, error_messages={"required": _("Choose one. Any of them is fine."),
                                               "invalid_choice": _("Choose one of these. Any of them is fine.")}
    )  # fmt: skip


class AnswerForm(forms.Form):
    """One tap: the buttons are the answers."""

    answer = forms.ChoiceField(
        choices=Said.choices, error_messages={"required": _("Choose one of the answers, or leave it."),
                                              "invalid_choice": _("Choose one of these answers, or leave it.")}
    )  # fmt: skip


class NothingForm(forms.Form):
    """A button alone."""
