from django.apps import AppConfig


class Kernel(AppConfig):
    name = "hearten.kernel"

    def ready(self) -> None:
        from hearten.kernel import checks  # noqa: F401  # registers the system checks
