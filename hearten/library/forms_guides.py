"""What is filled in about guides: the guide with its steps, a check, a new keeper, and what really happened."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.groups.choices import languages
from hearten.kernel.clock import now
from hearten.kernel.words import NameField, WordsField, tidy, tidy_name
from hearten.library.choices import Topic
from hearten.library.models.guides import About, NoteKind

MOST_STEPS = 20
STEP_TITLE, STEP_WORDS, LINE = 90, 4000, 300


class Steps(forms.Widget):
    """A row of three fields for each step: its key, its title, its words."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        """Return the rows as they were sent, empty ones included."""
        if not hasattr(data, "getlist"):
            return []
        rows = zip(data.getlist("step_id"), data.getlist("step_title"), data.getlist("step_words"), strict=False)
        return [{"id": key, "title": title, "words": words} for key, title, words in rows]


class StepsField(forms.Field):
    """The steps of a guide in order; rows without any words are left out."""

    widget = Steps

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Return {"id": key or None, "title", "words"} for each step. Raises ValidationError with what to do."""
        rows = [self._row(row) for row in value]
        steps = [row for row in rows if row["title"] or row["words"]]
        if not steps:
            raise forms.ValidationError(_("Write at least one step. It can be short."))
        if len(steps) > MOST_STEPS:
            raise forms.ValidationError(_("A guide has up to 20 steps. Put some of them together, or make two guides."))
        if any(not row["title"] or not row["words"] for row in steps):
            raise forms.ValidationError(_("Each step needs a title and a few words. One of them has only half."))
        if any(len(row["title"]) > STEP_TITLE or len(row["words"]) > STEP_WORDS for row in steps):
            raise forms.ValidationError(_("A step is too long. Make two of it: short steps are easier to follow."))
        if any("\ufffd" in row["title"] + row["words"] for row in steps):
            raise forms.ValidationError(_("Some letters could not be read. Write them again, then send."))
        return steps

    def _row(self, row: dict[str, str]) -> dict[str, Any]:
        try:
            key = UUID(row["id"]) if row["id"] else None
        except ValueError:
            key = None
        return {"id": key, "title": tidy_name(row["title"]), "words": tidy(row["words"])}


class LinesField(WordsField):
    """Several texts, one on each line."""

    def __init__(self, *, most: int, longest: int, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.most, self.longest_line = most, longest

    def clean(self, value: Any) -> Any:
        """Return the lines, without empty ones. Raises ValidationError where one is too long, or there are too many."""
        lines = [line.strip() for line in super().clean(value).split("\n") if line.strip()]
        if len(lines) > self.most:
            raise forms.ValidationError(_("Those are many lines. Keep the most useful ones."))
        if any(len(line) > self.longest_line for line in lines):
            raise forms.ValidationError(_("One of the lines is too long. Make it shorter."))
        return lines


class GuideForm(forms.Form):
    """A guide. It is information: it names where it comes from, or says that it comes from people's own ways (Q4)."""

    title = NameField(longest=90, empty=_("Give the guide a title, so that people find it."))
    summary = WordsField(longest=1000, empty=_("Say in a sentence or two whom this guide helps, and with what."))
    topic = forms.ChoiceField(choices=Topic, error_messages={"required": _("Choose a topic.")})
    about = forms.ChoiceField(choices=About, error_messages={"required": _("Choose what it leads through.")})
    regions = LinesField(most=12, longest=80)
    language = forms.ChoiceField(choices=languages, error_messages={"required": _("Choose the language it is in.")})
    sources = LinesField(most=12, longest=LINE)
    own_ways = forms.BooleanField(required=False)
    steps = StepsField()
    version = forms.IntegerField(required=False, min_value=1, max_value=32767)  # the one that was read first
    fine = forms.CharField(max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "sources" in said and not said["sources"] and not said.get("own_ways"):
            self.add_error(
                "sources",
                _("Say where this comes from, one source on a line. Or tick that it comes from people’s own ways."),
            )
        return said


class CheckForm(forms.Form):
    on = forms.DateField(error_messages={"required": _("Say on which day you checked it.")})
    found = WordsField(longest=1000, required=False)
    fine = forms.CharField(max_length=2000, required=False)

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > now().date():
            raise forms.ValidationError(_("That day is still to come. Choose today or a day before."))
        if on.year < 2000:
            raise forms.ValidationError(_("That is long ago. Choose the day on which somebody looked last."))
        return on


class OwnerForm(forms.Form):
    person = forms.UUIDField(error_messages={"required": _("Choose who keeps the guide from now on.")})


class RetireForm(forms.Form):
    reason = WordsField(longest=500, empty=_("Say why, in a few words. People who followed the guide will read it."))
    fine = forms.CharField(max_length=2000, required=False)


class NoteForm(forms.Form):
    """What really happened to somebody. A wait is told in weeks; the rest in words."""

    kind = forms.ChoiceField(choices=NoteKind, error_messages={"required": _("Choose what you would like to tell.")})
    step = forms.UUIDField(required=False)
    weeks = forms.IntegerField(
        min_value=0,
        max_value=520,
        required=False,
        error_messages={
            "invalid": _("Write the weeks as a number, such as 6."),
            "min_value": _("Write the weeks as a number, such as 6. Less than a week is 0."),
            "max_value": _("That is more than ten years. Write up to 520 weeks, and say the rest in words."),
        },
    )
    region = NameField(longest=80, required=False)
    body = WordsField(longest=2000, required=False)
    masked = forms.BooleanField(required=False)
    fine = forms.CharField(max_length=2000, required=False)
    client_id = forms.UUIDField()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") != NoteKind.WAIT:
            said["weeks"] = None
            if "body" in said and not said["body"]:
                self.add_error("body", _("Write something first. A few words are enough."))
        elif "weeks" in said and said["weeks"] is None:
            self.add_error("weeks", _("Say how many weeks it was. Less than a week is 0."))
        return said


class NothingForm(forms.Form):
    """A confirmation: the button says it all."""
