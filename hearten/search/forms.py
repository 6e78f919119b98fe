"""What is filled in to search."""

from django import forms

from hearten.search.asking import LONGEST


class SearchForm(forms.Form):
    """`q`: the question. `kind` and `group` narrow it; what is unknown there does not. `exact`: as it is typed."""

    q = forms.CharField(max_length=LONGEST, required=False, strip=True)
    kind = forms.CharField(max_length=12, required=False)
    group = forms.UUIDField(required=False)
    exact = forms.BooleanField(required=False)
