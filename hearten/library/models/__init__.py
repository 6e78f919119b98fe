"""What helps: cards, what happened when people tried them, and who looked at them."""

from hearten.library.models.cards import Card, CardOwner, CardVersion, CardWithdrawal
from hearten.library.models.guides import (
    Guide,
    GuideCheck,
    GuideNote,
    GuideNoteOwner,
    GuideNoteWithdrawal,
    GuideRetirement,
    GuideStep,
    GuideVersion,
)
from hearten.library.models.reports import ExperienceReport, ReportOwner, ReportWithdrawal
from hearten.library.models.review import Flag, Review
from hearten.library.models.trying import CheckBack, Trying

__all__ = [
    "Card",
    "CardOwner",
    "CardVersion",
    "CardWithdrawal",
    "CheckBack",
    "ExperienceReport",
    "Flag",
    "Guide",
    "GuideCheck",
    "GuideNote",
    "GuideNoteOwner",
    "GuideNoteWithdrawal",
    "GuideRetirement",
    "GuideStep",
    "GuideVersion",
    "ReportOwner",
    "ReportWithdrawal",
    "Review",
    "Trying",
]
