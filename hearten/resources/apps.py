from django.apps import AppConfig


class Resources(AppConfig):
    name = "hearten.resources"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.resources import moderated, own, telling, watched
        from hearten.resources.actions.notes import when_somebody_leaves

        telling.ready()
        watched.ready()
        moderated.ready()
        own.take_part()
        farewell(when_somebody_leaves)
