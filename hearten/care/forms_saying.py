"""What is filled in for own statements and for practising."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.care.choices import Role, Situation
from hearten.care.rules import LONGEST_LINE, LONGEST_TURN
from hearten.kernel.words import WordsField
from hearten.moderation.choices import Category
from hearten.reading.contacts import contacts

_CHOOSE = gettext_lazy("Choose one. Any of them is fine.")
_ONE = {"required": _CHOOSE, "invalid_choice": _CHOOSE}


class StatementForm(forms.Form):
    """In which situation, the words, and what if they are not heard."""

    client_id = forms.UUIDField()
    situation = WordsField(longest=LONGEST_LINE, required=False)
    statement = WordsField(longest=LONGEST_TURN, empty=gettext_lazy("Write what you want to say first."))
    follow_up = WordsField(longest=LONGEST_TURN, required=False)

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("situation", "statement", "follow_up")}


class SwitchForm(forms.Form):
    on = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class AskForm(forms.Form):
    """Whom, what, and as whom. There is no box for words: an ask says what it is for, and nothing else."""

    place = forms.UUIDField(error_messages={"required": gettext_lazy("Choose somebody first."),
                                            "invalid": gettext_lazy("Choose somebody from the list.")})  # fmt: skip
    situation = forms.ChoiceField(choices=Situation.choices, error_messages=_ONE)
    role = forms.ChoiceField(choices=Role.choices, error_messages=_ONE)


class TurnForm(forms.Form):
    """One turn: words alone."""

    client_id = forms.UUIDField()
    body = WordsField(longest=LONGEST_TURN)

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        found = [body[start:end] for start, end, _kind in contacts(body)]
        if found:
            said = ", ".join(f"“{one}”" for one in found)
            raise forms.ValidationError(
                _("Practising is for words alone: no links, no ways to reach each other. Take this out: %(words)s")
                % {"words": said}
            )
        return body


class AnswerForm(forms.Form):
    how = forms.ChoiceField(choices=[("accept", "accept"), ("not_now", "not now")])


# What a report of a practice may be about, as a category of moderation: it decides who is called, and how soon.
ABOUT = [
    (Category.SEXUAL.value, gettext_lazy("Contact that nobody asked for")),
    (Category.DANGER.value, gettext_lazy("I am worried about them")),
    (Category.METHOD.value, gettext_lazy("Ways to hurt oneself")),
    (Category.OTHER.value, gettext_lazy("Something else")),
]


class ReportForm(forms.Form):
    """What it is about, and words for those who look."""

    about = forms.ChoiceField(choices=ABOUT, error_messages=_ONE)
    words = WordsField(longest=1000, required=False)
