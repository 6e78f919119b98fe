"""What people fill in about how news reaches them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import NameField
from hearten.members.zones import ZoneField
from hearten.notices.models import Ways
from hearten.notices.pushing import LONGEST_PLACE, Place

A_TIME = {"invalid": _("Write the time as 22:00.")}


class WaysForm(forms.Form):
    """By which ways, and when not. `zone` is asked where nobody said one; `knows_zone` is set by the view."""

    mail = forms.BooleanField(required=False)
    quiet_from = forms.TimeField(required=False, error_messages=A_TIME)
    quiet_until = forms.TimeField(required=False, error_messages=A_TIME)
    wakes = forms.ChoiceField(choices=Ways.Wakes.choices, error_messages={"required": _("Choose one of them.")})
    zone = ZoneField()
    knows_zone = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("quiet_from"), given.get("quiet_until")
        if (begins is None) != (ends is None) and not {"quiet_from", "quiet_until"} & set(self.errors):
            missing = "quiet_from" if begins is None else "quiet_until"
            self.add_error(missing, _("Quiet hours begin and end. Write both times, or leave both empty."))
        if begins is not None and not self.knows_zone and not given.get("zone") and "zone" not in self.errors:
            self.add_error("zone", _("Choose your time zone, so that we know when your night is."))
        return given


class CodeForm(forms.Form):
    code = forms.CharField(max_length=40, error_messages={"required": _("Write the code from the letter here.")})


class DeviceForm(forms.Form):
    """What a browser says of where it is told (W3C Push API), and what the person calls the device."""

    endpoint = forms.CharField(max_length=LONGEST_PLACE)
    p256dh = forms.CharField(max_length=200)
    auth = forms.CharField(max_length=100)
    name = NameField(longest=60, empty=_("Give the device a name that you will know again, like “my phone”."))

    def place(self) -> Place:
        """Return where the device is."""
        return Place(*(self.cleaned_data[name] for name in Place._fields))


class NothingForm(forms.Form):
    """A confirmation: the button says it all."""
