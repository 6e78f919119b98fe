"""How long members' own tables, and the kernel's, keep what they hold."""

from django.utils.translation import gettext as _

from hearten.members.retention import Kept, keep


def take_part() -> None:
    """Register the rules; called when the app is made ready."""
    keep(Kept("live", lambda: _("Changes of live pages"), lambda: _("7 days"), "members_keep_live"))
    keep(Kept("jobs", lambda: _("Jobs that failed"), lambda: _("30 days"), "members_keep_jobs"))
    keep(
        Kept(
            "sessions", lambda: _("Sign-ins"), lambda: _("until they run out: 30 days unused"), "members_keep_sessions"
        )
    )
    keep(
        Kept(
            "ended_sessions",
            lambda: _("That a browser was signed out from elsewhere"),
            lambda: _("31 days"),
            "members_keep_ended",
        )
    )
    keep(Kept("exports", lambda: _("Copies that members asked for"), lambda: _("24 hours"), "members_keep_exports"))
    keep(Kept("breaks", lambda: _("Breaks that are over"), lambda: _("30 days"), "members_keep_breaks"))
    keep(Kept("looks", lambda: _("What staff looked at"), lambda: _("2 years"), "members_keep_looks"))
    keep(Kept("standings", lambda: _("Ended places on the desk"), lambda: _("2 years"), "members_keep_standings"))
    keep(Kept("runs", lambda: _("These reports"), lambda: _("2 years"), "members_keep_runs"))
