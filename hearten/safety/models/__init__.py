"""Safety's tables: crisis lines, concerns, who is on call, what two people decided, and the log."""

from hearten.safety.models.after import CheckIn, Disclosure, SafetyPlan, Spell
from hearten.safety.models.concerns import Alert, Concern, ConcernNote, NotAboutMe, Reading, Timer
from hearten.safety.models.course import CoursePass
from hearten.safety.models.cover import Pace, Shift
from hearten.safety.models.lines import TestCall
from hearten.safety.models.log import LogEntry, ShownCount

__all__ = [
    "Alert",
    "CheckIn",
    "Concern",
    "ConcernNote",
    "CoursePass",
    "Disclosure",
    "LogEntry",
    "NotAboutMe",
    "Pace",
    "Reading",
    "SafetyPlan",
    "Shift",
    "ShownCount",
    "Spell",
    "TestCall",
    "Timer",
]
