"""What is pressed in a quiet room."""

from django import forms

SPANS = (25, 50)  # minutes


class SitForm(forms.Form):
    """For how long."""

    minutes = forms.TypedChoiceField(choices=[(span, str(span)) for span in SPANS], coerce=int)
