"""The Guide, a program and not a person: quotes what this place approved, with sources, and hands over to people."""

from django.apps import AppConfig


class Guide(AppConfig):
    name = "hearten.guide"

    def ready(self) -> None:
        from django.utils.translation import gettext as _

        from hearten.guide import jobs, own, telling, watched  # noqa: F401  # jobs: known to the worker
        from hearten.guide.pointing import point_here
        from hearten.guide.standing import PURPOSE
        from hearten.members.purposes import name_purpose
        from hearten.search.nothing_found import further

        name_purpose(PURPOSE, lambda: _("Answers from the Guide, a program on this server"))
        watched.ready()
        own.take_part()
        telling.ready()
        further(point_here)
