from django.apps import AppConfig


class Threads(AppConfig):
    name = "hearten.threads"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.threads import live, own, telling
        from hearten.threads.actions.change import when_somebody_leaves

        live.ready()
        telling.ready()
        own.take_part()
        farewell(when_somebody_leaves)
