from django.apps import AppConfig


class Meetings(AppConfig):
    name = "hearten.meetings"

    def ready(self) -> None:
        from hearten.meetings import live

        live.ready()
