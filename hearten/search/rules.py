"""How often one may search, and for what. Pure."""

from django.utils.translation import gettext as _

from hearten.kernel.verdict import Verdict, no, yes
from hearten.search.asking import Question


def may_search(question: Question, seldom_enough: bool) -> Verdict:
    """Judge a search: at most thirty a minute (SE-34), and for something."""
    if not seldom_enough:
        return no(
            _("That was a lot of searches in one minute. Your words stay in the box. Wait a little, then search again.")
        )
    if not (question.all_words or question.without):
        return no(_("Write a word or two of what you look for. A whole question is fine, too."))
    if not question.all_words:
        return no(_("Write at least one word without a minus before it, so that there is something to look for."))
    return yes
