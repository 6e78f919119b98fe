"""What is filled in where something is worked through."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import NameField, WordsField
from hearten.threads.forms import POINTS

LONGEST = 4000


class BeginForm(forms.Form):
    """The goal, the facts, and what was tried. One thing at a time."""

    title = NameField(longest=120, empty=_("Give it a few words as a title, so that people find it."))
    body = WordsField(
        longest=LONGEST, empty=_("Say what you would like to find out or change. One sentence is enough.")
    )
    facts = WordsField(longest=LONGEST, required=False)
    tried = WordsField(longest=LONGEST, required=False)
    note = NameField(longest=80, required=False)
    masked = forms.BooleanField(required=False)
    fine = forms.CharField(max_length=2000, required=False)
    client_id = forms.UUIDField()


class FactsForm(forms.Form):
    facts = WordsField(longest=LONGEST, required=False)
    tried = WordsField(longest=LONGEST, required=False)
    fine = forms.CharField(max_length=2000, required=False)


class ChoiceForm(forms.Form):
    """An idea of somebody's, own words, or both."""

    use = forms.UUIDField(required=False)
    words = WordsField(longest=LONGEST, required=False)
    fine = forms.CharField(max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("use") and "words" in said and not said["words"]:
            self.add_error("words", _("Choose one of the ideas, or say in your own words what you try."))
        return said


class ReportForm(forms.Form):
    words = WordsField(longest=LONGEST, empty=_("Say what came of it. “Nothing yet” is an answer, too."))
    fine = forms.CharField(max_length=2000, required=False)


class PointsForm(forms.Form):
    good = WordsField(longest=POINTS, required=False)
    bad = WordsField(longest=POINTS, required=False)
    fine = forms.CharField(max_length=2000, required=False)
