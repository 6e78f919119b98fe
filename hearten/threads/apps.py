from django.apps import AppConfig


class Threads(AppConfig):
    name = "hearten.threads"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.threads import live, pictured, telling, watched
        from hearten.threads.actions.change import when_somebody_leaves

        live.ready()
        telling.ready()
        watched.ready()
        pictured.ready()
        farewell(when_somebody_leaves)
