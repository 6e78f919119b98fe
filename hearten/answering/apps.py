"""Nobody unanswered: the clock that starts with every call for support, and who is asked when it runs."""

from django.apps import AppConfig


class Answering(AppConfig):
    name = "hearten.answering"

    def ready(self) -> None:
        from hearten.answering import banner, jobs, own, telling, times  # noqa: F401  # jobs: known to the worker
        from hearten.groups.calls import who_knows_calls
        from hearten.threads.beside_mine import beside_mine

        telling.ready()
        own.take_part()
        who_knows_calls(times.said_of_group)
        beside_mine(banner.beside)
