from django.apps import AppConfig


class Library(AppConfig):
    name = "hearten.library"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.library import guides_ready, moderated, own, telling, trying_ready, watched, watched_looks
        from hearten.library.actions.cards import when_somebody_leaves

        telling.ready()
        watched.ready()
        watched_looks.ready()
        moderated.ready()
        own.take_part()
        farewell(when_somebody_leaves)
        guides_ready.ready()
        trying_ready.ready()
