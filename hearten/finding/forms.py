"""The answers as they travel: in forms, from page to page, and read anew on each. What was forged is left out.

A wrong value answers nothing, because nobody should be stuck at a door; own words alone may be too long, and then the
question is shown again with all of them.
"""

from collections.abc import Iterable
from typing import Any

from django import forms

from hearten.finding.answers import DAYS, LONGEST_WORDS, PARTS, QUESTIONS, WAYS, Answers
from hearten.finding.reading import Offered
from hearten.kernel.words import LONGEST, WordsField, tidy
from hearten.members.zones import ZoneField

MOST_CHOSEN = 40
LONGEST_CHOICE = 40


class Chosen(forms.Field):
    """Ticked boxes: what of them is on offer, each once, in the order of the offer. With no offer: any short text."""

    widget = forms.SelectMultiple

    def __init__(self, offer: Iterable[str] = (), **options: Any) -> None:
        super().__init__(required=False, **options)
        self.offer = tuple(offer)

    def clean(self, value: Any) -> tuple[str, ...]:
        given = [one for one in (value or [])[:MOST_CHOSEN] if len(one) <= LONGEST_CHOICE]
        return kept(given, self.offer) if self.offer else tuple(dict.fromkeys(given))


def kept(given: Iterable[str], offer: Iterable[str]) -> tuple[str, ...]:
    """Return what of `given` is on offer, in the order of the offer."""
    chosen = set(given)
    return tuple(one for one in offer if one in chosen)


class AnswersForm(forms.Form):
    """All four answers. `skip` is the question that was skipped just now, `here` the one that was left otherwise."""

    topics = Chosen()
    words = WordsField(longest=LONGEST_WORDS, required=False)
    ways = Chosen(WAYS)
    reads_first = forms.BooleanField(required=False)
    days = Chosen(str(day) for day in DAYS)
    parts = Chosen(PARTS)
    zone = ZoneField()
    languages = Chosen()
    skipped = Chosen(QUESTIONS)
    skip = Chosen(QUESTIONS)
    here = Chosen(QUESTIONS)

    @property
    def own_words(self) -> str:
        """Return the own words as they came, for a look for danger: also where they are too long to be an answer."""
        return tidy(str(self.data.get("words", ""))[:LONGEST])

    def answers(self, offered: Offered) -> Answers:
        """Return what was answered, of what is on offer. Words that are too long are kept as they are."""
        self.is_valid()
        said = self.cleaned_data if self.is_bound else {}
        skipped = (set(said.get("skipped", ())) - set(said.get("here", ()))) | set(said.get("skip", ()))
        return Answers(
            topics=kept(said.get("topics", ()), offered.topics),
            words=str(said.get("words", self.data.get("words", ""))),
            ways=said.get("ways", ()),
            reads_first=said.get("reads_first", False),
            days=tuple(int(day) for day in said.get("days", ())),
            parts=said.get("parts", ()),
            zone=said.get("zone", ""),
            languages=kept(said.get("languages", ()), offered.languages),
            skipped=kept(skipped, QUESTIONS),
        )
