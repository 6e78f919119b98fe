"""Which times a group may choose for its calls, and who may say that they write an answer. Pure judgements."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.threads.reading import Head

# Minutes. Two hours and eight hold where a group chose nothing (sql/doors.sql).
FIRST, SECOND = (30, 60, 120, 240, 480), (120, 240, 480, 720, 1440, 2880)
USUAL = (120, 480)


def may_keep(first: int, second: int) -> Verdict:
    """Judge two times: those who lead are asked after the others."""
    if first not in FIRST or second not in SECOND:
        return no(_("Choose one of the times in each list."))
    return yes if second > first else no(_("The second time comes after the first one. Choose a longer one."))


def may_say_writing(head: Head, helps_in: Collection[UUID]) -> Verdict:
    """Judge "I am writing an answer": who helps in this group, about somebody else's conversation."""
    if head.place_id is None or head.group_id not in helps_in:
        return unseen
    if head.mine:
        return no(_("This is your own conversation. Others answer it."), url("threads:thread", head.id), _("Back"))
    return yes
