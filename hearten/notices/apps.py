from django.apps import AppConfig


class Notices(AppConfig):
    name = "hearten.notices"

    def ready(self) -> None:
        from hearten.notices import jobs, live, own  # noqa: F401  # known to the worker, and to the live pages

        own.take_part()
