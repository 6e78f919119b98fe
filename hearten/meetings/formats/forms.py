"""What facilitators fill in about a format: all of it in one form that works without script."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import NameField, WordsField
from hearten.meetings.formats.checking import Finding, look_through
from hearten.meetings.formats.shipped import Definition
from hearten.meetings.formats.wording import CHATS, CROSSTALK, ORDERS

MOST_PARTS = 30
_NUMBER = _("Write a whole number, such as 5.")
_FROM_LIST = _("Choose one of these from the list.")
_TITLE = _("Give it a title first.")
# A key of a part's definition -> the field that says it.
FIELDS = {
    "id": "id", "title": "title", "min": "min", "order": "order", "turn_sec": "turn", "crosstalk": "crosstalk",
    "chat": "chat", "may_pass": "pass", "prompt": "prompt", "script": "script",
}  # fmt: skip


def _whole(least: int, most: int, **more: Any) -> forms.IntegerField:
    said = dict.fromkeys(("required", "invalid"), _NUMBER)
    return forms.IntegerField(min_value=least, max_value=most, error_messages=said, **more)


def _one_of(choices: Iterable[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=list(choices), error_messages=dict.fromkeys(("required", "invalid_choice"), _FROM_LIST)
    )


def _of_a_part() -> dict[str, forms.Field]:
    """Return the fields of one part."""
    return {
        "id": forms.CharField(max_length=40, widget=forms.HiddenInput),
        "title": NameField(longest=80, empty=_TITLE),
        "min": _whole(1, 180),
        "order": _one_of(ORDERS),
        "turn": _whole(0, 3600, required=False),
        "crosstalk": _one_of(CROSSTALK),
        "chat": _one_of(CHATS),
        "pass": forms.BooleanField(required=False),
        "prompt": WordsField(longest=300, required=False),
        "script": WordsField(longest=8000, required=False),
        "protect": forms.BooleanField(required=False),
    }


class FormatForm(forms.Form):
    """A whole format: its title and length, and for part n the fields `title_n`, `min_n` and so on.

    `made` is the definition that was filled in, once `is_sound` was asked and every field could be read.
    """

    title = NameField(longest=80, empty=_TITLE)
    length = _whole(10, 240)
    people = _whole(1, 300, required=False)
    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    parts = forms.IntegerField(min_value=0, max_value=MOST_PARTS, widget=forms.HiddenInput)

    made: Definition | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = str(self["parts"].value() or 0)
        self.count = min(int(said), MOST_PARTS) if said.isdecimal() and len(said) < 4 else 0
        for number in range(self.count):
            self.fields.update({f"{name}_{number}": field for name, field in _of_a_part().items()})

    @classmethod
    def showing(cls, definition: Mapping[str, Any], based_on: int) -> Self:
        """Return a form that shows a definition."""
        protected, parts = definition["on_overrun"]["protect"], definition["segments"]
        shown = {"title": definition["title"], "length": definition["length_min"], "based_on": based_on}
        for number, part in enumerate(parts):
            shown |= {f"{name}_{number}": value for name, value in _shown(part, protected).items()}
        return cls(initial=shown | {"parts": len(parts), "people": definition["capacity"]["ideal"]})

    def is_sound(self, base: Definition) -> bool:
        """Say whether this can be run; what is wrong stands at its field. What has no field here is `base`'s."""
        if not self.is_valid():
            return False
        self.made = self._definition(base)
        for finding in look_through(self.made):
            self.add_error(self._field_of(finding), finding.sentence)
        return not self.errors

    def written(self) -> dict[str, Any]:
        """Return everything as it was filled in, right or wrong."""
        return {name: self[name].value() for name in self.fields}

    def _definition(self, base: Definition) -> Definition:
        said, old = self.cleaned_data, {part["id"]: part for part in base["segments"]}
        filled = [{name: said[f"{name}_{number}"] for name in _of_a_part()} for number in range(self.count)]
        return base | {
            "title": said["title"],
            "length_min": said["length"],
            "segments": [_part(one, old.get(one["id"], {})) for one in filled],
            "on_overrun": base["on_overrun"] | {"protect": [one["id"] for one in filled if one["protect"]]},
        }

    def _field_of(self, finding: Finding) -> str | None:
        """Return the field at which something wrong is said, or None for what belongs to none of them."""
        match finding.where:
            case ("title",):
                return "title"
            case ("length_min",):
                return "length"
            case ("segments", int(number), str(key), *_) if key in FIELDS:
                return f"{FIELDS[key] if key != 'id' else 'title'}_{number}"
            case ("on_overrun", *_) if self.count:
                return f"protect_{self.count - 1}"
        return None


def _shown(part: Mapping[str, Any], protected: list[str]) -> dict[str, Any]:
    return {
        "id": part["id"],
        "title": part["title"],
        "min": part["min"],
        "order": part["order"],
        "turn": part.get("turn_sec") or None,
        "crosstalk": part.get("crosstalk", "none"),
        "chat": part.get("chat", "closed"),
        "pass": part.get("may_pass", True),
        "prompt": part.get("prompt", ""),
        "script": "\n".join(part.get("script", [])),
        "protect": part["id"] in protected,
    }


def _part(said: Mapping[str, Any], old: Mapping[str, Any]) -> Definition:
    """Return a part as it was filled in, over what it held before that has no field."""
    kept = {key: value for key, value in old.items() if key not in {*FIELDS, "warn_sec"}}
    part = {key: said[field] for key, field in FIELDS.items() if key not in ("turn_sec", "prompt", "script")}
    if said["turn"]:
        # A warning that comes before half of the turn is over would only unsettle.
        part |= {"turn_sec": said["turn"], "warn_sec": min(old.get("warn_sec", 30), said["turn"] // 3)}
    if said["prompt"]:
        part["prompt"] = said["prompt"]
    if lines := [line.strip() for line in said["script"].splitlines() if line.strip()]:
        part["script"] = lines
    return kept | part
