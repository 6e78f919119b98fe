"""What of the desk's doings is news for somebody: it is always told, in plain words."""

from django.utils.translation import gettext_lazy as _

from hearten.desk.actions.look import READ
from hearten.desk.actions.visit import ENTERED
from hearten.groups.standing import home_of
from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, Told, register


def _group(notice: Told) -> str:
    return home_of(notice.group_id) if notice.group_id else url("home:home")


def ready() -> None:
    """Make the desk's kinds of notices known."""
    register(Kind(ENTERED, lambda _notice: _("Somebody of the staff reads in your group for an hour"), _group))
    register(
        Kind(
            READ,
            lambda _notice: _("Staff looked at something private of yours. Read who and why"),
            lambda _notice: url("members:who_looked"),
            recipients="SELECT desk_behind(%(about)s)",
            always=True,
        )
    )
