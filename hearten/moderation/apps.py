from django.apps import AppConfig


class Moderation(AppConfig):
    name = "hearten.moderation"

    def ready(self) -> None:
        from hearten.moderation import jobs, telling  # noqa: F401  # jobs: known to the worker

        telling.ready()
