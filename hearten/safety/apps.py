from django.apps import AppConfig


class Safety(AppConfig):
    name = "hearten.safety"

    def ready(self) -> None:
        from hearten.groups.on_duty import who_knows_cover
        from hearten.safety import own, telling, triage  # noqa: F401  # triage: its job is known to the worker
        from hearten.safety.looking import cover_of

        telling.ready()
        own.take_part()
        who_knows_cover(cover_of)
