"""What is filled in about pictures."""

from django import forms


class NothingForm(forms.Form):
    """A confirmation: the button says it all."""


class PersonFirstForm(forms.Form):
    wanted = forms.BooleanField(required=False)
