"""Words of content notes that come up most. A writer may choose others; a reader folds what they choose."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

ALL = "*"
NOTES = (
    ("suicide", _("Suicide")),
    ("self-harm", _("Self-harm")),
    ("eating", _("Eating and body")),
    ("substances", _("Alcohol and drugs")),
    ("violence", _("Violence")),
    ("sexual violence", _("Sexual violence")),
    ("loss", _("Death and loss")),
    ("hospital", _("Hospital and force")),
    ("medicines", _("Medicines")),
)
CHOICES = ((ALL, _("Everything that has a content note")), *NOTES)


def folds_away(note: str, folds: Sequence[str] | None) -> bool:
    """Whether somebody who chose `folds` (keys of NOTES, words of their own, or ALL) has this note's content folded."""
    labels = dict(NOTES)
    said = note.casefold()
    return bool(note) and any(
        fold == ALL or fold.casefold() in said or str(labels.get(fold, fold)).casefold() in said for fold in folds or []
    )
