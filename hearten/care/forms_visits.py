"""What is filled in to prepare an appointment, and by whoever was invited to look."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.care.forms_routine import A_DAY, ClockForm, DayField, is_to_come
from hearten.care.rules import LONGEST_LINE, LONGEST_PART, LONGEST_SUGGESTION
from hearten.kernel.words import NameField, WordsField

# The parts of a preparation: (name, label, hint). Each may stay empty.
PARTS = (
    ("matters", _("What matters to me"), _("What you would like to be different, or to stay as it is.")),
    ("changed", _("What changed since last time"), _("Better, worse, new, or gone.")),
    ("agree", _("What I agree to"), ""),
    ("disagree", _("What I do not agree to"), _("You may say no, and you may say that you need time.")),
    ("support", _("Who supports me"), _("Somebody who comes along, or whom they may call.")),
)


class VisitForm(ClockForm):
    """With whom, and when. Both may stay empty."""

    with_whom = NameField(longest=80, required=False)
    on = DayField(required=False, error_messages=A_DAY)

    def plans(self) -> bool:
        return is_to_come(self.cleaned_data.get("on"))


class AppointmentForm(VisitForm):
    """A new one."""

    client_id = forms.UUIDField()


class PartsForm(VisitForm):
    """A whole preparation, part by part."""

    matters = WordsField(longest=LONGEST_PART, required=False)
    changed = WordsField(longest=LONGEST_PART, required=False)
    agree = WordsField(longest=LONGEST_PART, required=False)
    disagree = WordsField(longest=LONGEST_PART, required=False)
    support = WordsField(longest=LONGEST_PART, required=False)

    @property
    def parts(self) -> dict[str, str]:
        texts = {name: self.cleaned_data[name] for name, _label, _hint in PARTS}
        return {"with": self.cleaned_data["with_whom"], **texts}


class LineForm(forms.Form):
    """One question."""

    client_id = forms.UUIDField()
    text = WordsField(longest=LONGEST_LINE, empty=_("Write the question first. A few words are enough."))


class EffectsForm(forms.Form):
    """Which entries of the diary stand in a preparation."""

    chosen = forms.MultipleChoiceField(required=False)

    def offer(self, ids: list[str]) -> None:
        """Let these entries be chosen; others are left out."""
        self.fields["chosen"].choices = [(one, one) for one in ids]  # type: ignore[attr-defined]  # a choice field


class AfterForm(forms.Form):
    """What came of it. Both may stay empty."""

    decided = WordsField(longest=LONGEST_PART, required=False)
    next = WordsField(longest=LONGEST_LINE, required=False)


class InviteForm(forms.Form):
    """Whom to invite: a place in one of one's groups."""

    place = forms.UUIDField(error_messages={"required": _("Choose somebody first."),
                                            "invalid": _("Choose somebody from the list.")})  # fmt: skip


class SuggestionForm(forms.Form):
    """What somebody suggests who was invited."""

    client_id = forms.UUIDField()
    words = WordsField(longest=LONGEST_SUGGESTION)


class TakeForm(forms.Form):
    """Something to take along, in own words; to one preparation, or to a new one."""

    client_id = forms.UUIDField()
    to = forms.UUIDField(required=False)
    text = WordsField(longest=LONGEST_LINE, empty=_("Write in a few words why you would like to take this along."))
