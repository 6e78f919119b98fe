"""The words of the page itself, in the reader's language, and what is said about how it fits."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def words_of_the_page() -> dict[str, str]:
    """Return the page's own words by their key (`Sheet.says`)."""
    return {
        "name": _("Name"),
        "made": _("Made on"),
        "questionnaire": _("Questionnaire"),
        "date": _("Date"),
        "score": _("Score"),
        "in_words": _("Called"),
        "of": _("%(score)s of %(most)s"),
        "no_score": _("no score"),
        "version": _("%(title)s, version %(version)s."),
        "left_out": _("%(missing)s of %(asked)s questions left out"),
        "question": _("Question"),
        "answer": _("Answer"),
        "no_answer": _("left out"),
        "what": _("What I would like to do"),
        "often": _("How often"),
        "state": _("Now"),
    }


def source_line(install: str) -> str:
    """Return the sentence that says whose words these are."""
    return _(
        "Written and chosen by the person themself, with %(install)s. Not a diagnosis, and nobody there checked it."
    ) % {"install": install}


def length(share: float) -> str:
    """Return how much of a page something takes, as a whole number of percent."""
    percent = max(1, round(share * 100))
    return ngettext("%(num)d percent of a page", "%(num)d percent of a page", percent) % {"num": percent}
