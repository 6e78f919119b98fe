"""Which words of others somebody may keep for themself: a pure judgement on what is in hand."""

from django.utils.translation import gettext as _

from hearten.encouragement.reading import ShownCard
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.threads.reading import Head, ShownPost
from hearten.threads.rules import wrote


def may_keep(post: ShownPost, head: Head) -> Verdict:
    """Judge keeping a post on one's shelf: people of the group, others' words, while they are there."""
    if head.place_id is None or post.held:
        return unseen
    back = (url("threads:thread", head.id), _("Back"))
    if post.withdrawn:
        return no(_("These words are gone. There is nothing left to keep."), *back)
    if wrote(post, head.place_id, head.my_mask_id):
        return _own()
    return yes


def may_keep_card(card: ShownCard, inside: bool) -> Verdict:
    """Judge keeping a card on one's shelf: people of its group, others' cards, while they are shown."""
    if not inside or (not card.mine and (card.held or card.removed)):
        return unseen
    return _own() if card.mine else yes


def _own() -> Verdict:
    return no(_("These are your own words. You can put words of yours on the shelf as well."),
              url("wellness:hope_words"), _("Put words on my shelf"))  # fmt: skip
