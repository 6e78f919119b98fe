from django.apps import AppConfig


class Messages(AppConfig):
    name = "hearten.messages"

    def ready(self) -> None:
        from hearten.groups.leaving import when_somebody_leaves as farewell
        from hearten.messages import live, looks, noticing, telling  # noqa: F401  # its job is known to the worker
        from hearten.messages.leaving import when_somebody_leaves

        live.ready()
        looks.ready()
        telling.ready()
        farewell(when_somebody_leaves)
