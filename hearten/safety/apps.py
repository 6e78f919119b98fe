from django.apps import AppConfig


class Safety(AppConfig):
    name = "hearten.safety"

    def ready(self) -> None:
        from hearten.groups.on_duty import who_knows_cover
        from hearten.kernel import service_worker
        from hearten.safety import own, telling, triage  # noqa: F401  # triage: its job is known to the worker
        from hearten.safety.looking import cover_of
        from hearten.safety.views.help_now import kept_on_the_device

        telling.ready()
        service_worker.register(service_worker.Piece("help-now", "safety/service-worker.js", kept_on_the_device))
        own.take_part()
        who_knows_cover(cover_of)
