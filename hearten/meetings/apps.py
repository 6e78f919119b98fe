from django.apps import AppConfig


class Meetings(AppConfig):
    name = "hearten.meetings"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.meetings import jobs, own, telling  # noqa: F401  # jobs: known to the worker
        from hearten.meetings.own import when_somebody_leaves

        telling.ready()
        own.take_part()
        farewell(when_somebody_leaves)
