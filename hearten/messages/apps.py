from django.apps import AppConfig


class Messages(AppConfig):
    name = "hearten.messages"

    def ready(self) -> None:
        from hearten.groups.contact import who_knows_closure
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.messages import live, looks, moderated, noticing, own, telling, watching  # noqa: F401  # noticing: a job
        from hearten.messages.leaving import when_somebody_leaves
        from hearten.messages.reading import closure_of

        live.ready()
        looks.ready()
        telling.ready()
        watching.ready()
        moderated.ready()
        own.take_part()
        farewell(when_somebody_leaves)
        who_knows_closure(lambda seat: closure_of(seat) is not None)
