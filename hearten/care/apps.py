from django.apps import AppConfig


class Care(AppConfig):
    name = "hearten.care"

    def ready(self) -> None:
        from hearten.care import carriers, leaving, live, moderated, own, telling, watched
        from hearten.care.reading_practice import closed_here
        from hearten.groups.contact import who_knows_closure
        from hearten.groups.leaving import when_somebody_leaves as farewell

        telling.ready()
        live.ready()
        watched.ready()
        moderated.ready()
        carriers.ready()
        own.take_part()
        farewell(leaving.when_somebody_leaves)
        who_knows_closure(closed_here)
