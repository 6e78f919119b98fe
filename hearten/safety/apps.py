from django.apps import AppConfig


class Safety(AppConfig):
    name = "hearten.safety"

    def ready(self) -> None:
        from hearten.safety import telling, triage  # noqa: F401  # triage: its job is known to the worker

        telling.ready()
