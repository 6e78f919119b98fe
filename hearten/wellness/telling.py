"""Notices, in words that say nothing to whoever looks over a shoulder."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, register

SIGNS, NAMED, COMPANY, CAME = "signs", "company_named", "company", "company_came"


def ready() -> None:
    """Make the kinds known."""
    register(
        Kind(
            SIGNS,
            lambda _told: _("Something you wanted to look at every few days"),
            lambda told: url("wellness:look", told.about),
            "SELECT wellness_whom_to_ask_signs(%(about)s)",
        )
    )
    register(
        Kind(
            NAMED,
            lambda _told: _("Somebody asks you something"),
            lambda _told: url("wellness:company"),
            "SELECT wellness_whom_to_tell_named(%(about)s)",
        )
    )
    register(
        Kind(
            COMPANY,
            lambda _told: _("Somebody asks for you now"),
            lambda told: url("wellness:asked", told.about),
            "SELECT wellness_whom_to_ask(%(about)s)",
            urgent=True,
        )
    )
    register(
        Kind(
            CAME,
            lambda _told: _("Somebody has time for you"),
            lambda told: url("wellness:call", told.about),
            urgent=True,
        )
    )
