from django.apps import AppConfig


class Messages(AppConfig):
    name = "hearten.messages"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.messages import live, looks, moderated, noticing, own, telling, watching  # noqa: F401  # noticing: a job
        from hearten.messages.leaving import when_somebody_leaves

        live.ready()
        looks.ready()
        telling.ready()
        watching.ready()
        moderated.ready()
        own.take_part()
        farewell(when_somebody_leaves)
