"""Words of content notes that come up most. A writer may choose others; a reader folds what they choose."""

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
