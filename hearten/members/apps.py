from django.apps import AppConfig


class Members(AppConfig):
    name = "hearten.members"

    def ready(self) -> None:
        from hearten.members import jobs, kept, own, sealed_factors  # noqa: F401  # jobs: known to the worker

        own.take_part()
        kept.take_part()
        sealed_factors.take_part()
