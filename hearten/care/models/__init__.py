"""What the care slice keeps."""

from hearten.care.models.practice import Answer, Closure, Ending, Practice, Reported, Turn, Willing
from hearten.care.models.routine import Effect, Mark, Routine, Times
from hearten.care.models.visits import Appointment, Invite, Line, Look, Statement, Suggestion

__all__ = [
    "Answer",
    "Appointment",
    "Closure",
    "Effect",
    "Ending",
    "Invite",
    "Line",
    "Look",
    "Mark",
    "Practice",
    "Reported",
    "Routine",
    "Statement",
    "Suggestion",
    "Times",
    "Turn",
    "Willing",
]
