from django.apps import AppConfig


class Desk(AppConfig):
    name = "hearten.desk"

    def ready(self) -> None:
        from hearten.desk import jobs, telling  # noqa: F401  # jobs: known to the worker

        telling.ready()
