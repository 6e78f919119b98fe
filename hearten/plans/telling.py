"""The notices of plans: that there is something, and not what, of whom or since when."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, register
from hearten.plans.circles import actions as circles
from hearten.plans.days import showing
from hearten.plans.doing import reminding
from hearten.plans.returns import actions as returns


def ready() -> None:
    """Make the kinds known."""
    for kind in (*_of_oneself(), *_of_circles(), *_of_returns()):
        register(kind)


def _of_oneself() -> list[Kind]:
    return [
        Kind(
            reminding.KIND,
            lambda _told: _("Something you would like to do"),
            lambda told: url("plans:commitment", told.about),
        ),
        Kind(
            showing.SHOWN,
            lambda _told: _("Somebody shows you something of their days"),
            lambda told: url("plans:shown_one", told.about),
            "SELECT plans_whom_shown(%(about)s)",
        ),
    ]


def _of_circles() -> list[Kind]:
    return [
        Kind(
            circles.ASKED,
            lambda _told: _("Somebody asks you into a circle"),
            lambda told: url("plans:circle", told.about),
            "SELECT plans_whom_asked(%(about)s)",
        ),
        Kind(
            circles.SAID,
            lambda _told: _("Somebody of your circle left you a few words"),
            lambda _told: url("plans:circles"),
            "SELECT plans_whom_said(%(about)s)",
        ),
    ]


def _of_returns() -> list[Kind]:
    return [
        Kind(
            returns.ASKED,
            lambda _told: _("Somebody would be glad of a note from you"),
            lambda told: url("plans:return_note", told.about),
            "SELECT plans_whom_to_ask(%(about)s)",
        ),
        Kind(
            returns.WRITTEN,
            lambda _told: _("There is a note for you"),
            lambda _told: url("plans:back"),
            "SELECT plans_whom_written(%(about)s)",
        ),
    ]
