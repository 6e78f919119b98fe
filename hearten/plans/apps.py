from django.apps import AppConfig


class Plans(AppConfig):
    name = "hearten.plans"

    def ready(self) -> None:
        from hearten.plans import ready

        ready.ready()
