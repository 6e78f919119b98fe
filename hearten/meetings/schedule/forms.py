"""What people fill in about meetings. Days and times are those of the group's zone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import NameField
from hearten.meetings.models import Medium, Role, When
from hearten.meetings.schedule.recurring import MOST_TIMES, OFTEN, ONCE, moment_of, rule_of

ONE_OF_THEM = {"required": _("Choose one of them."), "invalid_choice": _("Choose one of them.")}
A_NUMBER = _("Write a number.")
FEWEST_PLACES = 2
BEGUN_WITH = (Role.FACILITATOR, Role.CO_FACILITATOR)  # the roles that are asked for when a meeting is announced


def _places() -> forms.IntegerField:
    return forms.IntegerField(
        min_value=FEWEST_PLACES,
        error_messages={
            "required": _("Say how many people have a place."),
            "invalid": A_NUMBER,
            "min_value": _("A meeting takes two people. Write a higher number."),
        },
    )


class NothingForm(forms.Form):
    """A confirmation: the button says it all."""


class WhenForm(forms.Form):
    """A day and a time."""

    day = forms.DateField(
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day as year-month-day, such as 2027-01-31."),
        }
    )
    begins = forms.TimeField(
        error_messages={"required": _("Choose when it begins."), "invalid": _("Write the time as 18:30.")}
    )

    def starts_at(self, zone: str) -> datetime:
        """Return the moment at which clocks in `zone` say so."""
        return moment_of(self.cleaned_data["day"], self.cleaned_data["begins"], zone)


class AnnounceForm(WhenForm):
    """A meeting, or several that come again."""

    title = NameField(longest=80, empty=_("Give the meeting a title first."))
    format = forms.CharField(max_length=80, error_messages={"required": _("Choose a format.")})
    often = forms.ChoiceField(choices=OFTEN, error_messages=ONE_OF_THEM)
    times = forms.IntegerField(
        min_value=2,
        max_value=MOST_TIMES,
        required=False,
        error_messages={
            "invalid": A_NUMBER,
            "min_value": _("Two times is the least. For one meeting, choose “Once”."),
            "max_value": _("This is too many times. Leave the field empty for a meeting without an end."),
        },
    )
    until = forms.DateField(
        required=False, error_messages={"invalid": _("Write the day as year-month-day, such as 2027-01-31.")}
    )
    places = _places()
    ways = forms.MultipleChoiceField(
        choices=Medium.choices,
        error_messages={**ONE_OF_THEM, "required": _("Choose at least one way to take part.")},
    )
    facilitator = forms.UUIDField(required=False)
    co_facilitator = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("often") == ONCE:
            said["times"] = said["until"] = None
        if said.get("times") and said.get("until"):
            self.add_error("until", _("Say either how many times, or until when."))
        elif said.get("until") and said.get("day") and said["until"] < said["day"]:
            self.add_error("until", _("The last day comes after the first one. Look at the two days again."))
        return said

    def fits(self, definition: Mapping[str, Any]) -> bool:
        """Whether the format takes so many people and these media. Says so beside the field when not."""
        most = definition["capacity"]["max"]
        if self.cleaned_data["places"] > most:
            self.add_error(
                "places", _now("This format is for %(most)d people at most. Write a lower number.") % {"most": most}
            )
        if not set(self.cleaned_data["ways"]) <= set(definition["media"]):
            self.add_error("ways", _("This format cannot be held in all of these ways. Choose fewer."))
        return self.is_valid()

    def rule(self, zone: str) -> str:
        """Return the rule, or "" for a meeting that takes place once."""
        said = self.cleaned_data
        if said["often"] == ONCE:
            return ""
        return rule_of(said["often"], self.starts_at(zone), zone, times=said["times"], until=said["until"])

    def duties(self) -> tuple[tuple[UUID, str], ...]:
        """Return whom the form names for which role."""
        named: Sequence[tuple[Any, str]] = [(self.cleaned_data[role.value], role.value) for role in BEGUN_WITH]
        return tuple((membership, role) for membership, role in named if membership)


class PlacesForm(forms.Form):
    """How many people have a place from now on."""

    places = _places()


class MoveForm(WhenForm):
    words = NameField(longest=200, required=False)


class CallOffForm(forms.Form):
    words = NameField(longest=200, required=False)


class EndSeriesForm(forms.Form):
    planned = forms.ChoiceField(
        choices=[("keep", _("They take place")), ("off", _("They are called off"))],
        error_messages={**ONE_OF_THEM, "required": _("Choose what becomes of the meetings that are planned.")},
    )
    words = NameField(longest=200, required=False)


class DutyForm(forms.Form):
    person = forms.UUIDField(
        error_messages={"required": _("Choose who takes the role."), "invalid": _("Choose who takes the role.")}
    )
    role = forms.ChoiceField(choices=Role.choices, error_messages=ONE_OF_THEM)


class RemindForm(forms.Form):
    when = forms.ChoiceField(choices=When.choices, error_messages=ONE_OF_THEM)
