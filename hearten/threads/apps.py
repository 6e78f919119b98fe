from django.apps import AppConfig


class Threads(AppConfig):
    name = "hearten.threads"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.threads import growing, live, moderated, own, pictured, pictures_moderated, telling, watched
        from hearten.threads.actions.change import when_somebody_leaves

        live.ready()
        telling.ready()
        watched.ready()
        moderated.ready()
        own.take_part()
        pictured.ready()
        growing.ready()
        pictures_moderated.ready()
        farewell(when_somebody_leaves)
