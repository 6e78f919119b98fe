"""What a person plans, does and notes down for themself, and the rows by which they show some of it to others."""

from hearten.plans.models.circles import Circle, CircleNote, CirclePlace, CircleShow, CircleWords, CircleWordsYes
from hearten.plans.models.days import Entry, Prompt
from hearten.plans.models.doing import Cadence, Commitment, Mark, Rest
from hearten.plans.models.milestones import Count, Milestone
from hearten.plans.models.reported import Closure, Reported
from hearten.plans.models.returns import GentleReturn, ReturnNote
from hearten.plans.models.shares import Shared, Told

__all__ = [
    "Cadence",
    "Circle",
    "CircleNote",
    "CirclePlace",
    "CircleShow",
    "CircleWords",
    "CircleWordsYes",
    "Closure",
    "Commitment",
    "Count",
    "Entry",
    "GentleReturn",
    "Mark",
    "Milestone",
    "Prompt",
    "Reported",
    "Rest",
    "ReturnNote",
    "Shared",
    "Told",
]
