"""What people fill in about groups."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.coach.scenarios import practice_sets
from hearten.groups.choices import languages, zones
from hearten.groups.models import Format, Keeps, Openness, Role
from hearten.kernel.words import NameField, WordsField, tidy_name

TRAININGS = 6


def _chosen(sentence: Any) -> dict[str, Any]:
    """Return what a choice says when nothing, or nothing on the list, was chosen."""
    return {"required": sentence, "invalid_choice": sentence}


class FindForm(forms.Form):
    """Filters of the list of groups; a wrong value filters nothing, because nobody should be stuck at a door."""

    words = WordsField(longest=200, required=False)
    topic = forms.CharField(max_length=40, required=False)
    format = forms.ChoiceField(choices=[("", _("Any way")), *Format.choices], required=False)
    language = forms.CharField(max_length=12, required=False)
    openness = forms.ChoiceField(
        choices=[
            ("", _("Any")),
            *((value, label) for value, label in Openness.choices if value != Openness.INVITATION),
        ],
        required=False,
    )
    zone = forms.CharField(max_length=60, required=False)


class AgreeForm(forms.Form):
    version = forms.IntegerField(min_value=0)


class JoinForm(AgreeForm):
    name = NameField()
    agree = forms.BooleanField(
        error_messages={"required": _("Tick the box if you agree. If you do not, you can look for another group.")}
    )


class AskForm(forms.Form):
    name = NameField()
    words = WordsField(longest=2000, required=False)


class LeaveForm(forms.Form):
    how = forms.ChoiceField(
        choices=[("kept", "kept"), ("erased", "erased")],
        error_messages=_chosen(_("Choose what becomes of what you wrote here.")),
    )


class MeForm(forms.Form):
    """My name here, and for those who stand in front of the group: my words and what I learned, with dates (G11)."""

    name = NameField()
    about = WordsField(longest=2000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(TRAININGS):
            self.fields[f"what_{number}"] = NameField(longest=120, required=False)
            self.fields[f"on_{number}"] = forms.DateField(
                required=False, error_messages={"invalid": _("Write the date as year-month-day, like 2024-05-31.")}
            )

    @property
    def trained(self) -> list[dict[str, str]]:
        """Return the trainings that were filled in, as they are kept."""
        rows = [(self.cleaned_data[f"what_{n}"], self.cleaned_data[f"on_{n}"]) for n in range(TRAININGS)]
        return [{"what": what, "on": on.isoformat() if on else ""} for what, on in rows if what]

    @staticmethod
    def first_values(name: str, about: str, trained: list[dict[str, str]]) -> dict[str, Any]:
        """Return what the form shows before anything is changed."""
        rows = {f"{key}_{n}": row.get(key, "") for n, row in enumerate(trained[:TRAININGS]) for key in ("what", "on")}
        return {"name": name, "about": about, **rows}


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role.choices, error_messages=_chosen(_("Choose one of the roles from the list.")))
    welcomes = forms.BooleanField(required=False)


class RemoveForm(forms.Form):
    words = WordsField(longest=2000, required=False)


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        choices=[("welcome", _("Welcome them")), ("not_now", _("Not now"))],
        error_messages=_chosen(_("Choose whether you welcome them.")),
    )
    words = WordsField(longest=2000, required=False)


class InviteForm(forms.Form):
    """Nothing to fill in: a press of the button makes one invitation."""


class AgreementForm(forms.Form):
    text = WordsField(longest=8000, empty=_("Write the agreement first, or begin from one of the texts below."))
    based_on = forms.IntegerField(min_value=0)


class TopicsField(WordsField):
    """A few experiences, divided by commas, kept in lower case: "low days, grief"."""

    widget = forms.TextInput

    def clean(self, value: Any) -> Any:
        text = super().clean(", ".join(value) if isinstance(value, list) else value)
        topics = list(dict.fromkeys(tidy_name(part).lower() for part in text.split(",") if part.strip()))
        if len(topics) > 8 or any(len(topic) > 40 for topic in topics):
            raise forms.ValidationError(_("Use up to eight topics, each with up to 40 letters, divided by commas."))
        return topics


class DescribeForm(forms.Form):
    """What a group says about itself to people who look for one."""

    title = NameField(longest=80, empty=_("Give the group a title first."))
    purpose = WordsField(longest=2000, empty=_("Say in a sentence or two what people do here together."))
    who_for = WordsField(longest=2000, empty=_("Say in a sentence or two who the group is for."))
    topics = TopicsField(longest=400, required=False)
    formats = forms.MultipleChoiceField(
        choices=Format.choices, error_messages=_chosen(_("Choose at least one way in which the group meets."))
    )
    language = forms.ChoiceField(choices=languages, error_messages=_chosen(_("Choose a language from the list.")))
    zone = forms.ChoiceField(choices=zones, error_messages=_chosen(_("Choose a time zone from the list.")))
    openness = forms.ChoiceField(choices=Openness.choices, error_messages=_chosen(_("Choose how people come in.")))
    starts_on = forms.DateField(required=False)
    ends_on = forms.DateField(required=False)
    places = forms.IntegerField(min_value=2, max_value=10_000, required=False)
    keeps = forms.ChoiceField(
        choices=Keeps.choices, error_messages=_chosen(_("Choose what becomes of old conversations."))
    )
    keeps_days = forms.IntegerField(min_value=7, max_value=3650, required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("openness") == Openness.COHORT:
            self._cohort(said.get("starts_on"), said.get("ends_on"), said.get("places"))
        if said.get("keeps") == Keeps.KEEP:
            said["keeps_days"] = None
        elif said.get("keeps") and not said.get("keeps_days") and "keeps_days" not in self.errors:
            self.add_error("keeps_days", _("Say after how many days. Seven is the least."))
        return said

    def _cohort(self, starts: date | None, ends: date | None, places: int | None) -> None:
        for name, value in (("starts_on", starts), ("ends_on", ends), ("places", places)):
            if not value and name not in self.errors:
                self.add_error(
                    name, _("A group that starts and ends together needs both dates and a number of places.")
                )
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("The last day comes after the first one. Look at the two dates again."))


class MakeGroupForm(DescribeForm):
    """A new group with its first agreement: what an operator fills in on the desk."""

    agreement = WordsField(
        longest=8000, empty=_("Every group begins with an agreement. The facilitator can change it later.")
    )


class PracticeForm(forms.Form):
    person = forms.UUIDField(error_messages={"required": _("Choose whom you want to ask.")})
    practice = forms.ChoiceField(choices=[], error_messages=_chosen(_("Choose a set.")))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["practice"].choices = [(key, key) for key in practice_sets()]  # type: ignore[attr-defined]  # a ChoiceField


class NothingForm(forms.Form):
    """A confirmation: the button says it all."""


# What an agreement may leave out, in the words of the page. The kinds are those of reading/checking.py.
BOUNDS = [
    ("own", _("Ways to reach the writer: a phone number, an address, a workplace")),
    ("others", _("Names and places of people who are not here")),
    ("dose", _("Doses of medicines")),
    ("medicine", _("Telling others to start, stop or change a medicine")),
    ("stigma", _("Names that hurt, for other people")),
]


class BoundsForm(forms.Form):
    kinds = forms.MultipleChoiceField(choices=BOUNDS, required=False)
