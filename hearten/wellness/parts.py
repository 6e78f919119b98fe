"""The parts of a wellness plan and the questions after a setback: what each is called, and what may stand there."""

from django.utils.translation import gettext_lazy as _

from hearten.wellness.models import Said

# What a plan has: the wording is our own. (name, label, hint)
PLAN = [
    ("well", _("What I am like when I am well"), _("So that I know it again, and others do.")),
    ("daily", _("What I do each day to stay well"), _("Small things count: a walk, a meal, a call.")),
    ("triggers", _("What can throw me"), _("Days, places, words, news.")),
    ("triggers_do", _("What I do then"), _("What has helped before, in the order I would try it.")),
    ("signs", _("Early signs that it is starting"), _("What I notice, and what others notice about me.")),
    ("signs_do", _("What I do when I see them"), _("Whom I tell, what I leave out, what I do more of.")),
    ("bad", _("What it is like when it is bad"), _("So that I see that it is not an ordinary low day.")),
    ("bad_do", _("What I do when it is bad"), _("Small steps, people, lines.")),
    ("crisis", _("What I wish for in a crisis"), _("Who should know, what helps, and what I do not want.")),
    ("after", _("Afterwards"), _("How I come back, and what I would like to look at then.")),
]
NAMES = tuple(name for name, _label, _hint in PLAN)

# Which part opens, by how somebody says it is.
OPENS = {Said.WELL: "daily", Said.TRIGGER: "triggers_do", Said.SIGNS: "signs_do", Said.BAD: "bad_do"}

# After a setback: nothing that asks why, or whose doing it was.
QUESTIONS = [
    ("now", _("How is it right now"), _("A word or two. Or nothing.")),
    ("need", _("What would be good in the next hour"), _("Something to drink, quiet, somebody, sleep.")),
    ("helped", _("What helped before, even a little"), _("You will find it here the next time.")),
]
