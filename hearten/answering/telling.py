"""What people who help are told, in words that say nothing about anybody to whoever sees the screen (CR-20).

The reviewed doors write these notices (sql/doors_calling.sql); none comes out of a page.
"""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, register


def ready() -> None:
    """Make this slice's kinds of notices known."""
    register(_kind("hello", _("Somebody new said hello")))
    register(_kind("newcomer", _("Somebody new wrote something")))
    # Whoever goes on duty chose the hours in which somebody may count on them: an hour's gathering, or a night's, would
    # let the time go by that they are there for. Who is asked because nobody is on duty hears when it suits them.
    register(replace(_kind("no_reply_on_duty", _("Somebody waits for a first answer")), urgent=True))
    register(_kind("no_reply_yet", _("Somebody waits for a first answer")))
    register(_kind("still_no_reply", _("Somebody still waits for a first answer")))


def _kind(name: str, words: Any) -> Kind:
    return Kind(name, lambda told: words, lambda told: url("threads:thread", told.about), awaited=True)
