"""A person's words on their way in: made clean, never made different.

Markdown is limited to what a phone keyboard makes (paragraphs, emphasis, lists, quotes, bare links), rendered once when
it is written, and sanitised with nh3.
"""

import re
import unicodedata

import nh3
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from markdown_it import MarkdownIt

LONGEST = 20_000
# Zero-width and direction-changing characters hide words from readers. ZWJ and ZWNJ stay: emoji, Persian, Hindi.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_JOINERS = re.compile("[\u200c\u200d]")
_UNREADABLE = "\ufffd"

_markdown = MarkdownIt("zero", {"breaks": True, "linkify": True}).enable(
    ["emphasis", "list", "blockquote", "newline", "linkify", "escape", "backticks", "strikethrough"]
)
_TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "br", "a", "code", "s"}


def tidy(text: str) -> str:
    """Return the text in NFC without control, hidden or direction-changing characters; line ends become \\n."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HIDDEN.sub("", text)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc").strip()


def tidy_name(text: str) -> str:
    """Return a name on one line without joiners or repeated spaces: two names that look alike are alike."""
    return re.sub(r"\s+", " ", _JOINERS.sub("", unicodedata.normalize("NFKC", tidy(text)))).strip()


def render(text: str) -> str:
    """Return the text as safe HTML. Links are plain, open nowhere by themselves, and tell the other site nothing."""
    return nh3.clean(
        _markdown.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


class WordsField(forms.CharField):
    """A person's free text. Errors are sentences, and the form shows the text again whatever was wrong with it."""

    widget: type[forms.Widget] = forms.Textarea

    def __init__(self, *, longest: int = LONGEST, empty: "str | Promise" = "", **kwargs: object) -> None:
        super().__init__(strip=False, **kwargs)  # type: ignore[arg-type]  # CharField's own options
        self.longest = longest
        self.error_messages["required"] = empty or _("Write something first. A few words are enough.")  # type: ignore[assignment]  # lazy

    def to_python(self, value: object) -> str:
        return tidy(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        too_many = len(value) - self.longest
        if too_many > 0:
            raise forms.ValidationError(
                ngettext_lazy(
                    "This is %(n)d character too long. Your words are still in the box. Send it in two parts.",
                    "This is %(n)d characters too long. Your words are still in the box. Send it in two parts.",
                    "n",
                )
                % {"n": too_many}
            )
        if _UNREADABLE in value:
            raise forms.ValidationError(
                _("Some letters could not be read and show as \ufffd. Write them again, then send.")
            )


class NameField(WordsField):
    """A name to show: one line, nothing hidden in it."""

    widget = forms.TextInput

    def __init__(self, *, longest: int = 40, **kwargs: object) -> None:
        kwargs.setdefault("empty", _("Write a name first. It does not have to be your real one."))
        super().__init__(longest=longest, **kwargs)  # type: ignore[arg-type]

    def to_python(self, value: object) -> str:
        return tidy_name(super().to_python(value))
