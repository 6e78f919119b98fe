"""What is filled in with the coach."""

import json
from typing import Any

from django import forms

from hearten.kernel.words import WordsField

MOST_SUGGESTED = 12
LONGEST_SUGGESTED = 400


class SuggestedField(forms.CharField):
    """The suggestions that were used in a draft, as JSON from the page. Anything else counts as none."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            found = json.loads(value or "[]")
        except (ValueError, RecursionError):
            return []
        kept = [one[:LONGEST_SUGGESTED] for one in found if isinstance(one, str)] if isinstance(found, list) else []
        return kept[:MOST_SUGGESTED]


class DraftForm(forms.Form):
    """A draft on its way to the coach, as the reply form holds it. `use` is one suggestion, pressed without script."""

    body = WordsField(required=False)
    quotes = forms.UUIDField(required=False)
    part = forms.ChoiceField(choices=[("read", "read"), ("steps", "steps"), ("other", "other")], required=False)
    use = forms.CharField(required=False, max_length=2000)
    along = forms.BooleanField(required=False)  # nobody pressed: typing paused
    suggested = SuggestedField(required=False)


class ConsentForm(forms.Form):
    agree = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    along = forms.BooleanField(required=False)


class SwitchForm(forms.Form):
    open = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class ForgetForm(forms.Form):
    """A confirmation: the button says it all."""
