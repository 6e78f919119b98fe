"""What people fill in about how news reaches them."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import NameField
from hearten.members.zones import ZoneField
from hearten.notices.by_group import MINE
from hearten.notices.models import GroupChoice, Ways
from hearten.notices.outside.pace import Pace
from hearten.notices.outside.push.pushing import LONGEST_PLACE, Place
from hearten.notices.outside.quiet import is_between

A_TIME = {"invalid": _("Write the time as 22:00.")}


HOUR, DAY, WEEK = "hour", "day", "week"
PACES = [
    (HOUR, _("Soon: what is new is gathered, and there is at most one an hour")),
    (DAY, _("Once a day, at a time that I choose")),
    (WEEK, _("Once a week, on a day and at a time that I choose")),
]


class WaysForm(forms.Form):
    """By which ways, how often, and when not. `zone` is asked where nobody said one; the view sets `knows_zone`."""

    mail = forms.BooleanField(required=False)
    pace = forms.ChoiceField(choices=PACES, error_messages={"required": _("Choose one of them.")})
    digest_at = forms.TimeField(required=False, error_messages=A_TIME)
    digest_day = forms.TypedChoiceField(required=False, choices=list(WEEKDAYS.items()), coerce=int, empty_value=None)
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
        self._look_at_pace(given)
        by_a_clock = begins is not None or given.get("pace") in (DAY, WEEK)
        if by_a_clock and not self.knows_zone and not given.get("zone") and "zone" not in self.errors:
            self.add_error("zone", _("Choose your time zone, so that we know which time it is where you are."))
        return given

    def _look_at_pace(self, given: dict[str, Any]) -> None:
        begins, ends, at = given.get("quiet_from"), given.get("quiet_until"), given.get("digest_at")
        if given.get("pace") not in (DAY, WEEK) or "digest_at" in self.errors:
            return
        if at is None:
            self.add_error("digest_at", _("Write at which time it should come."))
        elif begins is not None and ends is not None and is_between(at, begins, ends):
            self.add_error("digest_at", _("That is in your quiet hours. Choose another time, or other quiet hours."))
        if given["pace"] == WEEK and given.get("digest_day") is None and "digest_day" not in self.errors:
            self.add_error("digest_day", _("Choose on which day it should come."))

    def chosen_pace(self) -> Pace | None:
        """Return what was chosen; None: gathered by the hour."""
        chosen = self.cleaned_data
        if chosen["pace"] == HOUR:
            return None
        return Pace(chosen["digest_at"], chosen["digest_day"] if chosen["pace"] == WEEK else None)


class GroupForm(forms.Form):
    """How much of one group's news."""

    what = forms.ChoiceField(
        choices=[(MINE, ""), *GroupChoice.What.choices], error_messages={"required": _("Choose one of them.")}
    )


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
