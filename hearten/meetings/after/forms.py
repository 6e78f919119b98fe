"""What people fill in after a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import NameField, WordsField
from hearten.meetings.models import Afterword, Again, Heard, HowAreYou, Incident
from hearten.meetings.schedule.forms import A_NUMBER, ONE_OF_THEM

LONGEST_WORD = 2000
YES_NO = [("no", _("No")), ("yes", _("Yes"))]


def _one_of(choices: object) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, error_messages=ONE_OF_THEM)  # type: ignore[arg-type]  # an enum or pairs


class FeedbackForm(forms.Form):
    """Three taps."""

    heard = _one_of(Heard)
    again = _one_of(Again)
    unsafe = _one_of(YES_NO)


class AfterwordForm(forms.Form):
    """Something that somebody says on."""

    kind = _one_of(Afterword.Kind)
    body = WordsField(longest=LONGEST_WORD)
    client_id = forms.UUIDField()


class AnswerForm(forms.Form):
    """Whether words of one's own may be told."""

    answer = _one_of(YES_NO)


class HowForm(forms.Form):
    """How somebody is."""

    answer = _one_of(HowAreYou.Answer)


class LogForm(forms.Form):
    """What somebody who leads keeps of a meeting."""

    came = forms.IntegerField(
        min_value=0,
        max_value=500,
        error_messages={
            "required": _("Write how many came."),
            "invalid": A_NUMBER,
            "min_value": _("The least is 0."),
            "max_value": _("That is more than a room holds."),
        },
    )
    themes = WordsField(longest=LONGEST_WORD, required=False)
    next_time = WordsField(longest=LONGEST_WORD, required=False)


class IncidentForm(forms.Form):
    """A note that something happened."""

    what = _one_of(Incident.What)
    person_about = forms.UUIDField(
        required=False, error_messages={"invalid": _("Choose somebody from the list, or nobody.")}
    )
    happened = WordsField(longest=LONGEST_WORD)
    done = WordsField(longest=LONGEST_WORD, required=False)
    person_following = forms.UUIDField(
        error_messages={"required": _("Choose who follows this up."), "invalid": _("Choose who follows this up.")}
    )
    asks_all = forms.BooleanField(required=False)


class ConfirmForm(forms.Form):
    """Whose attendance is confirmed; nobody named: everybody's."""

    person = forms.UUIDField(required=False)


class PassageForm(forms.Form):
    """Words for a recap: one's own, or from a line, as it stands or shorter."""

    use_line = forms.UUIDField(required=False)
    words = WordsField(longest=LONGEST_WORD, required=False)

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        if not said.get("use_line") and not said.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write something first, or choose a line."))
        return said


class LetterForm(forms.Form):
    """Which meetings a letter names, and for whom. The name is printed and not kept."""

    name = NameField(longest=120, empty=_("Write the name that the letter is for."))
    dates = forms.MultipleChoiceField(
        error_messages={
            "required": _("Choose at least one date."),
            "invalid_choice": _("Choose dates from the list."),
        }
    )
