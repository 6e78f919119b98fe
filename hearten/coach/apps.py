from django.apps import AppConfig


class Coach(AppConfig):
    name = "hearten.coach"

    def ready(self) -> None:
        from django.utils.translation import gettext as _

        from hearten.coach import own
        from hearten.members.purposes import name_purpose

        name_purpose("coach", lambda: _("Feedback on drafts from the coach, a program on this server"))
        name_purpose("coach_pauses", lambda: _("The coach reads along when you pause typing"))
        own.take_part()
