"""What is filled in for a summary: boxes, words for this one page, and which paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.handover.paper import PAPERS
from hearten.kernel.words import NameField, WordsField

LONGEST_NAME, LONGEST = 80, 1500
SHEETS = [(PAPERS[0], _("A4")), (PAPERS[1], _("Letter (8.5 by 11 inches)"))]


class KeysField(forms.MultipleChoiceField):
    """Keys of boxes. One that nobody offers is no error: what it stood for went in the meantime."""

    def valid_value(self, value: Any) -> bool:
        return len(str(value)) <= 120


class SummaryForm(forms.Form):
    """Everything may stay empty here; whether there is something to hand over is judged together with the boxes."""

    name = NameField(longest=LONGEST_NAME, required=False)
    matters = WordsField(longest=LONGEST, required=False)
    asks = WordsField(longest=LONGEST, required=False)
    paper = forms.ChoiceField(
        choices=SHEETS,
        error_messages={"required": _("Choose which paper."), "invalid_choice": _("Choose which paper.")},
    )
    pick = KeysField(
        required=False, error_messages={"invalid_choice": _("Something was ticked that cannot be read. Tick it again.")}
    )


class NothingForm(forms.Form):
    """A button alone."""
