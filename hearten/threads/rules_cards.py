"""Who may ask that a reply becomes a card, and who answers: pure judgements on what is already in hand."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from hearten.groups.models import LEADS
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.threads.models import CardProposal
from hearten.threads.reading import Head, ShownPost
from hearten.threads.rules import may_write, wrote

OPEN_FOR = timedelta(days=30)  # as threads_keep_card_proposals has it


def may_propose(shown: ShownPost, head: Head, before: CardProposal | None) -> Verdict:
    """Judge asking for a card: who leads the group, about somebody else's reply, once."""
    mine = wrote(shown, head.place_id, head.my_mask_id)
    if head.my_role not in LEADS or shown.opens or shown.withdrawn or shown.held or shown.gone or mine:
        return unseen
    if before is None:
        return may_write(head)
    back = (url("threads:post", shown.id), _("Back to the post"))
    if before.answer == "no":
        return no(_("They said no, thank you. Please leave it at that."), *back)
    return no(_("You asked already. They answer when they like, or not at all."), *back)


def may_answer(shown: ShownPost, head: Head, asked: CardProposal | None, moment: datetime) -> Verdict:
    """Judge answering: the reply's writer alone, once, within thirty days, while its words are there."""
    if asked is None or shown.withdrawn or not wrote(shown, head.place_id, head.my_mask_id):
        return unseen
    if asked.answer or moment > asked.made_at + OPEN_FOR:
        return no(
            _("This question is answered, or its time is over. There is nothing left to do."),
            url("threads:thread", head.id),
            _("Back to the conversation"),
        )
    return yes
