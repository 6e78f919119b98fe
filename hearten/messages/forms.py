"""What is filled in for private contact."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel.words import WordsField
from hearten.messages.first_words import must_wait
from hearten.messages.rules import LONGEST_MESSAGE, LONGEST_REQUEST
from hearten.moderation.choices import Category


def say_it_without(text: str) -> None:
    """Raise a sentence that names what has to wait until both have written."""
    words = must_wait(text)
    if words:
        said = ", ".join(f"“{one}”" for one in words)
        raise forms.ValidationError(
            _(
                "Until both of you have written, no links and no ways to reach each other elsewhere. It protects "
                "people who are new. Take this out, then send it: %(words)s"
            )
            % {"words": said}
        )


class AskForm(forms.Form):
    """A first message: short, plain words."""

    body = WordsField(longest=LONGEST_REQUEST)
    client_id = forms.UUIDField()

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        say_it_without(body)
        return body


class MessageForm(forms.Form):
    """One more message. What has to wait is looked at by the view, which knows who has written."""

    body = WordsField(longest=LONGEST_MESSAGE)
    client_id = forms.UUIDField()


class AnswerForm(forms.Form):
    how = forms.ChoiceField(choices=[("accept", "accept"), ("not_now", "not now")])


class SwitchForm(forms.Form):
    on = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


# What a report of a conversation may be about, as a category of moderation: it decides who is called, and how soon.
ABOUT = [
    (Category.SEXUAL.value, gettext_lazy("Contact that nobody asked for")),
    (Category.DANGER.value, gettext_lazy("I am worried about them")),
    (Category.METHOD.value, gettext_lazy("Ways to hurt oneself")),
    (Category.OTHER.value, gettext_lazy("Something else")),
]


class EndForm(forms.Form):
    """The three ways out, all chosen beforehand on the page; what a report is about, and words for the moderators."""

    ways = forms.MultipleChoiceField(
        choices=[("end", "end"), ("block", "block"), ("report", "report")],
        error_messages={"required": gettext_lazy("Choose at least one of the three, or go back.")},
    )
    about = forms.ChoiceField(choices=ABOUT, required=False)
    words = WordsField(longest=1000, required=False)

    def clean_about(self) -> str:
        return self.cleaned_data["about"] or Category.SEXUAL.value
