from django.apps import AppConfig


class Moderation(AppConfig):
    name = "hearten.moderation"

    def ready(self) -> None:
        from hearten.moderation import jobs, own, telling  # noqa: F401  # jobs: known to the worker

        telling.ready()
        own.take_part()
